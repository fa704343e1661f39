-- What is said of investment, of the money for it and of the balance sheet: figures first, then statements. What one
-- source says twice in the same way stands once, and rests on both.
select concept_label as "What",
  entity_name as "About",
  detail as "Scope, event",
  arg_min(in_words, _row) as "In words",
  value as "Value",
  value_high as "Value to",
  unit as "Unit",
  period_text as "Period",
  kind as "Kind",
  said_by as "Said by",
  min(id) as "Fact",
  list_sort(list(id) filter (id is not null)) as facts
from pack_facts
where part = 'capital_plan'
group by concept, concept_label, entity, entity_name, scope, event, detail, qualifier, value,
  value_high, lower(trim(value_text)), unit, period_start, period_end, period_text, kind, said_by,
  source, published
order by value is null, "What", "About", event, scope, unit, period_end, published, "Fact"
