"""What a dossier's own names say, in each language: that a concept is a change, a loss, a price.

Rules ask it of concepts' names and of scopes as `says_growth(…)` and the like: which language a
house names its concepts in is nowhere written, so all are looked for. Patterns are regular
expressions for DuckDB; the names come with a blank for each underscore, in whatever case.
"""

from __future__ import annotations

from collections.abc import Mapping

CALLED: Mapping[str, Mapping[str, str]] = {
    "growth": {
        "de": "wachstum|veränder|zuwachs|anstieg|steigerung",
        "en": r"growth|\bchang|increas|\brise|\brais|variation",
        "es": "crecimiento|aumento|variación|subida",
        "fr": "croissance|hausse|variation|évolution",
        "it": r"crescita|aumento|variazion|rialzo",
        "ja": "成長|増加|増減|伸び",
        "zh": "增长|增速|增幅|变动|涨",
    },
    "fall": {
        "de": "rückgang|abnahme|senkung|minus|einbruch|einspar|gesunken|gefallen",
        "en": (
            r"\bfall|\bfell|declin|decreas|\bdrop|\bdown|\bloss|\bcuts?\b|lower|contract(ion|ed)"
            r"|shrink|slump|plunge|negativ|\bminus|reduc|saving"
        ),
        "es": "caída|descenso|retroceso|disminu|reducción|ahorro",
        "fr": "baisse|recul|repli|chute|diminution|réduction|économie",
        "it": r"\bcalo\b|riduzion|diminuzion|flession|crollo|risparmi",
        "ja": "減|低下|下落|マイナス",
        "zh": "下降|下滑|减|跌|降幅",
    },
    "difference": {
        "de": "differenz|abweichung|effekt|auswirkung|verbesserung|verschlechterung",
        "en": (
            r"\bdelta|\bdiff|improv|worsen|\bgain|\bmove|spread|premium|discount|effect|impact"
            r"|swing"
        ),
        "es": "diferencia|efecto|impacto|mejora",
        "fr": "différence|écart|effet|amélioration",
        "it": "differenz|effett|impatt|migliorament|scostament",
        "ja": "差|影響",
        "zh": "差|影响",
    },
    "profit": {
        "de": "gewinn|ergebnis|überschuss",
        "en": r"profit|income|earning|ebit|\beps|result|cash.?flow|surplus",
        "es": "beneficio|ganancia|resultado|utilidad",
        "fr": "bénéfice|résultat|profit",
        "it": r"\butil[ei]\b|risultat|profitt",
        "ja": "利益",
        "zh": "利润|净利|收益|盈利",
    },
    "yield": {
        "de": "marge|rendite",
        "en": "margin|return",
        "es": "margen|rentabilidad",
        "fr": "marge|rendement",
        "it": "margin|rendiment",
        "ja": "利益率",
        "zh": "利润率|毛利率|净利率|回报",
    },
    "loss": {
        "de": "verlust|fehlbetrag|defizit",
        "en": r"loss|deficit|negativ",
        "es": "pérdida|perdida|déficit",
        "fr": r"\bpertes?\b|déficit",
        "it": "perdit|disavanzo",
        "ja": "損失|赤字|損益",
        "zh": "亏",
    },
    "basis": {
        "de": "bereinigt|fortgeführt|vergleichbar|vorquartal|vormonat|sonder|einmal",
        "en": (
            r"adjust|underl|normali|gaap|ifrs|pro.?forma|organi|like.for.like|\blfl|compar"
            r"|same.store|constant|neutral|quarter|\bqoq|sequent|month|recurr|exclu|exception|\bex-|one.?off"
            r"|special|\bcore|continuing|ordinar|local"
        ),
        "es": "ajust|ordinari|recurr|orgánic|trimest|mensual|constante|compar",
        "fr": "ajust|courant|poursuiv|retrait|organi|trimest|mensuel|constant|compar|hors",
        "it": "rettific|ordinari|ricorr|organic|trimest|mensil|costant|adjusted",
        "ja": "調整|前四半期|前月|既存店|コア",
        "zh": "调整|扣非|环比|可比|同店",
    },
    "per_unit": {
        "de": r"\bje\b|\bpro\b|preis|kurs|kosten|gebühr|satz|lohn|gehalt|miete|dividende|marge",
        "en": (
            r"\bper\b|\beach\b|every|unit|price|cost|\brate|\bfee|tariff|wage|salar|\brent|dividend"
            r"|\beps|\bshare\b|coupon|margin|premium|spread|strike|\bnav\b|charge|levy|\btax|quote"
            r"|\bbid"
        ),
        "es": r"\bpor\b|precio|coste|tarifa|salario|alquiler|dividendo",
        "fr": r"\bpar\b|prix|coût|tarif|salaire|loyer|dividende|cours",
        "it": r"\bper\b|prezzo|costo|tariff|salari|affitto|dividend|canone",
        "ja": "当たり|単価|価格|株価|配当",
        "zh": "每|单价|价格|股价|股息",
    },
    "for_each": {
        "de": r"\b(je|pro|eine[rsn]?)\b",
        "en": r"\b(per|each|one|of an?)\b",
        "es": r"\b(por|cada|una?)\b",
        "fr": r"\b(par|chaque|une?)\b",
        "it": r"\b(per|ogni|un[ao]?)\b",
        "ja": "当たり",
        "zh": "每",
    },
    "former": {
        "de": r"bisher|vorher|vorjahr|\balt",
        "en": r"previ|prior|former|\bold\b|earlier|before|last year",
        "es": "anterior|antes|previ",
        "fr": r"antérieur|avant|précéd",
        "it": "preced|prima",
        "ja": "前期|前年|従来|前回",
        "zh": "此前|上年|去年|原先",
    },
}
"""What is said, and by language the alternatives of a pattern that say it."""
