-- code: WHO001
-- name: four-eyes
-- severity: error
-- says: {reviewer} reviewed what {annotator} annotated: the same person
-- fix: let somebody else check the fact against its source
-- why: Nobody sees their own slip; an approved fact has been read by two.
-- bad: annotator anna, reviewer Anna
-- good: annotator anna, reviewer bruno
select _row, 'reviewer' as field, reviewer, annotator
from facts where lower(trim(nfc_normalize(reviewer))) = lower(trim(nfc_normalize(annotator)))
