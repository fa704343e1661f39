-- code: VAL005
-- name: upper-end-against-quote
-- severity: error
-- says: the value goes up to {high} but the quote says {said}
-- fix: give a range its two ends, Value and Value to, and a single amount only Value
-- why: Half a range is a claim that the source does not make.
-- bad: value 3000000000 and no upper end beside "3 bis 4 Mrd. Euro"
-- good: value 3000000000 to 4000000000 beside "3 bis 4 Mrd. Euro"
select f._row, 'value_high' as field, coalesce(told(f.value_high), 'nothing') as high,
  r.printed || ' (' || told(r.value) || coalesce(' to ' || told(r.value_high), '') || ')' as said
from live_facts f join readings r using (_row)
where r.kind = 'quantity' and f.value = r.value and f.value_high is distinct from r.value_high
  and not r.outside
  and not coalesce(f.value_high is null and f.qualifier in ('at_least', 'more_than'), false)
