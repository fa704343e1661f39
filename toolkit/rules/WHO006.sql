-- code: WHO006
-- name: speaker-not-in-source
-- severity: warning
-- says: {speaker} is given as the speaker, but {source} names nobody so
-- fix: name who speaks in this source; who was heard elsewhere belongs to the facts of that source
-- why: Words laid into the mouth of somebody else make a witness of one who said nothing.
-- bad: the speaker "Luis Arenal, chairman" of a source that quotes Chiara Morandi alone
-- good: the speaker "Chiara Morandi, CEO" of it
-- rows: speakers
select f._row, 'attributed_to' as field, f.attributed_to as speaker, f.source
from live_facts f join speakers p using (_row) where not p.named
