-- code: KIN001
-- name: plan-as-actual
-- severity: warning
-- says: the kind is actual, but the source says of {printed}: "{words}"
-- fix: choose plan, guidance, forecast or estimate
-- why: What somebody will spend, expects or could reach is not done. In a pack it would stand beside
--   what is.
-- bad: an actual of 5.4 billion beside "plans to invest EUR 5.4 billion"
-- good: a plan of 5.4 billion beside it
-- needs: facts, sources
-- rows: marked
with said as (
  select f._row, g.printed, l.planned as pattern, l.code as language, l.foreseen,
    f.period_end < s.published is true as over,  -- then it is told as it was, but by who expected it
    '(?i)' || l.awaited || '[^0-9]{0,40}([0-9][^;]{0,40} (' || l.joins || ') [^0-9]{0,40})?$'
      as awaited, '(?i)^\s*(' || l.awaiting || ')' as awaiting,
    '\b(' || l.against || ')( the| los| les)?( (' || l.about || '))?\s*$' as against,
    '(?i)(^|[-–)] )\s*(' || l.against || ')\s' as opened,
    coalesce(r.source_qualifier, r.qualifier) as bound,
    regexp_split_to_array(g.before, '[,;:]\s|[，；。]|\s[–—]\s|\(')[-1] as before,
    regexp_split_to_array(regexp_replace(g.after, '^\s*[(（][^()（）]*[)）]', ''),
      '[,;:]\s|[，；。]|\s[–—]\s|\)')[1] as after
  from marked g join live_facts f using (_row) join sources s on s.id = f.source
  join languages l on l.code = g.language left join readings r using (_row)
  where f.kind = 'actual' and f.value is not null
),
heard as (
  select _row, printed, if(over,
    coalesce(nullif(regexp_extract(regexp_replace(before, foreseen, '', 'g'), awaited), ''),
      regexp_extract(regexp_replace(after, foreseen, '', 'g'), awaiting)),
    regexp_extract(regexp_replace(
      if(language in ('de', 'ja', 'zh') and not regexp_matches(before, opened),
        before || ' … ' || after, before),
      foreseen, '', 'g'), pattern)) as words
  from said
  where over or bound is not null  -- "mehr als 500 Mio." is no comparison
    or not regexp_matches(before, against)
)
select _row, 'kind' as field, any_value(printed order by printed) as printed,
  trim(any_value(words order by printed)) as words
from heard where words <> '' group by _row
