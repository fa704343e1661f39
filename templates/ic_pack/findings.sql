-- What the check of the dossier found, the worst first; last, what was accepted: by whom and why.
with told as (
  select severity, code, record, file, sheet, cell, line, value, message, fix, type from findings
  union all
  select 'waived', code, record, file, sheet, cell, line, value, message,
    concat('Accepted by ', "by", coalesce(' until ' || strftime(until, '%-d %B %Y'), ''), ': ', why),
    type
  from waived_findings
)
select severity as "Severity",
  code as "Rule",
  record as "Record",
  concat_ws(' ', file, coalesce(sheet || '!' || cell, sheet, 'line ' || line)) as "Where",
  if(length(value) > 60, left(value, 59) || '…', value) as "Value",
  message as "Finding",
  fix as "To mend it",
  if(type = 'facts' and record is not null, [record], [])::varchar[] as facts
from told
order by list_position(['error', 'warning', 'note', 'waived'], severity), code, file, sheet, line,
  length(cell), cell, message
