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
with beside as (
  select f._row, f.period_start, f.period_end, f.value, s.published, s.id as source, g.printed, g.n,
    regexp_extract(g.before, '(?i)' || p.former || of_amount) as former,
    regexp_extract(g.before, '(?i)' || p.instead || of_amount) as instead,
    left(g.after, 45) as after,
    f.period_start <= f.period_end and f.period_end < s.published
      and f.period_end + (f.period_end - f.period_start + 1)::int > s.published as latest
  from marked g join live_facts f using (_row) join sources s on s.id = f.source
  join (select *, '\s*((' || about || ') )?[$€£¥]?$' as of_amount from languages) p
    on p.code = g.language
  join figures o on (o.source, o.sentence_start) = (g.source, g.sentence_start)
    and abs(o.n - g.n) = 1 and o.kind = 'quantity' and o.unit is not distinct from g.unit
    and o.direction is not distinct from g.direction
  where g.kind = 'quantity' and f.value = g.value
    and f.supersedes is null and f.note is null
    and not exists (from live_facts o where o.supersedes = f.id) and not says_former(f.scope)
    and (o.n < g.n or regexp_matches(left(g.after, (o.start - g."end")::int),
      '(?i)^[^,;.]{0,25}' || p.reached || '[ "“„«]*$'))
)
select _row, if(latest, 'period_end', 'scope') as field, any_value(printed order by n) as printed,
  any_value(trim(instead || former, ' $€£¥') order by n) as words, if(any_value(latest),
    'the period, to ' || any_value(period_end)::varchar || ', is the last that was over by then',
    'nothing in the fact says so') as claim
from beside
where instead <> '' or former <> '' and latest and not regexp_matches(after, '(19|20)\d\d')
group by _row, latest
