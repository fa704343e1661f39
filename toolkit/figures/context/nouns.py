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
    if "\n" in p.gap(j):
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
    if p.word[j] in PHYSICAL and not part_of_name:
        return p.word[j], j + 1
    if p.is_word(j + 1) and f"{p.low[j]} {p.low[j + 1]}" in lex.areas:
        return f"{p.word[j]} {p.word[j + 1]}", j + 2
    if scaled and lex.table.scale_takes_linker and p.low[j] not in lex.linkers:
        return None
    if p.low[j] in lex.of and deep:
        k = j + 1
        k += p.is_sign(k, "'’")
        k += p.folded(k) in lex.definite | lex.owners
        if p.is_number(k + 1) and (p.low[k] in lex.now or lex.qualifiers.at(p, k)):
            k += 1
        if p.folded(k) in lex.one and lex.time_units.at(p, k + 1):
            return None
        if p.is_number(k) or lex.number_ops(p.folded(k)):
            number = read_number(p, k, lex)
            if number is None or lex.units.at(p, number.end):
                return None
            hedged = lex.qualifiers_after.at(p, number.end)  # "ten of the 80-odd resorts"
            inner = noun_after(p, hedged[0] if hedged else number.end, lex)
            return (inner[0], j) if inner and not inner[0].isupper() else None  # "of the 737 MAX"
        if lex.table.nouns_stack:
            led = k > j + 1
            while p.is_sign(k + 1, "'’") and p.glued(k + 1):  # "two of France's main partners"
                k, led = k + 2, True
            inner = _plural(p, k, lex) if led and p.low[j - 1] not in lex.weak else None
            return (inner[0], j) if inner else None
        if not lex.table.counts_across or p.low[j] == "von":
            return None
        if not lex.table.nouns_are_capital and p.low[j] not in lex.linkers:
            return None
        j = k
    if lex.table.nouns_are_capital:
        return _capital_noun(p, j, lex)
    return _first_noun(p, j, lex)


_CLASSES = ("A", "B", "C")
"""Classes of shares: "450,000 B shares"."""


def _expecting(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "the 3.36 billion analysts had forecast": who expected it, not what it counts."""
    return p.low[j] in lex.forecasters and p.folded(j + 1) in lex.forecast


def _capital_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """ "neu zugelassene und reparierte Autos": the capital word that adjectives lead to."""
    k, led = j, True
    while p.is_word(k):
        end = k + 1
        while p.hyphen(end) and p.is_word(end + 1):  # "Plug-in-Hybride"
            end += 2
        low = p.low[end - 1]
        adjective = len(low) > 3 and low.endswith(("e", "en", "er", "es", "em"))
        if p.capital(end - 1) or (p.capital(k) and not adjective):  # "Start-ups"
            other = p.is_sign(end, "-") and p.folded(end + 1) in lex.list_words
            if other and p.glued(end) and p.capital(end + 2):  # "Kurz- und Mittelstreckenflügen"
                k = end + 2
                continue
            named = low in lex.names and p.is_number(end)  # "20 weitere Boeing 787-9"
            if named or {p.word[k], low} & lex.not_nouns or low in lex.months or not led:
                return None
            return p.text[p.start[k] : p.end[end - 1]], end
        if low in lex.no_adjectives or lex.time_units.at(p, k):
            return None
        joins = k > j and led and low in lex.list_words and not p.capital(k + 1)
        led = adjective
        if not (adjective or joins or low.endswith(lex.adverb_endings)):
            return None
        k = end
    return None


def _plural(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """ "40 most traded Nordic stocks": the first plural of a run of words is what is counted."""
    k = j
    while p.is_word(k):
        if p.is_number(k + 1) and p.glued(k + 1):  # "30 Airbus A320neo planes"
            k += 2 + p.glued(k + 2)
            continue
        joins = k > j and p.low[k] == "and"
        if (p.low[k] in lex.not_nouns and not joins) or lex.number_ops(p.low[k]):
            break
        first = k
        while p.hyphen(k + 1) and p.is_word(k + 2):
            k += 2
        modifies = lex.adjectives.fit(p.low[k]) and _is_plural(p, k + 1, lex)  # "sports cars"
        if _is_plural(p, k, lex) and not modifies:
            return p.text[p.start[first] : p.end[k]], k + 1
        k += 1
    return None


def _is_plural(p: Passage, k: int, lex: Lexicon) -> bool:
    low = p.folded(k)
    if not p.is_word(k) or low in lex.not_nouns or lex.time_units.at(p, k):
        return False
    if low in lex.plurals:
        return True
    if p.capital(k) and not low.endswith("ans"):  # "5 million Germans", but "12 Siemens trains"
        return False
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _first_noun(p: Passage, j: int, lex: Lexicon) -> tuple[str, int] | None:
    stacked = lex.table.nouns_stack
    several = p.low[j - 1] not in lex.numeral_one | {"1"}
    if stacked and several and (plural := _plural(p, j, lex)):
        return plural
    k = j
    while True:
        if not p.is_word(k) or (p.low[k] in lex.not_nouns and not p.hyphen(k + 1)):
            return None
        last = k
        while p.hyphen(last + 1) and p.is_word(last + 2):
            last += 2
        if last > k:  # "36 wide-bodies", "3,000 full-time employees"
            following = p.folded(last + 1) if p.is_word(last + 1) else ""
            ends = not following or following in lex.not_nouns or p.low[last].endswith("s")
            if ends or not stacked:
                return p.text[p.start[k] : p.end[last]], last + 1
            k = last + 1
            continue
        if not lex.adjectives.fit(p.low[k]) or not p.is_word(k + 1):
            break
        if p.low[k + 1] in lex.not_nouns:
            if p.low[k].endswith(lex.comparatives):
                return None
            break
        k += 1
    if p.is_word(k + 1) and f"{p.low[k]} {p.low[k + 1]}" in lex.areas:
        return f"{p.word[k]} {p.word[k + 1]}", k + 2
    word = p.word[k]
    if len(word) < 2 or lex.number_ops(p.low[k]) or p.low[k] in lex.months:
        return None
    goes_on = p.is_word(k + 1) and not p.capital(k + 1) and p.low[k + 1] not in lex.not_nouns
    if stacked and p.capital(k) and goes_on:  # "1 Boeing jet"
        return p.word[k + 1], k + 2
    return None if p.low[k].endswith(lex.verb_endings) else (word, k + 1)
