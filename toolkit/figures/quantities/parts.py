"""Fractions: in words, one in five, printed with a slash."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from toolkit.figures.context.units import unit_after
from toolkit.figures.dates.calendar import year_tail
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.numbers import read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def _fraction(p: Passage, first: int, end: int, top: int, bottom: int) -> Draft | None:
    if not 0 < top < bottom:
        return None
    part = Fraction(top, bottom)
    draft = label(p, first, end, "quantity")
    draft.value = (
        (Decimal(part.numerator) / Decimal(part.denominator))
        .quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        .normalize()
    )
    draft.fraction, draft.unit = f"{top}/{bottom}", "multiple"
    return draft


def _of_a_scale(
    p: Passage, first: int, end: int, top: int, bottom: int, lex: Lexicon
) -> Draft | None:
    """ "a quarter of a million", "drei Viertel einer Milliarde Euro": one amount."""
    linked = p.folded(end) in lex.of_the_one
    k = end + linked
    if p.folded(k) in lex.one:
        k += 1
    elif not (linked and p.folded(k) in lex.singular_scales and lex.table.definite_scales):
        return None
    scale = scale_at(p, k, lex) if k < p.size and bottom in (2, 3, 4, 5, 10) else None
    if scale is None or p.low[k] not in lex.table.scales or scale[1] < 6:
        return None
    unit = unit_after(p, scale[0], lex, linked=True)
    last = unit.edge if unit and unit.kind == "currency" else scale[0]
    draft = label(p, first, last, "quantity")
    draft.power = scale[1]
    if bottom == 3:  # of which no decimals are known
        draft.value = (shift(Decimal(top), scale[1]) / bottom).quantize(Decimal("0.0001"))
    else:
        part = Decimal(top) / Decimal(bottom)
        draft.value = shift(part, scale[1])
        draft.decimals = -int(part.as_tuple().exponent) - scale[1]
    if unit and last > scale[0]:
        draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft


def _of_a_point(
    p: Passage, first: int, end: int, top: int, bottom: int, lex: Lexicon
) -> Draft | None:
    """ "two-tenths of a percentage point", "ein Zehntel Prozentpunkt"."""
    k = end + (p.folded(end) in lex.of_the_one)
    k += p.folded(k) in lex.one
    unit = unit_after(p, k, lex) if k < p.size and bottom in (4, 5, 10) else None
    if unit is None or unit.kind != "points":
        return None
    draft = label(p, first, unit.edge, "quantity")
    draft.value, draft.unit = Decimal(top) / Decimal(bottom), unit.code
    draft.decimals = -int(draft.value.as_tuple().exponent)
    return draft


_BOUNDS = ("more_than", "less_than", "at_least", "at_most", "up_to")


_COMMON = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 50, 100)))


def fraction_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "ein Drittel", "two-thirds", "a quarter of", "half", "three in ten", "jeder fünfte"."""
    low = p.low[i]
    table = lex.table
    if low in lex.halves and not p.hyphen(i + 1) and not p.hyphen(i):
        return _half(p, i, lex)
    every = lex.every.at(p, i)
    if every and not (p.low[i] not in lex.one and p.folded(i - 1) in lex.ratio_words):
        j = every[0]
        n = table.ordinals.get(p.folded(j))
        if n is None and table.every_number:
            number = (
                read_number(p, j, lex) if p.is_number(j) or lex.number_ops(p.folded(j)) else None
            )
            n = int(number.value) if number and number.value < 10**6 else None
            j = number.end - 1 if number else j
        if n and n > 1:
            return _fraction(p, i, j + 1, 1, n)
    top: int | None = None
    j = i + 1
    if low in lex.one:
        top = 1
    elif p.is_number(i) or lex.number_ops(low):
        number = read_number(p, i, lex, joined=False)
        if number and not number.power and number.decimals == 0 and number.value < 1000:
            top, j = int(number.value), number.end
    bare = lex.parts.at(p, i) if top is None else None
    named = bare is not None and p.folded(i - 1) in lex.definite and bare[1] in (3, 4, 5, 10)
    if bare and named and lex.part_noun & set(p.low[i : bare[0]]):
        return _fraction(p, i, bare[0], 1, bare[1])
    if top is None:
        return None
    k = j + 1 if p.hyphen(j) else j
    part = lex.parts.at(p, k)
    if part and p.is_number(i) and (lex.units.at(p, k) or (0, ("",)))[1][0] == "cent":
        return None  # "1 centesimo al litro"
    if part and part[1] > top:
        end = part[0]
        following = p.folded(end)
        plural = top > 1
        sure = (
            table.parts_are_sure
            or (part[1] == 3 and plural)
            or following in lex.of_words
            or following in lex.after_part
            or (part[1] == 3 and lex.table.third_is_part)
            or end >= p.size
            or end > k + 1
        )
        if part[1] == 4 and plural and lex.part_stops and not p.hyphen(j):
            sure = following in lex.of_words - lex.part_stops
        if p.hyphen(end) and table.part_modifies:
            sure = False
        if not plural and p.low[k] in lex.doubtful_parts:
            sure = following in lex.of_words | lex.after_part
        bound = lex.qualifiers.ending(p, i)
        if top == 1 and bound and bound[1] in _BOUNDS:
            sure = True  # "against fewer than a fifth now"
        if part[1] == 4 and p.folded(end) in lex.not_parts:
            sure = False
        if part[1] == 4 and top == 1 and p.folded(i - 1) in table.scales:
            sure = False  # "$6 million a quarter"
        if sure and following not in lex.point_words:
            return (
                _of_a_point(p, i, end, top, part[1], lex)
                or _of_a_scale(p, i, end, top, part[1], lex)
                or _fraction(p, i, end, top, part[1])
            )
        return _of_a_point(p, i, end, top, part[1], lex)
    if (
        (top == 1 or p.is_word(j))
        and lex.table.part_of_noun
        and (p.is_word(j) or p.is_sign(j, "'’"))
        and not lex.out_of.at(p, j)
    ):
        noun = j + 1 if p.is_sign(j, "'’") else j
        counts = lex.units.at(p, noun) is None and p.low[noun] not in lex.point_words
        if lex.out_of.at(p, noun + 1) and counts and p.low[noun] not in lex.whole_things:
            j = noun + 1
    out = lex.out_of.at(p, j)
    if out and (p.is_number(out[0]) or lex.number_ops(p.folded(out[0]))):
        if low in lex.one and lex.one_in and low not in lex.one_in:
            return None
        bottom = read_number(p, out[0], lex, joined=False)
        if bottom and not bottom.power and bottom.decimals == 0 and top < bottom.value <= 1000:
            if p.is_number(i) and (len(p.word[i]) == 4 or bottom.value > 100):
                return None
            following = p.folded(bottom.end)
            sole = out[0] - j == 1  # "4 de cada 10 euros" are a part, whatever they are of
            small = p.is_word(i) and bottom.value <= 10
            if (
                sole
                and not table.part_of_rate
                and (
                    lex.time_units.at(p, bottom.end)
                    or (unit_after(p, bottom.end, lex) and not small)
                    or scale_at(p, bottom.end, lex)
                )
            ):
                return None
            if p.low[j] in lex.round_out_of and bottom.value not in _COMMON:
                return None
            to = lex.range_words.at(p, bottom.end) or lex.to_words.at(p, bottom.end)
            if p.low[j] in lex.span_out_of and (to or following in lex.months):
                return None
            return _fraction(p, i, bottom.end, top, int(bottom.value))
    return None


def _half(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """Hälfte, metà; English "half" unless it is an adjective or a time."""
    before = p.folded(i - 1)
    if year_tail(p, i + 1, lex) > i + 1:
        return None
    following, later = p.folded(i + 1), p.folded(i + 2)
    if before in lex.half_not_after or following in lex.half_times or following in lex.months:
        return None
    if lex.table.half_modifies:
        if before in lex.joiners and following not in lex.of_the_one:
            return None
        if before in lex.one and following in lex.one:
            return None
        whole = following in lex.of_words | lex.half_whole
        if not whole and i + 1 < p.size:
            return None
        return _of_a_scale(p, i, i + 1, 1, 2, lex) or _fraction(p, i, i + 1, 1, 2)
    if later in lex.half_of_times:
        return None
    if lex.half_led:
        dated = (
            before in lex.half_led and lex.contracted.get(following, following) not in lex.linkers
        )
        if dated or p.is_number(i + 1) or later in lex.months:
            return None
    return _fraction(p, i, i + 1, 1, 2)


def vulgar_fraction(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """A printed ½ or 2/3 that stands alone."""
    from toolkit.figures.numerals.digits import VULGAR_VALUES

    if p.word[i] in VULGAR_VALUES:
        top, bottom = map(int, VULGAR_VALUES[p.word[i]][2].split("/"))
        return _of_a_scale(p, i, i + 1, top, bottom, lex) or _fraction(p, i, i + 1, top, bottom)
    if p.is_sign(i + 1, "/") and p.glued(i + 1) and p.glued(i + 2) and p.is_number(i + 2):
        one, two = p.word[i], p.word[i + 2]
        if (
            one.isdigit()
            and two.isdigit()
            and len(one) == 1
            and len(two) <= 2
            and 0 < int(one) < int(two) <= 20
        ):
            return _fraction(p, i, i + 3, int(one), int(two))
    return None


def between_parts(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """ "between a fifth and a quarter": two parts made one range."""
    answer: list[Draft] = []
    for draft in drafts:
        low = answer[-1] if answer else draft
        joined = lex.range_and.at(p, low.end) if low.fraction and draft.fraction else None
        if joined and joined[0] - draft.first in (0, 1) and lex.range_openers.ending(p, low.first):
            low.high, low.fraction, low.qualifier = draft.value, None, "between"
            low.end, low.stop, low.after = draft.end, draft.stop, draft.after
            low.per = draft.per
        else:
            answer.append(draft)
    return answer
