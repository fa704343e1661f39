-- code: SRC003
-- name: source-file-not-text
-- severity: error
-- says: the source's file {file} is not UTF-8 text: {problem}
-- fix: {hint}
-- why: Text in another encoding loses its umlauts, its currency signs and so its quotes.
-- bad: a file saved as Windows-1252
-- good: the same saved as UTF-8
select _row, 'file' as field, file, says as problem, hint
from texts where problem in ('not_utf8', 'binary')
