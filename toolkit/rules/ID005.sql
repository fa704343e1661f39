-- code: ID005
-- name: same-fact-twice
-- severity: warning
-- says: {first} says the same of the same figure, {printed} in {source}
-- fix: delete one of the two; what else is said of the figure needs another concept, scope or period
-- why: One sentence marked twice counts twice in every sum and set, and looks like two statements.
-- bad: f1 and f2 of one figure in one sentence, both the revenue of one quarter
-- good: one of them the revenue, the other the order intake
-- needs: facts, sources
with marked as (
  select g.source, g.n, g.printed, unnest(g.covered_by) as id
  from figures g where len(g.covered_by) > 1
)
select max(f._row) as _row, 'id' as field, m.printed, m.source, min_by(f.id, f._row) as first,
  list(f.id order by f._row)[:-2] as related
from marked m join live_facts f on f.id = m.id and f.source = m.source
where f.value is not null
group by m.source, m.n, m.printed, f.entity, f.concept, lower(trim(coalesce(f.scope, ''))), f.kind,
  f.value, f.value_high, f.unit, f.period_start, f.period_end, f.attributed_to
having count(*) > 1
