-- code: STA003
-- name: superseded-but-approved
-- severity: error
-- says: {newer} supersedes this fact, but it is still {status}
-- fix: set it to rejected, or take it out of Supersedes there
-- why: The pack would show the old figure beside the new one.
-- bad: an approved fact that another approved fact supersedes
-- good: the older one rejected
select f._row, 'status' as field, f.status, list(n.id order by n._row) as newer
from facts f join facts n on n.supersedes = f.id and n._row <> f._row
where f.status = 'approved' and n.status in ('reviewed', 'approved')
group by f._row, f.status
