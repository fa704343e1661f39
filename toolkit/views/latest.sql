-- The newest fact for each entity, concept, scope and unit; proposed, rejected, superseded left out
select f.*, s.published, s.publisher
from facts f left join sources s on s.id = f.source
where f.status not in ('rejected', 'proposed')
  and not exists (from facts n where n.supersedes = f.id and n.status not in ('rejected', 'proposed'))
qualify row_number() over (
  partition by f.entity, f.concept, coalesce(f.scope, ''), coalesce(f.unit, '')
  order by s.published desc nulls last, f.period_end desc nulls last, f.id
) = 1
order by f.entity, f.concept, f.scope, f.unit
