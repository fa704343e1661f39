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
said as (
  select _row, 'quote' as place, printed, months, day is not null or month is not null as dated
  from period_words
  union all  -- where the quote prints no period: the sentence that it is taken from
  select g._row, 'sentence', d.printed, d.months, d.day is not null or d.month is not null
  from marked g join figures d on (d.source, d.sentence_start) = (g.source, g.sentence_start)
    and d.kind in ('date', 'year')
  where not exists (from period_words p where p._row = g._row)
)
select s._row, 'period_start' as field, s.months, any_value(p.printed) as printed,
  any_value(p.place) as place, any_value(p.months) as said
from spans s join said p using (_row)
where s.months > 0 and not (s.months >= 12 and tells_yearly(s.quote))
group by s._row, s.months
having count(p.months) = 1 and not bool_or(p.months is not distinct from s.months)
  and any_value(p.months) <> s.months and count(*) filter (p.dated) = 0
