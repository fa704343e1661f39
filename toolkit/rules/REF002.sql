-- code: REF002
-- name: refers-to-itself
-- severity: error
-- says: {title} is '{value}', which {leads} the record itself
-- fix: choose the other record that is meant, or clear it
-- why: Of facts that supersede one another none is the latest, and no pack would show any. Looked for
--   are circles of up to three records.
-- bad: a fact that supersedes itself, or one that supersedes it
-- good: a fact that supersedes an earlier one
with step as (
  select l._row, l.field, l.title, l.value, r.type, r.id
  from links l join rows r using (_row) where l.target = r.type
)
select a._row, a.field, a.title, a.value,
  if(a.value = a.id, 'is', 'leads back' ||
    if(b.value = a.id, '', ', by way of ' || b.value || ',') || ' to') as leads
from step a
left join step b on b.type = a.type and b.field = a.field and b.id = a.value
left join step c on c.type = a.type and c.field = a.field and c.id = b.value
where a.id in (a.value, b.value, c.value)
