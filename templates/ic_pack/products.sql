-- What is said of products, technology and strategy: figures first, then statements.
select concept_label as "What",
  entity_name as "About",
  detail as "Scope, event",
  in_words as "In words",
  value as "Value",
  value_high as "Value to",
  unit as "Unit",
  period_text as "Period",
  kind as "Kind",
  said_by as "Said by",
  id as "Fact",
  if(id is null, [], [id])::varchar[] as facts
from pack_facts
where part = 'products'
order by value is null, "What", "About", event, scope, unit, period_end, published, id
