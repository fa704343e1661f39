"""A scale and a unit printed once, apart from the numbers they hold for.

The head of a list or table ("in Mio. Euro: Umsatz 418,7; Ergebnis 22,0"), and a bracket between a
number and its scale: "618,2 (Vorjahr: 571,4) Mio. Euro".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from toolkit.figures.context.columns import Columns
from toolkit.figures.context.nouns import noun_after
from toolkit.figures.context.units import Reading, unit_after, unit_before
from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import ISO_4217
from toolkit.figures.numerals.digits import shift
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


@dataclass(frozen=True, slots=True)
class Head:
    """Tokens [first, end) and what they say of the numbers after them."""

    first: int
    end: int
    power: int
    said: Reading | None
    """Its unit."""

    @property
    def minor(self) -> int:
        """The power of ten its unit stands for: -2 where cents were printed."""
        return self.said.shift if self.said else 0

    @property
    def unit(self) -> str | None:
        """The unit where it is decided."""
        return self.said.unit if self.said else None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The currencies it may be, where it is not."""
        return self.said.candidates if self.said else ()

    def lend(self, draft: Draft) -> None:
        """Scale and unit, to a number that has neither."""
        draft.multiply(self.power or self.minor)
        draft.power, draft.minor = self.power, self.minor
        draft.unit, draft.candidates = self.unit, self.candidates
        draft.loose = False


def headed(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with what a head gives them, without those read from the head itself."""
    if not any(_bare(draft) or draft.vague for draft in drafts):
        return drafts
    columns = Columns(p)
    heads = _heads(p, lex, columns)
    own = {k for head in heads for k in range(head.first, head.end)}
    kept = [draft for draft in drafts if draft.first not in own or draft.kind != "quantity"]
    of_columns = [head.first for head in heads if columns.heads(head.first)]
    of_rows = [head.first for head in heads if columns.beside(head.first, head.first)]
    for head in heads:  # of one row in a table: "| EPS (in euros) | 1.20 |"
        if head.first in of_rows and head.first not in of_columns:
            beside = [d for d in kept if columns.beside(head.first, d.first)]
            _apply(p, beside, head, columns, lex)
    for head in heads:
        if head.first in of_columns:
            held = [d for d in kept if columns.holds(head.first, d.first, of_columns)]
            _apply(p, held, head, columns, lex)
    for draft in kept:
        if any(columns.below(head, draft.first) for head in of_columns):
            draft.loose = False  # nor does it share what another column has
    running = [head for head in heads if head.first not in of_rows]
    for head in running:
        limit = min((one.first for one in running if one.first > head.first), default=p.size)
        end = _item_end(p, head.end, limit) if len(running) > 1 else limit
        _apply(p, [d for d in kept if d.first in range(head.end, end)], head, columns, lex)
    return kept


def _bare(draft: Draft) -> bool:
    return (
        draft.value is not None
        and draft.digits
        and draft.unit is None
        and not draft.candidates
        and not draft.power
    )


def _heads(p: Passage, lex: Lexicon, columns: Columns) -> list[Head]:
    found: list[Head] = []
    for i in range(p.size):
        led = p.low[i] in lex.head_words
        apart = p.is_sign(i - 1, "([")
        if not (led or apart or i == 0 or p.is_sign(i - 1, ",–—|") or "\n" in p.gap(i)):
            continue
        head = head_at(p, i + led, lex, led=led or columns.heads(i))
        before = (unit_before(p, i, 0) or _named_before(p, i, lex)) if led else None
        apart = apart or (led and _parted(p, before.edge if before else i))
        if head and _closed(p, head.end, apart=apart):
            found.append(replace(head, said=head.said or before))
    return found


def _parted(p: Passage, first: int) -> bool:
    """ "lag, in Mio. EUR, bei 12,4", "(all amounts in thousands)": the head stands apart."""
    opening = next((k for k in p.back(first) if not p.is_word(k)), first)
    return p.is_sign(opening, "([") or p.is_sign(first - 1, ",")


def _named_before(p: Passage, i: int, lex: Lexicon) -> Reading | None:
    """ "(dollars in millions)": a currency's name before "in"."""
    found = lex.units.ending(p, i)
    return Reading(found[0], *found[1]) if found and found[1][0] == "currency" else None


def _closed(p: Passage, end: int, *, apart: bool) -> bool:
    """Whether a head ends there, past the years of the columns that it heads."""
    end += _years(p, end)
    if apart and p.is_sign(end, ")],;"):
        return True
    return end == p.size or p.is_sign(end, ":|") or "\n" in p.gap(end) or p.stops(end, "—–-")


def _years(p: Passage, j: int) -> int:
    """How many years stand at token j."""
    return len([*takewhile(lambda k: is_year(p, k), p.ahead(j))])


def head_at(p: Passage, j: int, lex: Lexicon, *, led: bool) -> Head | None:
    """ "Mio. Euro", "US$ million", "€m", "EURm", "TEUR", "migliaia di euro", "£'000", "%"."""
    if j >= p.size:
        return None
    scale = _scale(p, j, lex)
    if scale:
        end, power, name = scale
        if name:
            return Head(j, end, power, _currency(name))
        unit = unit_after(p, end + p.is_sign(end, "/"), lex, linked=True)
        if unit and unit.kind == "currency":
            return Head(j, unit.edge, power, unit)
        return Head(j, end, power, None) if led and unit is None else None
    code, letters = p.word[j][:3], p.word[j][3:]
    if code in ISO_4217 and letters:
        more = lex.table.short_scales.get(letters) or lex.table.letter_scales.get(letters)
        return Head(j, j + 1, more, _currency(code)) if more else None
    unit = unit_after(p, j, lex)
    if unit and unit.kind == "currency":
        slash = p.is_sign(unit.edge, "/")
        scale = _scale(p, unit.edge + slash, lex, touching=True)
        tonnes = slash and len(p.folded(unit.edge + 1)) == 1  # "€/t", not "€/mln"
        if scale and not scale[2] and not tonnes:
            return Head(j, scale[0], scale[1], unit)
        thousands = unit.edge + p.is_sign(unit.edge, "'’")
        if p.folded(thousands) == "000":
            end = thousands + 1 + (p.folded(thousands + 1) == "s")
            return Head(j, end, 3, unit)
    return Head(j, unit.edge, 0, unit) if unit and (led or unit.kind == "currency") else None


def _currency(code: str) -> Reading:
    return Reading(0, "currency", code)


def _scale(
    p: Passage, j: int, lex: Lexicon, *, touching: bool = False
) -> tuple[int, int, str] | None:
    letters = lex.table.letter_scales
    if touching and p.is_word(j) and p.word[j] in letters:
        return j + 1, letters[p.word[j]], ""
    if found := scale_at(p, j, lex):
        return found[0], found[1], found[3]
    power = lex.table.head_scales.get(p.folded(j))
    return (j + 1, power, "") if power else None


def _item_end(p: Passage, begin: int, limit: int) -> int:
    """Where several heads stand, each holds for its own item only."""
    number = next((k for k in range(begin, limit) if p.is_number(k)), limit)
    after = range(number + 1, limit)
    return next((k for k in after if p.is_sign(k, ";") or "\n" in p.gap(k)), limit)


def _apply(p: Passage, drafts: list[Draft], head: Head, columns: Columns, lex: Lexicon) -> None:
    opening = takewhile(lambda k: not p.is_number(k), p.ahead(head.end))
    begin = max((k + 1 for k in opening if p.is_sign(k, ")")), default=head.end)
    years = _years(p, begin)
    known: int | None = None
    label: Iterable[int] = range(head.first, head.end)
    of: str | None = None
    for draft in drafts:
        same = draft.first - p.is_sign(draft.first - 1, "(") == begin  # "Staff: 1,200 (1,150)"
        if not same:
            label = columns.label(draft.first) or p.back(draft.first, begin)
        begin = draft.after
        if not _bare(draft):
            continue
        if draft.of is not None:
            if not p.is_number(draft.after) and not p.is_sign(draft.after, ":("):
                continue
            draft.of, draft.after = None, draft.end
        said = {p.low[k] for k in label}
        draft.loose = False
        if any(_percent(p, k, lex) for k in label):
            draft.unit = "percent"  # in a table of millions
        elif said & lex.counted_heads:
            draft.of = of = of if same else counted_head(p, draft, lex)
        elif years > 1 and " " in p.text[draft.start : draft.stop]:
            draft.either(shift(draft.worth, head.power))
        elif head.power and _of_shares(said, lex):
            draft.per, draft.unit, draft.candidates = "share", head.unit, head.candidates
        elif head.power and known and not draft.decimals:
            draft.either(shift(draft.worth, head.power))
        else:
            known = draft.decimals if known is None else known
            head.lend(draft)


def _percent(p: Passage, k: int, lex: Lexicon) -> bool:
    found = lex.units.at(p, k)
    return found is not None and "percent" in found[1]


def _of_shares(said: set[str], lex: Lexicon) -> bool:
    return any(lex.per_nouns.get(low) == "share" for low in said) or "eps" in said


def counted_head(p: Passage, draft: Draft, lex: Lexicon) -> str | None:
    """The noun just before a count: "dipendenti: 1.052"."""
    k = draft.first - 1 - p.is_sign(draft.first - 1, ":|")
    return p.word[k] if p.folded(k) in lex.counted_heads else None


def bracketed(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """A scale and unit after a bracket hold for the number before it and a bare one inside."""
    own: set[int] = set()
    for draft in drafts:
        if draft.value is None or not (draft.unitless or draft.prefixed):
            continue
        if not p.is_sign(draft.end, "(") or not p.gap(draft.end):
            continue
        close = next((k for k in p.ahead(draft.end) if p.is_sign(k, ")")), p.size)
        inside = [d for d in drafts if d.first in range(draft.end, close)]
        tail = head_at(p, close + 1, lex, led=True)
        if tail is None:
            _counted(p, [draft, *inside], close + 1, lex)
            continue
        if not draft.power:
            draft.multiply(tail.power or tail.minor)
            draft.power, draft.minor = tail.power, tail.minor
        if draft.unitless:
            draft.unit, draft.candidates = tail.unit, tail.candidates
        draft.loose = False
        for one in inside:
            if _bare(one) and one.of is None:
                if one.worth != draft.worth:  # "two million (2,000,000) euros"
                    one.multiply(draft.power)
                    one.power = draft.power
                one.take_unit(draft)
        own.update(range(close, tail.end))
    return [draft for draft in drafts if draft.first not in own]


def _counted(p: Passage, drafts: list[Draft], j: int, lex: Lexicon) -> None:
    """ "16 (8) mittelgroße Runden": the noun after the bracket holds for both."""
    bare = [d for d in drafts if d.loose]
    noun = noun_after(p, j, lex)
    if noun and len(bare) > 1:
        for draft in bare:
            draft.of, draft.loose = noun[0], False
