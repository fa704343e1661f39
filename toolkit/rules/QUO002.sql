-- code: QUO002
-- name: quote-of-another-source
-- severity: error
-- says: the quote does not stand in {source} but in {others}
-- fix: choose that source, or quote this one
-- why: The pack would name the wrong witness.
-- bad: the source hk-kurs for a quote from abmedia
-- good: the source abmedia for it
select _row, 'source' as field, source, a.elsewhere as others
from anchors a join live_facts using (_row, source) where state = 'elsewhere'
