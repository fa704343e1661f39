-- code: OPN002
-- name: too-many-open-figures
-- severity: error
-- says: {count} figures are open, and factpack.toml allows {allowed}
-- fix: annotate or waive them: factpack open-figures shows each
-- why: open_figures is the most that the house lets go out unannotated.
-- bad: two open figures and open_figures = 1
-- good: two open figures and open_figures = 2
-- after: waivers
select null::bigint as _row, null as field, 'factpack.toml' as file, count(*) as count,
  any_value(s.open_figures) as allowed, count(*)::varchar as shown
from figures g, settings s
where g.kind in ('quantity', 'ambiguous') and len(g.covered_by) = 0 and not g.waived
having count(*) > any_value(s.open_figures)
