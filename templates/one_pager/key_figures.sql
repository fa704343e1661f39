-- The key figures in the analyst's order.
select k."order" as "No.",
  k.label as "Key figure",
  f.value as "Value",
  f.unit as "Unit",
  f.qualifier_text as "Qualifier",
  f.kind as "Kind",
  coalesce(s.relation, 'stands alone') as "Agreement",
  if(f.id is null, [], [f.id])::varchar[] as facts
from key_figures k
join pack_facts f on f.id = k.fact
left join (select relation, unnest(rows) as _row from duplicate_sets) s on s._row = f._row
order by k."order", f.id
