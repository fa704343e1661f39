-- code: ID001
-- name: same-id-twice
-- severity: error
-- says: {title} '{key}' stands {count} times; also at {elsewhere}
-- fix: give one of them an id of its own, or delete the copy
with twice as (
  select type, key, count(*) as count from keys group by type, key having count(*) > 1
),
placed as (
  select k._row, k.field, k.title, k.key, k.type, d.count,
    r.file || coalesce(' ' || r.sheet || '!' || p.letter, ':') || r.line as place
  from keys k join twice d on d.type = k.type and d.key = k.key join rows r using (_row)
  left join places p on p._sheet = r._sheet and p.field = k.field
),
first as (  -- of very many, some: each of them is told the others
  select type, key, list(_row order by _row) as rows, list(place order by _row) as places
  from (from placed qualify row_number() over (partition by type, key order by _row) <= 51)
  group by type, key
)
select *, array_to_string(related, ', ') || if(count > 51, ' and more', '') as elsewhere
from (
  select a._row, a.field, a.title, a.key, a.count,
    list_filter(f.places, lambda place, n: f.rows[n] <> a._row)[:50] as related
  from placed a join first f using (type, key)
)
