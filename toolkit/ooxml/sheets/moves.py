"""Where cells and areas stand after Tables took more or fewer rows, and what would be torn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW, Area


class Torn(Exception):
    """An area of which one part would move and another stay: no reference can say that."""


class Vanished(Exception):
    """Something points at rows of a Table that its fewer rows leave no place for."""

    def __init__(self, growth: Growth) -> None:
        super().__init__(growth)
        self.growth = growth


class Growth(NamedTuple):
    """A Table's rows of data, `first` to `last` in the template, end at `after` in the pack.

    What stands beneath moves by as many rows. `beside` are areas next to the Table that stay, and
    with them all above their lower ends; a `held` one lets what stands beneath it stay as well:
    one that grows beside another that grows more, which moves what is beneath both.
    """

    sheet: str
    left: int
    right: int
    first: int
    last: int
    after: int
    beside: tuple[Area, ...] = ()
    held: bool = False
    totals: int = 0  # how many of the rows beneath are the Table's own

    @property
    def by(self) -> int:
        return 0 if self.held else self.after - self.last

    def shift(self, column: int, row: int) -> int:
        """By how many rows a cell moves that is not the Table's data."""
        if self.left <= column <= self.right and self.last < row <= self.last + self.totals:
            return self.after - self.last
        return self.by if row > self.lowest(column) else 0

    def totals_alone(self, area: Area) -> tuple[int, int] | None:
        """The first and last row of an area that ends where a held Table's total row moves alone.

        Where it moves up into rows that are lost, what points at these points at blank cells still.
        Raises Torn where the area is wider than the Table.
        """
        left, top, right, bottom = area
        moving = range(min(self.after, self.last) + 1, self.last + self.totals + 1)
        if not (self.held and self.totals and self.overlaps(left, right)):
            return None
        if top not in moving and bottom not in moving:
            return None
        if left < self.left or right > self.right:
            raise Torn
        by = self.after - self.last
        if by > 0:
            return top + by * (top in moving), bottom + by * (bottom in moving)
        if self.after < top and bottom <= self.last:
            return top + self.totals, bottom + self.totals
        if top in moving:
            top = top + by if top > self.last else self.after + 1
        if bottom in moving:
            bottom = bottom + by if bottom > self.last else self.after
        return top, bottom

    def lowest(self, column: int) -> int:
        """The last row that stays in a column."""
        stays = (bottom for left, _, right, bottom in self.beside if left <= column <= right)
        return max([self.last, *stays])

    def ends(self, left: int, right: int) -> set[int]:
        """The last rows that stay, over the columns from `left` to `right`."""
        edges = {left, right, self.left, self.right}
        for first, _, last, _ in self.beside:
            edges |= {first - 1, first, last, last + 1}
        return {self.lowest(each) for each in edges if left <= each <= right}

    def edges(self) -> set[int]:
        """The columns at which a new last row may begin."""
        own = {self.left, self.right + 1} if self.held and self.totals else set()
        return own | {edge for left, _, right, _ in self.beside for edge in (left, right + 1)}

    def overlaps(self, left: int, right: int) -> bool:
        return left <= self.right and right >= self.left

    def covers_rows(self, area: Area, *, one_cell_grows: bool) -> bool:
        """Whether an area ends with the Table's rows and spans all of them.

        One cell is the whole of a one-row Table's column in a list of areas and in a chart's
        series, and just that cell in a formula.
        """
        left, top, right, bottom = area
        if not self.overlaps(left, right) or self.last < self.first:
            return False
        spans = top <= self.first and bottom == self.last
        return spans and (one_cell_grows or (left, top) != (right, bottom))


class Moves:
    """All growths of a workbook. Sheets are named, whatever their case."""

    def __init__(self, growths: Iterable[Growth] = (), sheets: Iterable[str] = ()) -> None:
        self.growths = tuple(growths)
        self._sheets = [name.casefold() for name in sheets]
        self._of: dict[str, tuple[Growth, ...]] = {}
        for each in self.growths:
            key = each.sheet.casefold()
            self._of[key] = (*self._of.get(key, ()), each)

    def of(self, sheet: str) -> tuple[Growth, ...]:
        return self._of.get(sheet.casefold(), ())

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The sheets with growths from one sheet to another, as Jan:Dec!B2 names them."""
        try:
            ends = sorted(self._sheets.index(name.casefold()) for name in (first, last))
        except ValueError:
            return ()
        return tuple(name for name in self._sheets[ends[0] : ends[1] + 1] if name in self._of)

    def row(self, sheet: str, column: int, row: int) -> int:
        """The new row of a cell that is not a Table's own data."""
        return row + sum(each.shift(column, row) for each in self.of(sheet))

    def whole_row(self, sheet: str, row: int) -> int:
        """The new place of a row's height, format or page break."""
        return row + sum(each.by for each in self.of(sheet) if row > each.last)

    def area(
        self, sheet: str, area: Area, *, one_cell_grows: bool = False, grows: bool = True
    ) -> Area:
        """Where an area stands afterwards: moved, or longer where it spans a Table's rows.

        `grows` is off for a formula inside the Table that means its own row. Raises Torn where
        parts of it move differently, Vanished where it lies in rows that are no more.
        """
        left, top, right, bottom = area
        new_top, new_bottom = top, bottom
        of_this = self.of(sheet)
        spanned = [
            each
            for each in of_this
            if grows and each.covers_rows(area, one_cell_grows=one_cell_grows)
        ]
        if spanned:  # of several side by side the longest decides
            by = max(each.after - each.last for each in spanned)
            if any(each.totals and each.after - each.last < by for each in spanned):
                raise Torn  # the total row of a shorter one would be among the rows
            new_bottom += by
        for each in of_this:
            over = each.overlaps(left, right)
            if each in spanned:
                continue
            if (alone := each.totals_alone(area)) is not None:
                new_top, new_bottom = new_top + alone[0] - top, new_bottom + alone[1] - bottom
                continue
            if over and each.after < bottom <= each.last:
                if top > each.after and not each.held:
                    raise Vanished(each)
                if not each.held:
                    new_bottom += each.after - bottom
                continue
            ends = each.ends(left, right)
            if over and each.after < top <= each.last < bottom and not each.held:
                if len(ends) > 1:
                    raise Torn
                new_top += each.after + 1 - top
            else:
                new_top += each.by * _beyond(top, ends)
            new_bottom += each.by * _beyond(bottom, ends)
        return left, min(new_top, MAX_ROW), right, min(new_bottom, MAX_ROW)

    def widest(self, sheet: str, area: Area) -> Area:
        """The same where a part of the area may stay: the rows that all of it can stand in."""
        moved = list(self._parted(sheet, area))
        return (
            area[0],
            min(piece[1] for piece in moved),
            area[2],
            max(piece[3] for piece in moved),
        )

    def pieces(self, sheet: str, area: Area) -> tuple[Area, ...]:
        """The areas that one of a list of areas becomes: several where a part of it stays."""
        try:
            return (self.area(sheet, area, one_cell_grows=True),)
        except Torn:
            return tuple(self._parted(sheet, area))

    def _parted(self, sheet: str, area: Area) -> Iterator[Area]:
        left, top, right, bottom = area
        edges = {left, right + 1}
        for each in self.of(sheet):
            edges |= each.edges()
        columns = sorted(edge for edge in edges if left <= edge <= right + 1)
        for start, stop in pairwise(columns):
            yield self.area(sheet, (start, top, stop - 1, bottom), one_cell_grows=True)

    def floating(self, sheet: str, area: Area) -> int:
        """By how many rows something that floats over the cells of an area moves, as a whole."""
        left, top, right, _ = area
        left = min(left, MAX_COLUMN)
        right = max(left, min(right, MAX_COLUMN))  # a corner may stand on the wrong side
        return sum(
            each.by
            for each in self.of(sheet)
            if top > (each.last if each.overlaps(left, right) else max(each.ends(left, right)))
        )


def _beyond(row: int, ends: set[int]) -> bool:
    """Whether a row lies beneath all that stays. Raises Torn where only some of it does."""
    beyond = {row > end for end in ends}
    if len(beyond) > 1:
        raise Torn
    return beyond.pop()
