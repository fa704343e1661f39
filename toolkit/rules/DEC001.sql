-- code: DEC001
-- name: accuracy-against-quote
-- severity: warning
-- says: known to the nearest {decimals}, but {printed} in the quote is to the nearest {read}
-- fix: choose {read}, or leave it blank
-- why: How far a figure is known decides whether it agrees with another: 53 billion stands for
--   anything from 52.5 to 53.5.
-- bad: known to the nearest million beside "53 Milliarden Dollar"
-- good: known to the nearest billion beside "53 Milliarden Dollar"
select f._row, 'decimals' as field, step(f.decimals) as decimals, r.printed,
  step(r.decimals) as read
from live_facts f join readings r using (_row)
where r.kind = 'quantity' and f.value = r.value and f.decimals <> r.decimals
  and coalesce(f.unit = r.unit, true)
