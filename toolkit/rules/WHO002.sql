-- code: WHO002
-- name: no-reviewer
-- severity: error
-- says: the fact is {status}, but nobody is named who reviewed it
-- fix: name the reviewer, or set the status back to draft
-- bad: approved without a reviewer
-- good: approved, reviewer bruno
select _row, 'reviewer' as field, status
from facts where status in ('reviewed', 'approved') and reviewer is null
