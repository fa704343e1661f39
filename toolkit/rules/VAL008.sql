-- code: VAL008
-- name: change-as-level
-- severity: warning
-- says: by {printed} it {went}, but the fact has it as {label} itself
-- fix: mark the amount that was reached, or choose a concept of the change
-- why: "Net debt fell by 140 million to 860 million" gives two amounts, and only one of them is net
--   debt.
-- bad: net debt of 140 million beside "fell by 140 million to 860 million"
-- good: net debt of 860 million beside it
-- needs: facts, sources
-- rows: marked
with beside as (
  select f._row, f.unit, g.printed, g.n, g.direction, c.label, g.before, g.after,
    l.changed_by, l.changed, l.about
  from marked g join live_facts f using (_row) join concepts c on c.id = f.concept
  join languages l on l.code = g.language
  where (g.direction is not null
      or regexp_matches(g.before || '·' || g.after, '(?i)' || l.by_to)) and f.value is not null and c.unit_kind in ('currency', 'percent')
    and (f.unit in (select code from currencies) or f.unit in ('percentage_point', 'basis_point'))
    and not regexp_matches(g.printed, '^[-+−–(]|^\D{0,3}[-+−–(]\d')
    and not says_growth(concat_ws(' ', c.id, c.label, c.definition, f.scope))
    and not says_fall(concat_ws(' ', c.id, c.label, c.definition, f.scope))
    and not says_difference(concat_ws(' ', c.id, c.label, c.definition, f.scope))
)
select _row, 'value' as field, any_value(printed order by n) as printed,
  coalesce('went ' || any_value(direction order by n), 'changed') as went, label
from beside
where unit in ('percentage_point', 'basis_point')
  or regexp_matches(before, '(?i)' || changed_by || '\s*((' || about || ')\s*)?$')
  or regexp_matches(after, '(?i)^\s*' || changed)
group by _row, label
