-- code: AGR003
-- name: statements-differ
-- severity: note
-- says: said in different words: {statements}
-- fix: see whether they say the same; if they do, give both the same words, and if they do not,
--   rule on it: in Rulings, the set "{name}"
-- why: Words cannot be compared as numbers are. Where two sources speak of one thing in different
--   words, a person has to see whether they contradict each other.
-- bad: "highest since November 2021" in one article, "highest since December 2021" in another
-- good: the same words in both; or an opinion of one speaker and one of another
-- rows: duplicate_pairs, duplicate_sets
with differing as (
  select s.set, s.name, unnest([p.a_row, p.b_row]) as _row
  from duplicate_pairs p join duplicate_sets s using (set)
  join facts f on f._row = p.a_row join facts g on g._row = p.b_row
  where p.class = 'differs' and s.ruling is null and f.source <> g.source
    and not list_has_any(s.superseded, [p.a, p.b])
    and (f.kind = g.kind and f.attributed_to = g.attributed_to
      or f.kind not in ('opinion', 'rumour') and g.kind not in ('opinion', 'rumour'))
),
statements as (
  select d.set, d.name, f.value_text, max(f._row) as _row,
    list(coalesce(f.id, 'row ' || f._row) order by f._row) as ids
  from (select distinct * from differing) d join facts f using (_row) group by all
)
select max(_row) as _row, 'value_text' as field, name,
  string_agg('“' || left(value_text, 120) || '” (' || array_to_string(ids, ', ') || ')', '; '
    order by _row) as statements,
  flatten(list(ids order by _row))[:-2] as related
from statements group by set, name
