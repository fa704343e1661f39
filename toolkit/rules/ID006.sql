-- code: ID006
-- name: ids-alike
-- severity: warning
-- says: {title} '{key}' differs from '{other}' in capitals alone
-- fix: give one of the two another id, or delete it if they are one
-- why: Two ids that are read alike are mixed up by everybody who names one: in Supersedes, in a
--   claim, in a review.
-- bad: the facts wire-001 and WIRE-001
-- good: the facts wire-001 and wire-002
select max(_row) as _row, any_value(field) as field, any_value(title) as title,
  max_by(key, _row) as key, min_by(key, _row) as other
from keys group by type, lower(key) having min(key) <> max(key)
