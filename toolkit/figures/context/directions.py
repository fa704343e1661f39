"""Whether an amount is one of a rise or a fall: the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.figures.context.qualifiers import another_amount
from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import words
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, WORD, Passage

CHANGE_NOUNS = frozenset(
    words(
        "growth|increase|rise|gain|decline|drop|fall|cut|decrease|croissance|hausse|baisse|recul|"
        "repli|augmentation|progression|diminution|réduction|crescita|calo|aumento|rialzo|"
        "flessione|incremento|riduzione|crecimiento|subida|caída|alza|descenso|reducción|recorte|"
        "bajada|plus|minus|anstieg|rückgang|zuwachs|increases|rises|hausses|baisses|aumenti|"
        "rincari|rialzi|subidas|alzas|shed|added|wiped"
    )
)


AVERAGES = frozenset(
    words("average|averages|medie|mittel|media|durchschnitt|schnitt|moyenne|promedio|mean")
)


_LOSSES = frozenset(
    ["loss", "losses", "perte", "pertes", "perdita", "perdite", "pérdida", "pérdidas", "verlust"]
)
"""What is lost is a level where it is money: "a loss of 3 cents per share"."""


_UPWARDS = {"su": "up", "giù": "down"}
"""Adverbs before the article of a change: "premi su del 3,6%"."""


_GAINS = frozenset(["gain", "gains", "guadagno", "guadagni", "ganancia", "ganancias", "plusvalía"])
"""What is gained is one where it is money by the million: "pour un gain de 1,3 milliard"."""


_KNOWN = ("los", "las", "gli")
"""Articles before a sum that is known, as a level is: "recuperan los 17 euros"."""


_EARNED = ("gana", "ganó", "guadagn")
"""Verbs that say of a bare number as often what was earned as by how much it rose."""


_CHANGED = (
    "ron",
    "do",
    "da",
    "dos",
    "das",
    "ó",
    "rá",
    "rán",
    "to",
    "ti",
    "ta",
    "te",
    "rà",
    "ranno",
)
"""Endings of verbs that moved by a sum: "crecieron en 3.400 millones", "ridotti di 400 milioni"."""


_THRESHOLDS = (
    *("seuil", "schwelle", "threshold", "soglia", "umbral", "plafond", "ceiling"),
    *("rango", "fourchette", "forchetta", "spanne"),
)
"""Levels that something moves past: "franchit à la hausse le seuil de 5 %"."""


_STOPS = ";:()[]–—!?|"


_PARTICLES = {
    "zu": (("legt", "nahm", "nimmt", "leg", "nehm"), "up"),
    "an": (("stieg", "steig", "zog", "zieh", "hob", "heb"), "up"),
    "ab": (("wert", "nahm", "nimmt", "stürz", "sack", "rutsch", "nehm", "gab"), "down"),
    "ein": (("brach", "bric", "brech", "büß", "knick", "eng"), "down"),
    "auf": (("stock", "schlug", "schläg", "wert", "hol"), "up"),
    "nach": (("gab", "gib", "geb"), "down"),
    "zurück": (("ging", "geh", "fiel", "fäll", "fall", "zog"), "down"),
}


_LEVELS = frozenset(
    words(
        "über|unter|above|below|under|beyond|past|sotto|sopra|sous|bajo|debajo|encima|oltre|topped"
    )
)


def direct(
    p: Passage, draft: Draft, lex: Lexicon, first: int, floor: int, passed: Mapping[int, int]
) -> None:
    """Set the direction of an amount of change; levels have none. `first` is the qualifier's.

    `passed` are dates and vague sizes just before, by last token: a verb may stand beyond them.
    """
    if draft.direction or draft.value is None or p.is_sign(draft.first - 1, "±"):
        return
    percent = draft.unit in ("percent", "percentage_point", "basis_point", "multiple")
    between = set(p.low[first : draft.first])
    reached = between & _LEVELS and not (percent and between & {"über", "oltre"})
    if reached and p.folded(first - 1) not in ("um", "by", "del", "von", "di", "de", "of"):
        return
    j = first - 1
    if p.is_sign(j, "'’"):
        j -= 1
    if percent and p.folded(j)[:2] == "de" and p.folded(j - 1) in _UPWARDS:
        draft.direction = _UPWARDS[p.low[j - 1]]
        return
    known = lex.change_markers | lex.level_markers
    if j >= 0 and p.folded(j) in lex.definite:
        told = lex.more.at(p, draft.after) or lex.less.at(p, draft.after)
        leveled = p.folded(j - 1) in lex.level_markers - lex.change_markers
        if leveled and not told and not _change_is(p, j - 1, lex):
            return
        j -= p.folded(j) not in known
    before = p.folded(j) if j >= 0 else ""
    if (before in lex.plus or before in _KNOWN) and (not percent or after_rate(p, j)):
        return
    averaged = next((k for k in range(max(0, j - 1), j + 1) if p.low[k] in AVERAGES), None)
    averaged = (
        None if p.is_sign(j, ",") or p.folded(j - 2) == "en" else averaged
    )  # "$3.09 on average, 11 cents less"
    if averaged is not None:
        k = averaged - (p.folded(averaged - 1) in lex.one)
        if p.folded(k - 1) not in ("by", "um"):
            return
        j, before = k - 1, p.low[k - 1]  # "rise by an average of 3.8 per cent"
    end = draft.after
    for phrases, direction in ((lex.more, "up"), (lex.less, "down")):
        after = phrases.at(p, end) or phrases.at(p, _past_bracket(p, end))
        if after and (lex.qualifiers_after.at(p, end) or (p.low[end] == "off" and draft.of)):
            continue  # "1,05 Mrd. plus/minus 3 %", "50 km off the coast"
        if after and _more_than_half(p, end, lex):
            continue
        if after and p.low[end] in lex.plus and another_amount(p, after[0], lex):
            after = None
        if (
            after
            and not (draft.unit == "multiple" and draft.fraction is None)
            and p.folded(after[0]) != "due"
        ):
            if before in lex.level_before_more or (draft.money and p.low[end] in _LOSSES):
                continue
            draft.direction = direction
            return
    if before in _AFTER_BY and p.low[j - 1] in _BY:
        j, before = j - 1, p.low[j - 1]
    if before in lex.one and p.folded(j - 1) in ("to", "a", "à"):
        return  # "slowed to a 3.4% pace", "subiendo a un 3%"
    if before == "off" and percent:
        draft.direction = "down"
        return
    if before in lex.others_before:
        j, before = j - 1, p.folded(j - 1)  # "cayeron otros 147 millones"
    if before in ("a", "à") and p.folded(j - 1) == "pari":
        j, before = j - 2, p.folded(j - 2)  # "un aumento pari a 1,5 miliardi"
    marked = before in lex.change_markers
    if (
        draft.large
        and draft.of is None
        and not percent
        and not _amount_of_change(p, j, before, lex)
        and not _led_to(p, end, lex)
    ):
        return
    if before in lex.level_markers and not marked:
        paced = before == "at" and _PACES & set(p.low[draft.end : draft.end + 4])
        if percent and (paced or before == "mit"):
            for stems, direction in ((lex.up, "up"), (lex.down, "down")):
                if stems.fit(p.low[j - 1]) and p.low[j - 1] not in ("up", "down"):
                    draft.direction = direction  # "set to grow at 9-10% a year"
        return
    by = lex.table.verb_last and before == "um"
    if by and (parted := _parted(p, draft, end, lex)):
        draft.direction = parted
        return
    pointed = draft.unit in ("percentage_point", "basis_point")
    far = 10 if by or draft.of else p.size  # "struck by about 400,000 workers"
    reach = (far if before in _BY else 7) if marked else 4
    k, left, taken = j + 1, p.size if pointed and marked else reach, floor
    while k > 0 and left:
        k, left = k - 1, left - 1
        if k in passed:
            k, left = passed[k], left + 1
            taken = 0
            continue
        low = p.low[k]
        if k < taken:
            break
        if p.kind[k] != WORD:
            if p.is_sign(k, ":") and before in _BY:
                continue  # "steigt in Stufen: 2027 um 2 %"
            if marked and p.is_sign(k, ")") and p.is_sign(k - 2, "("):
                k -= 2  # "steigerte den Gewinn (EBT) um 9,1 %"
                continue
            if p.word[k] in _STOPS or p.stops(k, ".!?"):
                break
            if p.kind[k] == NUMBER and k < floor:
                break
            if p.is_sign(k, ",") and (not marked or (k == j - 1 and _aside(p, k, before, lex))):
                break
            if p.is_sign(k, ","):
                if p.folded(k + 1) in lex.borders and before not in _BY:
                    break  # "angehoben, was einer Quote von 43 % entspricht"
                left = min(left, reach - (j - k))
            continue
        if not marked and low in lex.borders and low not in lex.level_markers:
            return  # "left to pile up when a third of the staff"
        if marked and before not in _BY and (low in _BASES or (draft.money and low in _AND)):
            return  # "2,5 % d'augmentation et une prime de 1 000 euros"
        if before in _BY and low.startswith(_COMPARED) and p.is_word(k + 1) and k + 1 < j:
            continue  # "sanken dank höherer Zinsen um 1,1"
        if low in ("up", "down") and p.folded(k - 1) in _PHRASAL:
            return
        if p.hyphen(k + 1) and p.is_word(k + 2):
            continue  # "narrow-bodies"
        if low in ("upwardly", "downwardly"):  # "a downwardly revised 64,000"
            return
        if draft.loose and low.startswith(_EARNED):
            return
        if (draft.large and low in _GAINS) or low.startswith(_THRESHOLDS):
            return
        dated = k - 1 in passed and low not in lex.plus  # "sales for Q3 up 1.3%"
        if 0 < k == floor and not dated and (lex.more.at(p, k) or lex.less.at(p, k)):
            break  # "un 15% menos y la flota pasará de 118": said of the figure before
        if before == "von" and not p.capital(k):
            continue  # "stieg von 50 Euro": where it began, unlike "ein Anstieg von 5 Euro"
        if lex.up.fit(low):
            draft.direction = "up"
            return
        if low in _LOSSES and (draft.money or draft.value < 0 or p.low[k + 1].startswith("ratio")):
            return
        if lex.down.fit(low):
            if not (low.startswith(_SELLS) and _sold(p, draft, lex)):
                draft.direction = "down"
            return
        if low in lex.level_markers and not marked and low not in lex.change_markers:
            return
    if by:
        draft.direction = _verb_after(p, draft, end, lex)
    elif lex.table.verb_last and before not in lex.level_markers:
        draft.direction = _parted(p, draft, end, lex)


def _change_is(p: Passage, copula: int, lex: Lexicon) -> bool:
    """ "il calo è del 3,2%": what the amount is of is a change."""
    noun = p.folded(copula - 1)
    return p.low[copula] in _IS and (lex.up.fit(noun) or lex.down.fit(noun))


_IS = frozenset(("è", "era", "sarà", "es", "fue", "será", "est", "is", "was"))


def _more_than_half(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "mit vier Milliarden Menschen mehr als die Hälfte": said of the part after it."""
    found = lex.qualifiers.at(p, end)
    k = found[0] if found else end
    k += p.folded(k) in lex.definite | lex.one
    return k > end and (p.folded(k) in lex.halves or lex.parts.at(p, k) is not None)


def _past_bracket(p: Passage, end: int) -> int:
    """Past the share of it in brackets: "5.5p (2.1%) lower"."""
    if not p.is_sign(end, "("):
        return end
    close = next((k for k in p.ahead(end + 1) if p.is_sign(k, ")")), end - 1)
    return close + 1


_SELLS = ("cèd", "céd", "ced")
"""Words for falling that are words for selling too."""


def _sold(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "a cédé 14 immeubles", "cede il 5 % del capitale": what is sold has not fallen."""
    if draft.of is not None:
        return draft.of.lower() not in lex.point_words
    return any(p.low[k].startswith(_STAKES) for k in p.ahead(draft.end))


_STAKES = ("capital", "part", "action", "titre", "participa", "accion", "azion", "quot")


_AFTER_BY = frozenset(
    (
        "durchschnittlich",
        "weitere",
        "weiteren",
        "insgesamt",
        "je",
        "jeweils",
        "nochmals",
        "another",
        "further",
    )
)
"""What may stand between "by" and an amount."""


_BY = frozenset(("um", "by"))


_AND = frozenset(("and", "und", "et", "e", "y"))


_COMPARED = (
    *("höher", "niedriger", "stärker", "schwächer", "tiefer", "geringer", "günstiger", "steigend"),
    *("sinkend", "fallend", "higher", "lower", "weaker", "stronger", "rising", "falling"),
)
"""What stands with a cause, not with the amount that "by" leads to."""


_PHRASAL = frozenset(
    words(
        "make|makes|made|making|put|puts|end|ended|sum|take|took|bought|buy|snapped|turned|signed|"
        "gave|give|drew|laid|set"
    )
)
"""Verbs that "up" and "down" stand with and say no change: "make up 38 per cent"."""


_PACES = frozenset(("year", "annual", "annually", "rate", "pace", "clip", "cagr"))


_BASES = frozenset(("from", "against", "versus", "than", "vs"))
"""What leads to what a change is measured by: "up from a range of 3 to 5 per cent"."""


def after_rate(p: Passage, plus: int) -> bool:
    """ "mid-swaps plus 85bp", "SOFR plus 1.75%": a "plus" that adds to a rate."""
    return p.folded(plus - 1).startswith(_REFERENCE_RATES)


_REFERENCE_RATES = ("swap", "euribor", "sofr", "libor", "sonia", "estr", "saron")


def _aside(p: Passage, comma: int, before: str, lex: Lexicon) -> bool:
    """ "la hipoteca media, de 150.000 euros": of what stands before the comma."""
    moves = lex.up.fit(p.low[comma - 1]) or lex.down.fit(p.low[comma - 1]) if comma else False
    return before not in ("um", "by") and not moves


def _amount_of_change(p: Passage, j: int, before: str, lex: Lexicon) -> bool:
    """A sum of millions is mostly a level, unless "by" or a word of change governs it."""
    if before in ("um", "by") or p.folded(j - 1) in CHANGE_NOUNS or before in CHANGE_NOUNS:
        return True
    led = p.folded(j - 1)
    if before in ("en", "di") and led not in _GAINS | _LOSSES and led.endswith(_CHANGED):
        return lex.up.fit(led) or lex.down.fit(led)
    verb = p.folded(j - 1) if before in lex.change_markers else before
    if verb in ("up", "down") and verb == before:  # ", up $2 billion", not "put up $2 billion"
        return j == 0 or not p.is_word(j - 1) or p.low[j - 1] in lex.copulas
    return verb in lex.moving


def _led_to(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "de 2,4 milliards, à 19,8": a level after the amount, so the amount is one of change."""
    if not p.is_sign(end, ","):
        return False
    led = p.folded(end + 1) in lex.level_markers & {"à", "a", "al", "hasta", "to", "auf"}
    return led and another_amount(p, end + 2 + (p.folded(end + 2) in lex.definite), lex)


def _parted(p: Passage, draft: Draft, end: int, lex: Lexicon) -> str | None:
    """ "nahm um 9 Prozent auf 12 ab", "zog um 2 Prozent an": which way, the particle says."""
    for k in _clause(p, draft, end, lex, ","):
        closed = k + 1 >= p.size or p.is_sign(k + 1, '.,;:!?()–—-/"”“»«')  # not "auf 12 Euro"
        ends = closed or p.low[k + 1] in ("und", "als")
        if ends and p.low[k] in _PARTICLES:
            verbs, direction = _PARTICLES[p.low[k]]
            if any(p.low[m].startswith(verbs) for m in p.clause(draft.first)):
                return direction
    return None


def _verb_after(p: Passage, draft: Draft, end: int, lex: Lexicon) -> str | None:
    """German keeps the verb for the end: "um 3 Prozent auf 12 Euro gestiegen"."""
    for k in _clause(p, draft, end, lex):
        low = p.low[k]
        if p.kind[k] == WORD and low not in _PARTICLES:
            if lex.down.fit(low):
                return "down"
            if lex.up.fit(low):
                return "up"
    return None


def _clause(p: Passage, draft: Draft, end: int, lex: Lexicon, more: str = "") -> Iterator[int]:
    """The tokens from `end` to the end of the amount's clause, but for what is in brackets."""
    inside = p.is_sign(draft.first - 1, "(:")
    signs = ")" if inside else f".!?;:{more}"
    depth = 0
    for k in range(end, p.size):
        if not inside and p.is_sign(k, "()"):
            depth += 1 if p.word[k] == "(" else -1
        elif depth <= 0:
            goes_on = p.word[k] == "." and (p.low[k - 1] in lex.dotted or p.is_sign(k + 1, "("))
            if p.stops(k, signs) and not goes_on:
                return
            yield k
