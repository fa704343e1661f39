-- code: AGR016
-- name: one-figure-told-of-two
-- severity: warning
-- says: {one} gives {value} as {concept} {of_one}, {other} gives the same figure {of_other}
-- fix: read both sources again: one of them, or one of the facts, has another company, a part for the
--   whole, or another currency
-- why: Two companies do not report one figure to the last digit, nor does an amount stay the same in
--   another currency. One of the two took the figure for another's.
-- bad: a revenue of 6.83 billion of a bank in one article, of its retail division in another
-- good: the same of the bank in both, or 6.82 billion of the division
-- needs: facts, sources
with said as (
  select _row, id, source, entity, concept, unit, value, value_high,
    coalesce(event, concat_ws(' to ', period_start, period_end)) as spoken_of,
    event is not null or length(trim(replace(value::VARCHAR, '.', ''), '-0')) > 2 as telling
  from live_facts f
  where value <> 0 and converted_from is null and coalesce(event, period_end::VARCHAR) is not null
    and unit not in ('percent', 'percentage_point', 'basis_point', 'multiple')
    and not exists (from live_facts o where o.converted_from = f.id)
),
doubled as (
  select 'entity' as field, concept, value, list(struct_pack(_row, id, said := 'of ' || entity)
    order by _row) as facts
  from said where telling group by concept, unit, value, value_high, spoken_of
  having min(entity) <> max(entity) and min(source) <> max(source)
  union all
  select 'unit', concept, value, list(struct_pack(_row, id, said := 'in ' || unit) order by _row)
  from said where unit in (select code from currencies)
  group by entity, concept, value, value_high, spoken_of
  having min(unit) <> max(unit) and min(source) <> max(source)
)
select facts[-1]._row as _row, field, told(value) as value, concept, facts[-1].id as one,
  facts[-1].said as of_one, first.id as other, first.said as of_other, [first.id] as related
from (
  select *, list_filter(facts, lambda f: f.said <> facts[-1].said)[1] as first from doubled
)
