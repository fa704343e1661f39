-- code: AGR013
-- name: ruling-before-news
-- severity: warning
-- says: the ruling on "{set}" is of {date}, but {fact} comes from a source published on {published}
-- fix: look at the set again and date the ruling anew, or rule otherwise
-- why: A ruling closes a set with the facts that somebody looked at. What is published afterwards
--   joins the set without anybody having weighed it.
-- bad: a ruling of 26 September on a set that holds a fact from an article of 1 October
-- good: the ruling dated anew, once the article was read
-- needs: facts, rulings, sources
-- rows: duplicate_sets, rulings
select r._row, 'date' as field, d.name as set, r.date, f.id as fact, s.published
from duplicate_sets d
join rulings r on r._row = d.ruling_row
cross join unnest(d.rows) u(_row)
join facts f on f._row = u._row
join sources s on s.id = f.source
where s.published > r.date
qualify row_number() over (partition by r._row order by s.published desc, f._row) = 1
