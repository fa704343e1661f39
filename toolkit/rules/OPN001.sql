-- code: OPN001
-- name: open-figure
-- severity: note
-- says: {printed} at {start} is {covered}: “{context}”
-- fix: {how}, or waive it with a reason: rule OPN001, source {source}, from {start} to {end}
-- why: A figure that nobody annotated is one that nobody looked at, or that somebody left out.
-- bad: "8,5 %" in a source, and no fact
-- good: a fact whose quote and printed number are at it
select t._row, 'file' as field,
  case when len(g.proposed_by) > 0
    then 'only proposed, and read by nobody yet, in ' || array_to_string(g.proposed_by, ', ')
    when len(g.rejected_by) > 0
    then 'in no fact but one rejected, ' || array_to_string(g.rejected_by, ', ')
    else 'in no fact' end as covered,
  case when len(g.proposed_by) > 0 then 'read the proposal and set its status'
    when len(g.rejected_by) > 0 then 'name who rejected it as its reviewer, annotate it'
    else 'annotate it' end as how,
  g.printed, g.printed as shown, g.start, g."end", g.source,
  g.source as at_source, g.start as at_start, g."end" as at_end,
  regexp_replace(left(g.sentence, 200), '\s+', ' ', 'g')
    || if(length(g.sentence) > 200, '…', '') as context
from figures g join (from texts qualify row_number() over (partition by source order by _row) = 1) t
  on t.source = g.source
where g.kind in ('quantity', 'ambiguous') and len(g.covered_by) = 0 and not g.waived
