-- Opinions, rumours and forecasts, each kind by itself; last, what is reported of rules, interests.
-- What one source says twice in the same way stands once, and rests on both.
select case kind when 'forecast' then 'Forecast' when 'rumour' then 'Rumour'
    when 'opinion' then 'Opinion' else 'As reported' end as "Group",
  concept_label as "What",
  entity_name as "About",
  detail as "Scope, event",
  arg_min(in_words, _row) as "In words",
  value as "Value",
  unit as "Unit",
  kind as "Kind",
  said_by as "Said by",
  min(id) as "Fact",
  list_sort(list(id) filter (id is not null)) as facts
from pack_facts
where part = 'views'
group by concept, concept_label, entity, entity_name, scope, event, detail, qualifier, value,
  value_high, lower(trim(value_text)), unit, period_start, period_end, kind, said_by, source,
  published
order by list_position(['Forecast', 'Rumour', 'Opinion', 'As reported'], "Group"),
  value is null, "What", "About", scope, published, "Fact"
