-- code: CLA001
-- name: rests-on-rumour
-- severity: warning
-- says: claim {id} rests on rumour alone: {facts}
-- fix: find a fact that somebody stands behind, put it as a question, or drop it
-- why: Five articles that repeat one rumour are one rumour.
-- bad: a claim for, on two rumours
-- good: the same as a question
-- rows: claims
select c._row, 'facts' as field, c.id, list(f.id order by f._row) as facts
from (select _row, id, side, unnest(facts) as fact from claims) c join facts f on f.id = c.fact
where c.side is distinct from 'question'
group by c._row, c.id
having bool_and(f.kind = 'rumour')
