-- Each fact that a pack tells, its names in words, and the part of the pack that it belongs to
with recursive lines as (
  select id, id as line, coalesce(parent, '') as above, 1 as steps from concepts
  union all
  select l.id, c.id, coalesce(c.parent, ''), l.steps + 1
  from lines l join concepts c on c.id = l.above where l.steps < 9
),
parts as (
  select unnest(['capital_plan', 'market', 'views', 'products', 'operating']) as part,
    unnest([
      ['capex', 'capex_plan', 'capex_growth', 'bond_issue', 'coupon', 'conversion_price',
        'use_of_proceeds', 'capital_increase', 'share_buyback', 'dividend', 'payout_ratio', 'cash',
        'debt', 'net_debt', 'net_debt_to_ebitda', 'equity', 'acquisition'],
      ['share_price', 'price_change', 'price_level', 'price_target', 'total_return', 'market_cap',
        'shares_outstanding', 'enterprise_value', 'price_earnings', 'price_book', 'ev_sales',
        'ev_ebitda', 'dividend_yield', 'market_mood'],
      ['analyst_view', 'management_view', 'regulation', 'recommendation', 'declared_interest'],
      ['model_parameters', 'process_node', 'product', 'strategy', 'partnership'],
      ['users', 'customers', 'market_share', 'headcount', 'demand', 'guidance']
    ]) as concepts
),
placed as (
  select l.id, p.part, l.steps
  from lines l join parts p on list_contains(p.concepts, l.line)
  qualify row_number() over (partition by l.id order by l.steps) = 1
)
select f.*,
  coalesce(c.label, f.concept) as concept_label,
  coalesce(e.name, f.entity) as entity_name,
  case
    when f.kind in ('opinion', 'rumour', 'forecast') then 'views'
    when p.part is not null then p.part
    when c.unit_kind = 'text' then 'products'
    when c.unit_kind = 'currency' and f.kind in ('plan', 'guidance') then 'capital_plan'
    else 'operating'
  end as part,
  case
    when f.period_end is null then null
    when f.period_start is null or f.period_start = f.period_end
      then strftime(f.period_end, '%-d %b %Y')
    else strftime(f.period_start, '%-d %b %Y') || ' to ' || strftime(f.period_end, '%-d %b %Y')
  end as period_text,
  replace(nullif(f.qualifier, 'exact'), '_', ' ') as qualifier_text,
  coalesce(f.value_text, concat_ws(' ', replace(nullif(f.qualifier, 'exact'), '_', ' '),
    '“' || f.as_printed || '”')) as in_words,
  nullif(concat_ws('; ', f.scope, f.event), '') as detail,
  coalesce(nullif(concat_ws(', via ', f.attributed_to, nullif(f.via, f.attributed_to)), ''),
    s.publisher, f.source) as said_by,
  s.publisher, s.published, coalesce(s.type in ('filing', 'release'), false) as is_primary,
  coalesce(s.redistribution in ('quotes', 'whole'), false) as may_quote
from facts f
left join entities e on e.id = f.entity
left join concepts c on c.id = f.concept
left join placed p on p.id = f.concept
left join (from sources qualify row_number() over (partition by id order by _row) = 1) s
  on s.id = f.source
where f.status is null or f.status not in ('rejected', 'proposed')
