-- code: PER011
-- name: period-beside-figure
-- severity: warning
-- says: the source has {printed} for {other}, but the period is {period}
-- fix: mend the dates, or mark the figure of that period
-- why: "Debt of 47.1 billion, from 45.2 billion at the end of 2019" has one amount of each year. The
--   other year's stands in the pack as this one's.
-- bad: 2020 beside "(2019: 45.2 billion)"
-- good: 2019 beside it
-- rows: marked
with beside as (
  select f._row, g.printed, g.n, d.printed as other, f.period_start, f.period_end, d.year, d.months
  from marked g join live_facts f using (_row) join sources s on s.id = f.source
  join languages l on l.code = g.language left join concepts c on c.id = f.concept
  join figures d on (d.source, d.sentence_start) = (g.source, g.sentence_start)
    and d.kind in ('date', 'year') and abs(d.n - g.n) = 1
  where f.value is not null and f.period_end is not null and f.note is null
    and (d.year is null or d.year <= year(s.published)  -- "a bond of 500 million in 2031 notes"
      or f.kind in ('plan', 'guidance', 'forecast', 'estimate'))
    and case
      when d.start < g.start
      then regexp_matches(substr(g.sentence, (d.start - g.sentence_start)::int, 1), '[(（]')
        and regexp_matches(substr(g.sentence, (d."end" - g.sentence_start)::int + 1,
          (g.start - d."end")::int), '^\s*[:：=]\s*$')
      else regexp_matches(left(g.after, (d.start - g."end")::int),
          '(?i)^\s*((' || l.within || ')\s+)?$')
        and (d.year is null or not says_growth(concat_ws(' ', c.id, c.label))) end
)
select _row, 'period_end' as field, any_value(printed order by n) as printed,
  any_value(other order by n) as other,
  concat_ws(' to ', any_value(period_start), any_value(period_end)) as period
from beside
where year not between year(coalesce(period_start, period_end)) and year(period_end)
  or months <> round((date_diff('day', period_start, period_end) + 1) / 30.4375)::int
group by _row
