-- code: KEY002
-- name: key-figure-not-approved
-- severity: note
-- says: the key figure '{label}' rests on {fact}, which is only {status}
-- fix: have the fact approved, or choose another
-- why: Not approved is a state of the work and no fault, but a pack should go out on what two
--   people have read.
-- bad: a key figure on a draft
-- good: a key figure on an approved fact
-- rows: key_figures
select k._row, 'fact' as field, k.label, k.fact, f.status
from key_figures k join facts f on f.id = k.fact
where f.status in ('proposed', 'draft', 'reviewed')
