-- code: SRC005
-- name: source-changed
-- severity: error
-- says: {file} is not the file that facts were taken from: its SHA-256 is {now} and not {then};
--   {lost}
-- fix: put the frozen text back; or check its facts against the new text and clear SHA-256
-- why: A source is frozen when facts are taken from it. A text that changed since then may say
--   something else.
-- bad: a text edited after its hash was taken
-- good: the text as it was
select t._row, 'sha256' as field, t.file, left(t.sha256, 12) || '…' as now,
  left(s.sha256, 12) || '…' as then, case count(a._row)
    when 0 then 'every quote of it is still found'
    else count(a._row) || ' of its quotes are no longer found' end as lost,
  list(r.id order by r._row) filter (r.id is not null) as related
from texts t join sources s using (_row)
left join anchors a on a.source = t.source and a.state in ('missing', 'elsewhere')
left join rows r on r._row = a._row
where t.sha256 <> lower(s.sha256)
group by t._row, t.file, t.sha256, s.sha256
