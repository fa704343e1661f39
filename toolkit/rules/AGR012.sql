-- code: AGR012
-- name: conversion-not-checked
-- severity: note
-- says: {why}
-- fix: give the rate of {base} in {quote} for that time in Rates
-- why: A converted amount is no second statement. Whether its rate is right can be told only by
--   another rate.
-- bad: 53 billion dollars converted from 380 billion yuan, and no rate
-- good: the same, and a rate of the week in which the source was published
-- needs: facts, fx_rates
-- rows: conversions
select c._row, 'value' as field, c.why, c.base, c.quote, [o.id] as related
from conversions c join facts o on o._row = c.from_row
where c.holds is null and c.base <> c.quote
