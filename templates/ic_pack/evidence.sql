-- The words behind every fact, as far as the source lets them be passed on.
select f.id as "Fact",
  case
    when trim(c.before || c.after) <> ''
      then ltrim(c.before) || '“' || c.quote || '”' || rtrim(c.after)
    when f.may_quote then f.quote
    when f.quote is not null then 'The quote is in the dossier; the source lets nobody pass it on.'
  end as "Quote",
  coalesce(f.as_printed, f.value_text) as "Figure or statement",
  f.kind as "Kind",
  f.said_by as "Said by",
  f.status as "Status",
  concat_ws(', ', f.annotator, f.reviewer) as "Marked, checked by",
  s.file as "File",
  concat_ws(', ', 'line ' || c.line, 'characters ' || a.found_start || ' to ' || a.found_end)
    as "Place",
  coalesce(c.link, s.url) as "Address",
  if(f.id is null, [], [f.id])::varchar[] as facts
from pack_facts f
left join (from sources qualify row_number() over (partition by id order by _row) = 1) s
  on s.id = f.source
left join contexts c on c._row = f._row
left join anchors a on a._row = f._row and a.state in ('found', 'shifted')
order by f.published, f.source, f.char_start, f.id
