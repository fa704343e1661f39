-- code: AGR015
-- name: growth-against-levels
-- severity: warning
-- says: a change of {said} %, but {level} and {base} make it {low} to {high} %
-- fix: read the change, both amounts and their periods again; a change from quarter to quarter, or at
--   constant currency, needs a scope that says so
-- why: A level, the level a year before and the change between them are three figures of which any
--   two give the third. Where they do not, one is misread, or is of another period.
-- bad: growth of 16 %, 2.31 billion this quarter and 2.10 billion the year before
-- good: growth of 10 %
-- needs: facts, concepts
-- rows: intervals, growths
with changes as (
  select f.*, w.level as level_concept, i.low, i.high, r.direction
  from live_facts f join growths w using (concept)
  join intervals i on i._row = f._row left join readings r on r._row = f._row
  where f.unit = 'percent' and f.period_start < f.period_end
    and not tells_compared(f.quote)
),
levels as (  -- that do not contradict their own quotes
  select f._row, f.id, f.entity, f.concept, f.kind, f.unit, lower(trim(coalesce(f.scope, ''))) as of,
    f.period_start, f.period_end, i.low, i.high
  from live_facts f join intervals i using (_row) left join readings r using (_row)
  where i.low > 0 and i.high is not null and f.concept in (select level_concept from changes)
    and not coalesce(len(r.accepts) > 0 and not list_contains(r.accepts, f.value), false)
),
implied as (
  select g._row, g.value, g.id, l.id as level, b.id as base,
    (l.low / b.high - 1) * 100 - 1e-9 as low, (l.high / b.low - 1) * 100 + 1e-9 as high,
    coalesce(g.direction <> 'down' or g.value < 0, true)
      and g.low <= (l.high / b.low - 1) * 100 + 1e-9
      and g.high >= (l.low / b.high - 1) * 100 - 1e-9
    or coalesce(g.direction <> 'up', true) and g.value > 0
      and -g.high <= (l.high / b.low - 1) * 100 + 1e-9
      and -g.low >= (l.low / b.high - 1) * 100 - 1e-9 as fits
  from changes g join levels l on l.entity = g.entity and l.concept = g.level_concept
    and l.kind = g.kind and l.of = lower(trim(coalesce(g.scope, '')))
    and l.period_start = g.period_start and l.period_end = g.period_end
  join levels b on b.entity = l.entity and b.concept = l.concept and b.unit = l.unit and b.of = l.of
    and abs(date_diff('day', b.period_start, l.period_start - interval 1 year)) <= 3
    and abs(date_diff('day', b.period_end, l.period_end - interval 1 year)) <= 3
  where g.low is not null and g.high is not null
)
select _row, 'value' as field, told(value) as said, first(level order by level, base) as level,
  first(base order by level, base) as base,
  told(round(first(low order by level, base), 1)::decimal(38, 9)) as low,
  told(round(first(high order by level, base), 1)::decimal(38, 9)) as high,
  list_sort(list_distinct(flatten(list([level, base])))) as related
from implied where level is not null and base is not null
group by _row, value having not bool_or(fits)
