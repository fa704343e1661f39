-- code: VAL001
-- name: value-against-quote
-- severity: error
-- says: value {value} but the quote says {said}{how}
-- fix: type the value in base units, exactly as the quote has it, or mark another figure of it
-- why: 380 million for 380 billion is the error a committee never forgives. factpack reads the
--   amount in the quote by the rules of its language and compares it with what was typed.
-- bad: value 53000000 beside the quote "53 Milliarden Dollar"
-- good: value 53000000000 beside the quote "53 Milliarden Dollar"
with unlike as (
  select f._row, f.value, r.value as read,
    case when r.printed is null then r.listed else r.printed || ' (' || case
      when r.value is null
        then array_to_string(list_transform(r.accepts, lambda v: told(v)), ' or ')
      when r.value_high is null then told(r.value)
      else told(r.value) || ' to ' || told(r.value_high) end || ')' end as said,
    trim(replace(abs(f.value)::varchar, '.', ''), '0') as digits,
    trim(replace(abs(r.value)::varchar, '.', ''), '0') as read_digits
  from live_facts f join readings r using (_row)
  where f.value is not null and f.quote is not null and not list_contains(r.accepts, f.value)
    and case when r.printed is null
      then r.in_quote > 1 and not r.printed_there else len(r.accepts) > 0 end
    and not coalesce(f.value = r.value_high and f.value_high is null
      and f.qualifier in ('up_to', 'at_most', 'less_than'), false)
    and not coalesce(r.unit like 'percent%' and hundredth(f.value, r.value), false)
)
select _row, 'value' as field, value, said, case
  when digits <> read_digits or digits = '' then ''
  when value = -read then ': only a printed sign makes a value negative'
  else ': ' || (10 ** abs(round(log10(abs(value / read)))))::hugeint || ' times too '
    || if(abs(value) < abs(read), 'small', 'large') end as how
from unlike
