"""Formulas that stand as written and give another result: which of them no change explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from toolkit.pack.afterwards.whereabouts import Whereabouts
from toolkit.pack.formulas.precedents import Place
from toolkit.pack.lineage import Line

Changed = Mapping[str, Set[tuple[int, int]]]  # of a sheet as written: rows and columns of cells
_VOLATILE = ("NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", "CELL(", "INFO(")


def explained(line: Line, changed: Changed, where: Whereabouts) -> bool:
    """Whether what a formula rests on, however many steps away, holds a changed cell, the day,
    chance, or what no formula's text tells."""
    waiting, seen = [line], {(line.sheet, line.row, line.col)}
    while waiting:
        one = waiting.pop()
        if one.unknown or any(word in (one.formula or "").upper() for word in _VOLATILE):
            return True
        for place in where.looked_at(one):
            if any(_inside(place, *at) for at in changed.get(place.sheet, ())):
                return True
            for each in _formulas(place, where):
                if (key := (each.sheet, each.row, each.col)) not in seen:
                    seen.add(key)
                    waiting.append(each)
    return False


def _formulas(place: Place, where: Whereabouts) -> Iterator[Line]:
    """The formulas that were written in a place."""
    _, top, _, bottom = place.area
    for row, cells in where.written.get(place.sheet, {}).items():
        if top <= row <= bottom:
            for column, line in cells.items():
                if line.formula and _inside(place, row, column):
                    yield line


def _inside(place: Place, row: int, column: int) -> bool:
    left, top, right, bottom = place.area
    return left <= column <= right and top <= row <= bottom
