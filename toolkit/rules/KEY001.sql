-- code: KEY001
-- name: no-primary-source
-- severity: warning
-- says: the key figure '{label}' rests on {source}{type}; no filing or release in the dossier has
--   it
-- fix: find it in a filing or a release, or say to the committee that it is second-hand
-- why: What a company files it answers for; what is written about it may be wrong without
--   consequence.
-- bad: a key figure out of a news article alone
-- good: a key figure that a filing states as well
-- needs: facts, sources
-- rows: key_figures
select k._row, 'fact' as field, k.label, f.source, coalesce(' (' || s.type || ')', '') as type
from key_figures k join facts f on f.id = k.fact join sources s on s.id = f.source
where not exists (
  from live_facts g join sources p on p.id = g.source
  where p.type in ('filing', 'release') and g.status is distinct from 'proposed'
    and g.entity = f.entity and g.concept = f.concept
    and lower(trim(coalesce(g.scope, ''))) = lower(trim(coalesce(f.scope, '')))
    and (g.event = f.event or (g.period_end is not distinct from f.period_end
      and g.period_start is not distinct from f.period_start))
)
