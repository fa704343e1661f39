-- The key figures in the analyst's order: what is said, by whom, and how many sources speak of it.
-- Sources speak of one thing when entity, concept and scope are the same, and event or period too.
with told as (
  from facts where status not in ('rejected', 'proposed')
),
same as (
  select f._row, count(distinct o.source) as sources,
    list_sort(list(distinct o.id) filter (o.id is not null)) as ids
  from told f join told o
    on o.entity = f.entity and o.concept = f.concept
    and coalesce(lower(trim(o.scope)), '') = coalesce(lower(trim(f.scope)), '')
    and (o.value is null) = (f.value is null)
    and (o._row = f._row
      or (trim(o.event) <> '' and lower(trim(o.event)) = lower(trim(f.event)))
      or (o.period_end = f.period_end and o.period_start is not distinct from f.period_start))
  group by f._row
)
select k."order" as "No.",
  k.label as "Key figure",
  replace(nullif(f.qualifier, 'exact'), '_', ' ') as "Qualifier",
  f.value as "Value",
  f.value_high as "Value to",
  f.unit as "Unit",
  coalesce(f.as_printed, f.value_text) as "As printed",
  case
    when f.period_end is null then null
    when f.period_start is null or f.period_start = f.period_end
      then strftime(f.period_end, '%-d %b %Y')
    else strftime(f.period_start, '%-d %b %Y') || ' to ' || strftime(f.period_end, '%-d %b %Y')
  end as "Period",
  f.kind as "Kind",
  nullif(concat_ws(', via ', f.attributed_to, f.via), '') as "Speaker",
  f.status as "Status",
  coalesce(s.publisher, 'not known (' || f.source || ')') as "Published by",
  s.published as "Published",
  same.sources as "Sources",
  f.id as "Fact",
  same.ids as facts
from key_figures k
join told f on f.id = k.fact
join same on same._row = f._row
left join sources s on s.id = f.source
order by k."order", f.id
