-- code: AGR008
-- name: one-witness
-- severity: note
-- says: {concept} of {entity}: {count} sources, and all have it from {witness}{rumour}: one witness
-- fix: find a source that knows it otherwise, or say in the pack that it rests on one
-- why: Five articles that quote one press officer are one statement. What is printed often is not
--   better known.
-- bad: a rumour that two articles take from one newspaper
-- good: two articles, one of which quotes the company and the other a supplier; or a filing
-- needs: facts, sources
-- rows: duplicate_sets
with told as (
  select s.*, f.kind, unnest(list_filter(list_distinct([trim(f.via), trim(f.attributed_to),
    if(f.via is null and f.attributed_to is null, p.publisher, null)]), lambda v: v <> '')) as voice
  from (select *, unnest(rows) as _row from duplicate_sets
    where witnesses = 1 and len(sources) > 1 and not has_primary
      and ruling is distinct from 'not_the_same') s
  join facts f using (_row) left join sources p on p.id = f.source
)
select rows[1] as _row, 'attributed_to' as field, concept, entity, len(sources) as count,
  mode(voice order by voice) as witness, facts[2:] as related,
  if(bool_and(kind = 'rumour'), ', as a rumour', '') as rumour
from told group by all
