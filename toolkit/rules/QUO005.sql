-- code: QUO005
-- name: printed-number-not-in-quote
-- severity: error
-- says: the printed number '{printed}' does not stand in the quote
-- fix: copy it from the quote as it stands there; the bare number is enough
-- why: The printed number says which figure of the quote is meant.
-- bad: 3,3 Mrd. USD beside a quote with 3,2 Mrd. USD
-- good: 3,2 Mrd. USD beside it
select _row, 'as_printed' as field, f.as_printed as printed
from anchors a join live_facts f using (_row) where a.printed_places = 0
