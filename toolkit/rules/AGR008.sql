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
with lone as (
  select * from duplicate_sets
  where witnesses = 1 and len(sources) > 1 and not has_primary
    and ruling is distinct from 'not_the_same'
),
told as (
  select l.set, f.kind, trim(f.via) as relayer, trim(f.attributed_to) as speaker,
    if(f.via is null and f.attributed_to is null, p.publisher, null) as publisher
  from (select set, unnest(rows) as _row from lone) l
  join facts f using (_row) left join sources p on p.id = f.source
),
voices as (
  select set, kind, relayer as voice from told
  union all select set, kind, speaker from told where speaker is distinct from relayer
  union all select set, kind, publisher from told
)
select l.rows[1] as _row, 'attributed_to' as field, l.concept, l.entity, len(l.sources) as count,
  v.witness, l.facts[2:] as related, if(v.all_rumour, ', as a rumour', '') as rumour
from lone l join (
  select set, mode(voice order by voice) as witness, bool_and(kind = 'rumour') as all_rumour
  from voices where voice <> '' group by set
) v using (set)
