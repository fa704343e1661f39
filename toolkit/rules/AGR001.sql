-- code: AGR001
-- name: sources-disagree
-- severity: warning
-- says: {why}{ratio} ({sources}){others}{keys}
-- fix: {superseded}read both sources again; if both say so, keep both and rule on it: in Rulings, the set
--   "{name}"
-- why: Two readings that cannot both be right stand side by side until a person decides. factpack
--   never chooses, and never averages. Values that are ten, a hundred or a thousand times apart are
--   told by AGR002.
-- bad: nearly 13 % in one article, 8.5 % in another, of one share on one day
-- good: nearly 6 % in one article, 5.9 % in another; or a ruling on the set
-- rows: duplicate_pairs, duplicate_sets
with conflicts as (
  select p.*, s.name, f.source as a_source, g.source as b_source,
    f.source <> g.source and f.kind not in ('actual', 'opinion')
      and g.kind not in ('actual', 'opinion') as outlooks
  from duplicate_pairs p join duplicate_sets s using (set)
  join facts f on f._row = p.a_row join facts g on g._row = p.b_row
  anti join scale_slips x on least(x.a_row, x.b_row) = least(p.a_row, p.b_row)
    and greatest(x.a_row, x.b_row) = greatest(p.a_row, p.b_row)
  where p.class = 'inconsistent' and s.ruling is null
),
sides as (
  select *, a_row as _row, a as one, b as other from conflicts
  union all select *, b_row, b, a from conflicts
),
misread as (  -- its own quote says otherwise: VAL001
  select f._row from live_facts f join readings r using (_row)
  where f.quote is not null and len(r.accepts) > 0 and not list_contains(r.accepts, f.value)
),
odd as (  -- what its quote contradicts, else is at odds with most; of equals the one typed last
  select set, name, _row, one, list(other order by other) as related,
    first(why order by ratio desc nulls first, other) as why,
    first(ratio order by ratio desc nulls first, other) as ratio,
    list_sort(list_distinct(flatten(list([a_source, b_source])))) as sources,
    bool_and(outlooks) as outlooks
  from sides group by set, name, _row, one
  qualify row_number() over (partition by set order by
    _row in (from misread) desc, count(*) desc, _row desc) = 1
),
labelled as (
  select o.set, string_agg(k.label, ', ' order by k.label) as labels
  from odd o join key_figures k on list_contains(o.related || [o.one], k.fact) group by o.set
)
select _row, 'value' as field, name, why, related, sources, if(outlooks,
    'if the later one takes the place of the earlier, name that in its Supersedes; else ', '')
    as superseded,
  coalesce('; ' || told(round(ratio, 2)) || ' times', '') as ratio,
  if(len(related) = 1, '', '; at odds with ' || array_to_string(related, ', ')) as others,
  coalesce('; key figure: ' || labels, '') as keys
from odd left join labelled using (set)
