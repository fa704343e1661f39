-- code: SCO001
-- name: basis-left-out
-- severity: warning
-- says: the source says of {printed}: "{words}"; neither Scope nor {label} does
-- fix: say it in Scope, or choose a concept that is measured so
-- why: Adjusted and reported profit, organic and reported growth, a change from quarter to quarter
--   and one over a year are different figures. Under one name they seem to disagree, or to agree.
-- bad: ebit of 3.9 billion beside "Non-GAAP operating income was 3.9 billion"
-- good: the same with the scope non-GAAP
-- needs: facts, sources
-- rows: marked
with words(language, of, pattern, joins, opened) as (
  select code, 'profit', adjusted, joins, null from languages
  union all select code, 'growth', compared, joins,  -- "On a comparable basis, sales rose 3%"
    '(?i)^\W*(' || measured || ') [^,，0-9]{0,40}' || compared || '[^,，0-9]*[,，][^0-9]*$'
  from languages
),
said as (
  select f._row, g.printed, g.n, p.of, p.pattern, c.label,
    regexp_extract(g.before, p.opened) as opening,
    regexp_replace(regexp_split_to_array(g.before, '[,;:]\s|[，；。]|\s[–—]\s|\(')[-1],
      '^.*\d[^0-9]* (' || p.joins || ') ', '') as before,
    regexp_split_to_array(g.after,
      '[,;:]\s|[，；。]|\s[–—]\s|\)|\d| (' || p.joins || ') ')[1] as after
  from marked g join live_facts f using (_row) join concepts c on c.id = f.concept
  join words p on p.language = g.language
  where f.value is not null and case when p.of = 'profit'
      then says_profit(concat_ws(' ', c.id, c.label)) or says_yield(concat_ws(' ', c.id, c.label))
        or says_loss(concat_ws(' ', c.id, c.label))
      else f.unit in ('percent', 'percentage_point', 'basis_point') end
    and not says_basis(concat_ws(' ', c.id, c.label, c.definition, f.scope, f.note, f.event,
      array_to_string(f.tags, ' ')))
),
told as (
  select *, regexp_extract(case
      when of = 'growth' then coalesce(opening, '') || ' ' || regexp_extract(before, '[^0-9]*$') || ' … ' || after
      else before || ' … ' || regexp_extract(after, '^(\s*\S+){0,2}') end,
    '(?i)' || pattern) as words
  from said
)
select _row, 'scope' as field, any_value(printed order by n) as printed, label,
  any_value(words order by n, of) as words
from told where words <> '' group by _row, label
