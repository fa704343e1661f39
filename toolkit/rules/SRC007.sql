-- code: SRC007
-- name: original-changed
-- severity: error
-- says: {original} is not the document that the text was taken from: its SHA-256 is {now} and not
--   {then}
-- fix: put the document back as it was; or add what it is now as a source of its own
-- why: The original is what a reader is shown who doubts the frozen text. One that was saved anew
--   or replaced proves nothing.
-- bad: a PDF that was saved again after the source was added
-- good: the PDF as it was
select t._row, 'original_sha256' as field, s.original,
  left(t.original_sha256, 12) || '…' as now, left(s.original_sha256, 12) || '…' as "then"
from texts t join sources s using (_row)
where t.original_sha256 <> lower(s.original_sha256)
