-- code: WHO004
-- name: nobody-says-so
-- severity: warning
-- says: {what} without a speaker: nobody is named who says so
-- fix: name the speaker, or the source itself if it is its own view
-- why: A rumour weighs as much as who spreads it. Where the source names nobody, the committee
--   should know.
-- bad: a rumour without a speaker
-- good: a rumour with the speaker The Information
select _row, 'attributed_to' as field, if(kind = 'opinion', 'an opinion', 'a rumour') as what
from live_facts where kind in ('rumour', 'opinion') and attributed_to is null
