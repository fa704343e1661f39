-- code: PER003
-- name: duration-without-start
-- severity: warning
-- says: {label} is measured over a period, but only its last day is given, {period_end}
-- fix: give Period from as well; for a single day both are that day
-- bad: Revenue at 2025-06-30
-- good: Revenue from 2025-04-01 to 2025-06-30
select f._row, 'period_start' as field, c.label, f.period_end
from live_facts f join concepts c on c.id = f.concept
where c.period_kind = 'duration' and f.period_start is null and f.period_end is not null
