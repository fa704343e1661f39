-- code: UNI006
-- name: per-unit-left-out
-- severity: warning
-- says: the source says {printed} per {per}; neither Scope nor {label} does
-- fix: say in Scope per what it is, or choose a concept that is measured so
-- why: A price of 62.50 a megawatt-hour that stands as revenue, or 1.20 a share as net income, is no
--   small revenue but another thing.
-- bad: revenue of 62.50 euros beside "62,50 euros por MWh"
-- good: the same as a power price
select f._row, 'scope' as field, r.printed, r.per, c.label
from live_facts f join readings r using (_row) join concepts c on c.id = f.concept
where r.per is not null and f.value is not null and f.unit in (select code from currencies)
  and r.per not in ('year', 'month', 'week', 'day', 'quarter', 'hour', 'minute', 'second', 'half')
  and not says_for_each(c.definition)
  and not says_per_unit(concat_ws(' ', c.id, c.label, f.scope, f.note))
