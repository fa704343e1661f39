-- What follows from facts and is said by none: an amount per year, a share of proceeds, the rate
-- that a conversion implies, growth from one period to the next. Bounds and rounding go along.
with f as (
  select p.*, i.low, i.high,
    round(datediff('day', p.period_start, p.period_end) / 365.25, 1)::double as years
  from pack_facts p left join intervals i on i._row = p._row
  where p.value is not null
),
-- An amount of two years or more, by the year; one without a period takes that of its event.
spans as (
  select entity, event, max(years) as years from f
  where event is not null and years >= 1.9
  group by entity, event having max(round(years)) = min(round(years))
),
by_year as (
  select 1 as place, f.concept_label || ', per year' as what, f.entity_name as about,
    f.in_words || ', over ' || round(coalesce(f.years, s.years))::int || ' years'
      || if(f.years is null, ' (those of “' || f.event || '”)', '') as how,
    f.value / round(coalesce(f.years, s.years)) as result,
    f.low / round(coalesce(f.years, s.years)) as low,
    f.high / round(coalesce(f.years, s.years)) as high,
    f.unit, [f.id] as ids, f.value as first, f.published
  from f join concepts c on c.id = f.concept and c.unit_kind = 'currency'
  left join spans s on s.entity = f.entity and s.event = f.event
  where coalesce(f.years, s.years) >= 1.9
    and f.kind in ('plan', 'guidance', 'forecast', 'estimate')
),
-- A share of what an issue brought in, of the same event.
shares as (
  select 2, 'Proceeds for ' || coalesce(p.scope, p.concept_label), p.entity_name,
    p.in_words || ' of ' || b.in_words || ' (' || b.concept_label || ')',
    p.value * b.value / 100, p.low * b.low / 100, p.high * b.high / 100,
    b.unit, [p.id, b.id], b.value, b.published
  from f p join f b on b.entity = p.entity and b.event = p.event
    and b.concept in ('bond_issue', 'capital_increase')
  where p.concept = 'use_of_proceeds' and p.unit = 'percent'
),
rates as (
  select 3, 'Implied rate', t.entity_name, t.in_words || ', converted from ' || o.in_words,
    c.implied_rate::double, c.implied_low::double, c.implied_high::double,
    c.quote || ' per ' || c.base, [t.id, o.id], c.implied_rate, t.published
  from conversions c join f t on t._row = c._row join f o on o._row = c.from_row
),
-- From one period to the next of the same length; a period's facts may differ, and stay apart.
dated as (
  select *, dense_rank() over (
    partition by entity, concept, lower(trim(coalesce(scope, ''))), unit,
      round(coalesce(years, 0), 1) order by period_end) as nth
  from f where period_start is not null and value > 0
    and unit in (select code from currencies)
),
growth as (
  select 4, l.concept_label || ', growth', l.entity_name,
    l.in_words || ' (' || l.period_text || ') against ' || e.in_words || ' (' || e.period_text
      || ')',
    (l.value / e.value - 1) * 100, (l.low / nullif(e.high, 0) - 1) * 100,
    (l.high / if(e.low > 0, e.low, null) - 1) * 100,
    'percent', [l.id, e.id], l.value, l.published
  from dated l join dated e on e.entity = l.entity and e.concept = l.concept and e.unit = l.unit
    and lower(trim(coalesce(e.scope, ''))) = lower(trim(coalesce(l.scope, '')))
    and round(coalesce(e.years, 0), 1) = round(coalesce(l.years, 0), 1) and e.nth = l.nth - 1
    and e.period_end <= l.period_start
),
-- The same value said by several sources is reckoned once, and rests on all of them.
each as (
  from by_year union all from shares union all from rates union all from growth
),
once as (
  select place, what, about, list(how order by published, ids)[1] as how, result, low, high, unit,
    list_sort(list_distinct(flatten(list(ids)))) as ids, min(published) as published
  from each group by place, what, about, result, low, high, unit
)
select what as "What",
  about as "About",
  how as "How it is reckoned",
  round(result, case when unit = 'percent' then 2 when abs(result) < 1000 then 4 else 0 end) as "Result",
  round(low, case when unit = 'percent' then 2 when abs(low) < 1000 then 4 else 0 end) as "Lower bound",
  round(high, case when unit = 'percent' then 2 when abs(high) < 1000 then 4 else 0 end) as "Upper bound",
  unit as "Unit",
  array_to_string(ids, ', ') as "Rests on",
  ids::varchar[] as facts
from once
order by place, what, about, published, unit, result
