-- What is recommended, what speaks for it and against it, what is open.
select case side when 'recommendation' then 'Recommendation' when 'for' then 'For'
    when 'against' then 'Against' else 'Open question' end as "Side",
  text as "What is claimed",
  coalesce(facts, [])::varchar[] as facts
from claims
order by list_position(['recommendation', 'for', 'against', 'question'], side), id
