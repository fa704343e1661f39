-- code: AGR010
-- name: ruling-takes-stranger
-- severity: error
-- says: the ruling takes {fact}, which {problem}
-- fix: take one of {facts}
-- why: A decision for a fact that does not stand in the set is no decision.
-- bad: a ruling on f1 and f2 that takes f3
-- good: one that takes f2
-- needs: facts, rulings
-- rows: duplicate_sets, rulings
select r._row, 'fact' as field, r.fact, s.facts, s.facts as related,
  if(f.status = 'rejected', 'is rejected', 'is not in the set') as problem
from duplicate_sets s join rulings r on r._row = s.ruling_row
join (from facts qualify row_number() over (partition by id order by _row) = 1) f on f.id = r.fact
where not list_contains(s.facts, r.fact)
