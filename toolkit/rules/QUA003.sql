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
  and not exists (  -- it is as rough as the amount that it converts
    from live_facts o join readings p using (_row)
    where p.qualifier = f.qualifier and r.converted_from is not null
      and (o.id = f.converted_from
        or (o.source, o.quote) = (f.source, f.quote) and p.printed = r.converted_from))
  and coalesce(r.qualifier, r.source_qualifier) is null
