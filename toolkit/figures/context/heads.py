"""A scale and a unit printed once, apart from the numbers they hold for.

The head of a list or table ("in Mio. Euro: Umsatz 418,7; Ergebnis 22,0"), and a bracket between a
number and its scale: "618,2 (Vorjahr: 571,4) Mio. Euro".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.figures.context.columns import Columns
from toolkit.figures.context.nouns import noun_after
from toolkit.figures.context.units import Reading, unit_after, unit_before
from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import ISO_4217
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year

_DASHES = "—–-"
_RATE = frozenset(("%", "percent", "prozent"))


@dataclass(frozen=True, slots=True)
class Head:
    """Tokens [first, end) and what they say of the numbers after them."""

    first: int
    end: int
    power: int
    unit: str | None
    candidates: tuple[str, ...]
    minor: int = 0
    columns: int = 0
    """How many years head the columns below it."""


def headed(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with what a head gives them, without those read from the head itself."""
    if not any(_bare(draft) or draft.vague for draft in drafts):
        return drafts
    columns = Columns(p)
    heads = _heads(p, lex, columns)
    kept = [
        draft
        for draft in drafts
        if not any(
            head.first <= draft.first < head.end and draft.kind == "quantity" for head in heads
        )
    ]
    inside = [head for head in heads if columns.heads(head.first)]
    firsts = [head.first for head in inside]
    running = [head for head in heads if head not in inside]
    for head in [one for one in running if columns.beside(one.first, one.first)]:
        running.remove(head)  # of one row in a table: "| EPS (in euros) | 1.20 |"
        _apply(p, [d for d in kept if columns.beside(head.first, d.first)], head, lex)
    for head in inside:
        below = [d for d in kept if d.first >= head.end]
        _apply(p, [d for d in below if columns.holds(head.first, d.first, firsts)], head, lex)
    for draft in kept:
        if any(columns.below(head, draft.first) for head in firsts):
            draft.loose = False  # nor does it share what another column has
    for n, head in enumerate(running):
        limit = running[n + 1].first if n + 1 < len(running) else p.size
        if len(running) > 1:
            limit = _item_end(p, head.end, limit)
        _apply(p, [d for d in kept if head.end <= d.first < limit], head, lex)
    return kept


def _bare(draft: Draft) -> bool:
    return (
        draft.value is not None
        and draft.digits
        and draft.unit is None
        and not draft.candidates
        and not draft.power
    )


_PARTING = frozenset(",–—|")


def _heads(p: Passage, lex: Lexicon, columns: Columns) -> list[Head]:
    found: list[Head] = []
    lines = "\n" in p.text
    for i in range(p.size):
        inside = p.word[i] in ("(", "[")
        led = p.low[i] in lex.head_words
        opens = i == 0 or p.word[i - 1] in _PARTING or (lines and "\n" in p.gap(i))
        if not (inside or led or opens):
            continue
        if p.is_sign(i - 1, "(["):
            continue
        j = i + 1 if inside or led else i
        if p.folded(j) in lex.head_words:
            j, led = j + 1, True
        head = head_at(p, j, lex, led=led or ((inside or opens) and columns.heads(i)))
        before = (unit_before(p, i, 0) or _named_before(p, i, lex)) if led else None
        inside = inside or (led and _parted(p, before.edge if before else i))
        if head is None or not _closed(p, head.end, inside=inside):
            continue
        years = 0
        while is_year(p, head.end + years):
            years += 1
        if before and head.unit is None:
            head = replace(head, unit=before.unit, candidates=before.candidates)
        found.append(replace(head, columns=years))
    return found


def _parted(p: Passage, first: int) -> bool:
    """ "lag, in Mio. EUR, bei 12,4", "(all amounts in thousands)": the head stands apart."""
    if p.is_sign(first - 1, ","):
        return True
    for k in p.back(first):
        if not p.is_word(k):
            return p.is_sign(k, "([")
    return False


def _named_before(p: Passage, i: int, lex: Lexicon) -> Reading | None:
    """ "(dollars in millions)": a currency's name before "in"."""
    found = lex.units.ending(p, i)
    return Reading(found[0], *found[1]) if found and found[1][0] == "currency" else None


def _closed(p: Passage, end: int, *, inside: bool) -> bool:
    if inside:
        return p.is_sign(end, ")],;")
    while is_year(p, end):
        end += 1
    if end >= p.size or p.is_sign(end, ":|") or "\n" in p.gap(end):
        return True
    return p.is_sign(end, _DASHES) and p.gap(end + 1) != ""


def head_at(p: Passage, j: int, lex: Lexicon, *, led: bool) -> Head | None:
    """ "Mio. Euro", "US$ million", "€m", "EURm", "TEUR", "migliaia di euro", "£'000", "%"."""
    if j >= p.size:
        return None
    scale = _scale(p, j, lex)
    if scale:
        end, power, name = scale
        if name:
            return Head(j, end, power, name, ())
        slash = p.is_sign(end, "/")
        unit = unit_after(p, end + slash, lex, linked=True)
        if unit and unit.kind == "currency":
            return Head(j, unit.edge, power, unit.unit, unit.candidates)
        return Head(j, end, power, None, ()) if led and unit is None else None
    word = p.word[j]
    if word[:3] in ISO_4217 and word[3:]:
        more = lex.table.short_scales.get(word[3:]) or lex.table.letter_scales.get(word[3:])
        return Head(j, j + 1, more, word[:3], ()) if more else None
    unit = _unit(p, j, lex)
    if unit is None:
        return None
    if unit.kind == "currency":
        slash = p.is_sign(unit.edge, "/")
        scale = _scale(p, unit.edge + slash, lex, touching=True)
        tonnes = slash and len(p.folded(unit.edge + 1)) == 1  # "€/t", not "€/mln"
        if scale and not scale[2] and not tonnes:
            return Head(j, scale[0], scale[1], unit.unit, unit.candidates)
        thousands = unit.edge + p.is_sign(unit.edge, "'’")
        if p.folded(thousands) == "000":
            end = thousands + 1 + (p.folded(thousands + 1) == "s")
            return Head(j, end, 3, unit.unit, unit.candidates)
    if not led and unit.kind != "currency":
        return None
    return Head(j, unit.edge, 0, unit.unit, unit.candidates, unit.shift)


def _unit(p: Passage, j: int, lex: Lexicon) -> Reading | None:
    found = unit_after(p, j, lex)
    return found if found and found.kind != "times" else None


def _scale(
    p: Passage, j: int, lex: Lexicon, *, touching: bool = False
) -> tuple[int, int, str] | None:
    if not p.is_word(j):
        return None
    low, word = p.low[j], p.word[j]
    if touching and word in lex.table.letter_scales:
        return j + 1, lex.table.letter_scales[word], ""
    found = scale_at(p, j, lex, money=touching)
    if found is None and low in lex.table.head_scales:
        return j + 1, lex.table.head_scales[low], ""
    return (found[0], found[1], found[3]) if found else None


def _item_end(p: Passage, begin: int, limit: int) -> int:
    """Where several heads stand, each holds for its own item only."""
    seen = False
    for k in range(begin, limit):
        seen = seen or p.is_number(k)
        if seen and (p.is_sign(k, ";|") or "\n" in p.gap(k)):
            return k
    return limit


def _apply(p: Passage, drafts: list[Draft], head: Head, lex: Lexicon) -> None:
    known: int | None = None
    begin = head.end
    for k in p.ahead(head.end):
        if p.is_number(k):
            break
        if p.is_sign(k, ")"):  # past "(in millions, except per share data)"
            begin = k
    label: set[str] = set()
    of: str | None = None
    for draft in drafts:
        rate = False
        aside = p.is_sign(draft.first - 1, "(") and begin == draft.first - 1
        if aside or begin == draft.first:  # "Staff: 1,200 (1,150)", "EPS 2.14 1.97"
            pass
        elif p.is_sign(draft.first - 1, "|"):
            label = _row(p, draft.first)
            rate = bool(label & _RATE)
        else:
            label = {p.low[k] for k in p.back(draft.first, begin)}
        begin = draft.after
        if not _bare(draft):
            continue
        if draft.of is not None:
            if not p.is_number(draft.after) and not p.is_sign(draft.after, ":("):
                continue
            draft.of, draft.after = None, draft.end
        if rate:  # a row of percentages in a table of millions
            draft.unit, draft.loose = "percent", False
            continue
        if label & lex.counted_heads:
            draft.loose = False
            draft.of = of = of if aside else counted_head(p, draft, lex)
            continue
        if head.columns > 1 and " " in p.text[draft.start : draft.stop]:
            _undecided(draft, head.power)
            continue
        printed = draft.decimals or 0
        shared = any(lex.per_nouns.get(low) == "share" for low in label) or "eps" in label
        if not (shared and head.power):
            if known is not None and known > 0 and printed == 0 and head.power:
                _undecided(draft, head.power)
                continue
            known = printed if known is None else known
            draft.multiply(head.power or head.minor)
            draft.power, draft.minor = head.power, head.minor
        else:
            draft.per = "share"
        draft.unit, draft.candidates = head.unit, head.candidates
        draft.loose = False


def _row(p: Passage, i: int) -> set[str]:
    """The words of the first cell of the table row that token i stands in."""
    begin = i
    while begin > 0 and "\n" not in p.gap(begin):
        begin -= 1
    cell = begin + p.is_sign(begin, "|")
    found = set()
    while not p.is_sign(cell, "|"):
        found.add(p.low[cell])
        cell += 1
    return found


def counted_head(p: Passage, draft: Draft, lex: Lexicon) -> str | None:
    """The noun just before a count: "dipendenti: 1.052"."""
    k = draft.first - 1
    if p.is_sign(k, ":|"):
        k -= 1
    return p.word[k] if p.folded(k) in lex.counted_heads else None


def _undecided(draft: Draft, power: int) -> None:
    assert draft.value is not None
    draft.alts = (draft.value, shift(draft.value, power))
    draft.kind = "ambiguous"
    draft.value = draft.high = draft.decimals = draft.decimals_high = None
    draft.qualifier = draft.direction = None


def bracketed(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """A scale and unit after a bracket hold for the number before it and a bare one inside."""
    gone: set[int] = set()
    for n, draft in enumerate(drafts):
        if not draft.digits or draft.value is None or not (draft.unitless or draft.prefixed):
            continue
        if not p.is_sign(draft.end, "(") or not p.gap(draft.end):
            continue
        close = next((k for k in p.ahead(draft.end) if p.is_sign(k, ")")), 0)
        if not close or close + 1 >= p.size:
            continue
        tail = _tail(p, close + 1, lex)
        inner = [d for d in drafts[n + 1 :] if draft.end < d.first < close]
        if tail is None:
            _counted(p, [draft, *inner], close + 1, lex)
            continue
        for one in [draft, *inner]:
            if one is not draft and not (_bare(one) and one.of is None):
                continue
            if not one.power:
                one.power = tail.power or draft.power
                one.multiply(one.power or tail.minor)
            one.minor, one.loose = tail.minor, False
            if one.unitless:
                one.unit, one.candidates = tail.unit or draft.unit, tail.candidates
        gone |= {m for m, d in enumerate(drafts) if d.vague and close < d.first < tail.end}
    return [draft for m, draft in enumerate(drafts) if m not in gone]


def _counted(p: Passage, drafts: list[Draft], j: int, lex: Lexicon) -> None:
    """ "16 (8) mittelgroße Runden": the noun after the bracket holds for both."""
    bare = [d for d in drafts if d.loose]
    noun = noun_after(p, j, lex, deep=False)
    if noun and len(bare) > 1:
        for draft in bare:
            draft.of, draft.loose = noun[0], False


def _tail(p: Passage, j: int, lex: Lexicon) -> Head | None:
    scale = _scale(p, j, lex)
    unit = unit_after(p, scale[0] if scale else j, lex, linked=bool(scale))
    if scale and scale[2]:
        return Head(j, scale[0], scale[1], scale[2], ())
    if scale is None and (unit is None or unit.kind == "times"):
        return None
    end = unit.edge if unit else scale[0] if scale else j
    return Head(
        j,
        end,
        scale[1] if scale else 0,
        unit.unit if unit else None,
        unit.candidates if unit else (),
        unit.shift if unit else 0,
    )
