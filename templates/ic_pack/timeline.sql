-- What is dated, in the order of days: publications, and facts with a period of their own.
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
  select coalesce(f.period_start, f.period_end),
    case when f.period_start <> f.period_end then f.period_end end,
    coalesce(c.label, f.concept),
    coalesce(e.name, f.entity),
    f.value,
    f.unit,
    case
      when f.value is null then f.value_text
      else concat_ws(', ', replace(nullif(f.qualifier, 'exact'), '_', ' '), f.scope)
    end,
    f.kind,
    f.source,
    f.id,
    if(f.id is null, [], [f.id])::varchar[]
  from facts f
  left join entities e on e.id = f.entity
  left join concepts c on c.id = f.concept
  where f.period_end is not null and f.status not in ('rejected', 'proposed')
)
order by "From", "What" <> 'Publication', "What", "About", "Fact", "Source"
