-- code: PER005
-- name: period-not-printed
-- severity: warning
-- says: the period is marked as printed, but the quote prints no date and no year
-- fix: choose inferred, or quote the words that give the period
-- why: "This week" and "the next three years" become dates by inference, and the reader should
--   know.
-- bad: printed beside "in the next three years"
-- good: inferred beside it
select f._row, 'period_basis' as field
from live_facts f join readings r using (_row)
where f.period_basis = 'printed' and f.quote is not null
  and coalesce(f.period_start, f.period_end) is not null
  and not exists (from period_words p where p._row = f._row)
