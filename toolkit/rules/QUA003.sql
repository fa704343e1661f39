-- code: QUA003
-- name: qualifier-without-words
-- severity: warning
-- says: qualifier {qualifier} but nothing beside {printed} in the quote says so
-- fix: clear the qualifier, or quote the words that give it
-- bad: about beside "5 Mrd. Euro"
-- good: about beside "rund 5 Mrd. Euro"
select f._row, 'qualifier' as field, f.qualifier, r.printed
from live_facts f join readings r using (_row)
where f.value is not null and coalesce(f.qualifier, 'exact') <> 'exact'
  and r.kind in ('quantity', 'ambiguous')
  and not r.vague and r.fraction is null
  and r.converted_from is null  -- it is as rough as the amount that it converts
  and coalesce(r.qualifier, r.source_qualifier) is null
