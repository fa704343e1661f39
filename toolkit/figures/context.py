"""What the words around an amount say of it: qualifier, direction, per what, of what."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.figures.common import PHYSICAL, QUALIFYING_SIGNS
from toolkit.figures.draft import Draft
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.numbers import read_number
from toolkit.figures.tokens import NUMBER, WORD, Passage

_AGO = frozenset(
    [
        "ago",
        "earlier",
        "before",
        "later",
        "prior",
        "previously",
        "antes",
        "prima",
        "fa",
        "avant",
        "zuvor",
    ]
)
CHANGE_NOUNS = frozenset(
    [
        "growth",
        "increase",
        "rise",
        "gain",
        "decline",
        "drop",
        "fall",
        "cut",
        "decrease",
        "croissance",
        "hausse",
        "baisse",
        "recul",
        "repli",
        "augmentation",
        "progression",
        "diminution",
        "réduction",
        "crescita",
        "calo",
        "aumento",
        "rialzo",
        "flessione",
        "incremento",
        "riduzione",
        "crecimiento",
        "subida",
        "caída",
        "alza",
        "descenso",
        "reducción",
        "recorte",
        "bajada",
        "plus",
        "minus",
        "anstieg",
        "rückgang",
        "zuwachs",
        "shed",
        "added",
        "wiped",
    ]
)
AVERAGES = frozenset(
    [
        "average",
        "averages",
        "medie",
        "mittel",
        "media",
        "durchschnitt",
        "schnitt",
        "moyenne",
        "promedio",
        "mean",
    ]
)
SPANS = frozenset(("year", "month", "week", "day", "hour", "quarter", "minute", "second"))
_BEYOND = 6
"""How many tokens past the counted noun "a year" may stand."""
_STOPS = ";:()[]–—!?|"
_OUTER = frozenset(("at_least", "at_most", "up_to", "more_than", "less_than"))


def noun_after(
    p: Passage, j: int, lex: Lexicon, *, deep: bool = True, scaled: bool = False
) -> tuple[str, int] | None:
    """The counted noun from token j on, as printed, and the index after it."""
    if j >= p.size or "\n" in p.gap(j):
        return None
    if p.hyphen(j):
        if p.is_word(j + 1) and p.low[j + 1] not in lex.not_nouns:
            return p.word[j + 1], j + 2
        return None
    if p.kind[j] != WORD or _expecting(p, j, lex):
        return None
    if p.is_sign(j + 1, "'’") and p.glued(j + 1) and len(p.word[j]) == 1 and p.low[j] != "d":
        return None
    raised = p.folded(j + 1) in ("²", "³", "2", "3") and p.glued(j + 1)
    if raised and p.low[j] in ("m", "km", "cm", "mm", "ft"):
        return p.word[j] + p.word[j + 1], j + 2
    if p.word[j] in PHYSICAL and p.gap(j) in ("", " ", "\u00a0", "\u202f"):
        return p.word[j], j + 1
    if p.is_word(j + 1) and f"{p.low[j]} {p.low[j + 1]}" in lex.areas:
        return f"{p.word[j]} {p.word[j + 1]}", j + 2
    if scaled and lex.table.scale_takes_linker and p.low[j] not in lex.linkers:
        return None
    if (
        p.low[j] in lex.linkers | {"der", "of", "dei", "degli", "delle", "des", "de", "del", "du"}
        and deep
    ):
        k = j + 1
        if p.is_sign(k, "'’"):
            k += 1
        if p.folded(k) in lex.definite:
            k += 1
        if p.folded(k) in lex.one and lex.time_units.at(p, k + 1):
            return None
        if k < p.size and (p.is_number(k) or lex.number_ops(p.low[k])):
            number = read_number(p, k, lex)
            inner = noun_after(p, number.end, lex, deep=False) if number else None
            return (inner[0], j) if inner else None
        if not lex.table.counts_across:
            return None
        if not lex.table.nouns_are_capital and p.low[j] not in lex.linkers:
            return None
        j = k
    if lex.table.nouns_are_capital:
        return _capital_noun(p, j, lex)
    return _first_noun(p, j, lex)


def _expecting(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "the 3.36 billion analysts had forecast": who expected it, not what it counts."""
    return p.low[j] in lex.forecasters and p.folded(j + 1) in lex.forecast


def _capital_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    for k in range(j, min(j + 4, p.size)):
        if p.kind[k] != WORD:
            return None
        if p.word[k][0].isupper():
            if (
                p.word[k] in lex.table.not_nouns.split("|")
                or p.low[k] in lex.months
                or p.low[k] in lex.not_nouns
            ):
                return None
            if k + 1 < p.size and p.hyphen(k + 1) and p.capital(k + 2):
                return p.text[p.start[k] : p.end[k + 2]], k + 3
            return p.word[k], k + 1
        adjective = len(p.low[k]) > 3 and p.low[k].endswith(("e", "en", "er", "es", "em"))
        if not adjective or p.low[k] in _GERMAN_NO_ADJECTIVE or lex.time_units.at(p, k):
            return None
    return None


_PARTICLES = {
    "zu": (("legt", "nahm", "nimmt", "leg", "nehm"), "up"),
    "an": (("stieg", "steig", "zog", "zieh", "hob", "heb"), "up"),
    "ab": (("nahm", "nimmt", "stürz", "sack", "rutsch", "nehm", "gab"), "down"),
    "ein": (("brach", "bric", "brech", "büß", "knick", "eng"), "down"),
    "auf": (("stock", "schlug", "schläg", "wert", "hol"), "up"),
    "nach": (("gab", "gib", "geb"), "down"),
    "zurück": (("ging", "geh", "fiel", "fäll", "fall", "zog"), "down"),
}
_LEVELS = frozenset(
    [
        "über",
        "unter",
        "above",
        "below",
        "under",
        "beyond",
        "past",
        "sotto",
        "sopra",
        "sous",
        "bajo",
        "debajo",
        "encima",
        "oltre",
        "topped",
    ]
)
_GERMAN_NO_ADJECTIVE = frozenset(
    [
        "oder",
        "unter",
        "ohne",
        "gegen",
        "keine",
        "seine",
        "ihre",
        "eine",
        "einen",
        "einem",
        "einer",
        "diese",
        "dieser",
        "diesen",
        "diesem",
        "dieses",
        "werden",
        "wurden",
        "wären",
        "haben",
        "hatte",
        "hatten",
        "könnte",
        "könnten",
        "sollen",
        "sollte",
        "sollten",
        "müssen",
        "wollen",
        "weniger",
        "höher",
        "niedriger",
        "tiefer",
        "über",
        "hinter",
        "neben",
        "später",
        "früher",
        "statt",
        "nachdem",
        "sowie",
        "gestiegen",
        "gefallen",
        "gesunken",
        "gewachsen",
        "zuvor",
        "seiner",
        "ihrer",
        "jeder",
        "alle",
        "allen",
        "aller",
        "bisher",
        "immer",
        "wieder",
        "aber",
        "liegen",
        "lagen",
        "stehen",
        "fallen",
        "steigen",
        "sinken",
        "kosten",
        "kostete",
        "rund",
        "etwa",
        "pro",
        "nach",
        "fester",
        "leichter",
    ]
)


def _first_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    k = j
    for _ in range(3):
        if k >= p.size or p.kind[k] != WORD or p.low[k] in lex.not_nouns:
            return None
        if not lex.adjectives.fit(p.low[k]) or k + 1 >= p.size or p.kind[k + 1] != WORD:
            break
        if p.low[k + 1] in lex.not_nouns:
            break
        k += 1
        while p.hyphen(k) and p.is_word(k + 1):
            k += 2
    if k >= p.size or p.kind[k] != WORD:
        return None
    word = p.word[k]
    if lex.verb_endings and p.low[k].endswith(lex.verb_endings):
        return None
    if len(word) < 2 or lex.number_ops(p.low[k]) or p.low[k] in lex.months:
        return None
    stacked = lex.table.nouns_stack
    if word[0].isupper() and not (word.isupper() and len(word) <= 4):
        following = p.folded(k + 1)
        if p.is_word(k + 1) and not p.capital(k + 1) and following not in lex.not_nouns and stacked:
            return p.word[k + 1], k + 2
        if not stacked:
            return word, k + 1
        return (word, k + 1) if following == "" or p.kind[k + 1] != WORD else None
    if stacked and not word.endswith("s") and p.is_word(k + 1) and p.glued(k + 1) is False:
        following = p.low[k + 1]
        if (
            following.endswith("s")
            and following not in lex.not_nouns
            and len(following) > 3
            and not following.endswith("ss")
        ) and word not in (
            "people",
            "staff",
            "aircraft",
            "households",
            "men",
            "women",
            "children",
        ):
            return p.word[k + 1], k + 2
    return word, k + 1


def qualify(p: Passage, draft: Draft, lex: Lexicon, floor: int) -> int:
    """Set the qualifier; answer the index of its first token (or of the figure's)."""
    i = draft.first
    found, first = _one_before(p, i, lex, floor)
    if draft.unit == "multiple" and found is None:
        j = i - 1 if p.folded(i - 1) == "se" else i
        if " ".join(p.low[max(floor, j - 2) : j]) in ("più che", "plus que", "más que"):
            draft.qualifier = "more_than"
            return j - 2
    if (
        found is None
        and p.folded(i) in lex.one
        and p.folded(i + 1) in ("gute", "guten", "good", "bonne", "knappe", "knappen", "buena")
    ):
        found = "nearly" if p.low[i + 1].startswith("knapp") else "more_than"
        first = i
    if found is None:
        after = lex.qualifiers_after.at(p, draft.after) or lex.qualifiers_after.at(p, draft.end)
        if after and (p.folded(after[0]) in lex.one or p.is_number(after[0])):
            after = None
        if p.is_sign(draft.end, "+") and p.glued(draft.end):
            draft.qualifier = "at_least"
        elif after:
            draft.qualifier = after[1]
        return i
    outer, outer_first = _one_before(p, first, lex, floor) if first > floor else (None, first)
    if outer and (outer in _OUTER) and found in ("about", "nearly"):
        found, first = outer, outer_first
    if found == "about" and draft.qualifier:
        return first
    draft.qualifier = found
    return first


def _one_before(p: Passage, i: int, lex: Lexicon, floor: int) -> tuple[str | None, int]:
    j = i
    if j - 1 < floor:
        return None, i
    if p.kind[j - 1] not in (WORD, NUMBER) and p.word[j - 1] in QUALIFYING_SIGNS:
        return QUALIFYING_SIGNS[p.word[j - 1]], j - 1
    for skip in range(3):
        k = j - skip
        if k - 1 < floor:
            break
        match = lex.qualifiers.ending(p, k, floor)
        if match and skip and p.low[match[0]] in lex.comparing:
            return None, i
        if match and not (skip and match[1] == "about" and lex.table.about_touches):
            if _exact(p, match[0], k, lex, floor):
                return None, i
            return match[1], match[0]
        opener = lex.range_openers.ending(p, k, floor)
        if opener and skip == 0 and opener[0] == k - 1 and p.low[k - 1] not in lex.definite:
            continue_words = {"von"}
            if p.low[k - 1] not in continue_words:
                break
        if p.folded(k - 1) not in lex.definite and not p.is_sign(k - 1, "'’"):
            break
    return None, i


def _exact(p: Passage, first: int, end: int, lex: Lexicon, floor: int) -> bool:
    """Look-alikes: "Kredit über", "talks over", "cayó hasta", "was up to", "gab ... ab"."""
    phrase = " ".join(p.low[first:end])
    before = p.folded(first - 1) if first - 1 >= floor else ""
    if phrase in ("über", "over", "sobre", "bajo", "passé", "dès", "à hauteur de"):
        endings = lex.exact_after.get(phrase, ())
        if before and any(
            before == word or (len(word) > 4 and before.endswith(word)) for word in endings
        ):
            return True
        return _beside(phrase, before, lex)
    if phrase.startswith("desde") and p.is_sign(first - 1, ","):
        return True
    listed = lex.exact_after.get(phrase)
    if listed:
        near = [p.folded(k) for k in range(max(0, first - 6), first)]
        if phrase.startswith(("hasta", "desde")) and p.is_sign(first - 1, ","):
            return True
        if any(word in near for word in listed):
            return True
    return _beside(phrase, before, lex)


def _beside(phrase: str, before: str, lex: Lexicon) -> bool:
    """Whether the word just before a qualifier makes it none: "was up to", "die über"."""
    listed = lex.exact_beside.get(phrase, frozenset())
    return before in listed or "*" in listed


def direct(
    p: Passage, draft: Draft, lex: Lexicon, first: int, floor: int, times: Mapping[int, int]
) -> None:
    """Set the direction of an amount of change; levels have none. `first` is the qualifier's.

    `times` are the dates and the like just before, by last token: a verb may stand beyond them.
    """
    if draft.direction or draft.value is None:
        return
    percent = draft.unit in ("percent", "percentage_point", "basis_point", "multiple")
    between = set(p.low[first : draft.first])
    reached = between & _LEVELS and not (percent and between & {"über", "oltre"})
    if reached and p.folded(first - 1) not in ("um", "by", "del", "von", "di", "de", "of"):
        return
    j = first - 1
    if p.is_sign(j, "'’"):
        j -= 1
    known = lex.change_markers | lex.level_markers
    if j >= 0 and p.folded(j) in lex.definite:
        if p.folded(j - 1) in lex.level_markers - lex.change_markers:
            return
        j -= p.folded(j) not in known
    before = p.folded(j) if j >= 0 else ""
    if before in lex.plus and not percent:
        return
    if any(p.low[k] in AVERAGES for k in range(max(0, j - 1), j + 1)):
        return
    end = draft.after or draft.end
    for phrases, direction in ((lex.more, "up"), (lex.less, "down")):
        after = phrases.at(p, end)
        if after and p.low[end] in lex.plus and p.folded(after[0]) in lex.one:
            after = None
        if (
            after
            and not (draft.unit == "multiple" and draft.fraction is None)
            and p.folded(after[0]) != "due"
        ):
            if before in lex.level_before_more:
                continue
            draft.direction = direction
            return
    marked = before in lex.change_markers
    if (
        draft.power >= 6
        and draft.of is None
        and not percent
        and not _amount_of_change(p, j, before, lex)
        and not _led_to(p, end, lex)
    ):
        return
    if before in lex.level_markers and not marked:
        return
    k, left = j + 1, 7 if marked else 4
    while k > 0 and left:
        k, left = k - 1, left - 1
        if k in times:
            k, left = times[k], left + 1
            continue
        low = p.low[k]
        if p.kind[k] != WORD:
            if p.word[k] in _STOPS or (p.is_sign(k, ".!?") and p.gap(k + 1)):
                break
            if p.is_sign(k, ",") and (not marked or (k == j - 1 and _aside(p, k, before, lex))):
                break
            if p.kind[k] == NUMBER and k < floor:
                break
            continue
        if lex.up.fit(low):
            draft.direction = "up"
            return
        if lex.down.fit(low):
            draft.direction = "down"
            return
        if low in lex.level_markers and not marked and low not in lex.change_markers:
            return
    if lex.table.verb_last and (before == "um" or before not in lex.level_markers):
        _verb_after(p, draft, lex, end, marked=before == "um")


def _aside(p: Passage, comma: int, before: str, lex: Lexicon) -> bool:
    """ "la hipoteca media, de 150.000 euros": of what stands before the comma, if that moves not."""
    moves = lex.up.fit(p.low[comma - 1]) or lex.down.fit(p.low[comma - 1]) if comma else False
    return before not in ("um", "by") and not moves


def _amount_of_change(p: Passage, j: int, before: str, lex: Lexicon) -> bool:
    """A sum of millions is mostly a level, unless "by" or a word of change governs it."""
    if before in ("um", "by") or p.folded(j - 1) in CHANGE_NOUNS or before in CHANGE_NOUNS:
        return True
    verb = p.folded(j - 1) if before in lex.change_markers else before
    return verb in lex.moving


def _led_to(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "de 2,4 milliards, à 19,8": a level after the amount, so the amount is one of change."""
    if not p.is_sign(end, ","):
        return False
    led = p.folded(end + 1) in lex.level_markers & {"à", "a", "al", "hasta", "to", "auf"}
    return led and any(p.is_number(k) for k in range(end + 2, min(p.size, end + 5)))


def _verb_after(p: Passage, draft: Draft, lex: Lexicon, end: int, *, marked: bool) -> None:
    """German keeps the verb for the end: "um 3 Prozent auf 12 Euro gestiegen", "um 8 % zu"."""
    for k in range(end, min(end + (10 if marked else 7), p.size)):
        low = p.low[k]
        if p.kind[k] == WORD:
            particle = _PARTICLES.get(low)
            if particle and (
                k + 1 >= p.size or not p.is_word(k + 1) or p.low[k + 1] in ("und", "als")
            ):
                verbs, direction = particle
                near = range(max(0, draft.first - 14), draft.first)
                if any(p.low[v].startswith(verbs) for v in near):
                    draft.direction = direction
                    return
            if particle or not marked:
                continue
            if marked and lex.down.fit(low):
                draft.direction = "down"
                return
            if marked and lex.up.fit(low):
                draft.direction = "up"
                return
        elif p.is_sign(k, ".!?;:") and p.low[k - 1] not in lex.dotted and p.gap(k + 1):
            return


def per_what(p: Passage, draft: Draft, lex: Lexicon) -> None:
    """Set `per`: "je Aktie", "a share", "/MWh", "pro Jahr", also past a noun or a qualifier."""
    after = draft.after or draft.end
    rate = draft.unit in ("percent", "percentage_point", "basis_point")
    for j in dict.fromkeys((draft.end, after)):
        per = _per_at(p, j, lex)
        if per and (not rate or per in SPANS):
            draft.per = per
            return
    hedged = lex.qualifiers_after.at(p, after)
    if hedged:
        draft.per = _per_at(p, hedged[0], lex)
    if draft.per is None and (draft.of is not None or draft.power or draft.money):
        draft.per = _per_before(p, draft, lex) or (
            _per_beyond(p, after, lex) if draft.of is not None else None
        )


def _per_before(p: Passage, draft: Draft, lex: Lexicon) -> str | None:
    """ "jährlich 60.000 Tonnen", "pro Jahr mehr als 2,4 TWh"."""
    lead = draft.lead or draft.first
    adverb = lex.per_adverbs.ending(p, lead)
    if adverb and adverb[0] == lead - 1 and draft.of is not None:
        return adverb[1]
    word = lex.per_words.ending(p, lead - 1)
    noun = lex.per_nouns.get(p.folded(lead - 1))
    return noun if word and noun in SPANS and not p.is_number(word[0] - 1) else None


def _order(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "au quatrième trimestre": which one, not per each."""
    return p.low[k] in lex.table.ordinals or p.low[k] in lex.first_words


def _per_beyond(p: Passage, j: int, lex: Lexicon) -> str | None:
    """ "2,5 Millionen Tonnen Flachstahl pro Jahr", "180,000 ounces of gold a year"."""
    for k in range(j, min(p.size, j + _BEYOND)):
        if not (p.is_word(k) or p.hyphen(k) or p.is_sign(k, "'’")):
            return None
        if p.low[k] not in lex.per_far | lex.per_sure:
            continue
        noun = k + 2 if p.is_sign(k + 1, "'’") else k + 1
        if lex.per_nouns.get(p.folded(noun)) in SPANS:
            following = p.folded(noun + 1)
            if following in lex.not_per or p.is_number(noun + 1):
                return None
            return lex.per_nouns[p.low[noun]]
    return None


def _per_at(p: Passage, j: int, lex: Lexicon) -> str | None:
    if j >= p.size:
        return None
    if p.is_sign(j, "("):
        return None
    adverb = lex.per_adverbs.at(p, j)
    if (
        adverb
        and lex.table.adverb_modifies
        and p.is_word(adverb[0])
        and p.low[adverb[0]] not in lex.not_nouns
    ):
        adverb = None
    if adverb and not (p.is_number(adverb[0]) and len(p.word[adverb[0]]) == 4):
        return adverb[1]
    if p.folded(j) in ("apiece",):
        return "share"
    slash = p.is_sign(j, "/")
    word = lex.per_words.at(p, j)
    article = lex.per_articles.at(p, j)
    for match, any_noun in ((word, not article or slash), (article, False)):
        if match is None:
            continue
        k = match[0]
        if p.is_sign(k, "'’"):
            k += 1
        for skip in (0, 1):
            low = p.folded(k + skip)
            if skip and (p.is_sign(k, ",") or not p.is_word(k)):
                break
            if low in lex.per_nouns:
                noun = lex.per_nouns[low]
                if (
                    noun == "square"
                    or (
                        low == "metro"
                        and p.folded(k + skip + 1) in ("quadrato", "quadro", "cuadrado")
                    )
                    or (low == "mètre" and p.folded(k + skip + 1) == "carré")
                ):
                    nextword = p.folded(k + skip + 1)
                    noun = "square foot" if nextword in ("foot", "ft") else "square metre"
                later = p.folded(k + skip + 1)
                if (skip and p.is_number(k + 1)) or later in _AGO or later in lex.not_per:
                    return None
                if noun in SPANS and (p.is_number(k + skip + 1) or (skip and _order(p, k, lex))):
                    return None
                if low in lex.level_markers or (p.low[j] in lex.per_times and noun not in SPANS):
                    return None
                return noun
        if any_noun and p.is_word(k) and p.low[k] not in lex.not_nouns and not p.hyphen(k + 1):
            if slash and not p.glued(j):
                return None
            low = p.low[j]
            if low in lex.per_sure and p.word[k] in PHYSICAL:
                return p.word[k]
            if low in lex.per_any or slash:
                if p.low[k] in ("cent", "cento", "sale", "saldo", "prozent") or p.is_number(k):
                    return None
                return p.word[k] if lex.table.nouns_are_capital else p.low[k]
    return None
