-- code: PER009
-- name: length-against-quote
-- severity: warning
-- says: the period is {months} months long, but the {place} says {printed}, which is {said}
-- fix: mend the dates, or quote the words that give the period
-- why: Nine months' profit in the place of a quarter's is three times too much, and every rate of
--   growth over it is wrong.
-- bad: 2025-07-01 to 2025-09-30 beside "in the first nine months of 2025"
-- good: 2025-01-01 to 2025-09-30 beside it
with spans as (
  select f._row, f.quote, round((date_diff('day', f.period_start, f.period_end) + 1) / 30.4375)::int
    as months
  from live_facts f where f.period_start < f.period_end and f.value is not null
),
beside as (  -- dates of each figure's sentence, and whether another figure is the one that has them
  select g._row, d.printed, d.months, d.day is not null as of_day, d.month,
    d.start < g.start as first, exists (from figures o where (o.source, o.n) = (d.source, d.n - 1) and o.n <> g.n
      and o.kind = 'quantity' and regexp_matches(
        substr(g.sentence, (o."end" - g.sentence_start)::int + 1, (d.start - o."end")::int),
        '(?i)^\s*((' || l.within || ')\s+)?$')) as of_another
  from marked g join languages l on l.code = g.language
  join figures d on (d.source, d.sentence_start) = (g.source, g.sentence_start)
    and d.kind in ('date', 'year')
),
said as (
  select _row, 'quote' as place, printed, months, day is not null as of_day, month
  from period_words p
  where not exists (from beside b
    where (b._row, b.printed) = (p._row, p.printed) and b.of_another)
  union all  -- where the quote prints no period: the sentence that it is taken from
  select _row, 'sentence', printed, months, of_day, month from beside b
  where first and not of_another and not exists (from period_words p where p._row = b._row)
)
select s._row, 'period_start' as field, s.months, any_value(p.printed) as printed,
  any_value(p.place) as place, any_value(p.months) as said
from spans s join said p using (_row)
where s.months > 0 and not (s.months >= 12 and tells_yearly(s.quote))
group by s._row, s.months
having (count(p.months) = 1  -- or "the third quarter (July to September)"
    or count(distinct p.months) = 1 and count(*) filter (p.months is not null and p.month is not null) = 1)
  and not bool_or(p.months is not distinct from s.months)
  and any_value(p.months) <> s.months
  and count(*) filter (p.of_day or p.month is not null and s.months = 1) = 0
