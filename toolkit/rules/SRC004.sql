-- code: SRC004
-- name: source-file-too-large
-- severity: error
-- says: the source's file {file} is too large: {problem}
-- fix: {hint}
-- bad: a file of 20 megabytes
-- good: the chapter that facts are taken from
select _row, 'file' as field, file, says as problem, hint from texts where problem = 'too_large'
