-- The key figures in the analyst's order: what is said, by whom, and whether all agree on it.
with same as (
  select r._row, s.relation, s.facts,
    len(s.sources) as sources, s.has_primary
  from (select set, unnest(rows) as _row from duplicate_sets) r join duplicate_sets s using (set)
)
select k."order" as "No.",
  k.label as "Key figure",
  f.qualifier_text as "Qualifier",
  f.value as "Value",
  f.value_high as "Value to",
  f.unit as "Unit",
  coalesce(f.as_printed, f.value_text) as "As printed",
  replace(f.period_text, ' to ', chr(10) || 'to ') as "Period",
  f.kind as "Kind",
  f.said_by as "Said by",
  f.status as "Status",
  coalesce(same.relation, 'stands alone') as "Agreement",
  coalesce(same.sources, 1) as "Sources",
  if(coalesce(same.has_primary, f.is_primary), 'yes', 'no') as "Primary",
  f.id as "Fact",
  concat_ws(', ', coalesce(f.publisher, f.source), strftime(f.published, '%-d %B %Y')) || ':' || chr(10)
    || coalesce(if(f.may_quote, f.quote, null), f.in_words) as "Hover",
  [f.id] || list_filter(coalesce(same.facts, []), lambda id: id <> f.id) as facts
from key_figures k
join pack_facts f on f.id = k.fact
left join same on same._row = f._row
order by k."order", f.id
