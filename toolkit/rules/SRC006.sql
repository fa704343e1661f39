-- code: SRC006
-- name: declared-interest
-- severity: note
-- says: the source declares an interest: {interest}; {count} facts are taken from it{claims}
-- fix: weigh it, say so in the pack, and waive this
-- why: Who earns from a price has a reason to talk it up. The source says so itself; the
--   committee should hear it.
-- bad: a source that declares that its author holds the shares
-- good: a source that declares nothing
with used as (
  select f.source, count(*) as facts from live_facts f group by f.source
),
resting as (
  select f.source, list(distinct c.id order by c.id) as claims
  from (select id, unnest(facts) as fact from claims) c join live_facts f on f.id = c.fact
  group by f.source
)
select s._row, 'declared_interest' as field, left(s.declared_interest, 200)
    || if(length(s.declared_interest) > 200, '…', '') as interest,
  coalesce(u.facts, 0) as count,
  coalesce('; claims that rest on them: ' || array_to_string(r.claims, ', '), '') as claims,
  r.claims as related
from sources s left join used u on u.source = s.id left join resting r on r.source = s.id
where s.declared_interest is not null
