-- code: QUO007
-- name: approved-without-quote
-- severity: warning
-- says: the fact is approved, but no quote shows where it stands
-- fix: copy the words from the source into Quote
-- why: Nothing that the pack says has to be taken on trust; this would.
-- bad: an approved fact without a quote
-- good: a draft without a quote
select _row, 'quote' as field from facts where status = 'approved' and quote is null
