-- code: UNI005
-- name: number-for-a-text-concept
-- severity: warning
-- says: value {value}, but {label} is told in words
-- fix: put it into Statement, or choose a concept that is measured
-- bad: Strategy with a value of 3
-- good: Strategy with a statement
select f._row, 'value' as field, f.value, c.label
from live_facts f join concepts c on c.id = f.concept
where f.value is not null and c.unit_kind = 'text'
