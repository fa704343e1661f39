-- code: AGR004
-- name: conversion-does-not-hold
-- severity: warning
-- says: {why}
-- fix: read both amounts and their currencies again; if they are printed so, say in the note that
--   the source converts wrongly
-- why: A converted amount is somebody's arithmetic. A rate that nobody would get shows a wrong
--   currency, a wrong scale, or two amounts that do not belong together.
-- bad: 380 billion yuan converted to 5.3 billion dollars, with 7.2 yuan to the dollar in Rates
-- good: converted to 53 billion dollars
-- rows: conversions
select c._row, 'value' as field, c.why, [o.id] as related
from conversions c join facts o on o._row = c.from_row
where not c.holds or c.base is not distinct from c.quote
