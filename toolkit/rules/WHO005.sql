-- code: WHO005
-- name: relayed-as-actual
-- severity: warning
-- says: the kind is actual, but the source has it from {via}
-- fix: choose the kind that fits what was relayed, or clear Relayed by if the source saw it itself
-- why: What a source has from another is that one's statement, told at second hand.
-- bad: an actual relayed by The Information
-- good: a rumour relayed by The Information
select _row, 'kind' as field, via from live_facts where kind = 'actual' and via is not null
