-- Price moves of a single day: the lowest and the highest that the sources give for it.
select strftime(f.period_end, '%-d %b %Y') || ', ' || coalesce(any_value(e.aliases[1]),
    any_value(f.entity_name)) as "Day",
  coalesce(f.scope, 'not stated') as "Scope",
  min(f.value) as "Lowest stated",
  max(f.value) as "Highest stated",
  'percent' as "Unit",
  count(distinct f.source) as "Sources",
  list_sort(list(f.id) filter (f.id is not null)) as facts
from pack_facts f left join entities e on e.id = f.entity
where f.concept = 'price_change' and f.unit = 'percent' and f.kind = 'actual'
  and coalesce(f.period_start, f.period_end) = f.period_end
group by f.period_end, f.entity, f.scope
order by f.period_end, "Day", "Scope"
