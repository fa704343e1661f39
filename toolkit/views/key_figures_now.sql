-- The key figures in their order, each with its fact, its source, and who prints it
select k."order", k.label, f.*, e.name as entity_name, c.label as concept_label,
  s.publisher, s.published, s.type in ('filing', 'release') as is_primary
from key_figures k
join facts f on f.id = k.fact
left join entities e on e.id = f.entity
left join concepts c on c.id = f.concept
left join sources s on s.id = f.source
order by k."order", k.fact
