-- Opinions, rumours and forecasts, each kind by itself; last, what is reported of rules, interests.
select case kind when 'forecast' then 'Forecast' when 'rumour' then 'Rumour'
    when 'opinion' then 'Opinion' else 'As reported' end as "Group",
  concept_label as "What",
  entity_name as "About",
  detail as "Scope, event",
  in_words as "In words",
  value as "Value",
  unit as "Unit",
  kind as "Kind",
  said_by as "Said by",
  fact as "Fact",
  facts
from pack_lines
where part = 'views'
order by list_position(['Forecast', 'Rumour', 'Opinion', 'As reported'], "Group"),
  value is null, "What", "About", scope, published, "Fact"
