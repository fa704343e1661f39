-- What the check of the dossier found, the worst first.
select severity as "Severity",
  code as "Rule",
  record as "Record",
  concat_ws(' ', file, coalesce(sheet || '!' || cell, sheet, 'line ' || line)) as "Where",
  value as "Value",
  message as "Finding",
  fix as "To mend it",
  if(type = 'facts' and record is not null, [record], [])::varchar[] as facts
from findings
order by list_position(['error', 'warning', 'note'], severity), code, file, sheet, line,
  length(cell), cell, message
