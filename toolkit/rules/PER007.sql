-- code: PER007
-- name: actual-after-publication
-- severity: error
-- says: the period ends on {period_end}, after {source} was published on {published}, but the
--   kind is actual
-- fix: choose plan, guidance, forecast or estimate, or mend the dates
-- why: What had not happened yet when the source was written is nobody's actual.
-- bad: an actual of 2026 in an article of 2025
-- good: a forecast of 2026 in it
select f._row, 'kind' as field, f.period_end, f.source, s.published
from live_facts f join sources s on s.id = f.source
where f.kind = 'actual' and f.period_end > s.published
