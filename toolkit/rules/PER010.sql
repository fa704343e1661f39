-- code: PER010
-- name: former-value-as-present
-- severity: warning
-- says: the source has {printed} as what was before, or was expected ("{words}"), but {claim}
-- fix: mark the figure that it changed to, or give the period, or the scope, of the former one
-- why: Of "44.1 percent, up from 38.6 percent" one is last year's. Marked as this year's it is wrong,
--   and no sum or sign shows it.
-- bad: this quarter's margin of 38.6 beside "widened to 44.1 percent from 38.6 percent"
-- good: last year's margin of 38.6 beside it
-- needs: facts, sources
-- rows: marked
with silent as (  -- that say nothing of a former value themselves
  select f._row, f.kind, f.period_start, f.period_end, f.source, g.n, g.printed, g.before, g.after,
    g.sentence, g."end", g.sentence_start, g.unit, g.direction,
    g.kind = 'quantity' and f.value = g.value as read,
    p.former, p.instead, p.formerly, p.reached, p.outlook, p.year_ago, p.year_ago_led,
    f.period_start <= f.period_end and f.period_end < s.published
      and f.period_end + (f.period_end - f.period_start + 1)::int > s.published as latest,
    '\s*((' || p.about || ') )?[$€£¥]?$' as of_amount
  from marked g join live_facts f using (_row) join languages p on p.code = g.language
  join sources s on s.id = f.source
  where f.value is not null and f.supersedes is null and f.note is null and not says_former(f.scope)
    and not exists (from live_facts o where o.supersedes = f.id)
),
beside as (
  select g._row, g.period_start, g.period_end, g.printed, g.n,
    regexp_extract(g.before, '(?i)' || g.former || of_amount) as former,
    regexp_extract(g.before, '(?i)' || g.instead || of_amount) as instead,
    left(g.after, 45) as after, g.latest
  from silent g join figures o on (o.source, o.sentence_start) = (g.source, g.sentence_start)
    and abs(o.n - g.n) = 1 and o.kind = 'quantity' and o.unit is not distinct from g.unit
    and o.direction is not distinct from g.direction
  where g.read and (o.n < g.n or regexp_matches(left(g.after, (o.start - g."end")::int),
    '(?i)^[^,;.]{0,25}' || g.reached || '[ "“„«]*$'))
),
told as (
  select _row, if(latest, 'period_end', 'scope') as field, printed, n, period_end,
    trim(instead || former, ' $€£¥') as words
  from beside
  where instead <> '' or former <> '' and latest and not regexp_matches(after, '(19|20)\d\d')
  union all  -- "previously around 1.0 billion"
  select _row, 'scope', printed, n, period_end, coalesce(
    nullif(regexp_extract(right(before, 150), '(?i)(' || formerly || ')[^0-9]*$', 1), ''),
    regexp_extract(after, '(?i)^[^0-9,;(（]{0,25}?(' || formerly || ')\s*([).,;]|$)', 1))
  from silent where kind in ('guidance', 'forecast', 'plan')
    and tells_formerly(before || ' ' || after)  -- a pattern of each row's own is slow
  union all  -- "426 million a year earlier"
  select _row, 'period_end', printed, n, period_end, coalesce(
    nullif(regexp_extract(after, '(?i)^\s*(' || year_ago || ')', 1), ''),
    regexp_extract(before, '(?i)(' || year_ago_led || ')[^0-9０-９,，、。比]{0,8}$', 1))
  from silent g where latest and read and direction is null and kind = 'actual'
    and tells_year_ago(after || before)
    and not regexp_matches(sentence, '(?i)' || outlook)  -- a year before one that is not over
    and (exists (from silent o where (o.source, o.sentence_start) = (g.source, g.sentence_start)
        and o.n <> g.n and (o.period_start, o.period_end) = (g.period_start, g.period_end))
      or not exists (from live_facts o where o.source = g.source and o.period_end > g.period_end))
)
select _row, field, any_value(printed order by n) as printed, any_value(words order by n) as words,
  if(field = 'scope', 'nothing in the fact says so', 'the period, to '
    || any_value(period_end)::varchar || ', is the last that was over by then') as claim
from told where words <> '' group by _row, field
