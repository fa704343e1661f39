-- code: AGR009
-- name: ruling-on-nothing
-- severity: warning
-- says: the ruling "{set}" names no set{nearest}
-- fix: copy the name from the table duplicate_sets, or delete the ruling if its facts are gone
-- why: A ruling whose set is called otherwise decides nothing: a fact was changed or came in, and
--   the conflict that somebody settled is open again.
-- bad: a ruling on "alibaba capex plan", as no set is called
-- good: a ruling on "alibaba / capex_plan / 2025-12-31 / USD"
-- needs: facts, rulings
-- rows: rulings
with named as (
  select lower(trim(nfc_normalize(name))) as key, name, entity, concept from duplicate_sets
),
lost as (
  select r._row, r.set, lower(trim(nfc_normalize(r.set))) as key from rulings r
  anti join named n on n.key = lower(trim(nfc_normalize(r.set))) where r.set is not null
),
nearest as (
  select l._row, first(n.name order by jaro_winkler_similarity(n.key, l.key) desc, n.name) as name
  from lost l, named n group by l._row
)
select l._row, 'set' as field, l.set, coalesce('; the nearest is "' || n.name || '"', '') as nearest
from lost l left join nearest n using (_row)
where not exists (  -- it was settled by rejecting the others, and is kept as it was decided
  from facts f where f.status = 'rejected'
    and starts_with(l.key, lower(nfc_normalize(f.entity || ' / ' || f.concept || ' / ')))
)
