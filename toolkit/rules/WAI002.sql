-- code: WAI002
-- name: waiver-for-nothing
-- severity: note
-- says: the waiver of {rule} silences nothing
-- fix: delete it if the fault is mended; else mend what it names
-- why: A waiver that fits nothing today may fit something tomorrow that nobody has accepted.
-- bad: a waiver of VAL001 where no value differs
-- good: a waiver of a finding that is there
-- needs: facts, sources
-- after: waivers
-- rows: waiver_uses, waivers
select w._row, 'rule' as field, w.rule
from waivers w join waiver_uses u using (_row), settings d
where u.findings = 0 and w.rule is not null and not coalesce(w.until < d.date, false)
  and (exists (from texts) or not exists (from sources))  -- a file alone has no texts
