-- code: WHO007
-- name: speaker-against-quote
-- severity: warning
-- says: {given}, but in the sentence of the quote {other} speaks
-- fix: name the speaker of the sentence
-- why: Who says so decides how much a plan, a forecast or an opinion weighs.
-- bad: the speaker Fenner beside "Rosa Vidal said income could rise by 30 million"
-- good: the speaker "Rosa Vidal, chairwoman" beside it
-- rows: speakers
select f._row, 'attributed_to' as field, p.other,
  coalesce('the speaker is ' || f.attributed_to, 'no speaker is given') as given
from live_facts f join speakers p using (_row)
where p.other is not null and (f.attributed_to is not null or f.kind not in ('rumour', 'opinion'))
