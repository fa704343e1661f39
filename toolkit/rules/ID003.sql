-- code: ID003
-- name: mixed-alphabets
-- severity: error
-- says: '{typed}' mixes Latin letters with others that look like them: {sign} is {code}
-- fix: type it anew on a Latin keyboard
-- why: A Cyrillic а looks like a Latin a and is another letter: the record then refers to
--   something else, or a word is found by nobody.
-- bad: аlibaba, its first letter Cyrillic
-- good: alibaba
with odd as (
  select row, field, raw,
    regexp_extract(raw, '([\p{Cyrillic}αονρυιτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ])\p{M}*\p{Latin}', 1) as before,
    regexp_extract(raw, '\p{Latin}\p{M}*([\p{Cyrillic}ονρυιτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ])', 1) as after,
    regexp_extract(raw, '[\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]') as wide
  from cells where is_name(field) and strlen(raw) <> length(raw)  -- not all ASCII
)
select row as _row, field, raw as typed,
  coalesce(nullif(before, ''), nullif(after, ''), wide) as sign,
  printf('U+%04X', unicode(sign)) as code
from odd where before <> '' or after <> '' or (wide <> '' and regexp_matches(raw, '[A-Za-z]'))
