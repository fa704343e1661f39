-- Every fact beside its source's particulars, in the order in which it stands there
select s.publisher, s.published, s.type as source_type, s.form, s.declared_interest,
  s.title as source_title, f.*
from facts f left join sources s on s.id = f.source
order by s.published, f.source, f.char_start, f.id
