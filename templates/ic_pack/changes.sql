-- What has changed since the pack that export --since names; nothing without one.
select what as "Change",
  record as "Record",
  field as "Field",
  "before" as "Before",
  "after" as "After",
  difference as "Difference",
  unit as "Unit",
  facts as facts
from changes
order by what, record, field
