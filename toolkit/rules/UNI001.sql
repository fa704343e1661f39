-- code: UNI001
-- name: unit-against-quote
-- severity: error
-- says: unit {unit} but the quote says {printed} ({read})
-- fix: choose the unit that the quote has
-- why: Yuan for dollars is an error of a factor of seven.
-- bad: unit USD beside "380 Milliarden Yuan"
-- good: unit CNY beside "380 Milliarden Yuan"
select f._row, 'unit' as field, f.unit, r.printed,
  coalesce(r.unit, array_to_string(r.unit_candidates, ' or ')) as read
from live_facts f join readings r using (_row)
where r.kind in ('quantity', 'ambiguous') and coalesce(r.unit, r.unit_candidates[1]) is not null
  and f.unit is not null and f.unit is distinct from r.unit
  and not list_contains(r.unit_candidates, f.unit)
  and not (r.unit = 'multiple' and f.unit = 'percent')
  and not exists (from unit_words w where w.word = f.unit)
  and (f.value is not null or r.chosen_by = 'printed')
