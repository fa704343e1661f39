-- code: UNI004
-- name: unit-against-concept
-- severity: error
-- says: unit {unit}, but {label} is measured in {kind}
-- fix: mend the unit or choose another concept
-- why: A unit of another kind shows that the fact stands under the wrong concept, or the figure
--   beside the right one was marked.
-- bad: Revenue in percent
-- good: Revenue growth in percent
select f._row, 'unit' as field, f.unit, c.label, case c.unit_kind
  when 'currency' then 'a currency' when 'count' then 'a count' when 'ratio' then 'a multiple'
  else c.unit_kind end as kind
from live_facts f join concepts c on c.id = f.concept
where f.value is not null and f.unit is not null and case c.unit_kind
    when 'currency' then f.unit not in (select code from currencies)
    when 'percent' then f.unit not in ('percent', 'percentage_point', 'basis_point', 'multiple')
    when 'ratio' then f.unit not in ('multiple', 'percent')
    when 'count' then f.unit in ('percent', 'percentage_point', 'basis_point', 'multiple')
      or f.unit in (select code from currencies)
    else false end
  and not exists (from unit_words w where w.word = f.unit)
