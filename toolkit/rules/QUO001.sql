-- code: QUO001
-- name: quote-not-in-source
-- severity: error
-- says: the quote does not stand in {source}{nearest}
-- fix: copy the words from the source as they stand; if the source has changed, see what became
--   of them
-- why: A quote that cannot be found proves nothing. Spaces, quotation marks, dashes and capitals
--   may differ; words and numbers may not.
-- bad: a quote with one word changed
-- good: the same quote as the source has it
select _row, 'quote' as field, source, case when nearest is null then '' else
  '; nearest, from ' || nearest_start || ': “' || left(nearest, 160)
  || if(length(nearest) > 160, '…', '') || '”' || coalesce(' (' || differs || ')', '')
  end as nearest
from anchors join live_facts using (_row, source) where state = 'missing'
