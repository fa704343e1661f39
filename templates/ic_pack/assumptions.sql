-- What the desk takes as given, by whom and why; no source says it.
select a.name as "Assumption",
  a.value as "Value",
  a.unit as "Unit",
  a.why as "Why",
  a.by as "By",
  []::varchar[] as facts
from assumptions a
order by a.name
