-- code: PER001
-- name: end-before-start
-- severity: error
-- says: the period ends on {period_end}, before it starts on {period_start}
-- fix: mend one of the two dates
-- bad: 2025-06-30 to 2025-04-01
-- good: 2025-04-01 to 2025-06-30
select _row, 'period_end' as field, period_start, period_end
from live_facts where period_end < period_start
