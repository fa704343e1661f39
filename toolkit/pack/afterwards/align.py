"""Which row and column of a sheet is which in a later state of it, though some came or went."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from toolkit.ooxml.sheets.address import Area

Signs = Mapping[int, Mapping[int, str]]  # by row and column: what a cell holds, as one text
_MOST_PAIRED = 400  # rows on either side of a changed stretch that are held against each other


@dataclass(frozen=True)
class Pairing:
    """Rows and columns as they were, each with its number now; those that came and went."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]
    removed_rows: tuple[int, ...]
    inserted_rows: tuple[int, ...]
    removed_columns: tuple[int, ...]
    inserted_columns: tuple[int, ...]

    def forwards(self, area: Area) -> Area:
        """Where an area stands now; it shrinks by what went, and grows by what came inside."""
        left, top, right, bottom = area
        top, bottom = self._rows.span(top, bottom)
        left, right = self._columns.span(left, right)
        return left, top, right, bottom

    def backwards(self, area: Area) -> Area:
        """Where an area of now stood."""
        left, top, right, bottom = area
        top, bottom = self._rows_back.span(top, bottom)
        left, right = self._columns_back.span(left, right)
        return left, top, right, bottom

    @cached_property
    def _rows(self) -> _Line:
        return _Line(self.rows, self.removed_rows)

    @cached_property
    def _columns(self) -> _Line:
        return _Line(self.columns, self.removed_columns)

    @cached_property
    def _rows_back(self) -> _Line:
        return _Line({now: was for was, now in self.rows.items()}, self.inserted_rows)

    @cached_property
    def _columns_back(self) -> _Line:
        return _Line({now: was for was, now in self.columns.items()}, self.inserted_columns)


class _Line:
    """Numbers along one side of a sheet, and what became of each; those between move with the
    one before."""

    def __init__(self, moved: Mapping[int, int], gone: Sequence[int]) -> None:
        self.known = sorted(moved)
        self.moved = moved
        self.gone = sorted(gone)

    def of(self, number: int) -> int:
        at = bisect_right(self.known, number) - 1
        if at < 0:
            return number
        near = self.known[at]
        lost = bisect_right(self.gone, number) - bisect_right(self.gone, near)
        return self.moved[near] + number - near - lost

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The ends of a stretch, without those of its ends that are gone."""
        gone = set(self.gone)
        while first < last and first in gone:
            first += 1
        while last > first and last in gone:
            last -= 1
        return self.of(first), self.of(last)


def pair(was: Signs, now: Signs) -> Pairing:
    """The pairing under which most cells are as they were.

    Rows and columns came or went only where that leaves less to tell than cells changed in place.
    """
    columns = dict(zip(_used(was), _used(was), strict=True))
    still = Pairing({row: row for row in was}, columns, (), (), (), ())
    if was == now:
        return still
    moved = _moved(was, now)
    return still if _cost(was, now, still) <= _cost(was, now, moved) else moved


def _cost(was: Signs, now: Signs, pairing: Pairing) -> float:
    """How many cells are not as they were. One row or column is likelier gone than three cells."""
    rows = {new: old for old, new in pairing.rows.items()}
    columns = {new: old for old, new in pairing.columns.items()}
    cost = 0.0
    for row, cells in was.items():
        there = now.get(pairing.rows.get(row, 0), {})
        for column, sign in cells.items():
            cost += there.get(pairing.columns.get(column, 0)) != sign
    for row, cells in now.items():
        before = was.get(rows.get(row, 0), {})
        cost += sum(columns.get(column, 0) not in before for column in cells)
    for signs, which in ((was, pairing.removed_rows), (now, pairing.inserted_rows)):
        cost -= sum(len(signs.get(row, {})) > 2 for row in which) / 2
    for signs, which in ((was, pairing.removed_columns), (now, pairing.inserted_columns)):
        used = Counter(column for cells in signs.values() for column in cells)
        cost -= sum(used[column] > 2 for column in which) / 2
    return cost


def _moved(was: Signs, now: Signs) -> Pairing:
    """The pairing that rows and columns which came or went would best explain."""
    same = dict(zip(_used(was), _used(was), strict=True))
    columns = same if _stayed(was, now) else _columns(was, now)
    back = {new: old for old, new in columns.items()}
    renamed = {
        row: {back[column]: sign for column, sign in cells.items() if column in back}
        for row, cells in now.items()
    }
    kept = {row: {at: cells[at] for at in cells if at in columns} for row, cells in was.items()}
    rows, removed, inserted = _rows(kept, renamed, now)
    lost = tuple(sorted(set(_used(was)) - columns.keys()))
    came = tuple(sorted(set(_used(now)) - set(columns.values()))) if lost or columns != same else ()
    if columns == same:
        came = ()  # cells beside the others; each is told by itself
    return Pairing(rows, columns, removed, inserted, lost, came)


def _used(signs: Signs) -> list[int]:
    return sorted({column for cells in signs.values() for column in cells})


def _stayed(was: Signs, now: Signs) -> bool:
    """Whether no column came or went: most columns hold now what they held."""
    before, after = _bags(was), _bags(now)
    kept = sum(_overlap(bag, after.get(column)) > 0.5 for column, bag in before.items())
    return kept * 2 > len(before) and all(
        _overlap(bag, after.get(column)) > 0.5 or not _elsewhere(bag, column, after)
        for column, bag in before.items()
    )


def _elsewhere(bag: Counter[str], column: int, after: Mapping[int, Counter[str]]) -> bool:
    return any(_overlap(bag, other) > 0.8 for at, other in after.items() if at != column)


def _bags(signs: Signs) -> dict[int, Counter[str]]:
    bags: dict[int, Counter[str]] = {}
    for cells in signs.values():
        for column, sign in cells.items():
            bags.setdefault(column, Counter())[sign] += 1
    return bags


def _overlap(one: Counter[str], other: Counter[str] | None) -> float:
    """The share of what two columns hold that both do."""
    if other is None:
        return 0.0
    common = sum((one & other).values())
    return common / max(one.total(), other.total(), 1)


def _columns(was: Signs, now: Signs) -> dict[int, int]:
    """Columns in their order, each with the one that holds most of the same (a longest chain)."""
    before, after = _bags(was), _bags(now)
    olds, news = sorted(before), sorted(after)
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i, old in enumerate(olds, 1):
        for j, new in enumerate(news, 1):
            likeness = _overlap(before[old], after[new])
            joined = best[i - 1][j - 1] + (likeness if likeness > 0.3 else 0.0)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], joined)
    found: dict[int, int] = {}
    i, j = len(olds), len(news)
    while i and j:
        likeness = _overlap(before[olds[i - 1]], after[news[j - 1]])
        if likeness > 0.3 and best[i][j] == best[i - 1][j - 1] + likeness:
            found[olds[i - 1]] = news[j - 1]
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found


def _rows(
    was: Signs, now: Signs, whole: Signs
) -> tuple[dict[int, int], tuple[int, ...], tuple[int, ...]]:
    """Rows as they were with their number now, those removed, those inserted."""
    last = max([*was, *now], default=0)
    olds = _listed(was, max(was, default=0))
    news = _listed(now, max(now, default=0))
    pairs: dict[int, int] = {}
    start = 0
    while start < min(len(olds), len(news)) and olds[start] == news[start]:
        pairs[start + 1] = start + 1
        start += 1
    end = 0
    while end < min(len(olds), len(news)) - start and olds[-1 - end] == news[-1 - end]:
        pairs[len(olds) - end] = len(news) - end
        end += 1
    old, new = olds[start : len(olds) - end], news[start : len(news) - end]
    if len(old) == len(new) and _in_place(old, new):
        blocks: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old), 0, len(new))]
    else:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i, i_end, j, j_end in blocks:
        if tag == "equal":
            steps = [(i + n, j + n) for n in range(i_end - i)]
        elif tag == "replace":
            steps = [(i + a, j + b) for a, b in _likest(old[i:i_end], new[j:j_end])]
        else:
            steps = []
        pairs |= {start + a + 1: start + b + 1 for a, b in steps}
    taken = set(pairs.values())
    removed = tuple(row for row in sorted(was) if row not in pairs)
    inserted = tuple(row for row in sorted(whole) if row not in taken and row <= last)
    return pairs, removed, inserted


_Row = tuple[tuple[int, str], ...]


def _listed(signs: Signs, last: int) -> list[_Row]:
    return [tuple(sorted(signs.get(row, {}).items())) for row in range(1, last + 1)]


def _in_place(old: Sequence[_Row], new: Sequence[_Row]) -> bool:
    """Whether rows that differ keep most of their cells where they stand: nothing moved."""
    kept = sum(
        _likeness(one, other) > 0 or one == other for one, other in zip(old, new, strict=True)
    )
    return kept == len(old)


def _likeness(one: _Row, other: _Row) -> float:
    """The share of a row's cells that another has as well, in the same columns."""
    if not one or not other:
        return 0.0
    return len(set(one) & set(other)) / max(len(one), len(other))


def _likest(old: Sequence[_Row], new: Sequence[_Row]) -> list[tuple[int, int]]:
    """Rows of two stretches in their order, each with the one it is most like."""
    if len(old) == len(new):
        return [(n, n) for n in range(len(old))]
    if len(old) > _MOST_PAIRED or len(new) > _MOST_PAIRED:
        return [(n, n) for n in range(min(len(old), len(new)))]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old, 1):
        for j, other in enumerate(new, 1):
            joined = best[i - 1][j - 1] + _likeness(one, other)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], joined)
    found: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        likeness = _likeness(old[i - 1], new[j - 1])
        if likeness and best[i][j] == best[i - 1][j - 1] + likeness:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found[::-1]
