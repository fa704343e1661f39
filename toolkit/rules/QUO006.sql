-- code: QUO006
-- name: quote-in-other-case
-- severity: note
-- says: the quote stands in {source} with other capitals: “{found}”
-- fix: copy it as it stands there
-- bad: ALIBABA RISES for Alibaba rises
-- good: Alibaba rises
select _row, 'quote' as field, source, left(found_text, 160) as found
from anchors join live_facts using (_row, source) where tier = 'case'
