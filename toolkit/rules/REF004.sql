-- code: REF004
-- name: entity-of-another-sentence
-- severity: warning
-- says: the sentence of the quote opens with {instead} and nowhere names {name}
-- fix: choose the entity that the sentence speaks of; if it does speak of {name}, quote the words that
--   say so, or say it in the note
-- why: An article names the company and its rival. What is said of the one is easily put down to the
--   other.
-- bad: a profit of Banco Luz beside "Cassa Adige ended the quarter with a profit of 96.5 million"
-- good: a profit of Cassa Adige beside it
-- rows: strangers
select f._row, 'entity' as field, e.name, o.name as instead
from live_facts f join strangers t on t._row = f._row and t.named
join entities e on e.id = f.entity join entities o on o.id = t.other
where f.note is null
