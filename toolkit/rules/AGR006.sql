-- code: AGR006
-- name: level-against-change
-- severity: warning
-- says: {why}{others}
-- fix: read the prices, the changes and their days again; a close on another exchange needs
--   another scope
-- why: A price and its change say what the price was before. Two of them that imply different
--   closes of one day cannot both be right, even where each looks right alone.
-- bad: 151.80 after a rise of 5.9 %, and 140.10 stated as the close of the day before
-- good: 143.30 stated as the close of the day before
-- rows: level_contradictions
with closes as (
  select c.*, [f.entity, f.concept, lower(trim(coalesce(f.scope, ''))), f.unit] as thing,
    list_filter([c.price_row, c.change_row, c.other_price_row, c.other_change_row],
      lambda r: r is not null) as rows
  from level_contradictions c join facts f on f._row = c.price_row
),
matters as (
  select thing, base_date, count(*) as n, first(why order by rows) as why,
    first(price_row order by rows) as _row, list_distinct(flatten(list(rows))) as rows
  from closes group by all
)
select m._row, 'value' as field, m.why,
  if(m.n = 1, '', '; and ' || (m.n - 1) || ' more of that day') as others,
  list(f.id order by f._row) filter (f._row <> m._row) as related
from (select *, unnest(rows) as one from matters) m join facts f on f._row = m.one
group by all
