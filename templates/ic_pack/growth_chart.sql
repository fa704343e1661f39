-- Growth over a quarter, by quarter; scopes are kept apart, for their rates cannot be compared.
with quarters as (
  select f.*, coalesce(lower(trim(f.scope)), '') as of_scope
  from pack_facts f join concepts c on c.id = f.concept
  where 'revenue_growth' in (c.id, c.parent) and f.unit = 'percent' and f.value is not null
    and f.kind = 'actual' and datediff('day', f.period_start, f.period_end) between 85 and 95
),
scopes as (
  select entity, concept, of_scope, row_number() over (partition by entity, concept
    order by count(distinct period_end) desc, max(period_end) desc, of_scope) as nth
  from quarters group by entity, concept, of_scope
)
select 'To ' || strftime(q.period_end, '%b %Y') || ', ' || coalesce(any_value(e.aliases[1]),
    any_value(q.entity_name)) || coalesce(', ' || any_value(q.scope), '') as "Quarter",
  coalesce(any_value(q.scope), 'as reported') as "Scope",
  if(s.nth = 1, max(q.value), null) as "Main scope",
  if(s.nth > 1, max(q.value), null) as "Another scope",
  'percent' as "Unit",
  count(distinct q.source) as "Sources",
  list_sort(list(q.id) filter (q.id is not null)) as facts
from quarters q join scopes s
  on s.entity = q.entity and s.concept = q.concept and s.of_scope = q.of_scope
left join entities e on e.id = q.entity
group by q.entity, q.concept, q.of_scope, s.nth, q.period_end
order by q.entity, q.concept, q.period_end, s.nth
