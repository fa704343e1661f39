-- code: WHO003
-- name: no-annotator
-- severity: warning
-- says: the fact is {status}, but nobody is named who marked it, so four eyes cannot be shown
-- fix: name the annotator
-- bad: approved, reviewer bruno, no annotator
-- good: approved, annotator anna, reviewer bruno
select _row, 'annotator' as field, status
from facts where status in ('reviewed', 'approved') and annotator is null
