"""Amounts of which only the size is said, and parts of a point."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import Reading, unit_after
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def vague_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "several hundred million dollars", "Hunderte Millionen", "mid-single-digit"."""
    draft = _vague_digits(p, i, lex)
    if draft:
        return draft
    if lex.compounds.is_sized(p.low[i]) and p.capital(i):
        return _sized(p, i, i + 1)
    few = lex.vague_few.at(p, i)
    begun = few[0] if few else i
    j = _sizes(p, begun, lex, few=few is not None)
    if j == begun:
        return None
    if not few and p.hyphen(j):
        noun = lex.table.nouns_are_capital and lex.units.at(p, j + 1) is None
        return _sized(p, i, j) if noun else None
    unit = unit_after(p, j, lex, linked=True)
    if unit is None or unit.kind not in ("currency", "percent"):
        return _sized(p, i, j)
    if not few and p.is_number(unit.edge):
        return None  # "in milioni di euro 12"
    draft = _sized(p, i, unit.edge)
    draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft


def _sizes(p: Passage, j: int, lex: Lexicon, *, few: bool) -> int:
    """Past "hundred million", "Hunderte Millionen", "decine di migliaia" from token j on."""
    begun = j
    while True:
        k = j + (j > begun and p.folded(j) in lex.linkers)
        word = p.folded(k)
        scale = scale_at(p, k, lex) if few or j > begun else None
        if scale:
            j = scale[0]
        elif word in lex.vague_many or (few and _counted(word, lex, hundred=k == j)):
            j = k + 1
        else:
            return j


def _counted(word: str, lex: Lexicon, *, hundred: bool) -> bool:
    """ "several dozen", "quelques mille"; a hundred only where nothing links it to another size."""
    if word in lex.table.collectives or word in lex.lone_scales:
        return True
    return hundred and lex.number_ops(word) in _SMALL


_SMALL = ((("hundred", 0),), (("add", 10),), (("add", 100),))


def _sized(p: Passage, first: int, end: int) -> Draft:
    """ "Milliarden-Loch", "Milliardenloch": only the size is said."""
    draft = label(p, first, end, "quantity")
    draft.vague, draft.after = True, end
    return draft


def _vague_digits(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "mid-to-high single-digit", "hohen dreistelligen Millionenbereich", "doppia cifra"."""
    j = next((k for k in p.ahead(i) if not _shaded(p, k, i, lex)), i)
    end: int | None = None
    if lex.table.compounds_nouns:
        if few_digits(p, j, lex):
            spans = lex.range_words.at(p, j + 1) and few_digits(p, j + 2, lex)
            end = j + 3 if spans else j + 1
    else:
        phrase = lex.vague_digits.at(p, j)
        led = p.folded(j) not in lex.one or p.folded(j - 1) in lex.level_markers | lex.linkers
        end = phrase[0] if phrase and led else None  # not "una cifra che"
    if end is None:
        return None
    draft = _sized(p, i, end)
    noun = lex.vague_scales.at(p, end + p.hyphen(end))
    if noun:
        draft.unit = noun[1] or None
        end = noun[0]
        if p.hyphen(end) and p.low[end - 1] + p.low[end + 1] in lex.table.vague_scales:
            end += 2  # "Millionen-Höhe"
    scale = scale_at(p, end, lex)
    end = scale[0] if scale else end
    unit = unit_after(p, end, lex, linked=True)
    if unit and unit.kind in ("currency", "percent"):
        draft.unit, draft.candidates, end = unit.unit, unit.candidates, unit.edge
    draft.stop, draft.end, draft.after = p.end[end - 1], end, end
    return draft


def _shaded(p: Passage, k: int, i: int, lex: Lexicon) -> bool:
    """Whether a shade stands at token k, or what joins one to those from token i on."""
    joined = k > i and (p.hyphen(k) or lex.range_words.at(p, k) is not None)
    return joined or p.low[k] in lex.vague_shades


def few_digits(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "zweistellig": a size in a compound."""
    compound = lex.ending_of(p.folded(j))
    return compound is not None and compound[1] == "vague"


def half_of_a_point(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "half a point", "a quarter point", "mezzo punto", "ein halbes Prozent"."""
    j = i + (p.low[i] in lex.one)
    whole = lex.table.parts_of_point.get(p.folded(j))
    if whole:
        draft = label(p, i, j + 1, "quantity")
        draft.value, draft.decimals = Decimal(whole), len(whole) - 2
        draft.unit = "percentage_point"
        return draft
    value: str | None = None
    if p.folded(j) in lex.half:
        value = "0.5"
    elif lex.table.parts.get(p.folded(j)) == 4:
        value = "0.25"
    if value is None:
        return None
    k = j + 1 + p.hyphen(j + 1)
    k += p.folded(k) in lex.of_the_one
    k += p.folded(k) in lex.one
    point, unit = lex.points.at(p, k), unit_after(p, k, lex)
    if point and unit is None:
        unit = Reading(point[0], "points", "percentage_point")
    kinds = ("percent", "points", "currency") if value == "0.5" else ("percent", "points")
    if unit is None or unit.kind not in kinds:
        return None
    apart = value == "0.25" and k <= j + 2 and lex.table.article_apart
    draft = label(p, j if apart else i, unit.edge, "quantity")
    draft.value, draft.decimals = Decimal(value), len(value) - 2
    draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft
