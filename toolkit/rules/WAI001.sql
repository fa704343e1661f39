-- code: WAI001
-- name: waiver-expired
-- severity: note
-- says: the waiver of {rule} held until {until}, and the dossier is of {date}
-- fix: mend what it was for, or renew it with a new date
-- bad: a waiver until 2025-06-30 in a dossier of 2025-09-26
-- good: a waiver until 2025-12-31 in it
-- rows: waivers
select w._row, 'until' as field, w.rule, w.until, d.date
from waivers w join settings d on w.until < d.date
