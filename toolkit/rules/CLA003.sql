-- code: CLA003
-- name: rests-on-an-interested-source
-- severity: warning
-- says: claim {id} rests on {facts} from {sources}, and on nothing from a source without a
--   declared interest
-- fix: find a source that has nothing to gain, or say so in the claim
-- why: A claim for which only an interested party speaks is that party's claim.
-- bad: a claim on facts of a publisher that holds the shares
-- good: the same with a fact from a newspaper that declares nothing
-- rows: claims
select c._row, 'facts' as field, c.id, list(f.id order by f._row) as facts,
  list(distinct s.id order by s.id) as sources
from (select _row, id, side, unnest(facts) as fact from claims) c
join facts f on f.id = c.fact join sources s on s.id = f.source
where c.side is distinct from 'question'
group by c._row, c.id
having bool_and(s.declared_interest is not null)
