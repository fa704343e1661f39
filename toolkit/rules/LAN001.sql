-- code: LAN001
-- name: language-against-source
-- severity: warning
-- says: the quote is marked as {language}, but {source} is written in {theirs}
-- fix: clear Language, or mend it; it may differ where a source quotes another language
-- why: The language decides how a number is read: 1.234 is a thousand in German and one in English.
-- bad: a quote in en from a source in de
-- good: a quote in de-CH from a source in de
select f._row, 'language' as field, f.language, f.source, s.language as theirs
from live_facts f join sources s on s.id = f.source
where split_part(lower(f.language), '-', 1) <> split_part(lower(s.language), '-', 1)
