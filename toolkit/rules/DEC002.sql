-- code: DEC002
-- name: finer-than-known
-- severity: warning
-- says: value {value} has digits finer than it is known: to the nearest {decimals}
-- fix: mend one of the two
-- bad: value 5.93 known to the nearest one
-- good: value 5.93 known to the nearest 0.01
with parts as (
  select _row, value, decimals, split_part(abs(value)::varchar, '.', 1) as whole,
    rtrim(split_part(abs(value)::varchar, '.', 2), '0') as rest
  from live_facts where value <> 0 and decimals is not null
)
select _row, 'decimals' as field, value, step(decimals) as decimals
from parts
where if(decimals > 0, length(rest) > decimals,
    rest <> '' or length(whole) - length(rtrim(whole, '0')) < -decimals)
  and not exists (from readings r where r._row = parts._row and r.decimals is not null)
