-- code: REF002
-- name: refers-to-itself
-- severity: error
-- says: {title} is '{value}', which is the record itself
-- fix: choose the other record that is meant, or clear it
-- bad: a fact that supersedes itself
-- good: a fact that supersedes an earlier one
select l._row, l.field, l.title, l.value
from links l join rows r using (_row) where l.target = r.type and l.value = r.id
