-- code: VAL003
-- name: no-amount-in-quote
-- severity: warning
-- says: value {value}, but the quote holds no amount{found}
-- fix: quote the words that carry the figure; if they do and factpack cannot read them, waive this
-- why: A value that cannot be read in its quote was held against nothing.
-- bad: value 26 beside the quote "revenue grew strongly"
-- good: value 26 beside the quote "revenue grew by 26%"
select f._row, 'value' as field, f.value, case
  when r.printed is not null then ' there: ' || r.printed || ' is a ' || r.kind
  when r.in_quote > 0 then ' at ' || f.as_printed else '' end as found
from live_facts f join readings r using (_row)
where f.value <> 0 and f.quote is not null
  and (r.in_quote = 0 or r.printed_there or r.printed is not null)
  and (r.printed is null or r.kind not in ('quantity', 'ambiguous'))
  and not coalesce(contains(replace(replace(r.printed, '.', ''), ',', ''),
    trim(replace(abs(f.value)::varchar, '.', ''), '0')), false)
