-- code: STA002
-- name: stale-price
-- severity: warning
-- says: {label} of {period_end} is {days} days older than the dossier ({date}); {limit} are allowed
-- fix: take a newer price, or set stale_price_days under [thresholds] in factpack.toml
-- why: Prices move daily. Only the newest of its kind, and every key figure, is held against the
--   date.
-- bad: the newest share price of an entity, 60 days old
-- good: the same with one of yesterday beside it
with recursive prices(id, label) as (
  select id, label from concepts, settings where list_contains(price_concepts, id)
  union select c.id, c.label from concepts c join prices p on c.parent = p.id
),
priced as (
  select f._row, f.id, p.label, f.period_end, f.period_end = max(f.period_end) over (
      partition by f.entity, f.concept, lower(trim(coalesce(f.scope, '')))) as newest
  from live_facts f join prices p on p.id = f.concept where f.value is not null
)
select f._row, 'period_end' as field, f.label, f.period_end, d.date,
  d.date - f.period_end as days, d.stale_price_days as limit
from priced f, settings d
where d.date - f.period_end > d.stale_price_days
  and (f.newest or f.id in (select fact from key_figures))
