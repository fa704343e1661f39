-- What was checked, and whether it holds; "told" is for the reader to judge. A line rests on the
-- facts that it speaks of, or on all that were looked at where it found none.
with f as (from pack_facts),
open_figures as (
  select count(*) filter (len(covered_by) = 0 and not waived) as open,
    count(*) filter (len(covered_by) > 0) as covered, count(*) as every
  from figures where kind in ('quantity', 'ambiguous')
),
unfound as (
  select f.id from f left join anchors a on a._row = f._row and a.state in ('found', 'shifted')
  where f.quote is not null and a._row is null
),
resting as (
  select unnest(facts) as id from claims union select fact from key_figures
),
unread as (
  select id from f where id in (select id from resting) and status not in ('reviewed', 'approved')
),
unruled as (
  select unnest(facts) as id from duplicate_sets where relation = 'conflicts' and ruling is null
),
second_hand as (
  select f.id from key_figures k join f on f.id = k.fact
  left join (select unnest(rows) as _row, has_primary from duplicate_sets) d on d._row = f._row
  where not (f.is_primary or coalesce(d.has_primary, false))
),
lines as (
  select 1 as place, 'Errors in the facts' as what, count(*) filter (severity = 'error') as result,
    null as unit, true as fails, 'What the schemas and rules call an error.' as means,
    list(record) filter (severity = 'error' and type = 'facts' and record is not null) as ids
  from findings
  union all
  select 2, 'Quotes not found in their sources', count(*), null, true,
    'Every quote must stand in the frozen text that it is from.', list(id) from unfound
  union all
  select 3, 'Key figures and claims resting on facts nobody reviewed', count(*), null, true,
    'Somebody other than the annotator must have held these facts against their sources.',
    list(id) from unread
  union all
  select 4, 'Conflicts without a ruling', (select count(*) from duplicate_sets
    where relation = 'conflicts' and ruling is null), null, true,
    'Where sources cannot all be right, an analyst rules, or says that it stays open: sheet '
    || 'Disagreements.', list(id) from unruled
  union all
  select 5, 'Conversions that do not hold', count(*) filter (not c.holds), null, true,
    'An amount and what it is converted from, held against a known rate.',
    list(f.id) filter (not c.holds) from conversions c join f on f._row = c._row
  union all
  select 6, 'Sums that do not hold', count(*) filter (not holds), null, true,
    'Facts that should add up to another.', list(total) filter (not holds) from sums_check
  union all
  select 7, 'Figures of the sources that no fact covers and nobody waived', o.open, null,
    s.open_figures is not null and o.open > s.open_figures,
    coalesce('The dossier lets ' || s.open_figures || ' be open.',
      'The dossier sets no limit; the command factpack open-figures lists them.'), null
  from open_figures o, settings s
  union all
  select 8, 'Share of the sources'' figures that facts cover',
    100 * covered / nullif(every, 0), 'percent', false,
    covered || ' of ' || every || ' quantities that stand in the sources.', null from open_figures
  union all
  select 9, 'Key figures without a primary source', count(*), null, false,
    'No filing or release says them, or the same.', list(id) from second_hand
  union all
  select 10, 'Warnings', count(*) filter (severity = 'warning'), null, false,
    'What a careful reader should look at: sheet Findings.',
    list(record) filter (severity = 'warning' and type = 'facts' and record is not null)
  from findings
  union all
  select 11, 'Findings that were waived', count(*), null, false,
    'Accepted by somebody, with a reason: last on the sheet Findings.',
    list(record) filter (type = 'facts' and record is not null) from waived_findings
)
select what as "Check",
  round(result, 2)::decimal(38, 9) as "Result",
  unit as "Unit",
  case when place > 7 or (place = 7 and not fails and means like '%no limit%') then 'told'
    when place = 7 then if(fails, 'no', 'yes') when result > 0 then 'no' else 'yes' end as "Passes",
  means as "What it means",
  list_sort(list_distinct(if(coalesce(lines.ids, []) = [], every.ids, lines.ids)))::varchar[] as facts
from lines, (select list(id) as ids from f where id is not null) every
order by place
