-- code: ID001
-- name: same-id-twice
-- severity: error
-- says: {title} '{key}' stands {count} times; also at {elsewhere}
-- fix: give one of them an id of its own, or delete the copy
with placed as (
  select k._row, k.field, k.title, k.key, k.type,
    r.file || coalesce(' ' || r.sheet || '!' || p.letter, ':') || r.line as place
  from keys k join rows r using (_row)
  left join places p on p._sheet = r._sheet and p.field = k.field
)
select a._row, any_value(a.field) as field, any_value(a.title) as title, any_value(a.key) as key,
  count(*) + 1 as count, string_agg(b.place, ', ' order by b._row) as elsewhere,
  list(b.place order by b._row) as related
from placed a join placed b on a.type = b.type and a.key = b.key and a._row <> b._row
group by a._row
