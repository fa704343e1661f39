-- code: VAL009
-- name: loss-as-profit
-- severity: warning
-- says: the source calls {printed} a loss ("{words}"), but as {label} it would stand as a profit
-- fix: choose a concept of the loss, or say loss in Scope
-- why: A value has only the sign that is printed. A loss under the name of a profit turns round what
--   the source says.
-- bad: net income of 12.3 million beside "a net loss of 12.3 million"
-- good: the same with the scope net loss
-- needs: facts, sources
-- rows: marked
with beside as (
  select f._row, g.printed, g.n, l.loss, l.gain, c.label,
    '(?i)^[- ]?((' || l.being || ')[- ]?)*' as being,
    list_last(regexp_split_to_array(g.before, '(?i)[;。；]|\d[^,，]{0,30}[,，]')) as before,
    g.after
  from marked g join live_facts f using (_row) join concepts c on c.id = f.concept
  join languages l on l.code = g.language
  where f.value > 0 and f.unit in (select code from currencies)
    and says_profit(concat_ws(' ', c.id, c.label))
    and not says_loss(concat_ws(' ', c.id, c.label, f.scope))
),
heard as (
  select *, coalesce(nullif(regexp_extract(before, '(?i)' || loss || '[^0-9]{0,40}$'), ''),
    regexp_extract(after, being || loss)) as words
  from beside
)
select _row, 'value' as field, any_value(printed order by n) as printed, label,
  any_value(regexp_extract(words, '(?i)' || loss) order by n) as words
from heard
where words <> '' and not regexp_matches(words, '(?i)' || gain)
  and not regexp_matches(after, being || gain)  -- "a loss of 22 (a year before 19 of profit)"
group by _row, label
