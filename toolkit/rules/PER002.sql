-- code: PER002
-- name: instant-with-start
-- severity: error
-- says: {label} is measured at an instant, but the fact starts on {period_start}
-- fix: clear Period from, or choose a concept measured over a duration
-- bad: Share price from 2025-09-01 to 2025-09-12
-- good: Share price at 2025-09-12
select f._row, 'period_start' as field, c.label, f.period_start
from live_facts f join concepts c on c.id = f.concept
where c.period_kind = 'instant' and f.period_start is not null
