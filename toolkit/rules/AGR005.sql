-- code: AGR005
-- name: sum-does-not-hold
-- severity: warning
-- says: {why}
-- fix: read the total and {items} again; if they are printed so, say in the note what is missing
-- why: Parts that do not add up show a figure misread, a part left out, or a source that is wrong.
--   What rounding can explain is not told.
-- bad: 100 as the sum of 60 and 30
-- good: 100 as the sum of 60 and 40, or of 33, 33 and 33, each known to the nearest 1
-- rows: sums_check
select total_row as _row, 'value' as field, why, items, items as related
from sums_check where not holds
