-- code: ID004
-- name: no-id-yet
-- severity: note
-- says: the fact has no id yet; {proposed} is the next of its source
-- fix: type {proposed}, or a name of your own that no fact has had
-- why: Other records refer to a fact by its id, and a review needs one. An id that a fact ever had
--   is not proposed again.
-- bad: a draft without an id
-- good: a draft with one
-- rows: proposed_ids
select _row, 'id' as field, p.id as proposed
from proposed_ids p join facts f using (_row)
where f.status is null or f.status in ('proposed', 'draft')
