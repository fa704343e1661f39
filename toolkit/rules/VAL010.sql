-- code: VAL010
-- name: fall-without-a-sign
-- severity: note
-- says: the source has {printed} as a fall, and as {label} it stands without a sign
-- fix: say in Scope that it is a fall, or choose a concept of the fall
-- why: A value has only the sign that is printed, so that it is what the source says. Beside "Revenue
--   growth" 2.4 % reads as a rise.
-- bad: revenue growth of 2.4 beside "revenue fell 2.4%"
-- good: the same with the scope decline
select f._row, 'scope' as field, r.printed, c.label
from live_facts f join readings r using (_row) join concepts c on c.id = f.concept
where r.direction = 'down' and f.value > 0 and r.value = f.value
  and f.unit in ('percent', 'percentage_point', 'basis_point')
  and says_growth(concat_ws(' ', c.id, c.label)) and not says_fall(f.scope)
