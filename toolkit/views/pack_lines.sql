-- The facts that a pack tells, a line each: what one source says twice in the same way stands once, and rests on both
select part, concept_label, entity_name, detail, arg_min(in_words, _row) as in_words,
  value, value_high, unit, period_text, kind, said_by,
  min(id) as fact, list_sort(list(id) filter (id is not null)) as facts,
  event, scope, period_end, published
from pack_facts
group by part, concept, concept_label, entity, entity_name, scope, event, detail, qualifier, value,
  value_high, lower(trim(value_text)), unit, period_start, period_end, period_text, kind, said_by,
  source, published
