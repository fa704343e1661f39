-- code: CLA002
-- name: claim-on-unapproved-facts
-- severity: note
-- says: claim {id} rests on facts that are not approved: {facts}
-- fix: have them approved before the pack goes out
-- bad: a claim on a reviewed fact
-- good: a claim on approved facts
-- rows: claims
select c._row, 'facts' as field, c.id,
  list(f.id || ' (' || f.status || ')' order by f._row) as facts
from (select _row, id, unnest(facts) as fact from claims) c join facts f on f.id = c.fact
where f.status in ('proposed', 'draft', 'reviewed')
group by c._row, c.id
