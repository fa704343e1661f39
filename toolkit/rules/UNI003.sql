-- code: UNI003
-- name: unit-missing
-- severity: warning
-- says: there is no unit, but {reason}
-- fix: give the unit: a currency's code, percent, percentage_point, basis_point or multiple
-- bad: a revenue of 4200000000 without a unit
-- good: a revenue of 4200000000 USD
select f._row, 'unit' as field, coalesce('the quote says ' || r.printed,
    c.label || ' is measured in a ' || c.unit_kind) as reason
from live_facts f left join readings r on r._row = f._row and r.unit is not null
left join concepts c on c.id = f.concept and c.unit_kind in ('currency', 'percent', 'ratio')
where f.value is not null and f.unit is null and coalesce(r.unit, c.unit_kind) is not null
