-- The facts on one thing that are not plainly consistent: what each source says, and the ruling.
select coalesce(c.label, d.concept) as "What",
  coalesce(e.name, d.entity) as "About",
  nullif(concat_ws('; ', d.event, d.scope,
    if(d.event is null, strftime(d.period_end, 'to %-d %b %Y'), null)), '') as "Which",
  d.relation as "Agreement",
  round(d.ratio, 3) as "Ratio",
  list_aggregate(list_transform(d.readings, lambda r:
    coalesce(r.publisher, r.source) || coalesce(', ' || strftime(r.published, '%-d %b %Y'), '')
    || ': ' || r.says), 'string_agg', chr(10)) as "What each source says",
  d.witnesses as "Witnesses",
  case
    when d.ruling is null then 'Open: nobody has ruled.'
    else concat_ws(', ',
      case d.ruling when 'fact' then d.ruling_fact || ' is taken'
        when 'unresolved' then 'Stays unresolved' else 'Not the same thing' end,
      d.ruled_by, strftime(d.ruled_on, '%-d %b %Y')) || coalesce(': ' || d.ruling_why, '')
  end as "Ruling",
  d.facts as facts
from disagreements d
left join entities e on e.id = d.entity
left join concepts c on c.id = d.concept
order by list_position(['conflicts', 'differs', 'within bound', 'converted'], d.relation), d.name
