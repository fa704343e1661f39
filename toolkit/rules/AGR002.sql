-- code: AGR002
-- name: probable-scale-slip
-- severity: warning
-- says: {why}, probably a slip of scale{others}
-- fix: look in both sources for million, billion and a decimal point that moved; if both print
--   what is typed, say so in the note and rule on it, or waive this
-- why: 5.3 for 53 billion is the mistake that is copied from article to article, and exactly ten
--   times is seldom chance. It is told once for each source that stands against the others.
-- bad: a plan of 53 billion dollars in one article, of 5.3 billion in another
-- good: 53 billion of one company, 5.3 billion of another
-- rows: scale_slips
with misread as (  -- its own quote says otherwise: VAL001
  select f._row from live_facts f join readings r using (_row)
  where f.quote is not null and len(r.accepts) > 0 and not list_contains(r.accepts, f.value)
),
slips as (
  select x.*, f.source as a_source, g.source as b_source, f.value as smaller,
    [f.entity, f.unit, f.concept, g.concept] as thing,
    if((x.a_row in (from misread)) = (x.b_row in (from misread)), null,
      x.a_row in (from misread)) as a_is_misread
  from scale_slips x join facts f on f._row = x.a_row join facts g on g._row = x.b_row
  left join duplicate_sets s using (set) where s.ruling is null
),
matters as (
  select set, thing, smaller, factor,
    count(distinct a_source) <= count(distinct b_source) as a_is_odd
  from slips group by all
),
told as (  -- from the side that its quote contradicts, else that fewer sources take
  select s.set, s.thing, s.smaller, s.factor, s.why, [s.a, s.b] as pair,
    coalesce(a_is_misread, a_is_odd) as of_a, if(of_a, a_source, b_source) as source,
    if(of_a, a_row, b_row) as _row, if(of_a, a, b) as name
  from slips s join matters m on s.set is not distinct from m.set and s.thing = m.thing
    and s.smaller = m.smaller and s.factor = m.factor
),
once as (
  select min(_row) as _row, first(name order by _row) as name,
    first(why order by _row, pair) as why, list_sort(list_distinct(flatten(list(pair)))) as ids
  from told group by set, thing, smaller, factor, source
)
select _row, 'value' as field, why, list_filter(ids, lambda id: id <> name) as related,
  if(len(ids) = 2, '', '; it concerns ' || array_to_string(ids, ', ')) as others
from once
