-- code: REF001
-- name: unknown-reference
-- severity: error
-- says: {title} is '{value}', but no record of the sheet {sheet} has that id{nearest}
-- fix: choose an id of the sheet {sheet}, or add the record there
with unknown as (
  select * from links l
  where not exists (from ids i where i.type = l.target and i.id = l.value)
),
targets as (
  select type, count(*) as ids from ids group by type
),
sought as (  -- of very many, some: each is held against every id
  select u.target, u.value from (select distinct target, value from unknown) u
  join targets t on t.type = u.target
  qualify row_number() over (partition by u.target order by u.value) <= 10_000_000 // t.ids + 1
),
nearest as (
  select u.target, u.value, i.id,
    damerau_levenshtein(lower(u.value), lower(i.id)) as distance
  from sought u join ids i on i.type = u.target
  qualify row_number() over (partition by u.target, u.value order by distance, i.id) = 1
)
select u._row, u.field, u.title, u.value, u.sheet,
  case when n.distance <= greatest(2, length(u.value) // 3)
    then '; did you mean ''' || n.id || '''?' else '' end as nearest
from unknown u left join nearest n on n.target = u.target and n.value = u.value
