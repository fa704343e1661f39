-- code: LAN002
-- name: language-not-read
-- severity: warning
-- says: factpack reads no numbers in '{language}'; it reads {known}
-- fix: check its figures by hand; factpack compares nothing with them
-- bad: a source in pt
-- good: a source in es
select _row, 'language' as field, language, array_to_string(known, ', ') as known
from (
  select _row, language from sources
  union all select _row, language from live_facts
), (select list(code order by code) as known from languages)
where not list_contains(known, split_part(lower(language), '-', 1))
