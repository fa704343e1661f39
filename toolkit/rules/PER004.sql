-- code: PER004
-- name: day-and-month-swapped
-- severity: warning
-- says: {date}, but {source} prints {printed}: day and month seem to have changed places
-- fix: type the date as {swapped}, or waive this if the other day is meant
-- why: 12/09 is 12 September in one country and 9 December in another; spreadsheets change one
--   into the other.
-- bad: 2025-12-09 where the source prints 12 September
-- good: 2025-09-12
with dated as (
  select _row, unnest(['period_start', 'period_end']) as field,
    unnest([period_start, period_end]) as date, source from live_facts
  union all select _row, 'published', published, id from sources
),
printed as (
  select source, day, month, year, printed from figures
  where day is not null and month is not null and not doubtful
)
select d._row, d.field, d.date, d.source, any_value(p.printed order by p.year) as printed,
  make_date(year(d.date), day(d.date), month(d.date)) as swapped
from dated d join printed p on p.source = d.source
  and p.day = month(d.date) and p.month = day(d.date)
  and coalesce(p.year, year(d.date)) = year(d.date)
where day(d.date) <> month(d.date) and day(d.date) <= 12 and not exists (
  from printed q where q.source = d.source and q.day = day(d.date) and q.month = month(d.date))
group by d._row, d.field, d.date, d.source
