"""Fractions: in words, one in five, printed with a slash."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from toolkit.figures.context.units import unit_after
from toolkit.figures.dates.calendar import year_tail
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.numbers import Number, read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage

_MOST = 10**9  # parts of a whole: the digits of a number a page long take long to convert


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
    if scale is None or scale[1] < 6:
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
    if p.low[i] in lex.halves and not p.hyphen(i + 1):
        return _half(p, i, lex)
    every = _every(p, i, lex)
    if every:
        return every
    counted = _count_of_parts(p, i, lex)
    if counted is None:
        return _the_part(p, i, lex)
    top, j = counted
    k = j + p.hyphen(j)
    part = lex.parts.at(p, k)
    if part and p.is_number(i) and (lex.units.at(p, k) or (0, ("",)))[1][0] == "cent":
        return None  # "1 centesimo al litro"
    if part and part[1] > top:
        return _named_parts(p, i, k, top, part, lex)
    return _out_of(p, i, j, top, lex)


def _every(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "jeder fünfte", "every third", "uno de cada diez"."""
    every = lex.every.at(p, i)
    if every is None:
        return None
    j = every[0]
    end, n = j + 1, lex.table.ordinals.get(p.folded(j), 0)
    before = p.folded(i - 2)
    told = p.is_number(i - 2) or before in lex.one or lex.number_ops(before) is not None
    led = p.low[i] not in lex.one and p.folded(i - 1) in lex.ratio_words
    if led and (told or not n):
        return None  # "por cada diez", but "nur für jeden neunten Kreis"
    if not n and lex.table.every_number and (p.is_number(j) or lex.number_ops(p.folded(j))):
        number = read_number(p, j, lex)
        if number and number.value < _MOST and not lex.time_units.at(p, number.end):
            end, n = number.end, int(number.value)  # not "cada cuatro años"
    return _fraction(p, i, end, 1, n)


def _count_of_parts(p: Passage, i: int, lex: Lexicon) -> tuple[int, int] | None:
    """How many parts are said at token i, and the token after: "a", "two", "3"."""
    if p.low[i] in lex.one:
        return 1, i + 1
    number = None
    if p.is_number(i) or lex.number_ops(p.low[i]):
        number = read_number(p, i, lex, joined=False)
    if number is None or number.decimals or number.value >= _MOST:
        return None
    return int(number.value), number.end


def _the_part(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "das Drittel", "le tiers": no count, but the definite article before."""
    part = lex.parts.at(p, i)
    if part is None or part[1] not in (3, 4, 5, 10) or p.folded(i - 1) not in lex.definite:
        return None
    end, bottom = part
    return _fraction(p, i, end, 1, bottom) if lex.part_noun & set(p.low[i:end]) else None


def _named_parts(
    p: Passage, i: int, k: int, top: int, part: tuple[int, int], lex: Lexicon
) -> Draft | None:
    """ "two-thirds", "ein Viertel": the word at token k names the part."""
    end, bottom = part
    point = _of_a_point(p, i, end, top, bottom, lex)
    if point or p.folded(end) in lex.point_words or not _is_part(p, i, k, top, part, lex):
        return point
    return _of_a_scale(p, i, end, top, bottom, lex) or _fraction(p, i, end, top, bottom)


def _is_part(p: Passage, i: int, k: int, top: int, part: tuple[int, int], lex: Lexicon) -> bool:
    """Whether a part is meant at k, not a rank ("a third man") nor a time ("two quarters")."""
    end, bottom = part
    table, following, plural = lex.table, p.folded(end), top > 1
    if bottom == 4 and following in lex.not_parts:
        return False
    if bottom == 4 and top == 1 and p.folded(i - 1) in table.scales:
        return False  # "$6 million a quarter"
    bound = lex.qualifiers.ending(p, i)
    if top == 1 and bound and bound[1] in _BOUNDS:
        return True  # "against fewer than a fifth now"
    if not plural and p.low[k] in lex.doubtful_parts:
        return following in lex.of_words or following in lex.after_part
    if p.hyphen(end) and table.part_modifies:
        return False
    if bottom == 4 and plural and lex.part_stops and not p.hyphen(k - 1):
        return following in lex.of_words - lex.part_stops
    return (
        table.parts_are_sure
        or (bottom == 3 and (plural or table.third_is_part))
        or following in lex.of_words
        or following in lex.after_part
        or end >= p.size
        or end > k + 1
    )


def _out_of(p: Passage, i: int, j: int, top: int, lex: Lexicon) -> Draft | None:
    """ "three in ten", "4 de cada 10", "un italiano su tre"; the count ends before token j."""
    j = _after_counted(p, j, top, lex)
    out = lex.out_of.at(p, j)
    if out is None or (p.low[i] in lex.one and lex.one_in and p.low[i] not in lex.one_in):
        return None
    bottom = None
    if p.is_number(out[0]) or lex.number_ops(p.folded(out[0])):
        bottom = read_number(p, out[0], lex, joined=False)
    if bottom is None or bottom.decimals or not top < bottom.value <= 1000:
        return None
    if p.is_number(i) and bottom.value > 100:
        return None
    if out[0] == j + 1 and not lex.table.part_of_rate and _rated(p, i, bottom, lex):
        return None  # but "4 de cada 10 euros" are a part, whatever they are of
    if p.low[j] in lex.round_out_of and bottom.value not in _COMMON:
        return None
    if p.low[j] in lex.span_out_of and _goes_on_as_span(p, bottom.end, lex):
        return None
    return _fraction(p, i, bottom.end, top, int(bottom.value))


def _after_counted(p: Passage, j: int, top: int, lex: Lexicon) -> int:
    """Past the things counted before "out of": "un italiano su tre", "un'azienda su dieci"."""
    elided = top == 1 and p.is_sign(j, "'’")
    noun = j + elided
    if not lex.table.part_of_noun or not p.is_word(noun) or lex.out_of.at(p, j):
        return j
    if p.low[noun] in lex.point_words or p.low[noun] in lex.whole_things:
        return j
    return noun + 1 if lex.out_of.at(p, noun + 1) and not lex.units.at(p, noun) else j


def _rated(p: Passage, i: int, bottom: Number, lex: Lexicon) -> bool:
    """Whether the second number counts something of its own: "two in 24 hours"."""
    if lex.time_units.at(p, bottom.end) or scale_at(p, bottom.end, lex):
        return True
    small = p.is_word(i) and bottom.value <= 10
    return not small and unit_after(p, bottom.end, lex) is not None


def _goes_on_as_span(p: Passage, end: int, lex: Lexicon) -> bool:
    """Whether a second end of a range or a month follows: "from 3 to 5 May"."""
    spans = lex.range_words.at(p, end) or lex.to_words.at(p, end)
    return spans is not None or p.folded(end) in lex.months


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
        if one.isdigit() and two.isdigit() and len(one) == 1 and 0 < int(one) < int(two) <= 20:
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
