-- What is said of the business itself: figures first, then statements.
select concept_label as "What",
  entity_name as "About",
  detail as "Scope, event",
  in_words as "In words",
  value as "Value",
  value_high as "Value to",
  unit as "Unit",
  replace(period_text, ' to ', chr(10) || 'to ') as "Period",
  kind as "Kind",
  said_by as "Said by",
  fact as "Fact",
  facts
from pack_lines
where part = 'operating'
order by value is null, "What", "About", event, scope, unit, period_end, published, "Fact"
