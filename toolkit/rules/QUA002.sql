-- code: QUA002
-- name: qualifier-left-out
-- severity: warning
-- says: the value is typed as exact but the {where} says {printed} with {read}
-- fix: choose the qualifier {read}
-- why: "At least 380 billion" and "380 billion" are different claims; a blank qualifier is the
--   second.
-- bad: no qualifier beside "rund 5 Mrd. Euro"
-- good: about beside "rund 5 Mrd. Euro"
select f._row, 'qualifier' as field, r.printed,
  coalesce(r.qualifier, r.source_qualifier) as read,
  if(r.qualifier is null, 'source', 'quote') as where
from live_facts f join readings r using (_row)
where f.value is not null and coalesce(f.qualifier, 'exact') = 'exact'
  and r.kind in ('quantity', 'ambiguous')
  and (coalesce(r.qualifier, r.source_qualifier) <> 'between' or f.value_high is not null)
