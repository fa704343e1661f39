"""Numbers that are part of a name: of a product, an index, a newspaper, a split."""

from __future__ import annotations

from toolkit.figures.context.units import unit_after, unit_before
from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import (
    AIRLINERS,
    CHIP_NODES,
    FIRST_NAMES,
    MAKERS,
    MODELS,
    NAME_NUMBERS,
    SMALL_NAMES,
    STREETS,
    VARIANTS,
)
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.phrases import listed
from toolkit.figures.words.tokens import NUMBER, WORD, Passage, is_year

_VARIANTS = listed(VARIANTS)

_REACH = 6
"""How far from the terms of a split its word may stand."""


def _extend(p: Passage, e: int, lex: Lexicon) -> int:
    """The end of a name that touches on: Qwen2.5-Omni-7B, Qwen3-Next."""
    german = lex.table.nouns_are_capital
    while p.glued(e):
        if p.kind[e] in (NUMBER, WORD):
            e += 1
            continue
        if not (p.is_sign(e, "-.") and p.glued(e + 1)):
            break
        if p.kind[e + 1] not in (NUMBER, WORD) or (
            p.is_sign(e, ".") and p.kind[e + 1] == WORD and p.capital(e + 1)
        ):
            break
        if p.kind[e + 1] == WORD:
            later = e + 2
            while p.glued(later) and (p.is_word(later) or p.is_sign(later, "-.")):
                later += 1
            digits = p.glued(later) and p.is_number(later)
            variant = p.low[e + 1] in _VARIANTS
            if not (digits or variant or (not german and p.capital(e + 1) and p.is_sign(e, "-"))):
                break
        e += 2
    return e


def glued_name(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A number that touches letters: Qwen3, A380, 6000D, 7nm, 5G, Covid-19, 401(k)."""
    if p.glued(i) and i - 1 >= floor:
        k = i - 1
        if (
            p.is_word(k)
            or (p.hyphen(k) and p.is_word(k - 1) and k - 1 >= floor)
            or (p.is_sign(k, ".") and p.glued(k) and p.word[k - 1] == "ID")
        ):
            hyphen = not p.is_word(k)
            word = p.low[k - 1] if hyphen else p.low[k]
            dated = is_year(p, i) and word in lex.year_before
            rate = lex.units.at(p, i + 1)
            shaded = word in lex.vague_shades or (rate and rate[1][0] == "percent")  # "sub-5%"
            if hyphen and (dated or shaded or word in lex.any_month):
                return None
            if not hyphen and word in lex.prefixable and scale_at(p, i + 1, lex):
                return None  # "euro86 million"
            s = k
            while (
                s - 1 >= floor
                and p.glued(s)
                and (
                    p.kind[s - 1] in (NUMBER, WORD) or (p.is_sign(s - 1, "-&.") and p.glued(s - 1))
                )
            ):
                s -= 1
            e = _extend(p, i + 1, lex)
            made = s - 1 >= floor and p.word[s - 1] in MAKERS
            return label(p, s - made, e, "name")
    ratio = ratio_end(p, i, lex)
    if ratio:
        return label(p, i, ratio, "name")
    if p.word[i] in AIRLINERS and p.glued(i + 1) and p.word[i + 1] == "X":
        return label(p, i, i + 2, "name")
    letter = p.is_word(i + 2) and len(p.word[i + 2]) == 1
    if letter and p.is_sign(i + 1, "(") and p.glued(i + 1) and p.is_sign(i + 3, ")"):
        return label(p, i, i + 4, "name")
    if p.is_sign(i + 1, "&") and p.glued(i + 1) and p.glued(i + 2) and p.is_number(i + 2):
        return label(p, i, i + 3, "name")
    j = i + 1
    if p.hyphen(j) and p.folded(j + 1) in CHIP_NODES:
        return label(p, i, j + 2, "name")
    if p.folded(j) in CHIP_NODES:
        return label(p, i, j + 1, "name")
    if p.hyphen(j) and f"{p.word[i]}-{p.word[j + 1]}" in NAME_NUMBERS:
        return label(p, i, j + 2, "name")
    if p.is_word(j) and p.glued(j):
        blob = p.word[i] + p.word[j]
        if blob in NAME_NUMBERS and not p.is_sign(i - 1, "$€£¥"):
            return label(p, i, _extend(p, j + 1, lex), "name")
        if p.glued(j + 1) and p.is_number(j + 1) and p.low[j] == "x":
            return label(p, i, j + 2, "name")
    return None


def terms(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "im Verhältnis 1:10" before a clock reads it, "one-for-ten", "5 zu 1"."""
    colon = p.is_sign(i + 1, ":") and p.glued(i + 1)
    if colon and not _in_terms(p, i, lex):
        return None
    end = ratio_end(p, i, lex)
    return label(p, i, end, "name") if end else None


def ratio_end(p: Passage, i: int, lex: Lexicon) -> int | None:
    """Past "2-for-1", "2:1", "one-for-ten", "5 zu 1", "2 por 1": the terms of a split."""
    if p.hyphen(i + 1) and p.folded(i + 2) in lex.ratio_words and p.hyphen(i + 3):
        return i + 5 if _term(p, i, lex) and _term(p, i + 4, lex) else None
    if p.folded(i + 1) in lex.ratio_words and not p.hyphen(i) and _in_terms(p, i, lex):
        return i + 3
    short = p.is_number(i + 2) and len(p.word[i]) <= 2 and len(p.word[i + 2]) <= 2
    if short and p.is_number(i) and p.is_sign(i + 1, ":") and p.glued(i + 1) and p.glued(i + 2):
        return i + 3
    return None


def _in_terms(p: Passage, i: int, lex: Lexicon) -> bool:
    """Two bare small numbers, one of them one or a word of an exchange near."""
    if not (_term(p, i, lex) and _term(p, i + 2, lex)):
        return False
    after = i + 3
    if unit_after(p, after, lex) or unit_before(p, i, 0) or p.is_sign(after, "%‰"):
        return False
    if scale_at(p, after, lex) or lex.time_units.at(p, after) or p.is_number(after):
        return False
    near = range(max(0, i - _REACH), min(p.size, after + _REACH))
    if any(p.low[k].startswith(lex.exchanges) for k in near if p.is_word(k)):
        return True
    ones = {"1"} | lex.one
    digits = p.low[i + 1] in lex.ratio_sure and p.is_number(i) and p.is_number(i + 2)
    if digits and int(p.word[i]) + int(p.word[i + 2]) == 100:  # "85 zu 15"
        return True
    closed = not p.is_word(after) or p.low[after] in lex.not_nouns
    return closed and p.low[i + 1] in lex.ratio_sure and bool({p.low[i], p.low[i + 2]} & ones)


def _term(p: Passage, i: int, lex: Lexicon) -> bool:
    """A whole number below a thousand, in digits or one word."""
    if p.is_number(i):
        return p.word[i].isdigit() and len(p.word[i]) <= 3
    ops = lex.number_ops(p.folded(i)) if p.is_word(i) else None
    return p.folded(i) in lex.one or (ops is not None and ops[0][0] in ("add", "hundred"))


def touching_letters(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """Digits with letters after them that no rule knows: 6000D, 737MAX; with the words before."""
    j = i + 1
    if not (p.is_word(j) and p.glued(j)):
        return None
    if p.word[j] == "h" and p.word[i] in ("24", "36", "48", "72"):
        return label(p, i, j + 1, "duration")
    e = _extend(p, j + 1, lex)
    return label(p, i, e, "name")


def title(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """The name whose number is token i: Sole 24 Ore, 20 Minuten."""
    for first in range(i, max(floor, i - 2) - 1, -1):
        found = lex.titles.at(p, first)
        if found and found[0] > i and p.text[p.start[first] : p.end[found[0] - 1]] == found[1]:
            return label(p, first, found[0], "name")
    return None


def name_before(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A bare number after a word that makes a name of it: Boeing 737, S&P 500, Top 10."""
    k = i - 1
    if p.hyphen(k):
        k -= 1
    if (
        k < floor
        or not p.is_word(k)
        or (
            (p.low[k] not in lex.names or (p.word[k].islower() and p.low[k] not in SMALL_NAMES))
            and not _index(p, k, floor)
            and not _designates(p, k, i, lex)
        )
    ):
        return None
    if not p.word[i].replace(".", "").isdigit():
        return None
    first = k
    while (
        first - 1 >= floor and p.is_sign(first - 1, "&-") and p.glued(first) and p.glued(first - 1)
    ):
        first -= 2
    if first == k and first - 1 >= floor and p.word[first - 1] in FIRST_NAMES:
        first -= 1
    return label(p, first, _extend(p, i + 1, lex), "name")


def airliner(p: Passage, i: int) -> Draft | None:
    """A number that only Boeing's families have, and its variant: eleven 737-800s, a 787-9."""
    if p.word[i] not in AIRLINERS or not (p.hyphen(i + 1) and p.is_number(i + 2)):
        return None
    end = i + 3
    while p.is_word(end) and p.glued(end):
        end += 1
    return label(p, i, end, "name") if len(p.word[i + 2]) <= 3 else None


def address(p: Passage, i: int) -> Draft | None:
    """ "at 1450 Industrial Parkway": a number before the name of a street."""
    for k in p.ahead(i + 1):
        if not p.capital(k):
            return None
        if p.word[k] in STREETS:
            return label(p, i, i + 1, "name")
    return None


def model(p: Passage, i: int) -> Draft | None:
    """A number with the word of a model after it: the 737 MAX, a 787 Dreamliner."""
    said = p.gap(i + 1) == " " and p.word[i + 1] in MODELS
    return label(p, i, i + 2, "name") if said and p.word[i].isdigit() else None


def _designates(p: Passage, k: int, i: int, lex: Lexicon) -> bool:
    """ "la ligne 3", "Turm 5", "Bahnhofstrasse 45": which of them it is, or where."""
    if not p.word[i].isdigit() or len(p.word[i]) > 3 or p.gap(i) not in (" ", "\u00a0"):
        return False
    if lex.table.nouns_are_capital:
        return p.capital(k) and not p.capital(i + 1) and p.low[k].endswith(lex.numbered)
    return p.low[k] in lex.numbered and not p.hyphen(i + 1)


def _index(p: Passage, k: int, floor: int) -> bool:
    """S&P, and the other indices printed with a sign inside."""
    return k - 2 >= floor and p.text[p.start[k - 2] : p.end[k]] in ("S&P", "S&amp;P")


def capital_before(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A bare number after a capitalised word inside a sentence, where no noun follows."""
    k = i - 1
    if k - 1 < floor or not p.capital(k) or p.gap(i) != " ":
        return None
    if lex.table.nouns_are_capital and not (p.folded(i + 1) in lex.prices and len(p.word[i]) <= 2):
        return None  # except "übernimmt Nordlicht 2 für 3,4 Milliarden"
    if not p.is_word(k - 1) or len(p.word[k]) < 2 or not p.word[i].isdigit() or len(p.word[i]) > 4:
        return None
    if p.low[k] in lex.any_month or p.low[k] in lex.not_nouns or p.low[k] in lex.year_before:
        return None
    return label(p, k, _extend(p, i + 1, lex), "name")
