"""How each language tells that something is planned, heard, said, adjusted, lost or was before.

Rules and `speakers` look for it beside figures. Patterns are regular expressions, as Python and
DuckDB both read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_NEVER = r"[^\s\S]"


class Telling(NamedTuple):
    """One language's words."""

    planned: str
    """A pattern of verbs and adverbs for what is not done yet: plans to, voraussichtlich."""
    heard: str
    """A pattern of words for what nobody stands to by name: insiders, dem Vernehmen nach."""
    before: str = ""
    """Alternatives of a pattern: verbs and prepositions of saying before a name. "" where names
    are not told by their capitals."""
    after: str = ""
    """Verbs of saying after a name."""
    adjusted: str = _NEVER
    """A pattern of words for a profit that is not the reported one: underlying, bereinigt."""
    compared: str = _NEVER
    """A pattern of words for a change other than over a year: organic, zum Vorquartal."""
    loss: str = _NEVER
    """A pattern of words for a loss."""
    gain: str = _NEVER
    """A pattern of words for a profit."""
    former: str = _NEVER
    """A pattern of what stands before a value that was: from, compared with, nach."""
    instead: str = _NEVER
    """A pattern of what stands before a value that another takes the place of: statt."""
    reached: str = _NEVER
    """A pattern of what stands before the value that was reached: to, auf."""
    against: str = _NEVER
    """Alternatives of words before what a value is only held against: than, after, gegenüber."""
    foreseen: str = _NEVER
    """A pattern of measuring by a plan, and of keeping what is: than expected, will retain."""
    changed_by: str = _NEVER
    """A pattern of what stands before the amount of a change: by, um, sceso di."""
    by_to: str = _NEVER
    """A pattern of what stands on both sides of it (·), where no verb says up or down."""
    changed: str = _NEVER
    """A pattern of what stands behind the amount of a change: more, weniger."""
    about: str = _NEVER
    """Alternatives of words between those and the amount: about, rund."""
    joins: str = _NEVER
    """Alternatives of words that open another part of a sentence: and, während."""
    yearly: str = _NEVER
    """A pattern of words for a whole year: annual, exercice."""
    within: str = _NEVER
    """Alternatives of words between an amount and the period that it is of: in the, per."""
    formerly: str = _NEVER
    """A pattern of words for what was said before and holds no more: previously, bisher."""
    outlook: str = _NEVER
    """A pattern of words for what somebody expects or expected: consensus, Prognose."""
    measured: str = _NEVER
    """Alternatives of words that open how a change is measured: on (a comparable basis), à."""
    being: str = _NEVER
    """Alternatives of words between an amount and what it is called: net, di, の."""
    awaited: str = _NEVER
    """A pattern of what stands before a value that others had expected: expectations of."""
    awaiting: str = _NEVER
    """A pattern of what stands behind it: expected by, erwartet."""
    year_ago: str = _NEVER
    """A pattern of what stands behind a value of the year before: a year earlier, im Vorjahr."""
    year_ago_led: str = _NEVER
    """A pattern of what stands before it: 前年同期は."""


TELLING: Mapping[str, Telling] = {
    "de": Telling(
        planned=(
            r"\b(sollen?|wollen|will|plan(t|en)|geplant|erwarte(t|n)|rechne(t|n) (\w+ )?mit"
            r"|voraussichtlich|prognostizier(t|en)|strebt|peilt|könnten?|dürften?|hätten?|würden?)\b"
        ),
        heard=(
            r"\b(Insider\w*|Gerücht\w*|dem Vernehmen nach|aus (Finanz|Branchen|Unternehmens)kreisen"
            r"|mit der (Sache|Angelegenheit) vertraut\w*|kolportiert\w*|Spekulation\w*|angeblich"
            r"|unbestätigt\w*|eingeweihte\w*)\b"
        ),
        before="sagte|sagt|erklärte|betonte|laut|nach Angaben von|meint",
        after="sagte|sagt|erklärte|rechnet mit|schätzt|erwartet|hält",
        adjusted=r"\b(bereinigt\w*|fortgeführt\w*|pro.?forma\w*|(vor|ohne) (Sonder|Einmal)\w+)\b",
        compared=(
            r"\b(organisch\w*|(flächen|währungs|wechselkurs)?bereinigt\w*"
            r"|vergleichbare[rsnm]? Basis|auf vergleichbarer \w+"
            r"|(zum|gegenüber dem|im Vergleich zum"
            r"|als im) Vor(quartal|monat))\b"
        ),
        loss=r"\b(\w*verluste?s?|\w*fehlbetr(ag|äge)\w*|defizits?|rote\w* zahlen)\b",
        gain=r"\b(\w*gewinn\w*|\w*überschuss\w*|\w*ergebnis\w*|plus)\b",
        former=r"\b(nach|gegenüber|im Vergleich zu|vorjahr\w*:)( \w+ (von|über))?",
        instead=r"\b(statt|anstelle von)( \w+ (von|über))?",
        reached=r"\b(auf|zu)",
        against="nach|gegenüber|statt|als|wie|anders",
        foreseen=(
            r"\b(als|wie) (\w+ ){0,3}(erwartet|geplant|prognostiziert)"
            r"|\b(will|wollen|wolle|soll|möchte) [^.;]*\b(behalten|beibehalten|halten)\b"
        ),
        changed_by=r"\bum",
        by_to=r"\bum\s*·\s*auf\b",
        changed=r"(mehr|weniger|höher|niedriger)\b",
        about="rund|etwa|fast|knapp|circa",
        joins="und|aber|während",
        yearly=r"jahr|jährlich|zwölf",
        within="in|im|im Jahr|für|für das Jahr|Ende|zum|per|am|aus dem|des",
        formerly=r"\b(bisher\w*|zuvor|vorher|ursprünglich\w*|zuletzt (hatten?|wurden?|war))\b",
        outlook=(
            r"erwart|prognos|rechne|schätz|konsens|geplant|ziel|ausblick|voraussicht|\bsoll"
            r"|peil|in aussicht|\bbereit\b|\b(biete|gebot)|offert|angebot"
        ),
        measured="auf|bei|zu|ohne",
        being="netto|operativer?|im|in den|an",
        awaited=(
            r"\b((erwartungen|schätzungen|prognosen?|\w*konsens\w*) (von|bei|lag(en)? bei)"
            r"|(analysten|experten|ökonomen|markt)( \w+){0,3} (erwartete[nt]?|prognostizierten?)"
            "|erwartete[nrs]?)"
        ),
        awaiting=r"(\w+ ){0,3}(erwartet|gerechnet|prognostiziert|veranschlagt|geschätzt)\b",
        year_ago=(
            "(im|aus dem|des|vom) (vorjahr(e?s?(zeitraum|quartal|monat|periode))?s?|jahr (zuvor"
            r"|davor))\b|(ein|vor einem) jahr( (zuvor|davor))?\b|im (gleichen"
            r"|selben) \w+ des vorjahres"
        ),
        year_ago_led=r"\b(vorjahr(es(zeitraum|quartal|wert))?)\s*(:|waren es|stand|lag)?\s*",
    ),
    "en": Telling(
        planned=(
            r"\b(will|would|could|might|(plan|plans|planned|intend|intends|aim|aims|hope|hopes|set|"
            r"expected|projected|forecast|scheduled|likely) to|expects|forecasts|projects to)\b"
        ),
        heard=(
            r"\b((people|person|sources?|insiders?|bankers?)"
            r" (familiar|close|briefed|with knowledge)"
            r"|familiar with the (matter|situation|plans|talks)|sources said|according to sources"
            r"|rumou?r(s|ed)?|reportedly|unconfirmed|is said to|are said to|speculation)\b"
        ),
        before="said|says|told reporters|according to",
        after="said|says|told|estimates|expects|reckons|forecasts",
        adjusted=(
            r"\b(adjusted|underlying|normali[sz]ed|non-?gaap|pro.?forma|ex-?items"
            r"|(from )?continuing operations|(before"
            r"|excluding) (\w+ )?(exceptional|one-?off|one-?time|special|non-?recurring)\w*)\b"
        ),
        compared=(
            r"\b(organic(ally)?|comparable|like.for.like|same.store"
            r"|constant (currenc(y|ies)|exchange)|currency.(neutral|adjusted)|local currenc(y|ies)"
            r"|quarter.(on|over|to).quarter|qoq|sequential(ly)?|(from|on|over|than"
            r"|in) the (previous|prior|preceding) (quarter|month))\b"
        ),
        loss=r"\b(loss(es)?|deficit|lost)\b",
        gain=r"\b(profits?|income|earnings|gain(ed|s)?|surplus)\b",
        former=(
            r"\b(from|against|compared (with|to)|versus|vs\.?|after|(prior|previous|last).year\w*:)"
            r"( (a|an|the|its) (\w+ ){0,3}of)?"
        ),
        instead=r"\b(instead of|rather than)( (a|an|its) (\w+ ){0,3}of)?",
        reached=r"\bto",
        against="from|after|than|against|compared with|like|unlike",
        foreseen=(
            r"\b(than|as) (\w+ ){0,3}(expected|planned|forecast)"
            r"|\b(will|would|to) (retain|keep|hold|maintain)\b"
        ),
        changed_by=r"\b(by|up|down)",
        by_to=r"\bby\s*·\s*to\b",
        changed=r"(more|less|higher|lower)\b",
        about="about|around|some|nearly|almost|more than|roughly",
        joins="and|but|while",
        yearly=r"full.year|annual|\byear|twelve",
        within="in|in the|for|for the|during|during the|of|at the end of|at end|end",
        formerly=(
            r"\b(previously|formerly|originally|guided earlier|(previous|prior|earlier) (\w+ )?"
            r"(guidance|outlook|forecast|estimat\w+|target|view|expectations?|range))\b"
        ),
        outlook=(
            r"expect|forecast|guid|outlook|consensus|estimat|anticipat|project|predict|target|plan"
            r"|see[ns]?\b|aim|looking for|(prepared|ready|willing) to|\b(offer(s|ed)?|bids?)\b"
        ),
        measured="on|at|in|excluding",
        being="net|operating|in|of|pre-?tax",
        awaited=(
            r"\b((expectations?|estimates?|forecasts?|consensus|predictions?)( (by|from"
            r"|among) \w+( \w+)?)? (of|for|was|were|stood at|pointed to)|(analysts|economists"
            r"|market|wall street|who)( \w+){0,4} ((anticipat|expect|forecast|predict"
            r"|pencil)(ed|ing)?( in)?|looking for)|(the|an) (expected|anticipated|projected))\b"
        ),
        awaiting=(
            r"((that|which) )?((was|were|had been) )?(expected|forecast|anticipated|predicted)\b"
            "|((that|which) )?(analysts|economists|the (market|street)"
            r"|wall street)( \w+){0,3} (expected|forecast|anticipated|predicted)\b"
        ),
        year_ago=(
            r"(a|one) year (earlier|ago|before|previously)\b|(the )?(previous|prior"
            r"|preceding) year\b|(in|for|during) the (year-earlier|year-ago|prior-year|previous"
            r"|prior) (period|quarter|year|half|month)\b|(in|for|during) the (same|corresponding"
            r"|comparable) (\w+[ -])?(period|quarter|months?|half)( (of|in))? (last"
            r"|the (previous|prior)|a) year\b|last year\b"
        ),
    ),
    "es": Telling(
        planned=(
            r"\b(prevén?|espera|esperan|previst[oa]s?|planea|pretende|podrían?|debería|será|serán"
            r"|tendrá|costará|alcanzará|\w{4,}(arán?|erán?|irán?)|ascenderían?|alcanzarían?)"
        ),
        heard=(
            r"\b(rumor(es)?|fuentes (cercanas|conocedoras|anónimas|del mercado)|al parecer"
            r"|según fuentes|supuestamente|personas (cercanas|familiarizadas))\b"
        ),
        before="según|dijo|afirmó|declaró|aseguró|explicó",
        after="dijo|afirmó|declaró|estima|calcula",
        adjusted=(
            r"\b(ajustad[oa]s?|ordinari[oa]s?|recurrentes?|pro.?forma|normalizad[oa]s?"
            r"|sin (extraordinarios|atípicos))\b"
        ),
        compared=(
            r"\b(orgánic[oa]s?|(tipos?|perímetro|divisas?)( \w+)* constantes?|intertrimestral"
            r"|intermensual|comparables?|(al|el|del) (trimestre|mes) (anterior|previo))\b"
        ),
        loss=r"\b(pérdidas?|perdió|perdieron|déficit|números rojos)\b",
        gain=r"\b(beneficios?|ganancias?|ganó|ganaron|superávit|utilidad)\b",
        former=r"\b(frente a|desde|contra)( (los|las|el|la|un|una))?( \w+ de)?",
        instead=r"\b(en lugar de|en vez de)( (los|las|el|la|un|una))?( \w+ de)?",
        reached=r"\b(a|hasta)( (los|las))?",
        against="frente a|desde|que|como|diferencia",
        foreseen=(
            r"\b(que|como|de lo) (\w+ ){0,3}(previsto|esperado)"
            r"|\b(prevé|pretende|espera) (mantener|conservar)|\b(mantendrá|conservará)"
        ),
        changed_by=r"\b(de|en)",
        changed=r"(más|menos)\b",
        about="unos|casi|más de|cerca de",
        joins="y|e|mientras",
        yearly=r"\baño|ejercicio|anual|doce meses",
        within="en|en el|de|del|al cierre de|a cierre de|durante|durante el|a|al",
        formerly=r"\b(anteriormente|previamente|hasta ahora|antes (esperaba|preveía|estimaba))\b",
        outlook=(
            "esper|prev|estim|pronóstic|consenso|objetivo|perspectiv|calcul|ofert|ofrec|dispuest"
            "|propuest"
        ),
        measured="en|a|con|sin",
        being="net[oa]s?|de|en",
        awaited=(
            r"\b((expectativas|previsiones|estimaciones|consenso)( de los analistas"
            r"| del mercado)? (de|era de)|(analistas|economistas|mercado)( \w+){0,3} (esperab"
            r"|preveí|estimab|calculab)\w+)"
        ),
        awaiting=r"(esperad[oa]s?|previst[oa]s?|que (esperab|preveí|estimab)\w+)",
        year_ago=(
            r"un año (antes|atrás)\b|hace un año\b|(en|d)?el (año|ejercicio) (anterior|pasado"
            r"|previo)\b|(en |d)?el mismo (periodo|período|trimestre|semestre) (del año|de \d{4}"
            r"|del ejercicio) ?(anterior|pasado|previo)\b"
        ),
    ),
    "fr": Telling(
        planned=(
            r"\b(va|vont|prévoi(t|ent)|vise|table sur|compte \w+er|sera|seront|aura|auront"
            r"|[a-zéèêà]\w{2,}(era|eront|dra|dront|iront)|\w*erai(t|ent)|aurai(t|ent)"
            r"|(dev|pour|recev|\w*[nulr]d)rai(t|ent))\b"
        ),
        heard=(
            r"\b(rumeurs?|sources? proches?|selon (nos|des) (informations|sources)"
            r"|proches? du dossier|bruits de couloir|de source (proche|anonyme))\b"
        ),
        before="selon|a déclaré|a indiqué|affirme|explique",
        after="a déclaré|a indiqué|estime|table sur",
        adjusted=(
            r"\b(ajustée?s?|retraitée?s?|net courant|activités poursuivies|normalisée?s?|pro.?forma"
            r"|hors (éléments"
            r"|coûts) (exceptionnels|non récurrents))\b"
        ),
        compared=(
            r"\b(organiques?|organiquement|(taux|périmètre|changes?)( \w+)? constants?|(au"
            r"|du|le) (trimestre|mois) précédent|sur un trimestre|séquentiel\w*)\b"
        ),
        loss=r"\b(pertes?|perdu|déficits?|déficitaire)\b",
        gain=r"\b(bénéfices?|profits?|gains?|excédent)\b",
        former=r"\b(contre|après|par rapport à)( (un|une) \w+ de)?",
        instead=r"\bau lieu de( (un|une) \w+ de)?",
        reached=r"\bà",
        against="contre|après|que|comme|contrairement",
        foreseen=(
            r"\b(comme|que) (\w+ ){0,3}(prévu|attendu)"
            r"|\b(va|vont|entend|compte) (conserver|garder|maintenir)|\b(conservera|gardera)\b"
        ),
        changed_by=r"\bde",
        changed=r"de (plus|moins)\b",
        about="environ|près de|presque|plus de",
        joins="et|mais|tandis que",
        yearly=r"\bann[ée]e|exercice|annu|douze mois",
        within="en|au|du|de|à fin|fin|à la fin de|sur le|pour le|pour",
        formerly=r"\b(auparavant|précédemment|jusque-là|jusqu'ici|jusqu'à présent|initialement)\b",
        outlook=(
            r"attend|prév|anticip|estim|table|tabl|consensus|objectif|vis(e|ait)|perspective|projet"
            r"|offr|propos|\bprête?s? à"
        ),
        measured="en|à|a|au|hors",
        being="nette?s?|de|en",
        awaited=(
            r"\b((attentes?|prévisions?|estimations?|consensus)( des (analystes"
            "|économistes))? (de|d'un|d'une|était de)|(analystes|économistes"
            r"|marché)( \w+){0,3} (attendai|tablai|prévoyai|anticipai|espérai)\w+)"
        ),
        awaiting=r"(en moyenne )?(attendue?s?|prévue?s?|anticipée?s?|espérée?s?)\b",
        year_ago=(
            r"un an (plus tôt|auparavant|avant)\b|il y a un an\b|(de |en |à |sur "
            "|pendant )?(la même période )?(de )?l['’](an|année|exercice) (derni(er|ère)"
            r"|précédente?|passée?)\b|lors de l['’]exercice précédent\b"
        ),
    ),
    "it": Telling(
        planned=(
            r"\b(preved(e|ono)|previst[aoie]|attes[aoie] (al?|in|per|una?)\b|punta a"
            r"|intende|conta di|dovrebbe(ro)?|potrebbe(ro)?"
            r"|sar(à|anno)|avr(à|anno)|\w{4,}(erà|eranno|iranno))"
        ),
        heard=(
            r"\b(indiscrezion[ei]|voci di (mercato|corridoio)|rumors?|fonti (vicine|anonime)"
            r"|secondo (alcune )?fonti|persone (vicine|informate))\b"
        ),
        before="ha detto|ha dichiarato|ha spiegato|dice|afferma|secondo",
        after="ha detto|ha dichiarato|stima|prevede|si aspetta",
        adjusted=(
            r"\b(rettificat[oaie]|ordinari[oaie]?|ricorrent[ei]|adjusted|normalizzat[oaie]|pro.?forma"
            r"|(al netto|prima) (di"
            r"|delle|degli) (voci|poste|oneri|elementi) (straord|non ric)\w+)\b"
        ),
        compared=(
            r"\b(organic[oaie]|organicamente|a (perimetro|cambi)( \w+)? costanti?"
            r"|a parità di|(sul|rispetto al|dal) (trimestre|mese) precedente"
            r"|su base trimestrale)\b"
        ),
        loss=r"\b(perdit[ae]|perso|disavanzo|rosso)\b",
        gain=r"\b(util[ei]|profitt[oi]|guadagn\w+|avanzo)\b",
        former=r"\b(contro|dai|dal|dallo|dagli|rispetto (ai|al|a))( (i|gli|il|lo))?",
        instead=r"\binvece (di|dei|del)",
        reached=r"\b(a|ai|al|agli)( (il|i))?",
        against="contro|dal?|dai|come|dopo|diversamente|differenza",
        foreseen=(
            r"\b(come|quanto|del) (\w+ ){0,3}(previsto|atteso)"
            r"|\b(intende|conta di|punta a) (mantenere|conservare)|\b(manterrà|conserverà)"
        ),
        changed_by=r"\b(dim|aument|sal|sces|cal|ridu|ridott|cresc)\w* di",
        changed=r"in (più|meno)\b",
        about="circa|quasi|oltre",
        joins="e|ed|mentre",
        yearly=r"\banno|esercizio|annu|dodici mesi",
        within="nel|nell'|del|dello|di|di fine|a fine|alla fine del|al|nei|dei",
        formerly=r"\b(in precedenza|precedentemente|finora|inizialmente)\b",
        outlook=(
            "attes|preved|previs|stim|consensus|obiettiv|target|guidance|outlook|prospett"
            "|offert|offr|propost|pront[oaie] a|dispost"
        ),
        measured="a|su|in|al",
        being="nett[ao]|di|in",
        awaited=(
            r"\b((attese|previsioni|stime|consensus)( degli analisti| del mercato)? (di|per"
            r"|era di)|(analisti|economisti|mercato)( \w+){0,3} (si aspettav|attendev|prevedev"
            r"|stimav)\w+)"
        ),
        awaiting=r"(attes[oaie]|previst[oaie]|stimat[oaie])\b",
        year_ago=(
            r"(di )?un anno (prima|fa)\b|(nello|dello) stesso (periodo|trimestre"
            r"|semestre) (dell['’](anno|esercizio) (precedente|scorso)|del \d{4}"
            r"|di un anno prima)|(nell|dell)['’](anno|esercizio) (precedente|scorso)\b"
        ),
    ),
    "ja": Telling(
        planned=r"(見通し|見込み|予定|計画|見込む|予想|目指す)",
        heard=r"(関係者によると|複数の関係者|関係者の話|うわさ|噂|観測が)",
        adjusted=r"(調整後|実質ベース|プロフォーマ)",
        compared=r"(前四半期比|前月比|既存店|為替変動を除)",
        loss=r"(赤字|損失)",
        gain=r"(黒字|利益)",
        foreseen=r"(予想|計画|見通し|見込み)([をに](上回|下回|反)|比)",
        changed="の?(増|減)",
        yearly="通期|年度|年間",
        formerly="(従来|前回|これまで)",
        outlook="予想|見通し|見込|計画|目標|市場予測|想定|提案|提示|買付",
        being="の(最終|純|営業|経常)?",
        awaited="(市場予想|アナリスト予想|コンセンサス|事前予想|市場予測)(の|は)?(平均)?",
        awaiting="(と|を)?(の)?(予想|見込)(され|んで|して)",
        year_ago_led="(前年同期|前期|前年度?|前年同月)(は|の|が|には?)",
    ),
    "zh": Telling(
        planned=r"(预计|计划|(^|[^已曾])将|(^|[^模虚比])拟|有望|预料|料将|料会)",
        heard=r"(知情人士|据传|传闻|消息人士|有消息称)",
        adjusted=r"(经调整|调整后|扣非|扣除非经常性|非(GAAP|公认会计|国际财务)|备考)",
        compared=r"(环比|较上(一)?(季|月)|可比口径|同店|固定汇率|内生)",
        loss=r"(亏损|净亏)",
        gain=r"(盈利|利润|净利|收益)",
        former=r"(由|从|去年同期|上年同期|此前)(去年同期|上年同期|的|为|是)*",
        reached="[升降增扩减提窄]?[大高少]?至",
        foreseen="[高低好]于预计",
        changed_by="了",
        yearly="全年|年度",
        formerly="(此前|先前|原先|原定)",
        outlook="预计|預計|预期|預期|预测|預測|目标|目標|指引|有望|料|报价|報價|要约|提出",
        being="的?(净|淨|经营|經營)?",
        awaited="(市场|分析师|机构|市場|分析師|一致)(普遍)?(预期|预计|预测|預期|預測)(的|为|為|是)?",
        awaiting="的?(市场)?(预期|預期)",
        year_ago_led="(去年同期|上年同期|上年度?|去年)(则?为|是|的)?",
    ),
}
"""By the language's code."""
