-- code: AGR011
-- name: sum-not-judged
-- severity: warning
-- says: whether the items of {total} add up to it cannot be judged: {why}
-- fix: give numbers of one unit that are not rejected, or delete the sum
-- why: A sum that is declared and never checked looks as if it held.
-- bad: a total in dollars of an item in yuan
-- good: a total in dollars of an item in dollars
-- needs: facts, sums
-- rows: sums, sums_check
with judged as (
  select total, why from sums_check c where holds is null
    and not exists (from unnest(c.items || [c.total]) u(id) where id not in (
      select id from facts where id is not null))  -- of an id that is nowhere REF001 tells
)
select min(s._row) as _row, 'total' as field, total, any_value(j.why) as why
from sums s join judged j using (total) group by total
