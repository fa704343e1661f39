-- What was read: who published it, when, in which form, with which interest of its own.
with told as (
  select source, count(*) as facts, list_sort(list(id) filter (id is not null)) as ids
  from pack_facts group by source
)
select s.id as "Source",
  s.title as "Title",
  s.file as "File",
  s.publisher as "Publisher",
  s.author as "Author",
  s.published as "Published",
  s.published_basis as "Date is",
  s.language as "Language",
  s.type as "Type",
  replace(s.form, '_', ' ') as "Form",
  s.declared_interest as "Declared interest",
  coalesce(t.facts, 0) as "Facts taken",
  s.url as "Address",
  coalesce(t.ids, []::varchar[]) as facts
from sources s left join told t on t.source = s.id
order by s.published, s.id
