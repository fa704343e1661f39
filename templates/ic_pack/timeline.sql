-- What is dated, in the order of days: publications, and facts with a period of their own; what
-- one source says twice stands once.
select "From", "To", "What", "About", "Value", "Unit", "In words", "Kind", "Source", "Fact", facts
from (
  select s.published as "From",
    null::date as "To",
    'Publication' as "What",
    coalesce(s.publisher, 'Publisher not known') as "About",
    null::decimal(38, 9) as "Value",
    null as "Unit",
    s.title as "In words",
    null as "Kind",
    s.id as "Source",
    null as "Fact",
    []::varchar[] as facts
  from sources s where s.published is not null
  union all
  select coalesce(period_start, period_end),
    case when period_start <> period_end then period_end end,
    concept_label,
    entity_name,
    value,
    unit,
    concat_ws('; ', arg_min(in_words, _row), scope),
    kind,
    source,
    min(id),
    list_sort(list(id) filter (id is not null))
  from pack_facts where period_end is not null
  group by concept, concept_label, entity, entity_name, scope, event, qualifier, value, value_high,
    lower(trim(value_text)), unit, period_start, period_end, kind, source
)
order by "From", "What" <> 'Publication', "What", "About", "Fact", "Source"
