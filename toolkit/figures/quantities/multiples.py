"""What multiplies, and numerals for a lot: doubled, tenfold, a dozen."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import unit_after
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.machine import value_of
from toolkit.figures.numerals.numbers import number_at
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def multiple_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """doubled, halbiert, "redujo a la mitad", dreimal, zehnfach, tenfold."""
    found = lex.multiples.at(p, i)
    if found:
        end, (value, direction) = found
        noun = i + 1 + p.hyphen(i + 1)
        first = i + (p.low[i] in lex.level_markers)  # "to double"
        if lex.vague_digits.at(p, i) or p.folded(noun) in lex.multiple_nouns:
            return None
        if lex.table.titles_are_capital and p.capital(i) and p.capital(i - 1):
            return None
        beside = p.folded(i - 1) in lex.multiplying or p.folded(end) in lex.multiplied
        if not direction and p.low[i] in lex.multiple_adjectives and not beside:
            return None
        draft = label(p, first, end, "quantity")
        draft.value, draft.unit, draft.direction = Decimal(value), "multiple", direction or None
        draft.decimals = len(value.partition(".")[2])
        return draft
    if lex.times_suffix and p.low[i].endswith(lex.times_suffix):
        ops = lex.number_ops(p.low[i].removesuffix(lex.times_suffix))
        read = value_of(ops) if ops else None
        return _times(p, i, *read) if read else None
    compound = lex.ending_of(p.low[i])
    if compound is None or compound[1] != "times":
        return None
    if compound[0] == (("special", 0),):
        special = next(w for w in lex.table.specials if p.low[i].startswith(w))
        return _times(p, i, Decimal(lex.table.specials[special]), 1)
    read = value_of(compound[0])
    return _times(p, i, *read) if read and read[0] > 1 else None


def _times(p: Passage, i: int, value: Decimal, decimals: int) -> Draft:
    draft = label(p, i, i + 1, "quantity")
    draft.value, draft.decimals, draft.unit = value, decimals, "multiple"
    return draft


def collective_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "a dozen", "two dozen", "una decina", "un centinaio di milioni di euro"."""
    table = lex.table
    j, top, about = i, Decimal(1), True
    if p.folded(j) in lex.half and p.folded(j + 1) in lex.one | set(table.collectives):
        top, j = Decimal("0.5"), j + 1
        if p.folded(j) in lex.one:
            j += 1
    elif p.low[j] in lex.one:
        j += 1
        if p.folded(j) in lex.half:
            top, j = Decimal("0.5"), j + 1
        j += p.folded(j) in lex.fillers
    elif number := number_at(p, i, lex):
        if number.power or number.decimals:
            return None
        top, j, about = number.value, number.end, False
    word = p.folded(j)
    if word not in table.collectives:
        if not about and word in lex.collectives_exact:
            return _collective(p, i, j + 1, top * 12, 0, False, lex)
        return None
    value, decimals = table.collectives[word]
    if about and word in lex.fortnights and j == i:
        return None
    return _collective(p, i, j + 1, top * value, decimals, about, lex)


def _collective(
    p: Passage, first: int, end: int, value: Decimal, decimals: int, about: bool, lex: Lexicon
) -> Draft:
    power = 0
    if decimals < -3:  # "eine Viertelmilliarde": a part of a scale, and exact
        power, about = 2 - decimals, False
    scale = scale_at(p, end + (p.folded(end) in lex.linkers), lex)
    if scale:
        end, power = scale[0], scale[1]
        value, decimals = shift(value, power), decimals - power
    unit = unit_after(p, end, lex, linked=True)
    if unit and unit.kind not in ("currency", "cent", "percent"):
        unit = None
    draft = label(p, first, unit.edge if unit else end, "quantity")
    draft.value, draft.decimals, draft.power = value, decimals, power
    if unit:
        draft.unit, draft.candidates, draft.minor = unit.unit, unit.candidates, unit.shift
        draft.multiply(unit.shift)
    if about:
        draft.qualifier = "about"
    return draft
