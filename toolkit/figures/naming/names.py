"""Numbers that are part of a name: of a product, an index, a newspaper, a split."""

from __future__ import annotations

import re

from toolkit.figures.context.units import unit_after
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
from toolkit.figures.words.tokens import NUMBER, WORD, Passage

_REACH = 6
"""How far from the terms of a split its word may stand."""

_LETTER = "[A-Za-z\u00c0-\u024f]"
_TOUCHING = (
    rf"{_LETTER}|[0-9]|[.-](?=[0-9])|-(?=(?i:{VARIANTS})(?!{_LETTER}))"
    rf"|(?:-|\.(?![A-Z]))(?={_LETTER}(?:{_LETTER}|[.-]){{0,60}}[0-9])"
)
_TAIL = re.compile(f"(?:{_TOUCHING}|-(?=[A-Z]))*")
_TAIL_BESIDE_NOUNS = re.compile(f"(?:{_TOUCHING})*")
""" "-Omni-7B" of "Qwen2.5-Omni-7B", but not the noun of "A380-Flotte"."""
_NAMED = re.compile(
    rf"(?:[0-9]+(?:&[0-9]+|\([A-Za-z]\)|[xX][0-9]+)|[0-9.,]+[- ]?(?:{CHIP_NODES})(?!{_LETTER}))"
)
""" "401(k)", "4x4", "7nm"."""
_VARIANT = re.compile(f"-[0-9]{{1,3}}{_LETTER}*(?![0-9]|[.,][0-9])")
""" "-800s" of "737-800s"."""
_NAME_NUMBER = re.compile(f"(?:{NAME_NUMBERS})(?!{_LETTER})")
_COLONED = re.compile("[0-9]{1,2}:[0-9]{1,2}(?![0-9]|[.,'’][0-9])")


def _extend(p: Passage, e: int, lex: Lexicon) -> int:
    """The end of a name that touches on: Qwen2.5-Omni-7B, Qwen3-Next."""
    tail = _TAIL_BESIDE_NOUNS if lex.table.nouns_are_capital else _TAIL
    return p.upto(e, tail.match(p.text, p.end[e - 1]))


def glued_name(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A number that touches letters: Qwen3, A380, 6000D, 7nm, 5G, Covid-19, 401(k)."""
    k = i - 1
    if p.glued(i) and k >= floor:
        w = k if p.is_word(k) else k - 1
        apart = p.hyphen(k) or (p.is_sign(k, ".") and p.glued(k) and p.word[w] == "ID")
        if w >= floor and p.is_word(w) and (w == k or apart):
            word, rate = p.low[w], lex.units.at(p, i + 1)
            if w == k:
                if word in lex.prefixable and scale_at(p, i + 1, lex):
                    return None  # "euro86 million"
            elif (
                word in lex.vague_shades | lex.year_before
                or word in lex.any_month
                or (rate and rate[1][0] == "percent")
            ):
                return None
            s = k
            while (
                s > floor
                and p.glued(s)
                and (
                    p.kind[s - 1] in (NUMBER, WORD) or (p.is_sign(s - 1, "-&.") and p.glued(s - 1))
                )
            ):
                s -= 1
            made = s > floor and p.word[s - 1] in MAKERS
            return label(p, s - made, _extend(p, i + 1, lex), "name")
    ratio = ratio_end(p, i, lex)
    if ratio:
        return label(p, i, ratio, "name")
    if p.word[i] in AIRLINERS and p.glued(i + 1) and p.word[i + 1] == "X":
        return label(p, i, i + 2, "name")
    named = _NAMED.match(p.text, p.start[i])
    if named:
        return label(p, i, p.upto(i, named), "name")
    known = _NAME_NUMBER.match(p.text, p.start[i])
    return label(p, i, _extend(p, p.upto(i, known), lex), "name") if known else None


def terms(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "im Verhältnis 1:10" before a clock reads it, "one-for-ten", "5 zu 1"."""
    if p.is_sign(i + 1, ":") and not _in_terms(p, i, lex):
        return None
    end = ratio_end(p, i, lex)
    return label(p, i, end, "name") if end else None


def ratio_end(p: Passage, i: int, lex: Lexicon) -> int | None:
    """Past "2-for-1", "2:1", "one-for-ten", "5 zu 1", "2 por 1": the terms of a split."""
    if p.hyphen(i + 1) and p.folded(i + 2) in lex.ratio_words and p.hyphen(i + 3):
        return i + 5 if _term(p, i, lex) and _term(p, i + 4, lex) else None
    if p.folded(i + 1) in lex.ratio_words and not p.hyphen(i) and _in_terms(p, i, lex):
        return i + 3
    return i + 3 if _COLONED.match(p.text, p.start[i]) else None


def _in_terms(p: Passage, i: int, lex: Lexicon) -> bool:
    """Two bare small numbers, one of them one or a word of an exchange near."""
    if not (_term(p, i, lex) and _term(p, i + 2, lex)):
        return False
    if lex.from_words.ending(p, i) and lex.to_words.at(p, i + 1):
        return False  # "the ratio fell from 5 to 3"
    after = i + 3
    if unit_after(p, after, lex) or scale_at(p, after, lex):
        return False
    if lex.time_units.at(p, after) or lex.clock_after.at(p, after) or p.is_number(after):
        return False
    near = range(max(0, i - _REACH), min(p.size, after + _REACH))
    if any(p.low[k].startswith(lex.exchanges) for k in near):
        return True
    ones = {"1"} | lex.one
    digits = p.low[i + 1] in lex.ratio_sure and p.is_number(i) and p.is_number(i + 2)
    if digits and int(p.word[i]) + int(p.word[i + 2]) == 100:  # "85 zu 15"
        return True
    closed = not p.is_word(after) or p.low[after] in lex.not_nouns
    return closed and p.low[i + 1] in lex.ratio_sure and bool({p.low[i], p.low[i + 2]} & ones)


def _term(p: Passage, i: int, lex: Lexicon) -> bool:
    """A whole number, in digits or one word."""
    if p.is_number(i):
        return re.fullmatch("[0-9]{1,6}", p.word[i]) is not None
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
    for first in (i, i - 1):
        found = lex.titles.at(p, first) if first >= floor else None
        if found and p.text[p.start[first] : p.end[found[0] - 1]] == found[1]:
            return label(p, first, found[0], "name")
    return None


def name_before(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A bare number after a word that makes a name of it: Boeing 737, S&P 500, Top 10."""
    k = i - 1
    if not p.is_word(k):
        return None
    small = p.word[k].islower() and p.low[k] not in SMALL_NAMES
    if (small or p.low[k] not in lex.names) and not (
        p.text.endswith("S&P", 0, p.end[k]) or _designates(p, k, i, lex)
    ):
        return None
    if not p.word[i].replace(".", "").isdigit():
        return None
    first = k
    while p.is_sign(first - 1, "&-") and p.glued(first) and p.glued(first - 1):
        first -= 2
    if first == k > floor and p.word[k - 1] in FIRST_NAMES:
        first -= 1
    return label(p, first, _extend(p, i + 1, lex), "name")


def airliner(p: Passage, i: int) -> Draft | None:
    """A number that only Boeing's families have, and its variant: eleven 737-800s, a 787-9."""
    variant = _VARIANT.match(p.text, p.end[i]) if p.word[i] in AIRLINERS else None
    return label(p, i, p.upto(i, variant), "name") if variant else None


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
    if not re.fullmatch("[0-9]{1,3}", p.word[i]):
        return False
    if lex.table.nouns_are_capital:
        return p.capital(k) and not p.capital(i + 1) and p.low[k].endswith(lex.numbered)
    return p.low[k] in lex.numbered and not p.hyphen(i + 1)


def capital_before(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """A bare number after a capitalised word inside a sentence, where no noun follows."""
    k = i - 1
    if not p.capital(k) or len(p.word[k]) == 1 or not p.is_word(k - 1) or p.gap(i) != " ":
        return None
    if lex.table.nouns_are_capital:  # "übernimmt Nordlicht 2 für 3,4 Milliarden"
        if p.folded(i + 1) not in lex.prices or not re.fullmatch("[0-9]{1,2}", p.word[i]):
            return None
    elif not re.fullmatch("[0-9]{1,4}", p.word[i]):
        return None
    if p.low[k] in lex.any_month or p.low[k] in lex.not_nouns or p.low[k] in lex.year_before:
        return None
    return label(p, k, _extend(p, i + 1, lex), "name")
