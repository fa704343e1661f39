"""Fractions: in words, one in five, printed with a slash."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import unit_after
from toolkit.figures.dates.calendar import year_tail
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.numbers import Number, number_at
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


def _fraction(
    p: Passage, first: int, end: int, top: Decimal | int, bottom: Decimal | int
) -> Draft | None:
    """Parts of a whole; None where they are none, or too small for the places it is known to."""
    if top >= bottom:
        return None
    value = (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001"))
    if not value:
        return None
    draft = label(p, first, end, "quantity")
    draft.value = value.normalize()
    draft.fraction, draft.unit = f"{int(top)}/{int(bottom)}", "multiple"
    return draft


def _of_a_scale(
    p: Passage, first: int, end: int, top: Decimal | int, bottom: int, lex: Lexicon
) -> Draft | None:
    """ "a quarter of a million", "drei Viertel einer Milliarde Euro": one amount."""
    linked = p.folded(end) in lex.of_the_one
    k = end + linked
    if p.folded(k) in lex.one:
        k += 1
    elif not (linked and p.folded(k) in lex.singular_scales and lex.table.definite_scales):
        return None
    scale = scale_at(p, k, lex) if bottom in (2, 3, 4, 5, 10) else None
    if scale is None or scale[1] < 6:
        return None
    unit = unit_after(p, scale[0], lex, linked=True)
    money = unit if unit and unit.kind == "currency" else None
    draft = label(p, first, money.edge if money else scale[0], "quantity")
    draft.power = scale[1]
    if bottom == 3:  # of which no decimals are known
        draft.value = (shift(Decimal(top), scale[1]) / bottom).quantize(Decimal("0.0001"))
    else:
        part = Decimal(top) / Decimal(bottom)
        draft.value = shift(part, scale[1])
        draft.decimals = -int(part.as_tuple().exponent) - scale[1]
    if money:
        draft.unit, draft.candidates = money.unit, money.candidates
    return draft


def _of_a_point(
    p: Passage, first: int, end: int, top: Decimal | int, bottom: int, lex: Lexicon
) -> Draft | None:
    """ "two-tenths of a percentage point", "ein Zehntel Prozentpunkt"."""
    k = end + (p.folded(end) in lex.of_the_one)
    k += p.folded(k) in lex.one
    unit = unit_after(p, k, lex) if bottom in (4, 5, 10) else None
    if unit is None or unit.kind != "points":
        return None
    draft = label(p, first, unit.edge, "quantity")
    draft.value, draft.unit = Decimal(top) / Decimal(bottom), unit.code
    draft.decimals = -int(draft.value.as_tuple().exponent)
    return draft


def fraction_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "ein Drittel", "two-thirds", "a quarter of", "half", "three in ten", "jeder fünfte"."""
    if p.low[i] in lex.halves:
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
    if part is None:
        return _out_of(p, i, j, top, lex)
    unit = lex.units.at(p, k)
    if unit and unit[1][0] == "cent":
        return None  # "1 centesimo al litro"
    return _named_parts(p, i, k, top, part, lex)


def _every(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "jeder fünfte", "every third", "uno de cada diez"."""
    every = lex.every.at(p, i)
    if every is None:
        return None
    j = every[0]
    rank = lex.table.ordinals.get(p.folded(j))
    if rank:
        return _fraction(p, i, j + 1, 1, rank)
    led = p.folded(i - 1) in lex.ratio_words and p.low[i] not in lex.one
    number = number_at(p, j, lex) if lex.table.every_number and not led else None
    if number is None or lex.time_units.at(p, number.end):
        return None  # "por cada diez", "cada cuatro años"
    return _fraction(p, i, number.end, 1, number.value)


def _count_of_parts(p: Passage, i: int, lex: Lexicon) -> tuple[Decimal | int, int] | None:
    """How many parts are said at token i, and the token after: "a", "two", "3"."""
    if p.low[i] in lex.one:
        filler = p.folded(i + 1) in lex.fillers and lex.parts.at(p, i + 2)  # "ein knappes Drittel"
        return 1, i + 1 + bool(filler)
    number = number_at(p, i, lex)
    return (number.value, number.end) if number and not number.decimals else None


def _the_part(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "la quinta parte": no count, but the definite article before."""
    part = lex.parts.at(p, i)
    if part is None or p.folded(i - 1) not in lex.definite:
        return None
    end, bottom = part
    return _fraction(p, i, end, 1, bottom) if p.low[end - 1] in lex.part_noun else None


def _named_parts(
    p: Passage, i: int, k: int, top: Decimal | int, part: tuple[int, int], lex: Lexicon
) -> Draft | None:
    """ "two-thirds", "ein Viertel": the word at token k names the part."""
    end, bottom = part
    point = _of_a_point(p, i, end, top, bottom, lex)
    if point or p.folded(end) in lex.point_words or not _is_part(p, i, k, top, part, lex):
        return point
    return _of_a_scale(p, i, end, top, bottom, lex) or _fraction(p, i, end, top, bottom)


def _is_part(
    p: Passage, i: int, k: int, top: Decimal | int, part: tuple[int, int], lex: Lexicon
) -> bool:
    """Whether a part is meant at k, not a rank ("a third man") nor a time ("two quarters")."""
    end, bottom = part
    table, following, plural = lex.table, p.folded(end), top > 1
    if following in lex.not_parts or (bottom == 4 and top == 2 and lex.part_stops):
        return False  # "ein viertel Jahr"; "two quarters of losses" are half a year
    if bottom == 4 and top == 1 and p.folded(i - 1) in table.scales:
        return False  # "$6 million a quarter"
    if top == 1 and lex.qualifiers.ending(p, i):
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
        or lex.qualifiers_after.at(p, end) is not None  # "un terzo abbondante"
        or end >= p.size
        or end > k + 1
    )


def _out_of(p: Passage, i: int, j: int, top: Decimal | int, lex: Lexicon) -> Draft | None:
    """ "three in ten", "4 de cada 10", "un italiano su tre"; the count ends before token j."""
    j = _after_counted(p, j, lex)
    out = lex.out_of.at(p, j)
    if out is None or (p.low[i] in lex.one and lex.one_in and p.low[i] not in lex.one_in):
        return None
    bottom = number_at(p, out[0], lex)
    if bottom is None or bottom.decimals or is_year(p, out[0]):
        return None
    if p.is_number(i) and bottom.value > 100:
        return None
    if out[0] == j + 1 and not lex.table.part_of_rate and _rated(p, i, bottom, lex):
        return None  # but "4 de cada 10 euros" are a part, whatever they are of
    common = top == 1 or bottom.value <= 10 or bottom.value in (20, 50, 100)
    if p.low[j] in lex.round_out_of and not common:
        return None
    if p.low[j] in lex.span_out_of and _goes_on_as_span(p, bottom.end, lex):
        return None
    return _fraction(p, i, bottom.end, top, bottom.value)


def _after_counted(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the things counted before "out of": "un italiano su tre", "un'azienda su dieci"."""
    noun = j + p.is_sign(j, "'’")
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
    return lex.range_words.at(p, end) is not None or p.folded(end) in lex.months


def _half(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """Hälfte, metà; English "half" unless it is an adjective or a time."""
    before, following = p.folded(i - 1), p.folded(i + 1)
    k = i + 1
    while p.folded(k) == "'" or p.folded(k) in lex.linkers or p.folded(k) in lex.definite:
        k += 1
    if following in lex.half_times or p.folded(k) in lex.half_of_times or p.folded(k) in lex.months:
        return None  # "metà anno", "die Hälfte des Jahres", "metà di aprile"
    if before in lex.half_not_after or year_tail(p, i + 1, lex) > i + 1:
        return None
    if lex.table.half_modifies:
        if before in lex.joiners and following not in lex.of_the_one:
            return None
        if before in lex.one and following in lex.one:
            return None
        whole = following in lex.of_words | lex.half_whole
        if not whole and following:
            return None
        return _of_a_scale(p, i, i + 1, 1, 2, lex) or _fraction(p, i, i + 1, 1, 2)
    if p.is_number(i + 1):
        return None
    led = before in lex.half_led and lex.contracted.get(following, following) not in lex.linkers
    return None if led else _fraction(p, i, i + 1, 1, 2)


def vulgar_fraction(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """A printed ½ or 2/3 that stands alone."""
    from toolkit.figures.numerals.digits import VULGAR_VALUES

    if p.word[i] in VULGAR_VALUES:
        top, bottom = map(int, VULGAR_VALUES[p.word[i]][2].split("/"))
        return _of_a_scale(p, i, i + 1, top, bottom, lex) or _fraction(p, i, i + 1, top, bottom)
    if p.is_sign(i + 1, "/") and p.glued(i + 1) and p.glued(i + 2) and p.is_number(i + 2):
        one, two = p.word[i], p.word[i + 2]
        if one.isdigit() and two.isdigit() and len(one) == 1 and len(two) <= 2 and int(two) <= 20:
            return _fraction(p, i, i + 3, int(one), int(two))
    return None


def between_parts(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """ "between a fifth and a quarter": two parts made one range; "$1 in every $6": one part."""
    answer: list[Draft] = []
    for draft in drafts:
        low = answer[-1] if answer else draft
        joined = lex.range_and.at(p, low.end) if low.fraction and draft.fraction else None
        if _money_of(p, low, draft, lex):
            part = _fraction(p, low.first, draft.end, int(low.worth), int(draft.worth))
            answer[-1] = part or low
        elif (
            joined
            and abs(draft.first - joined[0]) <= 1
            and lex.range_openers.ending(p, low.first - (p.folded(low.first - 1) in lex.definite))
        ):
            low.high, low.fraction, low.qualifier = draft.value, None, "between"
            low.end, low.stop, low.after = draft.end, draft.stop, draft.after
            low.per = draft.per
        else:
            answer.append(draft)
    return answer


def _money_of(p: Passage, one: Draft, whole: Draft, lex: Lexicon) -> bool:
    """ "$1 in every $6", "1 euro su 6": a part of all money."""
    out = lex.out_of.at(p, one.end)
    if out is None or out[0] != whole.first or p.low[out[0] - 1] in lex.round_out_of:
        return False
    whole_numbers = not (one.decimals or whole.decimals) and one.worth < whole.worth
    alone = whole.unitless or (whole.unit, whole.candidates) == (one.unit, one.candidates)
    return (
        one.money and alone and whole_numbers and whole.kind == "quantity" and whole.worth <= _TENS
    )


_TENS = 100
"""The largest sum that "$1 in every $6" takes for all money."""
