"""The noun a number counts."""

from __future__ import annotations

from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.numerals.numbers import read_number
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage


def noun_after(
    p: Passage, j: int, lex: Lexicon, *, deep: bool = True, scaled: bool = False
) -> tuple[str, int] | None:
    """The counted noun from token j on, as printed, and the index after it."""
    if j >= p.size or "\n" in p.gap(j):
        return None
    if p.hyphen(j) and p.folded(j + 1) == "strong":  # "a 9,200-strong workforce"
        j += 2
    if p.is_word(j + 1) and p.word[j] in _CLASSES and not p.capital(j + 1):
        j += 1
    if j >= p.size:
        return None
    if p.hyphen(j):
        if p.low[j + 1] in ("cubic", "square") and p.hyphen(j + 2):
            return p.text[p.start[j + 1] : p.end[j + 3]], j + 4
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
    part_of_name = p.glued(j + 1) and p.is_number(j + 1)  # "120 A320neo"
    if p.word[j] in PHYSICAL and not part_of_name and p.gap(j) in ("", " ", "\u00a0", "\u202f"):
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
        if p.is_number(k + 1) and p.folded(k) in _ADVERBS:
            k += 1
        if p.folded(k) in lex.one and lex.time_units.at(p, k + 1):
            return None
        if p.is_number(k) or lex.number_ops(p.folded(k)):
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


_ADVERBS = frozenset(
    (
        *("weltweit", "insgesamt", "rund", "knapp", "gut", "derzeit", "bundesweit", "etwa"),
        *("some", "about", "roughly", "nearly", "quelque", "près", "environ"),
    )
)
"""Before the number of a whole: "1.700 der weltweit 22.000 Beschäftigten"."""


_CLASSES = ("A", "B", "C")
"""Classes of shares: "450,000 B shares"."""


def _expecting(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "the 3.36 billion analysts had forecast": who expected it, not what it counts."""
    return p.low[j] in lex.forecasters and p.folded(j + 1) in lex.forecast


def _capital_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    for k in p.ahead(j):
        if p.kind[k] != WORD:
            return None
        if p.word[k][0].isupper():
            if (
                p.word[k] in lex.table.not_nouns.split("|")
                or p.low[k] in lex.months
                or p.low[k] in lex.not_nouns
            ):
                return None
            if p.low[k] in lex.names and p.is_number(k + 1):
                return None  # "20 weitere Boeing 787-9"
            if p.hyphen(k + 1) and p.capital(k + 2):
                return p.text[p.start[k] : p.end[k + 2]], k + 3
            return p.word[k], k + 1
        adjective = len(p.low[k]) > 3 and p.low[k].endswith(("e", "en", "er", "es", "em"))
        if not adjective or p.low[k] in lex.no_adjectives or lex.time_units.at(p, k):
            return None
    return None


_COMPARED = ("larger", "bigger", "smaller", "older", "newer", "younger")
"""Never what is counted: "14 larger A321XLRs"."""


def _first_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    k = j
    for _ in range(3):
        if not p.is_word(k) or p.low[k] in lex.not_nouns:
            return None
        last = k
        while p.hyphen(last + 1) and p.is_word(last + 2):
            last += 2
        if last > k:  # "36 wide-bodies", "3,000 full-time employees"
            plural = p.low[last].endswith("s") or p.folded(last + 1) in lex.not_nouns
            if plural or not p.is_word(last + 1):
                return p.text[p.start[k] : p.end[last]], last + 1
            if lex.table.nouns_stack:
                k = last + 1
                continue
        if not lex.adjectives.fit(p.low[k]) or not p.is_word(k + 1):
            break
        if p.low[k + 1] in lex.not_nouns:
            if p.low[k].endswith(_COMPARED):
                return None
            break
        k += 1
        while p.hyphen(k) and p.is_word(k + 1):
            k += 2
    if not p.is_word(k):
        return None
    if p.is_word(k + 1) and f"{p.low[k]} {p.low[k + 1]}" in lex.areas:
        return f"{p.word[k]} {p.word[k + 1]}", k + 2
    word = p.word[k]
    if len(word) < 2 or lex.number_ops(p.low[k]) or p.low[k] in lex.months:
        return None
    stacked = lex.table.nouns_stack
    if word[0].isupper() and not (word.rstrip("s").isupper() and len(word) <= 4):
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
    return None if p.low[k].endswith(lex.verb_endings) else (word, k + 1)
