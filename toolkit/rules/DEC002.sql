-- code: DEC002
-- name: finer-than-known
-- severity: warning
-- says: value {value} has digits finer than it is known: to the nearest {decimals}
-- fix: mend one of the two
-- bad: value 5.93 known to the nearest one
-- good: value 5.93 known to the nearest 0.01
with unread as materialized (
  select _row, value, decimals from live_facts f where value <> 0 and decimals is not null
    and not exists (from readings r where r._row = f._row and r.decimals is not null)
),
parts as (
  select _row, value, decimals, split_part(abs(value)::varchar, '.', 1) as whole,
    rtrim(split_part(abs(value)::varchar, '.', 2), '0') as rest
  from unread
)
select _row, 'decimals' as field, value, step(decimals) as decimals
from parts
where if(decimals > 0, length(rest) > decimals,
    rest <> '' or length(whole) - length(rtrim(whole, '0')) < -decimals)
