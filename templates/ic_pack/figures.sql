-- Every fact that is a number, by what it measures.
select f.id as "Fact",
  coalesce(c.label, f.concept) as "What",
  coalesce(e.name, f.entity) as "About",
  nullif(concat_ws('; ', f.scope, f.event), '') as "Scope, event",
  case
    when f.period_end is null then null
    when f.period_start is null or f.period_start = f.period_end
      then strftime(f.period_end, '%-d %b %Y')
    else strftime(f.period_start, '%-d %b %Y') || ' to ' || strftime(f.period_end, '%-d %b %Y')
  end as "Period",
  replace(nullif(f.qualifier, 'exact'), '_', ' ') as "Qualifier",
  f.value as "Value",
  f.value_high as "Value to",
  f.unit as "Unit",
  f.as_printed as "As printed",
  f.kind as "Kind",
  nullif(concat_ws(', via ', f.attributed_to, f.via), '') as "Speaker",
  s.published as "Published",
  f.source as "Source",
  if(f.id is null, [], [f.id])::varchar[] as facts
from facts f
left join entities e on e.id = f.entity
left join concepts c on c.id = f.concept
left join sources s on s.id = f.source
where f.value is not null and f.status not in ('rejected', 'proposed')
order by "What", "About", f.period_end, f.event, s.published, f.id
