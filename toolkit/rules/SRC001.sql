-- code: SRC001
-- name: source-file-missing
-- severity: error
-- says: the source's file {file} cannot be read: {problem}
-- fix: {hint}
-- why: Without its text no quote of the source can be found and no figure be checked.
-- bad: a source whose file is not in sources/
-- good: a source whose file is there
select _row, 'file' as field, file, says as problem, hint
from texts where problem in ('missing', 'outside', 'link', 'no_file', 'unreadable')
