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
select f._row, 'kind' as field, f.kind, any_value(g.printed order by g.n) as printed,
  any_value(regexp_extract(g.sentence, '(?i)' || l.heard) order by g.n) as words
from (select *, unnest(covered_by) as id from figures) g
join live_facts f on f.id = g.id and f.source = g.source
join sources s on s.id = f.source
join languages l on l.code = split_part(lower(coalesce(f.language, s.language)), '-', 1)
where f.value is not null and (f.kind = 'actual' or f.kind in ('plan', 'guidance')
    and f.attributed_to is null and f.via is null)
  and regexp_matches(g.sentence, '(?i)' || l.heard)
group by f._row, f.kind
