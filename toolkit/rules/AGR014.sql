-- code: AGR014
-- name: conversion-taken-as-statement
-- severity: warning
-- says: the quote gives {printed} as a conversion of {original}, but the fact stands as a statement
--   of its own
-- fix: name in Converts the fact that holds {original}; mark that amount first if nobody has
-- why: A converted amount is somebody's arithmetic at the rate of a day. Taken as a statement it is
--   a second witness that nobody was, and disagrees with every other rate.
-- bad: 3.7 billion dollars, nothing in Converts, beside "3.4 billion euros ($3.7 billion)"
-- good: the same with the id of the amount in euros in Converts
select f._row, 'converted_from' as field, r.printed, r.converted_from as original,
  (select list(o.id order by o._row) from live_facts o join readings p using (_row)
    where o.source = f.source and o.quote = f.quote and p.printed = r.converted_from
      and o.id is not null) as related
from live_facts f join readings r using (_row)
where r.converted_from is not null and f.value = r.value and f.converted_from is null
  and not exists (from live_facts o where o.converted_from = f.id)
