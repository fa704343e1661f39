"""Numbers in digits: separators, groups, decimals."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from toolkit.figures.languages.common import ISO_4217, SYMBOLS
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, RAISED, VULGAR, Passage, ascii_digits

EXACT = Context(prec=10**6, Emax=10**9, Emin=-(10**9))


VULGAR_VALUES = {
    "¼": ("0.25", 2, "1/4"),
    "½": ("0.5", 1, "1/2"),
    "¾": ("0.75", 2, "3/4"),
    "⅓": ("0.3333", 4, "1/3"),
    "⅔": ("0.6667", 4, "2/3"),
    "⅕": ("0.2", 1, "1/5"),
    "⅖": ("0.4", 1, "2/5"),
    "⅗": ("0.6", 1, "3/5"),
    "⅘": ("0.8", 1, "4/5"),
    "⅙": ("0.1667", 4, "1/6"),
    "⅚": ("0.8333", 4, "5/6"),
    "⅛": ("0.125", 3, "1/8"),
    "⅜": ("0.375", 3, "3/8"),
    "⅝": ("0.625", 3, "5/8"),
    "⅞": ("0.875", 3, "7/8"),
}


class Number(NamedTuple):
    """A number without unit: the token after it, value, decimals, and how it was printed."""

    end: int
    value: Decimal
    decimals: int
    power: int = 0
    """The power of ten of its last scale words; 0 means none."""
    digits: bool = False
    other: tuple[Decimal, ...] = ()
    """Further readings of the same characters."""
    unit: str = ""
    """A currency that is part of the abbreviation: TEUR, mdd."""
    weak: bool = False


def shift(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly."""
    return EXACT.scaleb(value, power) if value else value


def read_digits(printed: str, lex: Lexicon) -> tuple[Decimal, int, tuple[Decimal, ...]] | None:
    """Value, digits after the decimal mark, and other readings; None where it is no number."""
    text = ascii_digits(printed).replace("·", ".")
    if "'" in text:
        whole, *rest = text.split("'")
        head = rest[-1].partition(".")[0].partition(",")[0] if rest else ""
        if not 1 <= len(whole) <= 3 or any(len(part) != 3 for part in rest[:-1]) or len(head) != 3:
            return None
        text = text.replace("'", "")
        for mark in ".,":
            if text.count(mark) == 1:
                return _number(*text.split(mark))
    marks = [c for c in text if c in ".,"]
    if not marks:
        return Decimal(text), 0, ()
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, part = text.rpartition(last)
        if marks.count(last) != 1 or not _grouped(whole.split(marks[0]), marks[0]):
            return None
        return _number(whole.replace(marks[0], ""), part)
    parts = text.split(last)
    if len(marks) > 1:
        return (Decimal("".join(parts)), 0, ()) if _grouped(parts, last) else None
    if last == lex.decimal or not _grouped(parts, last):
        return _number(*parts)
    if last in lex.group:
        return Decimal("".join(parts)), 0, ()
    if last in lex.unsettled:
        return Decimal("".join(parts)), 0, (Decimal(text.replace(",", ".")),)
    return _number(*parts)


def _number(whole: str, part: str) -> tuple[Decimal, int, tuple[Decimal, ...]]:
    return Decimal(f"{whole}.{part}"), len(part), ()


def _grouped(parts: list[str], mark: str) -> bool:
    """1.234.567, and the Indian 1,23,456."""
    first, *middle, last = parts
    if len(last) != 3 or not 1 <= len(first) <= 3 or first[0] == "0":
        return False
    if all(len(part) == 3 for part in middle):
        return True
    return mark == "," and len(first) <= 2 and all(len(part) == 2 for part in middle)


def digits_at(p: Passage, i: int, lex: Lexicon) -> Number | None:
    """The number in digits at token i, groups parted by spaces and a vulgar fraction included."""
    if p.kind[i] == VULGAR:
        text, decimals, _ = VULGAR_VALUES[p.word[i]]
        return Number(i + 1, Decimal(text), decimals, digits=True)
    printed, end = p.word[i], i + 1
    spaced = False
    if len(printed) <= 3 and printed.isdigit() and printed[0] != "0":
        open_groups = lex.table.groups_by_space or _institutional(p, i, lex)
        while end < p.size and p.kind[end] == NUMBER and _group_gap(p.gap(end), open_groups):
            word = p.word[end]
            head = word.split(lex.decimal)[0]
            if len(head) != 3 or not head.isdigit():
                break
            printed += word
            spaced = True
            end += 1
            if len(word) > 3:
                break
    if spaced:
        whole, _, part = ascii_digits(printed).partition(lex.decimal)
        if part and not part.isdigit():
            return None
        value: tuple[Decimal, int, tuple[Decimal, ...]] | None = (
            _number(whole, part) if part else (Decimal(whole), 0, ())
        )
    else:
        value = read_digits(printed, lex)
    if value is None:
        return None
    number, decimals, other = value
    if end < p.size and p.kind[end] == VULGAR and p.glued(end) and decimals == 0:
        text, decimals, _ = VULGAR_VALUES[p.word[end]]
        number = EXACT.add(number, Decimal(text))
        end += 1
    elif printed.isdigit() and len(printed) <= 3 and not spaced and _mixed(p, end + p.hyphen(end)):
        end += p.hyphen(end)
        half = EXACT.divide(Decimal(p.word[end]), Decimal(p.word[end + 2]))
        return Number(end + 3, EXACT.add(number, half), -int(half.as_tuple().exponent), digits=True)
    elif ten := _power_of_ten(p, end - 1):
        return Number(ten[0], shift(Decimal(1), ten[1]), -ten[1], digits=True)
    elif (p.is_sign(end, "×·") or p.folded(end) == "x") and (ten := _power_of_ten(p, end + 1)):
        return Number(ten[0], shift(number, ten[1]), decimals - ten[1], digits=True)
    return Number(end, number, decimals, digits=True, other=other)


def _power_of_ten(p: Passage, i: int) -> tuple[int, int] | None:
    """The token after "10^6" or "10⁶" at token i, and the exponent."""
    if not (p.is_number(i) and p.word[i] == "10" and p.glued(i + 1)):
        return None
    caret = p.is_sign(i + 1, "^") and p.glued(i + 2) and p.is_number(i + 2)
    raised = p.word[i + 1].translate(_LOWERED) if p.kind[i + 1] == RAISED else ""
    power = p.word[i + 2] if caret else raised
    if not (power.isascii() and power.isdigit() and len(power) <= 2):
        return None
    return i + 2 + caret, int(power)


_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _mixed(p: Passage, j: int) -> bool:
    """The half of "2 1/2": a fraction with an exact decimal, after a space."""
    if not (p.is_number(j) and p.gap(j) in (" ", "") and p.is_sign(j + 1, "/")):
        return False
    if not p.is_number(j + 2):
        return False
    if not (p.glued(j + 1) and p.glued(j + 2)) or p.word[j + 2] not in ("2", "4", "8", "16", "32"):
        return False
    return p.word[j].isdigit() and 0 < int(p.word[j]) < int(p.word[j + 2])


def _group_gap(gap: str, open_groups: bool) -> bool:
    return gap in ("\u00a0", "\u202f", "\u2009") or (gap == " " and open_groups)


def _institutional(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "EUR 1 500 million", "1 500 million": groups parted by spaces, as in laws of the Union."""
    j = i + 1
    while p.is_number(j) and p.gap(j) == " " and len(p.word[j].split(lex.decimal)[0]) == 3:
        j += 1
    if j == i + 1:
        return False
    scaled = p.folded(j) in lex.table.scales and lex.table.scales[p.low[j]] >= 6
    money = i > 0 and (p.word[i - 1] in SYMBOLS or p.word[i - 1] in ISO_4217)
    return scaled or (money and (not p.is_word(j) or p.low[j] in lex.not_nouns))


def grouped_abroad(printed: str, value: Decimal, decimals: int, power: int) -> tuple[Decimal, int]:
    """ "1,234 mdp": who writes mdp parts thousands by commas."""
    parts = printed.split(",")
    if len(parts) < 2 or "." in printed or not _grouped(parts, ","):
        return value, decimals
    return shift(Decimal("".join(parts)), power), -power
