"""What opens a number without being one: the article and the half before a scale."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.compounds import Op
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def opening(p: Passage, i: int, lex: Lexicon) -> tuple[int, Decimal, int] | None:
    """ "a billion", "half a billion": the token of the scale, what multiplies it, its decimals."""
    if p.low[i] in lex.half:
        return _half(p, i + 1, lex)
    return _article(p, i + 1, lex) if p.low[i] in lex.one else None


def _half(p: Passage, j: int, lex: Lexicon) -> tuple[int, Decimal, int] | None:
    """ "half a billion", "half-million", "mezzo miliardo"; token j stands after the half."""
    j += p.hyphen(j)
    j += p.folded(j) in lex.one
    return (j, Decimal("0.5"), 1) if scale_at(p, j, lex) else None


def _article(p: Passage, j: int, lex: Lexicon) -> tuple[int, Decimal, int] | None:
    """ "a billion", "eine halbe Milliarde", "a good half million"; token j follows the article."""
    j += p.folded(j) in lex.fillers
    if p.folded(j) in lex.half:
        return _half(p, j + 1, lex)
    spelled = any(p.folded(j) in each for each in (lex.table.scales, lex.table.calques, lex.dotted))
    return (j, Decimal(1), 0) if spelled and scale_at(p, j, lex) else None


def only_a_size(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "ein Milliarden-Loch": the plural in a compound says no more than the size."""
    if p.low[i] not in lex.one or not p.hyphen(i + 2):
        return False
    return p.low[i + 1] in lex.vague_many and lex.units.at(p, i + 3) is None


def one_of_rate(p: Passage, j: int, lex: Lexicon) -> tuple[Op, ...] | None:
    """ "um gut einen Prozentpunkt", "eine bis zwei Millionen": the article is the number one."""
    if p.low[j] not in lex.one:
        return None
    joined = lex.range_words.at(p, j + 1) or lex.range_and.at(p, j + 1)
    if joined and (p.is_number(joined[0]) or lex.number_ops(p.folded(joined[0]))):
        return (("add", 1),)
    unit = lex.units.at(p, j + 1)
    if unit is None or unit[1][0] not in ("percent", "points"):
        return None
    of_part = p.low[j - 1] in lex.of_the_one and lex.parts.ending(p, j - 1)
    return None if of_part else (("add", 1),)  # "a tenth of a percent"
