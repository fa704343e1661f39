"""Numbers in digits: separators, groups, decimals."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import NamedTuple
from unicodedata import normalize

from toolkit.figures.languages.common import ISO_4217, SYMBOLS
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import FRACTIONS, VULGAR, Passage, ascii_digits

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Digits(NamedTuple):
    """A number in digits: the token after it, value, decimals, other readings of the same."""

    end: int
    value: Decimal
    decimals: int
    other: tuple[Decimal, ...] = ()


def shift(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly."""
    return EXACT.scaleb(value, power) if value else value


def _vulgar(sign: str) -> tuple[Decimal, int, str]:
    """Value to four places, its decimals, and the two numbers of "¾"."""
    top, bottom = normalize("NFKC", sign).split("⁄")
    value = round(Decimal(top) / Decimal(bottom), 4).normalize()
    return value, _places(value), f"{top}/{bottom}"


def _places(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)


VULGAR_VALUES = {sign: _vulgar(sign) for sign in FRACTIONS}

_SWISS = re.compile(r"(\d{1,3}(?:'\d{3})+)(?:[.,](\d+))?")
_GROUPED = {
    ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"),
    ",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d\d)+,\d{3}"),
}
"""1.234.567, and the Indian 1,23,456."""
_OTHER = {".": ",", ",": "."}


def read_digits(printed: str, lex: Lexicon) -> tuple[Decimal, int, tuple[Decimal, ...]] | None:
    """Value, digits after the decimal mark, and other readings; None where it is no number."""
    text = ascii_digits(printed).replace("·", ".")
    if "'" in text:
        swiss = _SWISS.fullmatch(text)
        return _number(swiss[1].replace("'", ""), swiss[2] or "") if swiss else None
    last = next(filter(_OTHER.get, reversed(text)), "")
    if not last:
        return _number(text, "")
    whole, _, part = text.rpartition(last)
    other = _OTHER[last]
    if other in whole:
        grouped = _GROUPED[other].fullmatch(whole)
        return _number(whole.replace(other, ""), part) if grouped else None
    grouped = _GROUPED[last].fullmatch(text)
    joined = text.replace(last, "")
    if last in whole:
        return _number(joined, "") if grouped else None
    if not grouped or last not in lex.group + lex.unsettled:
        return _number(whole, part)
    others = (Decimal(f"{whole}.{part}"),) if last in lex.unsettled else ()
    return Decimal(joined), 0, others


def _number(whole: str, part: str) -> tuple[Decimal, int, tuple[Decimal, ...]]:
    return Decimal(f"{whole}.{part}"), len(part), ()


def digits_at(p: Passage, i: int, lex: Lexicon) -> Digits | None:
    """The number in digits at token i, groups parted by spaces and a vulgar fraction included."""
    if p.kind[i] == VULGAR:
        value, decimals, _ = VULGAR_VALUES[p.word[i]]
        return Digits(i + 1, value, decimals)
    small = _SMALL.fullmatch(p.word[i])
    if small and (spaced := _by_spaces(p, i, lex)):
        return spaced
    read = read_digits(p.word[i], lex)
    if read is None:
        return None
    end, (value, decimals, other) = i + 1, read
    if p.glued(end) and p.kind[end] == VULGAR:
        part, decimals, _ = VULGAR_VALUES[p.word[end]]
        return Digits(end + 1, EXACT.add(value, part), decimals)
    after = end + p.hyphen(end)
    if small and (half := _half(p, after)):
        return Digits(after + 3, EXACT.add(value, half), _places(half))
    if ten := _power_of_ten(p, i):
        return Digits(ten[0], shift(Decimal(1), ten[1]), -ten[1])
    by = p.is_sign(end, "×·") or p.folded(end) == "x"
    if by and (ten := _power_of_ten(p, end + 1)):
        return Digits(ten[0], shift(value, ten[1]), decimals - ten[1])
    return Digits(end, value, decimals, other)


_SMALL = re.compile(r"[1-9]\d{0,2}")


def _by_spaces(p: Passage, i: int, lex: Lexicon) -> Digits | None:
    """ "1 234 567,8": groups parted by spaces of one sort."""
    whole, part, end, gap = p.word[i], "", i + 1, p.gap(i + 1)
    while not part and p.is_number(end) and p.gap(end) == gap:
        group, _, part = p.word[end].partition(lex.decimal)
        if len(group) != 3 or not (group + part).isdigit():
            part = ""
            break
        whole, end = whole + group, end + 1
    free = lex.table.groups_by_space or _institutional(p, i, end, lex)
    if end == i + 1 or not (gap in _NARROW or (gap == " " and free)):
        return None
    return Digits(end, Decimal(f"{whole}.{part}"), len(part))


_NARROW = ("\u00a0", "\u202f", "\u2009")


def _institutional(p: Passage, i: int, end: int, lex: Lexicon) -> bool:
    """ "EUR 1 500 million", "1 500 million": groups parted by spaces, as in laws of the Union."""
    if p.folded(end) in lex.table.scales:
        return True
    money = i > 0 and (p.word[i - 1] in SYMBOLS or p.word[i - 1] in ISO_4217)
    return money and (not p.is_word(end) or p.low[end] in lex.not_nouns)


def _half(p: Passage, j: int) -> Decimal | None:
    """The half of "2 1/2": a fraction with an exact decimal, after a space or a hyphen."""
    if j + 2 >= p.size or p.gap(j) not in (" ", ""):
        return None
    found = _EXACT_PART.fullmatch(p.text, p.start[j], p.end[j + 2])
    if not found or int(found[1]) >= int(found[2]):
        return None
    return Decimal(found[1]) / Decimal(found[2])


_EXACT_PART = re.compile(r"([1-9]\d?)/(2|4|8|16|32)")


def _power_of_ten(p: Passage, i: int) -> tuple[int, int] | None:
    """The token after "10^6" or "10⁶" at token i, and the exponent."""
    found = _POWER.match(p.text, p.start[i]) if p.folded(i) == "10" else None
    if not found:
        return None
    return i + (3 if found[1] else 2), int(normalize("NFKC", found[2]))


_POWER = re.compile(r"10(?:(\^)(?=\d)|(?=[⁰¹²³⁴-⁹]))([\d⁰¹²³⁴-⁹]{1,2})(?![.,]?[\d⁰¹²³⁴-⁹])")


def grouped_abroad(printed: str, value: Decimal, decimals: int, power: int) -> tuple[Decimal, int]:
    """ "1,234 mdp": who writes mdp parts thousands by commas."""
    if not _GROUPED[","].fullmatch(printed):
        return value, decimals
    return shift(Decimal(printed.replace(",", "")), power), -power
