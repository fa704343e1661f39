-- code: PER008
-- name: start-without-end
-- severity: error
-- says: the period starts on {period_start} and has no end
-- fix: give Period to; a value of one day has Period to alone
-- bad: from 2025-04-01
-- good: from 2025-04-01 to 2025-06-30
select _row, 'period_end' as field, period_start
from live_facts where period_start is not null and period_end is null
  and not exists (from cells c where c.row = _row and c.field = 'period_end')
