-- code: QUA001
-- name: qualifier-turned-round
-- severity: error
-- says: qualifier {qualifier} but the quote says {printed} with {read}
-- fix: choose the qualifier that the words beside the figure give
-- why: At least and at most are opposites, and a pack would show a floor as a ceiling.
-- bad: at_most beside "mindestens 380 Milliarden Yuan"
-- good: at_least beside "mindestens 380 Milliarden Yuan"
with sides(qualifier, side) as (
  values ('at_least', 'over'), ('more_than', 'over'),
    ('at_most', 'under'), ('less_than', 'under'), ('up_to', 'under'), ('nearly', 'under')
)
select f._row, 'qualifier' as field, f.qualifier, r.printed, r.qualifier as read
from live_facts f join readings r using (_row)
join sides a on a.qualifier = f.qualifier join sides b on b.qualifier = r.qualifier
where a.side <> b.side
