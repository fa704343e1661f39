-- What is recommended, what speaks for it and against it, what is open; how far its facts carry it.
with rests as (
  select c._row, f.id, f.source, f.status in ('reviewed', 'approved') as reviewed,
    x._row is not null as in_conflict
  from (select _row, unnest(facts) as fact from claims) c
  join pack_facts f on f.id = c.fact
  left join (select distinct unnest(rows) as _row from duplicate_sets where relation = 'conflicts') x
    on x._row = f._row
),
counted as (
  select _row, count(*) as facts, count(distinct source) as sources,
    count(*) filter (reviewed) as reviewed, count(*) filter (in_conflict) as in_conflict,
    list_sort(list(id)) as ids
  from rests group by _row
)
select case c.side when 'recommendation' then 'Recommendation' when 'for' then 'For'
    when 'against' then 'Against' else 'Open question' end as "Side",
  c.text as "What is claimed",
  coalesce(n.facts, 0) as "Rests on",
  coalesce(n.sources, 0) as "Sources",
  coalesce(n.reviewed, 0) as "Reviewed",
  coalesce(n.in_conflict, 0) as "In conflict",
  coalesce(n.ids, [])::varchar[] as facts
from claims c left join counted n on n._row = c._row
order by list_position(['recommendation', 'for', 'against', 'question'], c.side), c.id
