"""Amounts of which only the size is said, and parts of a point."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import unit_after
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
    j = few[0] if few else i
    seen = False
    while j < p.size:
        low = p.low[j]
        linker = low in lex.linkers and seen
        k = j
        if linker:
            k += 1
            if p.is_sign(k, "'’"):
                k += 1
        word = p.folded(k)
        ops = lex.number_ops(word) if few and not linker else None
        small = ops is not None and ops in ((("hundred", 0),), (("add", 10),), (("add", 100),))
        plural = word in lex.vague_many
        scale = scale_at(p, k, lex) if p.is_word(k) and len(p.word[k]) > 1 else None
        collective = word in lex.table.collectives and few is not None
        if not (
            small
            or plural
            or collective
            or (scale and (seen or few))
            or (word in lex.lone_scales and few)
        ):
            break
        if not few and not seen and not plural:
            break
        j = scale[0] if scale else k + 1
        seen = True
    if not seen:
        return None
    if not few and p.hyphen(j):
        if lex.table.nouns_are_capital and lex.units.at(p, j + 1) is None:
            return _sized(p, i, j)
        return None
    unit = unit_after(p, j, lex, linked=True)
    end = unit.edge if unit and unit.kind in ("currency", "cent", "percent") else j
    if unit and not few and p.is_number(end):
        return None
    draft = label(p, i, end, "quantity")
    draft.vague = True
    if unit and end > j:
        draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft


def _sized(p: Passage, first: int, end: int) -> Draft:
    """ "Milliarden-Loch", "Milliardenloch": only the size is said."""
    draft = label(p, first, end, "quantity")
    draft.vague, draft.after = True, end
    return draft


def _vague_digits(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    j = i
    while p.folded(j) in lex.vague_shades and j < i + 3:
        j += 1
        if p.hyphen(j) or (lex.range_words.at(p, j) and p.folded(j + 1) in lex.vague_shades):
            j += 1
    if j >= p.size:
        return None
    end: int | None = None
    if lex.table.compounds_nouns:
        compound = lex.ending_of(p.low[j])
        if compound and compound[1] == "vague":
            end = j + 1
            if lex.range_words.at(p, end):
                later = lex.ending_of(p.folded(end + 1))
                if later and later[1] == "vague":
                    end += 2
    else:
        phrase = lex.vague_digits.at(p, j)
        led = p.folded(j) not in lex.one or p.folded(j - 1) in lex.level_markers | lex.linkers
        end = phrase[0] if phrase and led else None  # not "una cifra che"
    if end is None:
        return None
    draft = label(p, i, end, "quantity")
    draft.vague = True
    noun = lex.vague_scales.at(p, end + 1 if p.hyphen(end) else end)
    if noun is None and lex.table.compounds_nouns and p.folded(end) in lex.vague_shades:
        noun = lex.vague_scales.at(p, end + 1)
    if noun:
        draft.unit = noun[1] or None
        draft.end = noun[0]
        if (
            p.hyphen(noun[0])
            and p.capital(noun[0] + 1)
            and p.low[noun[0] - 1] + p.low[noun[0] + 1] in lex.table.vague_scales
        ):
            draft.end = noun[0] + 2
    scale = scale_at(p, draft.end, lex)
    if scale is None and draft.end > end and lex.table.compounds_nouns:
        scale = scale_at(p, draft.end - 1, lex)
    if scale and len(p.word[scale[0] - 1]) > 1:
        draft.end = scale[0]
    unit = unit_after(p, draft.end, lex, linked=True)
    if unit and unit.kind in ("currency", "percent"):
        draft.unit, draft.candidates, draft.end = unit.unit, unit.candidates, unit.edge
    draft.stop, draft.after = p.end[draft.end - 1], draft.end
    return draft


def half_of_a_point(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "half a point", "a quarter point", "mezzo punto", "ein halbes Prozent"."""
    j, article = i, False
    if p.low[j] in lex.one:
        j, article = j + 1, True
        if p.hyphen(j):
            return None
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
    k = j + 1
    if p.hyphen(k):
        k += 1
    k += p.folded(k) in lex.one
    k += p.folded(k) in lex.of_the_one
    k += p.folded(k) in lex.one
    unit = unit_after(p, k, lex) if k < p.size and not p.hyphen(k) else None
    end: int | None = None
    code = "percentage_point"
    if (unit and unit.kind in ("percent", "points")) or (
        unit and unit.kind == "currency" and value == "0.5"
    ):
        end, code = unit.edge, unit.code
    else:
        point = lex.points.at(p, k)
        if point:
            end = point[0]
    if end is None:
        return None
    first = (
        j
        if article and value == "0.25" and end == k + 1 and k <= j + 2 and lex.table.article_apart
        else i
    )
    draft = label(p, first, end, "quantity")
    draft.value, draft.decimals = Decimal(value), len(value) - 2
    draft.unit = None if "/" in code else code
    return draft
