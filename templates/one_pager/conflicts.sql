-- Where sources cannot all be right: what each says, and whether anybody has ruled.
select if(ruling is null, 'Open', 'Ruled') as "Ruling",
  coalesce(e.name, d.entity) || ', ' || coalesce(c.label, d.concept) || chr(10)
    || list_aggregate(list_transform(d.readings, lambda r:
      coalesce(r.publisher, r.source) || ': ' || r.says), 'string_agg', chr(10))
    as "What each source says",
  round(d.ratio, 3) as "Ratio",
  len(d.facts) as "Rests on",
  len(d.readings) as "Sources",
  d.witnesses as "Witnesses",
  d.facts as facts
from disagreements d
left join entities e on e.id = d.entity
left join concepts c on c.id = d.concept
where d.relation = 'conflicts'
order by d.name
