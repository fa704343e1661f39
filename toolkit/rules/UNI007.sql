-- code: UNI007
-- name: count-as-amount
-- severity: error
-- says: unit {unit}, but the quote counts {of}: {printed}
-- fix: type what is counted as the unit, and choose a concept of it
-- why: 43.3 million telephones are not 43.3 million yuan.
-- bad: unit CNY beside "全球出货量4330万台"
-- good: unit phones beside it
select f._row, 'unit' as field, f.unit, r.of, r.printed
from live_facts f join readings r using (_row)
where r.kind = 'quantity' and r.of is not null and r.unit is null and f.value is not null
  and len(r.unit_candidates) = 0
  and (f.unit in (select code from currencies)
    or f.unit in ('percent', 'percentage_point', 'basis_point'))
