-- code: KIN003
-- name: report-as-outlook
-- severity: warning
-- says: the kind is {kind}, but {period_end} was over when {source} told it, and it says of
--   {printed} nothing of an outlook
-- fix: choose actual; or quote the words that say who expected it
-- why: What was reached is no promise. Filed as guidance it is missing among the results, and seems
--   to be met by itself.
-- bad: guidance beside "Operating profit was 598 million"
-- good: an actual beside it
-- rows: marked
select f._row, 'kind' as field, f.kind, f.period_end, f.source,
  any_value(g.printed order by g.n) as printed
from marked g join live_facts f using (_row) join sources s on s.id = f.source
join languages l on l.code = g.language
where f.kind in ('plan', 'guidance', 'forecast') and f.value is not null
  and f.period_end < s.published and f.note is null
  and not regexp_matches(g.sentence, l.planned)
group by f._row, f.kind, f.period_end, f.source
having not bool_or(regexp_matches(g.sentence, '(?i)' || l.outlook))
