-- code: VAL004
-- name: percent-as-fraction
-- severity: error
-- says: value {value} but the quote says {printed}: percent is typed as {read}, not as a fraction
-- fix: type {read}, or format the cell as a percent
-- why: 84 % is 84 here. A fraction typed as a plain number would be a hundredth of what the
--   source says.
-- bad: value 0.84 for "84 %"
-- good: value 84 for "84 %"
select f._row, 'value' as field, f.value, r.printed, r.value as read
from live_facts f join readings r using (_row)
where r.unit like 'percent%' and hundredth(f.value, r.value)
