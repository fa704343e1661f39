-- code: STA001
-- name: stale-guidance
-- severity: warning
-- says: this {kind} was for a period that ended on {period_end}, before the dossier's date {date}
-- fix: look for what became of it, and supersede it; or waive this if it is told as history
-- why: A forecast whose horizon has passed is no forecast any more; the outcome is known, or
--   should be.
-- bad: guidance for 2024 in a dossier of 2025, nothing newer
-- good: guidance for 2026 in it
with later as (  -- what came of it, or a newer plan; a plan that has ended is neither
  select f.entity, f.concept, f.scope, max(f.period_end) as period_end
  from live_facts f, settings d
  where f.status is distinct from 'proposed' and (f.kind = 'actual' or f.period_end >= d.date)
  group by all
)
select f._row, 'period_end' as field, f.kind, f.period_end, d.date
from live_facts f join settings d on f.period_end < d.date left join sources s on s.id = f.source
left join later l on l.entity = f.entity and l.concept = f.concept
  and l.scope is not distinct from f.scope
where f.kind in ('plan', 'guidance', 'forecast') and (f.value is not null or f.kind = 'guidance')
  and coalesce(s.published <= f.period_end, true)
  and not exists (
    from live_facts n where n.supersedes = f.id and n.status is distinct from 'proposed')
  and coalesce(l.period_end < f.period_end, true)
