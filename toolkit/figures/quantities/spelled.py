"""Figures that begin with a word: ordinals, spelled numbers, the bare billion."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.nouns import noun_after
from toolkit.figures.context.units import unit_after
from toolkit.figures.dates import calendar, clock
from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.naming import labels, names
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.machine import value_of
from toolkit.figures.numerals.numbers import number_at
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.quantities import multiples, parts, vague
from toolkit.figures.quantities.amounts import read_amount
from toolkit.figures.quantities.ranges import opener_before, range_from
from toolkit.figures.words.compounds import Op
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, Passage, is_year


def amount(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    draft = read_amount(p, i, lex, floor, joined=not opener_before(p, i, lex, floor))
    if draft is None:
        return None
    assert draft.value is not None
    if not draft.prefixed and draft.unit is None and not draft.candidates:
        lasting = calendar.counted_first_months(p, draft.first, draft.end, draft.value, lex)
        lasting = lasting or clock.duration_after(p, draft.first, draft.end, lex)
        if lasting and not (p.low[draft.first] in lex.one and not _numeral_one(p, draft, lex)):
            return lasting
        if lasting:
            draft.weak = True
        if draft.loose and _same_spans(p, draft, lex):
            return label(p, draft.first, draft.end, "duration")
    if draft.loose and p.kind[i] == NUMBER and p.folded(i - 1) not in lex.prefixable:
        named = names.name_before(p, i, lex, floor) or names.airliner(p, i)
        if named:
            return named
    span = range_from(p, draft, lex, floor)
    if span:
        return span
    if not draft.loose:
        return draft
    return _loose(p, i, draft, lex, floor)


def _same_spans(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "bonos a tres y diez años": the first of two numbers of the same word of time."""
    joined = lex.range_and.at(p, draft.end)
    other = number_at(p, joined[0], lex) if joined else None
    if joined is None or other is None or opener_before(p, draft.first, lex, 0):
        return False
    return clock.duration_after(p, joined[0], other.end, lex) is not None


def _numeral_one(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    return p.low[draft.first] in lex.numeral_one


def _loose(p: Passage, i: int, draft: Draft, lex: Lexicon, floor: int) -> Draft:
    """A number without scale, unit or sign: a year, a name, a count, or bare."""
    if p.kind[i] != NUMBER:
        return draft
    if draft.first < i:
        return draft
    if _dialled(p, i, draft, lex, floor):
        return label(p, i, draft.end, "reference")
    aged = p.word[i].isdigit() and lex.aged.ending(p, i, floor) and not is_year(p, i)
    if aged or clock.age(p, i, lex):
        return label(p, i, i + 1, "duration")
    named = names.name_before(p, i, lex, floor) or names.model(p, i) or names.address(p, i)
    if named:
        return named
    noun = noun_after(p, draft.end, lex)
    signed = p.is_word(i + 1) and p.glued(i + 1)
    physical = signed and (p.word[i + 1] in PHYSICAL or lex.points.at(p, i + 1) is not None)
    if not physical:
        touching = names.touching_letters(p, i, lex)
        if touching:
            return touching
    if p.word[i].isdigit():
        year = clock.plain_year(p, i, lex, noun[0] if noun else None)
        if year and draft.end == i + 1:
            return year
        if noun is None and not p.is_sign(i + 1, "+"):
            titled = names.capital_before(p, i, lex, floor)
            if titled:
                return titled
    return draft


def _dialled(p: Passage, i: int, draft: Draft, lex: Lexicon, floor: int) -> bool:
    """ "atención al cliente, 900 123 456": groups of digits after a word for calling."""
    if draft.end - i < 3 or draft.decimals:
        return False
    return any(p.low[k] in lex.phones for k in p.clause(i, floor))


def word(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    low = p.low[i]
    named = lex.named_numbers.at(p, i)
    if named:
        return label(p, i, named[0], "name") if p.capital(named[0] - 1) else None
    split = names.terms(p, i, lex)
    if split:
        return split
    date = calendar.month_first(p, i, lex) or calendar.first_months(p, i, lex)
    if date:
        return date
    factor = _multiplied(p, i, lex)
    if factor:
        return factor
    for rule in (
        vague.half_of_a_point(p, i, lex),
        vague.vague_at(p, i, lex),
        parts.fraction_at(p, i, lex),
        multiples.collective_at(p, i, lex),
        multiples.multiple_at(p, i, lex),
    ):
        if rule is not None:
            return rule
    order = _ordinal(p, i, lex)
    if order:
        return order
    compound = lex.ending_of(low)
    if compound:
        return _compound(p, i, *compound)
    return _spelled(p, i, lex, floor)


def _multiplied(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "multiplié par 1,8", "se multiplicó por tres", "divisé par plus de sept"."""
    divided = p.low[i] in lex.divisors
    if not (divided or p.low[i] in lex.factors) or p.folded(i + 1) not in lex.factor_by:
        return None
    hedged = lex.qualifiers.at(p, i + 2)  # "multiplicado por casi ocho"
    number = number_at(p, hedged[0] if hedged else i + 2, lex)
    if number is None or number.power or number.value <= 1:
        return None
    draft = label(p, i, number.end, "quantity")
    draft.value, draft.decimals, draft.unit = number.value, number.decimals, "multiple"
    draft.direction, draft.qualifier = "up", hedged[1] if hedged else None
    if divided:
        draft.value = (Decimal(1) / number.value).quantize(Decimal("0.0001")).normalize()
        draft.decimals, draft.direction = -int(draft.value.as_tuple().exponent), "down"
        draft.qualifier = _TURNED.get(hedged[1], "about") if hedged else None
    return draft


_TURNED = {
    "more_than": "less_than",
    "less_than": "more_than",
    "at_least": "at_most",
    "at_most": "at_least",
    "up_to": "at_least",
}
"""What is divided by more than seven is less than a seventh."""


def _ordinal(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    low = p.low[i]
    if lex.compounds.is_superlative(low):
        return label(p, i, i + 1, "ordinal")
    if low not in lex.table.ordinals:
        return None
    quarter = calendar.quarter_after(p, i, i + 1, lex)
    if quarter:
        return quarter
    if lex.table.ordinal_dot:
        if low in lex.weak and not p.capital(i + 1):
            return None
        return label(p, i, i + 1, "ordinal")
    j = i + 1
    stands = lex.table.ordinals_stand and low not in lex.loose_ordinals
    if p.hyphen(j):
        if p.low[j + 1].startswith(lex.superlatives):
            return label(p, i, j + 2, "ordinal")
        return label(p, i, j, "ordinal") if stands else None
    k = i - 1 - (p.folded(i - 1) == "'")
    if _placed(p, i, k, lex):
        return label(p, i, i + 1, "ordinal")
    opening = stands and not p.is_word(i - 1)
    if not (p.folded(k) in lex.ordinal_before or opening) or not p.is_word(j):
        return None
    following = p.low[j]
    if following in lex.offices:
        return None
    if following in lex.not_nouns and following not in lex.definite and not lex.time_units.at(p, j):
        return None
    return label(p, i, i + 1, "ordinal")


def _placed(p: Passage, i: int, k: int, lex: Lexicon) -> bool:
    """ "the bank is third in Europe", "la aerolínea, segunda de la región": a place in an order."""
    before, following = p.folded(k), p.folded(i + 1)
    if before in lex.placing or (before in lex.definite and p.folded(k - 1) in lex.placing):
        return following in lex.placed | lex.placed_so or not p.is_word(i + 1)
    if p.low[i] in lex.first_ordinals:
        return False
    if before in lex.definite | lex.owners or not p.is_word(k):
        return following in lex.placed_so or (before == "," and following in lex.placed_among)
    return False


def _compound(p: Passage, i: int, ops: tuple[Op, ...], kind: str) -> Draft | None:
    """ "zehnjährige", "fünfprozentige": the number inside one word."""
    if kind == "time":
        return label(p, i, i + 1, "duration")
    read = value_of(ops) if kind == "percent" else None
    if read is None:
        return None
    draft = label(p, i, i + 1, "quantity")
    draft.value, draft.decimals = read
    draft.unit = "percent"
    return draft


def _spelled(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    low = p.low[i]
    if lex.table.numbers.get(low) == 0 and p.hyphen(i + 1):
        return None  # "zero-emission"
    place = labels.ranking(p, i, lex, floor)
    if place:
        return place
    if low in lex.singular_scales:
        return _the_billion(p, i, lex, floor)
    if low in lex.one or low in lex.half or low in lex.lone_scales or lex.number_ops(low):
        draft = amount(p, i, lex, floor)
        return _counts(p, i, draft, lex) if draft and draft.kind == "quantity" else draft
    return None


def _counts(p: Passage, i: int, draft: Draft, lex: Lexicon) -> Draft | None:
    """A word like "ein", "sei", "neuf" is a number only where it has something to count."""
    if p.low[i] in lex.one and not draft.power:
        if draft.rate or draft.high is not None:
            return draft
        point = lex.points.at(p, i + 1)
        moved = any(lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) for k in p.clause(i))
        if point and moved and lex.table.one_point and draft.loose:
            draft.end = draft.after = point[0]
            draft.stop, draft.unit = p.end[point[0] - 1], "percentage_point"
            draft.loose = draft.weak = False
            return draft
        told = p.low[i] in lex.numeral_one or lex.more.at(p, draft.end) or lex.less.at(p, draft.end)
        return draft if draft.money and told else None
    if not draft.loose:
        return draft
    if draft.weak:
        if _counted_again(p, i, draft, lex):
            return draft
        noun = noun_after(p, draft.end, lex)
        if noun is None:
            return None
        if p.folded(i - 1) in lex.not_counting:
            return None
    return draft


def _counted_again(p: Passage, i: int, draft: Draft, lex: Lexicon) -> bool:
    """ "darunter sechs aus Europa", "altre sei", "delle 48, nove sono state annullate"."""
    if p.is_sign(draft.end, "(") and p.word[draft.end + 1] == str(draft.worth):
        return True  # "venti (20) milioni"
    if (
        lex.parts_of.ending(p, i)
        or lex.parts_after.at(p, draft.end)
        or p.folded(i - 1) in lex.others_before
    ):
        return True
    return p.is_sign(i - 1, ",") and p.folded(draft.end) in lex.copulas


def _the_billion(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """ "supera il miliardo di euro", "la barre du milliard": one, after a definite article."""
    if not lex.table.definite_scales:
        return None
    halved = lex.half_after.at(p, i + 1)
    scale = scale_at(p, i, lex)
    if scale is None or not (halved or p.folded(i - 1) in lex.definite):
        return None
    end = halved[0] if halved else scale[0]
    unit = unit_after(p, end, lex, linked=True)
    money = unit if unit and unit.kind == "currency" else None
    draft = label(p, i, money.edge if money else end, "quantity")
    draft.power, draft.decimals = scale[1], -scale[1]
    draft.value = shift(Decimal("1.5" if halved else 1), draft.power)
    if halved:
        draft.decimals += 1
    if money:
        draft.unit, draft.candidates = money.unit, money.candidates
    return draft
