-- code: VAL008
-- name: change-as-level
-- severity: warning
-- says: by {printed} it went {direction}, but the fact has it as {label} itself
-- fix: mark the amount that was reached, or choose a concept of the change
-- why: "Net debt fell by 140 million to 860 million" gives two amounts, and only one of them is net
--   debt.
-- bad: net debt of 140 million beside "fell by 140 million to 860 million"
-- good: net debt of 860 million beside it
-- needs: facts, sources
-- rows: marked
with beside as (
  select f._row, f.unit, g.printed, g.n, g.direction, c.label, g.before, g.after
  from marked g join live_facts f using (_row) join concepts c on c.id = f.concept
  where g.direction is not null and f.value is not null and c.unit_kind in ('currency', 'percent')
    and (f.unit in (select code from currencies) or f.unit in ('percentage_point', 'basis_point'))
    and not regexp_matches(g.printed, '^[-+−–(]|^\D{0,3}[-+−–(]\d')
    and not regexp_matches(lower(concat_ws(' ', c.id, c.label, c.definition, f.scope)), 'chang'
      || '|growth|increas|decreas|declin|rise|fall|drop|cut|rais|reduc|saving|delta|diff|improv'
      || '|gain|loss|move|spread|premium|discount|effect|impact|variation|veränder|anstieg')
)
select _row, 'value' as field, any_value(printed order by n) as printed,
  any_value(direction order by n) as direction, label
from beside
where unit in ('percentage_point', 'basis_point') or regexp_matches(before, '(?i)(\b(by|up|down|um)'
    || '|\b(?:dim|aument|sal|sces|cal|ridu|ridott|cresc)\w* di'
    || '|\b(?:de|en|in)|了)\s*(\b(about|around|some|nearly|almost|more than|roughly|rund|etwa|fast'
    || '|knapp|circa|quasi|oltre|environ|près de|unos|casi|más de)\s*)?$')
  or regexp_matches(after, '(?i)^\s*(more|less|higher|lower|mehr|weniger|höher|niedriger'
    || '|in (più|meno)|más|menos|de (plus|moins))\b')
group by _row, label
