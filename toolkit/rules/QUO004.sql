-- code: QUO004
-- name: offsets-shifted
-- severity: error
-- says: the quote does not stand at {given} but {there} in {source}
-- fix: clear both offsets; factpack lock-quotes shows the right ones
-- why: Offsets lead the reader of a pack to the sentence; shifted ones lead to another.
-- bad: offsets five characters too far
-- good: the quote's own offsets
select _row, if(given_start is null, 'char_end', 'char_start') as field, source,
  coalesce(given_start::varchar, '?') || '–' || coalesce(given_end::varchar, '?') as given,
  if(state = 'shifted', 'at ' || found_start || '–' || found_end,
    'at ' || places || ' other places (from ' || array_to_string(place_starts[:10], ', ') || ')'
  ) as there
from anchors join live_facts using (_row, source)
where state = 'shifted'
  or (state = 'ambiguous' and coalesce(given_start, given_end) is not null)
