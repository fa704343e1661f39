-- code: PER006
-- name: period-against-quote
-- severity: error
-- says: the period is {period} and marked as printed, but the quote prints {printed}
-- fix: mend the dates, or choose inferred and say in the note how
-- why: The right figure of the wrong year is a wrong figure.
-- bad: 2024 marked as printed beside "In 2023"
-- good: 2023 marked as printed beside "In 2023"
-- rows: period_words
with each as (  -- date or year that is printed; of "1999/2000" both years are in the period
  select f._row, coalesce(f.period_start, f.period_end) as first,
    coalesce(f.period_end, f.period_start) as last, p.printed,
    bool_or(p.year is null) as no_year,
    if(first < last and regexp_matches(p.printed, '\d{4} ?/ ?\d\d(\d\d)?$'),
      bool_and(p.year between year(first) and year(last)),
      bool_or(p.year between year(first) and year(last))) as fits,
    bool_or(p.month is null or p.month between month(first) and month(last)
      or (month(first), month(last)) = (p.day, p.day)  -- 12/09: PER004 tells it
      or year(first) < year(last)) as fits_month,
    bool_or(p.day is null or p.month is null) as no_day,
    bool_or((p.day, p.month) in ((day(first), month(first)), (day(last), month(last)),
      (month(first), day(first)), (month(last), day(last)))) as fits_day
  from live_facts f join period_words p using (_row)
  where f.period_basis = 'printed' and coalesce(f.period_start, f.period_end) is not null
  group by f._row, f.period_start, f.period_end, p.printed
)
select _row, 'period_end' as field, string_agg(printed, ', ' order by printed) as printed,
  if(first = last, last::varchar, first || ' to ' || last) as period
from each group by _row, first, last
having not bool_or(no_year or fits) or not bool_or(fits_month) or not bool_or(no_day or fits_day)
