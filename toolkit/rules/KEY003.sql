-- code: KEY003
-- name: rests-on-what-fell
-- severity: error
-- says: {what} rests on {fact}, which is {state}
-- fix: choose the fact that stands in its place, or take it out
-- why: The pack would show what the analysts themselves have given up.
-- bad: a claim that rests on a rejected fact
-- good: a claim that rests on the fact that replaced it
with used as (
  select _row, 'fact' as field, 'the key figure ''' || label || '''' as what, fact from key_figures
  union all select _row, 'facts', 'claim ' || id, unnest(facts) from claims
)
select u._row, u.field, u.what, u.fact,
  if(f.status = 'rejected', 'rejected', 'superseded by ' || n.id) as state
from used u join facts f on f.id = u.fact
left join facts n on n.supersedes = f.id and n.id <> f.id and n.status in ('reviewed', 'approved')
where f.status = 'rejected' or n.id is not null
