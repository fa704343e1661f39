-- code: KIN002
-- name: rumour-as-report
-- severity: warning
-- says: the kind is {kind}, but the source has {printed} from hearsay: "{words}"
-- fix: choose rumour, and name as speaker who spreads it
-- why: What unnamed people are said to know is no report. A committee that reads it as one finds out
--   from the denial.
-- bad: an actual beside "people familiar with the matter said"
-- good: a rumour beside it
-- needs: facts, sources
-- rows: marked
with said as (
  select f._row, f.kind, g.printed, g.n, regexp_extract(g.sentence, '(?i)' || l.heard) as words,
    g.before
  from marked g join live_facts f using (_row) join languages l on l.code = g.language
  where f.value is not null and (f.kind = 'actual' or f.kind in ('plan', 'guidance')
      and f.via is null and (f.attributed_to is null
        or lower(f.attributed_to) in (  -- whom it is told of
          select lower(unnest(list_concat([id, name], coalesce(aliases, []))))
          from entities where kind is distinct from 'person')))
)
select _row, 'kind' as field, kind, any_value(printed order by n) as printed,
  any_value(words order by n) as words
from said
where words <> '' and not regexp_matches(before,  -- by the way: "Lumen, the chain with 318 shops"
  '(\S+\s+){8}\S+, (an?|the|which|eine?|der|die|das|una?|uno|une|il|la|l[ae]s?|el|che|qui|que)\b[^,]*$')
group by _row, kind
