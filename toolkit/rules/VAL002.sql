-- code: VAL002
-- name: value-against-printed-number
-- severity: error
-- says: value {value} but the printed number {printed} says {read}
-- fix: type the value in base units as printed, or mend the printed number
-- why: Without a quote the printed number is all that the value can be held against. A bare
--   number is taken to leave out its scale, so only its digits count.
-- bad: value 84 beside the printed number "48 %"
-- good: value 84 beside the printed number "84 %"
select f._row, 'value' as field, f.value, r.printed, r.value as read
from live_facts f join readings r using (_row)
where f.quote is null and r.chosen_by = 'alone' and f.value is not null and r.value is not null
  and not list_contains(r.accepts, f.value)
  and not (r.unit is null and trim(replace(abs(f.value)::varchar, '.', ''), '0')
    = trim(replace(abs(r.value)::varchar, '.', ''), '0'))
  and not coalesce(r.unit like 'percent%' and hundredth(f.value, r.value), false)
