-- code: ID002
-- name: invisible-character
-- severity: error
-- says: '{typed}' holds an invisible character, {code}
-- fix: type it anew
-- why: Invisible and direction-changing characters make two names that look alike different, and
--   hide what is written.
-- bad: an entity id with a zero-width space in it
-- good: the same id without
with odd as (
  select row, field, raw, regexp_extract(raw, '[\x{00AD}\x{034F}\x{061C}\x{115F}\x{1160}\x{180E}'
    || '\x{200B}-\x{200F}\x{2028}-\x{202E}\x{2060}-\x{2069}'
    || '\x{3164}\x{FEFF}\x{FFA0}\x{E0000}-\x{E007F}'
    || '\x{0001}-\x{0008}\x{000B}\x{000C}\x{000E}-\x{001F}\x{007F}-\x{009F}]') as sign
  from cells where is_name(field) and regexp_matches(raw, '[^ -~]')
)
select row as _row, field, regexp_replace(raw, '[^\p{L}\p{M}\p{N}\p{P}\p{S} ]', '·', 'g') as typed,
  printf('U+%04X', unicode(sign)) as code
from odd where sign <> ''
