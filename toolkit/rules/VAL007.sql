-- code: VAL007
-- name: amount-for-vague-words
-- severity: warning
-- says: value {value}, but {printed} names a size and no amount
-- fix: leave the value blank and put what is said into Statement
-- why: "Several hundred billion" is no number, and a pack that shows one says more than the source.
-- bad: value 300000000000 for "mehrere Hundert Milliarden Dollar"
-- good: the statement "several hundred billion dollars" for it
select f._row, 'value' as field, f.value, r.printed
from live_facts f join readings r using (_row)
where f.value is not null and r.vague
