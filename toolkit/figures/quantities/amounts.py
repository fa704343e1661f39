"""Quantities: sign, currency, number, scale and unit, and the span they are printed in."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.directions import after_rate
from toolkit.figures.context.heads import Head, head_at
from toolkit.figures.context.per import per_at
from toolkit.figures.context.units import Reading, unit_after, unit_before
from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import EXACT, shift
from toolkit.figures.numerals.numbers import Number, read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, VULGAR, Passage, is_year

_MINUS = "-−–‒－"
_SPACES = " \u00a0\u202f"
_SIGNS = _MINUS + "+＋±"


def read_amount(
    p: Passage, i: int, lex: Lexicon, floor: int, *, joined: bool = True
) -> Draft | None:
    """The amount whose number begins at token i; `floor` is the first token not yet taken."""
    opened = _opened(p, i, lex, floor)
    before = unit_before(p, i - opened, floor) or _sign_between(p, i, floor)
    scaled = _scaled_before(p, i, lex, floor)
    number = read_number(p, i, lex, joined=joined, money=before is not None)
    if number is None:
        return None
    end, power = number.end, number.power
    value, decimals = number.value, number.decimals
    bracket = opened and not power and p.is_sign(end, ")") and p.glued(end)
    if opened and not bracket:
        before = None
    if before is None and number.digits:
        before = _name_before(p, i, number, lex, floor)
    if bracket:
        rest = scale_at(p, end + 1, lex, money=True)
        of_share = per_at(p, end + 1, lex) == "share"  # "a loss of (1.25) a share"
        in_cell = p.is_sign(i - 2, "|") and p.is_sign(end + 1, "|")
        bracket = bool(before or rest or of_share or in_cell or unit_after(p, end + 1, lex))
        end += bracket
        if rest:
            end, power = rest[:2]
            value, decimals = shift(value, power), decimals - power
    after = unit_after(p, end, lex, linked=power > 0) if not number.unit else None
    if after and after.kind == "times" and power:
        after = None
    draft_first = i
    if number.unit and before and p.word[i - 1] == "$":
        before = None
        draft_first = i - 1
    if after and before and after.kind in ("percent", "points", "times"):
        before = None  # "the USD 4.25% notes"
    if after and before and after.kind == "currency" and not _same(before, after):
        if p.word[before.edge] == "$":  # "$500 pesos"
            draft_first = before.edge
            before = None
        else:
            after = None
    unit = before or after
    if unit is None and number.unit:
        unit = Reading(end, "currency", number.unit)
    if after:
        end = after.edge
        halved = None if power or decimals else lex.half_after.at(p, end)
        if halved and scale_at(p, halved[0], lex) is None:  # "tre volte e mezzo"
            end = halved[0]
            value, decimals = EXACT.add(value, Decimal("0.5")), 1
    draft = Draft(
        draft_first, end, p.start[draft_first], p.end[end - 1], "quantity", digits=number.digits
    )
    if bracket:
        draft.first, draft.start = i - 1, p.start[i - 1]
    if before:
        draft.first = min(draft.first, before.edge)
        draft.start = p.start[draft.first]
        draft.prefixed = True
    if scaled and not after and not power:
        draft.first, draft.start, draft.prefixed = scaled.first, p.start[scaled.first], True
        value, decimals, power = shift(value, scaled.power), decimals - scaled.power, scaled.power
        draft.unit = scaled.unit
    elif unit:
        draft.unit, draft.candidates = unit.unit, unit.candidates
        value, decimals = shift(value, unit.shift), decimals - unit.shift
        draft.minor = unit.shift
    draft.value, draft.decimals = value, decimals
    draft.power = power
    draft.alts = number.other
    draft.weak = number.weak
    draft.calque = bool(number.other) and power >= 9
    _signed(p, draft, lex, floor, bracket)
    draft.loose = draft.unitless and not power
    if before and not bracket:
        _bracketed(p, draft, lex)
    return draft


def _bracketed(p: Passage, draft: Draft, lex: Lexicon) -> None:
    """ "a loss of ($0.45)": brackets around the whole amount, not around a restatement."""
    i = draft.first
    if not (p.is_sign(i - 1, "(") and p.is_sign(draft.end, ")")):
        return
    if p.folded(i - 2) not in lex.level_markers | lex.linkers | lex.per_subjects:
        return
    assert draft.value is not None
    draft.value = -draft.value
    draft.first, draft.start = i - 1, p.start[i - 1]
    draft.stop = p.end[draft.end]
    draft.end += 1


def _scaled_before(p: Passage, i: int, lex: Lexicon, floor: int) -> Head | None:
    """ "TEUR 1.250", "Mio. CHF 450", "USD million 12", "milioni di euro 12": before the number."""
    low = p.folded(i - 1)
    if low not in lex.head_ends and not p.is_sign(i - 1, ".$€£¥"):
        return None
    if p.gap(i) not in _SPACES or _column(p, i):
        return None
    for first in p.back(i, floor):
        if len(p.word[first]) == 1 and p.is_sign(first + 1, "$€£¥") and not p.glued(first + 1):
            continue  # "Series B $20 million"
        head = head_at(p, first, lex, led=False)
        if head and head.end == i and head.power and head.unit and not p.is_number(first - 1):
            return head
    return None


def _column(p: Passage, i: int) -> bool:
    """A year that heads a column: "in TEUR 2024 2023"."""
    return is_year(p, i) and (is_year(p, i + 1) or "\n" in p.gap(i + 1))


def _name_before(p: Passage, i: int, number: Number, lex: Lexicon, floor: int) -> Reading | None:
    """ "Euro 12.345", "euro 450 mila": the name of a currency before an amount of its own."""
    k = i - 1
    if k < floor or p.low[k] not in lex.prefixable or p.gap(i) not in _SPACES:
        return None
    if p.hyphen(k - 1) or p.is_number(k - 1):
        return None
    printed, after = p.word[i], number.end
    if not number.power and (printed.isdigit() and (len(printed) == 1 or len(printed) == 4)):
        return None
    counts = p.is_word(after) and p.low[after] not in lex.not_nouns
    if not p.glued(i) and (counts or unit_after(p, after, lex)):
        return None
    if lex.time_units.at(p, after) or p.hyphen(after):
        return None
    longer = lex.units.at(p, k - 1) if k > floor else None  # "Australian dollars 648m"
    if longer and longer[0] == i:
        return Reading(k - 1, "currency", longer[1][1])
    return Reading(k, "currency", lex.table.currencies[p.low[k]])


def _opened(p: Passage, i: int, lex: Lexicon, floor: int) -> bool:
    """A number in digits after an opening bracket, as accountants print what is negative.

    Not "twenty (20) million euros", as contracts say a number twice.
    """
    led = i > floor and p.is_sign(i - 1, "(") and p.glued(i) and p.kind[i] == NUMBER
    scaled = p.folded(i - 2) in lex.table.scales
    return led and not any(_number(p, k, lex) for k in (i - 2, i - 3)[: 1 + scaled])


def _number(p: Passage, k: int, lex: Lexicon) -> bool:
    said = p.folded(k)
    return p.is_number(k) or lex.number_ops(said) is not None or said in lex.weak


def _sign_between(p: Passage, i: int, floor: int) -> Reading | None:
    """ "$-5", "EUR -5.2m": the currency before the sign."""
    if i - 1 >= floor and p.is_sign(i - 1, "-−") and p.glued(i):
        return unit_before(p, i - 1, floor)
    return None


def _same(before: Reading, after: Reading) -> bool:
    return after.code == before.code or before.code in after.candidates


def _signed(p: Passage, draft: Draft, lex: Lexicon, floor: int, bracket: bool) -> None:
    """A printed sign: it touches, or is the word for it; brackets are one."""
    if draft.value is None:
        return
    i = draft.first
    if bracket:
        draft.value = -draft.value
        return
    printed = (k for k in range(i + 1, draft.end) if p.kind[k] in (NUMBER, VULGAR))
    number = next(printed, i)
    if draft.prefixed and p.is_sign(number - 1, "-−") and p.glued(number):
        draft.value, draft.direction = -draft.value, "down"
        return
    j = i - 1
    if j < floor:
        return
    if p.is_sign(j, _SIGNS) and p.glued(i) and not _touched(p, j):
        if p.word[j] == "±" or (p.is_sign(j - 1, "/") and p.is_sign(j - 2, "+")):
            draft.qualifier = "about"
            return
        _put_sign(p, draft, j, p.word[j] in _MINUS)
        return
    if _spaced_sign(p, draft, j, lex):
        _put_sign(p, draft, j, p.word[j] in _MINUS)
        return
    low = p.low[j]
    longer = lex.qualifiers.ending(p, i, floor)
    if longer and longer[0] < j:
        return
    if low in lex.minus and (draft.digits or not draft.unitless or p.folded(draft.end + 1) == low):
        _put_sign(p, draft, j, True)
    elif (
        low in lex.plus
        and not (p.capital(j) and p.folded(j - 1) in lex.definite | lex.one)  # "das Plus 3 %"
        and draft.digits
        and not after_rate(p, j)
        and draft.rate
    ):
        _put_sign(p, draft, j, False)


def _spaced_sign(p: Passage, draft: Draft, j: int, lex: Lexicon) -> bool:
    """ "(+ 4,2 %)", "à – 3 M€": as French prints its signs; a dash alone may be punctuation."""
    if p.gap(j + 1) not in _SPACES or p.kind[j - 1] == NUMBER:
        return False
    if p.is_sign(j - 1, "(") and p.glued(j):
        return p.is_sign(j, _SIGNS)
    low = p.folded(j - 1)
    led = low in lex.to_words.first_words() or low in lex.from_words.first_words()
    if p.is_sign(j, _SIGNS) and led and not draft.unitless:
        return True
    return p.is_sign(j, "+") and draft.unit == "percent"


def _put_sign(p: Passage, draft: Draft, j: int, negative: bool) -> None:
    assert draft.value is not None
    draft.first, draft.start = j, p.start[j]
    draft.direction = "down" if negative else "up"
    if negative:
        draft.value = -draft.value


def _touched(p: Passage, j: int) -> bool:
    """Whether something stands directly before a sign, so that it is a hyphen or a range."""
    if not p.glued(j):
        return False
    before = p.word[j - 1]
    if before > "\u2fff":
        return False
    return before not in "([{«„“\"'/:;=|*"
