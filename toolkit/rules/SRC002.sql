-- code: SRC002
-- name: source-file-empty
-- severity: error
-- says: the source's file {file} is empty
-- fix: paste the source's text into it
-- bad: a file with nothing but spaces
-- good: a file with the article's text
select _row, 'file' as field, file from texts where problem = 'empty'
