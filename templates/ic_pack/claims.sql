-- What is recommended, what speaks for and against it, what is open, each with the facts it rests
-- on; a side of which the dossier says nothing has a line that says so.
with sides as (
  select unnest(['recommendation', 'for', 'against', 'question']) as side,
    unnest(['Recommendation', 'For', 'Against', 'Open question']) as title,
    unnest([1, 2, 3, 4]) as place
),
rests as (
  select _row, unnest(facts) as fact, generate_subscripts(facts, 1) as place from claims
),
joined as (
  select r._row,
    string_agg(f.id || ': ' || f.entity_name || ', ' || lower(f.concept_label[1])
      || f.concept_label[2:] || ': ' || f.in_words || ' (' || f.kind || ')', chr(10)
      order by r.place) as said,
    list(f.id order by r.place) as ids
  from rests r join pack_facts f on f.id = r.fact
  group by r._row
)
select s.title as "Side",
  c.id as "Claim",
  if(c._row is null, 'None in the dossier.', c.text) as "What is claimed",
  c.section as "Part",
  j.said as "Rests on",
  coalesce(j.ids, []::varchar[]) as facts
from sides s
left join claims c on c.side = s.side
left join joined j on j._row = c._row
order by s.place, c.id
