-- The words behind every fact, as far as the source lets them be passed on.
select f.id as "Fact",
  case
    when s.redistribution in ('quotes', 'whole') then f.quote
    when f.quote is not null then 'The quote is in the dossier; the source lets nobody pass it on.'
  end as "Quote",
  coalesce(f.as_printed, f.value_text) as "Figure or statement",
  f.kind as "Kind",
  nullif(concat_ws(', via ', f.attributed_to, f.via), '') as "Speaker",
  f.place as "Place",
  coalesce(f.language, s.language) as "Language",
  f.status as "Status",
  f.annotator as "Marked by",
  f.reviewer as "Checked by",
  f.source as "Source",
  s.url as "Address",
  if(f.id is null, [], [f.id])::varchar[] as facts
from facts f left join sources s on s.id = f.source
where f.status not in ('rejected', 'proposed')
order by s.published, f.source, f.char_start, f.id
