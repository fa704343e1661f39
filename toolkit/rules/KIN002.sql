-- code: KIN002
-- name: rumour-as-report
-- severity: warning
-- says: the kind is {kind}, but the source has {printed} from hearsay: "{words}"
-- fix: choose rumour, and name as speaker who spreads it
-- why: What unnamed people are said to know is no report. A committee that reads it as one finds out
--   from the denial.
-- bad: an actual beside "people familiar with the matter said"
-- good: a rumour beside it
-- needs: facts, sources
with words(language, pattern) as (
  values
    ('en', '\b((people|person|sources?|insiders?|bankers?) (familiar|close|briefed|with knowledge)'
      || '|familiar with the (matter|situation|plans|talks)|sources said|according to sources'
      || '|rumou?r(s|ed)?|reportedly|unconfirmed|is said to|are said to|speculation)\b'),
    ('de', '\b(Insider\w*|Gerücht\w*|dem Vernehmen nach|aus (Finanz|Branchen|Unternehmens)kreisen'
      || '|mit der (Sache|Angelegenheit) vertraut\w*|kolportiert\w*|Spekulation\w*|angeblich'
      || '|unbestätigt\w*|eingeweihte\w*)\b'),
    ('it', '\b(indiscrezion[ei]|voci di (mercato|corridoio)|rumors?|fonti (vicine|anonime)'
      || '|secondo (alcune )?fonti|persone (vicine|informate))\b'),
    ('fr', '\b(rumeurs?|sources? proches?|selon (nos|des) (informations|sources)'
      || '|proches? du dossier|bruits de couloir|de source (proche|anonyme))\b'),
    ('es', '\b(rumor(es)?|fuentes (cercanas|conocedoras|anónimas|del mercado)|al parecer'
      || '|según fuentes|supuestamente|personas (cercanas|familiarizadas))\b'),
    ('zh', '(知情人士|据传|传闻|消息人士|有消息称)'),
    ('ja', '(関係者によると|複数の関係者|関係者の話|うわさ|噂|観測が)')
),
said as (
  select f._row, f.kind, g.printed, g.n, regexp_extract(g.sentence, '(?i)' || p.pattern) as words,
    left(g.sentence, (g.start - g.sentence_start)::int) as before
  from (select *, unnest(covered_by) as id from figures) g
  join live_facts f on f.id = g.id and f.source = g.source
  join sources s on s.id = f.source
  join words p on p.language = split_part(lower(coalesce(f.language, s.language)), '-', 1)
  where f.value is not null and (f.kind = 'actual' or f.kind in ('plan', 'guidance')
      and f.via is null and (f.attributed_to is null or exists (  -- whom it is told of
        from entities e where e.kind is distinct from 'person' and list_contains(list_transform(
          list_concat([e.id, e.name], coalesce(e.aliases, [])), lambda n: lower(n)),
          lower(f.attributed_to)))))
)
select _row, 'kind' as field, kind, any_value(printed order by n) as printed,
  any_value(words order by n) as words
from said
where words <> '' and not regexp_matches(before,  -- by the way: "Lumen, the chain with 318 shops"
  '(\S+\s+){8}\S+, (an?|the|which|eine?|der|die|das|una?|uno|une|il|la|l[ae]s?|el|che|qui|que)\b[^,]*$')
group by _row, kind
