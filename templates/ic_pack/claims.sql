-- What speaks for and against, what is open, what is recommended, each with the facts it rests on.
with told as (
  select f.id,
    f.id || ': ' || coalesce(e.name, f.entity) || ', ' || lower(coalesce(c.label, f.concept)[1])
      || coalesce(c.label, f.concept)[2:] || ': '
      || case
        when f.value is null then f.value_text
        else coalesce(replace(nullif(f.qualifier, 'exact'), '_', ' ') || ' ', '')
          || coalesce('“' || f.as_printed || '”', rtrim(rtrim(f.value::varchar, '0'), '.'))
      end
      || ' (' || f.kind || ')' as said
  from facts f
  left join entities e on e.id = f.entity
  left join concepts c on c.id = f.concept
  where f.status not in ('rejected', 'proposed')
),
rests as (
  select id, unnest(facts) as fact, generate_subscripts(facts, 1) as place from claims
),
joined as (
  select r.id, string_agg(t.said, chr(10) order by r.place) as said,
    list(t.id order by r.place) as ids
  from rests r join told t on t.id = r.fact
  group by r.id
)
select c.id as "Claim",
  case c.side when 'recommendation' then 'Recommendation' when 'for' then 'For'
    when 'against' then 'Against' else 'Open question' end as "Side",
  c.section as "Section",
  c.text as "What is claimed",
  j.said as "Rests on",
  coalesce(j.ids, []::varchar[]) as facts
from claims c left join joined j on j.id = c.id
order by list_position(['recommendation', 'for', 'against', 'question'], c.side), c.id
