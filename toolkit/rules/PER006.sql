-- code: PER006
-- name: period-against-quote
-- severity: error
-- says: the period is {period} and marked as printed, but the quote prints {printed}
-- fix: mend the dates, or choose inferred and say in the note how
-- why: The right figure of the wrong year is a wrong figure.
-- bad: 2024 marked as printed beside "In 2023"
-- good: 2023 marked as printed beside "In 2023"
-- rows: period_words
with said as (
  select f._row, coalesce(f.period_start, f.period_end) as first,
    coalesce(f.period_end, f.period_start) as last, string_agg(p.printed, ', ') as printed,
    bool_or(p.year is null) as no_year,
    bool_or(p.year between year(first) and year(last)) as fits,
    bool_or(p.month is null or p.month between month(first) and month(last)
      or (month(first), month(last)) = (p.day, p.day)  -- 12/09: PER004 tells it
      or year(first) < year(last)) as fits_month,
    bool_or(p.day is null or p.month is null) as no_day,
    bool_or((p.day, p.month) in ((day(first), month(first)), (day(last), month(last)),
      (month(first), day(first)), (month(last), day(last)))) as fits_day
  from live_facts f join period_words p using (_row)
  where f.period_basis = 'printed' and coalesce(f.period_start, f.period_end) is not null
  group by f._row, f.period_start, f.period_end
)
select _row, 'period_end' as field, printed,
  if(first = last, last::varchar, first || ' to ' || last) as period
from said
where not (no_year or fits) or not fits_month or not (no_day or fits_day)
