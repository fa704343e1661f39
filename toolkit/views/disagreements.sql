-- The duplicate sets that do not plainly agree: what each source says, and the ruling if any
with told as (
  select s.set, f.*,
    coalesce(f.value_text, case f.qualifier when 'exact' then '' when 'between' then ''
        else replace(coalesce(f.qualifier || ' ', ''), '_', ' ') end
      || shortly(f.value) || coalesce(' to ' || shortly(f.value_high), '')
      || case f.unit when 'percent' then ' %' else coalesce(' ' || replace(f.unit, '_', ' '), '') end
    ) as says
  from (select set, unnest(rows) as _row from duplicate_sets) s join facts f using (_row)
),
by_source as (
  select set, source, string_agg(says || ' (' || coalesce(id, 'row ' || _row) || ')', ', '
    order by _row) as says
  from told group by all
),
readings as (
  select b.set, list({'source': b.source, 'publisher': p.publisher, 'published': p.published,
    'says': b.says} order by p.published, b.source) as readings
  from by_source b
  left join (from sources qualify row_number() over (partition by id order by _row) = 1) p
    on p.id = b.source
  group by b.set
)
select s.name, s.class, s.relation, s.entity, s.concept, s.event, s.period_start, s.period_end,
  s.scope, s.unit, r.readings, s.ratio, s.scale_slip, s.witnesses, s.facts,
  g.decision as ruling, g.fact as ruling_fact, g."by" as ruled_by, g.date as ruled_on,
  g.why as ruling_why
from duplicate_sets s join readings r using (set) left join rulings g on g._row = s.ruling_row
where s.class not in ('complete', 'consistent')
order by s.name
