-- code: QUO003
-- name: quote-stands-several-times
-- severity: warning
-- says: the quote stands {places} times in {source} (from {starts}), and nothing says which is
--   meant
-- fix: quote more of the sentence, or fill in where it starts and ends
-- bad: a short quote that is repeated
-- good: the same quote with its offsets
select _row, 'quote' as field, source, places, place_starts[:10] as starts
from anchors join live_facts using (_row, source)
where state = 'ambiguous' and given_start is null and given_end is null
