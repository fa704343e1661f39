-- What each source says of the first key figure that several facts speak of, in the unit that most
-- of them use: points, bounds, and what conflicts with most of the others.
with chosen as (
  select s.set, s.concept, k.label
  from key_figures k join facts f on f.id = k.fact and f.value is not null
  join (select set, concept, unnest(rows) as _row from duplicate_sets) s on s._row = f._row
  order by k."order" limit 1
),
said as (
  select p.*, c.set, c.label
  from chosen c join duplicate_sets d on d.set = c.set
  join pack_facts p on list_contains(d.rows, p._row) and p.value is not null
),
one_unit as (
  select unit from said group by unit order by count(*) desc, unit limit 1
),
told as (
  select s.*, i.low, i.high, i._row is not null as bounded, count(*) over () as facts,
    (select count(*) from duplicate_pairs x where x.set = s.set and x.class = 'inconsistent'
      and s._row in (x.a_row, x.b_row)) as conflicts,
    row_number() over (partition by s.source order by s.char_start, s.id) as nth,
    count(*) over (partition by s.source) as of_source
  from said s join one_unit u on u.unit = s.unit left join intervals i on i._row = s._row
)
select coalesce(publisher, source) || coalesce(', ' || strftime(published, '%-d %b %Y'), '')
    || if(of_source > 1, ' (' || nth || ')', '') || coalesce(', ' || unit, '') as "Source",
  label as "Key figure",
  if(coalesce(qualifier, '') not in ('at_least', 'more_than', 'at_most', 'less_than', 'up_to'),
    value, null) as "Stated",
  if(qualifier in ('at_least', 'more_than'), value, null) as "At least",
  if(qualifier in ('at_most', 'less_than', 'up_to'), value, null) as "At most",
  if(conflicts > 0 and 2 * conflicts >= facts - 1, value, null) as "In conflict",
  if(bounded, low, value) as "Lowest",
  if(bounded, high, coalesce(value_high, value)) as "Highest",
  unit as "Unit",
  if(id is null, [], [id])::varchar[] as facts
from told
order by published, source, char_start, id
