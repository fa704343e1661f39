"""What multiplies, and numerals for a lot: doubled, tenfold, a dozen."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import unit_after
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.machine import value_of
from toolkit.figures.numerals.numbers import read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def multiple_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """doubled, halbiert, "redujo a la mitad", dreimal, zehnfach, tenfold."""
    found = lex.multiples.at(p, i)
    if found:
        end, (value, direction) = found
        noun = i + 2 if p.hyphen(i + 1) else i + 1
        first = i + (p.low[i] in lex.level_markers)  # "to double"
        if lex.vague_digits.at(p, i) or p.folded(noun) in lex.multiple_nouns or p.hyphen(i):
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
    if lex.times_suffix and p.low[i].endswith(lex.times_suffix) and len(p.low[i]) > 6:
        ops = lex.number_ops(p.low[i].removesuffix(lex.times_suffix))
        read = value_of(ops) if ops else None
        if read:
            return _times(p, i, i + 1, read[0], 0)
    compound = lex.ending_of(p.low[i])
    if compound and compound[1] == "times":
        if compound[0] == (("special", 0),):
            low = p.low[i]
            special = max((w for w in lex.table.specials if low.startswith(w)), key=len)
            factor = Decimal(lex.table.specials[special])
            return _times(p, i, i + 1, factor, 1) if factor > 1 else None
        read = value_of(compound[0])
        if read and read[0] > 1:
            return _times(p, i, i + 1, read[0], read[1])
    return None


def _times(p: Passage, first: int, end: int, value: Decimal, decimals: int) -> Draft:
    draft = label(p, first, end, "quantity")
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
    elif p.is_number(i) or lex.number_ops(p.low[i]):
        number = read_number(p, i, lex, joined=False)
        if number is None or number.power or number.decimals:
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
    if value >= 100_000:  # "eine Viertelmilliarde": a part of a scale, and exact
        power, about = 2 - decimals, False
    k = end
    if p.folded(k) in lex.linkers:
        k += 1
        if p.is_sign(k, "'’"):
            k += 1
    scale = scale_at(p, k, lex) if k < p.size else None
    if scale:
        end, power = scale[0], scale[1]
        value, decimals = shift(value, power), decimals - power
    unit = unit_after(p, end, lex, linked=True)
    draft = label(
        p,
        first,
        unit.edge if unit and unit.kind in ("currency", "cent", "percent") else end,
        "quantity",
    )
    draft.value, draft.decimals, draft.power = value, decimals, power
    if unit and unit.kind in ("currency", "percent"):
        draft.unit, draft.candidates = unit.unit, unit.candidates
    if about:
        draft.qualifier = "about"
    return draft
