-- code: VAL006
-- name: words-with-two-readings
-- severity: note
-- says: {printed} can be read as {readings}; the value is {value}
-- fix: say in the note why this one is meant, and waive this
-- why: Billion and trilione are a thousand or a million times apart between languages and habits.
--   factpack never picks one silently.
-- bad: value 1000000000000 beside "un trilione di parametri"
-- good: value 1000000000000 beside "mille miliardi di parametri"
select f._row, 'value' as field, f.value, r.printed,
  array_to_string(list_transform(r.accepts, lambda v: told(v)), ' or ') as readings
from live_facts f join readings r using (_row)
where len(r.alt_values) > 0 and r.fraction is null and list_contains(r.accepts, f.value)
