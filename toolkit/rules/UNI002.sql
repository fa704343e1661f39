-- code: UNI002
-- name: unit-not-by-its-code
-- severity: error
-- says: unit '{typed}' is read as a noun that is counted; {unit} is meant
-- fix: type {unit}
-- why: Units written in two ways split what belongs together, and a currency in small letters is
--   none to a pack.
-- bad: unit usd
-- good: unit USD
select f._row, 'unit' as field, f.unit as typed, w.unit
from live_facts f join unit_words w on w.word = f.unit
