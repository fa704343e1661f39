-- code: SRC008
-- name: example-left
-- severity: warning
-- says: the example that factpack init wrote is still here, beside your own facts: {count}
-- fix: delete its rows in Facts, Sources, Entities and Key figures, and sources/{file}
-- why: What Example AG raised would stand in the pack among what is known.
-- bad: the source example-note beside facts of another source
-- good: the source example-note alone
select s._row, 'id' as field, s.file, (select count(*) from facts f where f.source <> s.id) as count
from sources s where s.id = 'example-note' and s.file = 'example.md' and count > 0
