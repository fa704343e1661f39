-- code: STA001
-- name: stale-guidance
-- severity: warning
-- says: this {kind} was for a period that ended on {period_end}, before the dossier's date {date}
-- fix: look for what became of it, and supersede it; or waive this if it is told as history
-- why: A forecast whose horizon has passed is no forecast any more; the outcome is known, or
--   should be.
-- bad: guidance for 2024 in a dossier of 2025, nothing newer
-- good: guidance for 2026 in it
select f._row, 'period_end' as field, f.kind, f.period_end, d.date
from live_facts f join settings d on f.period_end < d.date left join sources s on s.id = f.source
where f.kind in ('plan', 'guidance', 'forecast') and (f.value is not null or f.kind = 'guidance')
  and coalesce(s.published <= f.period_end, true)
  and not exists (
    from live_facts n where n.supersedes = f.id and n.status is distinct from 'proposed')
  and not exists (
    from live_facts n where n._row <> f._row and n.status is distinct from 'proposed'
      and n.entity = f.entity and n.concept = f.concept
      and n.scope is not distinct from f.scope and n.period_end >= f.period_end
      and (n.kind = 'actual' or n.period_end >= d.date))
