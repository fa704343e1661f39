-- code: AGR007
-- name: horizon-that-moves
-- severity: note
-- says: one event is told with {count} periods{length}: {periods}
-- fix: if it is one plan, keep the dates and say in the note when it was made; if it is a new one,
--   give it another event
-- why: "In the next three years" said in February and again in September is the same plan, not two;
--   counted from each telling, it seems to begin anew.
-- bad: one event, from 2025-02-24 to 2028-02-23 and from 2025-09-12 to 2028-09-11
-- good: one event, from 2025-02-24 to 2028-02-23 in both
-- rows: duplicate_sets
with spans as (
  select s.set, f.period_start, f.period_end, max(f._row) as _row,
    list(coalesce(f.id, 'row ' || f._row) order by f._row) as ids
  from (select set, superseded, unnest(rows) as _row from duplicate_sets
    where periods > 1 and event is not null and ruling is null) s
  join facts f using (_row)
  where f.period_start < f.period_end and not list_contains(superseded, coalesce(f.id, ''))
  group by s.set, f.period_start, f.period_end
)
select last(_row order by period_start, period_end) as _row, 'period_end' as field,
  count(*) as count, string_agg(period_start || ' to ' || period_end || ' ('
    || array_to_string(ids, ', ') || ')', '; ' order by period_start, period_end) as periods,
  if(max(period_end - period_start) - min(period_end - period_start) <= 3, ' of one length', '')
    as length,
  flatten(list(ids order by period_start, period_end))[:-2] as related
from spans group by set having count(*) > 1
