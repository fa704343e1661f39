-- code: QUA004
-- name: qualifier-against-quote
-- severity: warning
-- says: qualifier {qualifier} but the quote says {printed} with {read}
-- fix: choose the qualifier that the words beside the figure give
-- why: The qualifier decides which other figures agree with this one. nearly and about pass for
--   each other, and so do up_to and at_most.
-- bad: about beside "mehr als 9 %"
-- good: more_than beside "mehr als 9 %"
with alike(one, other) as (
  values ('about', 'nearly'), ('nearly', 'about'), ('up_to', 'at_most'), ('at_most', 'up_to')
)
select f._row, 'qualifier' as field, f.qualifier, r.printed,
  coalesce(r.qualifier, r.source_qualifier) as read
from live_facts f join readings r using (_row)
where f.value is not null and r.kind in ('quantity', 'ambiguous') and f.qualifier <> 'exact'
  and f.qualifier <> coalesce(r.qualifier, r.source_qualifier)
  and f.qualifier is distinct from r.source_qualifier
  and not exists (from alike a
    where a.one = f.qualifier and a.other in (r.qualifier, r.source_qualifier))
  and not regexp_matches(f.qualifier || '/' || coalesce(r.qualifier, ''),
    '^(at_least|more_than)/(at_most|less_than|up_to|nearly)$'
    || '|^(at_most|less_than|up_to|nearly)/(at_least|more_than)$')
