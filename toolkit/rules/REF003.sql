-- code: REF003
-- name: entity-not-in-source
-- severity: warning
-- says: {source} nowhere names {name}; where the quote stands it speaks of {instead}
-- fix: choose the entity that the source speaks of, or put the name that it uses into Also called
-- why: One row too far in the drop-down, and a rival's profit stands under the company's name.
-- bad: a fact of Banco Luz from an article that names Cassa Adige alone
-- good: a fact of Cassa Adige from it
-- rows: strangers
select f._row, 'entity' as field, f.source, e.name, o.name as instead
from live_facts f join strangers t on t._row = f._row and not t.named
join entities e on e.id = f.entity join entities o on o.id = t.other
