"""Where each row and cell of a worksheet's part stands, and what style one not there would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, NoReturn

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.spans import Element
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.sheets.address import MAX_ROW, Area, area_of, cell_of, inside, letters_of
from toolkit.ooxml.sheets.formats import Format

_MEND = "open it in Excel, let it repair the file, and save it anew"


class Place(NamedTuple):
    """A cell's place, in the order in which a sheet's part lists its cells."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letters_of(self.column)}{self.row}"


class PlacedCells:
    """One worksheet's part, and where in it each row and cell stands.

    Rows and cells may leave out their places (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.73).
    Raises UnreadableFile where two readers may see different cells.
    """

    def __init__(self, package: Package, sheet: Sheet, formats: Sequence[Format] = ()) -> None:
        self.package, self.sheet, self.formats = package, sheet, formats
        self.data = package.read(sheet.part)
        self.root = spans.read_spans(self.data, package.shown, sheet.part)
        holders = [each for each in self.root.children if names.local(each.tag) == "sheetData"]
        if len(holders) != 1:
            self._refuse(f"it has {len(holders)} lists of cells where a worksheet has one")
        self.holder = holders[0]
        self.rows = dict(self._numbered_rows())
        self._cells: dict[int, dict[int, Element]] = {}
        self.merged = tuple(self._merged())
        self.computed = tuple(self._computed())
        protection = self.root.child("sheetProtection")
        self.protected = protection is not None and names.yes(protection.attributes.get("sheet"))

    def usual_style(self, place: Place) -> str | None:
        """The style that a cell not in the file has: its row's, else its column's (18.3.1.73)."""
        row = self.rows.get(place.row)
        if row is not None and names.yes(row.attributes.get("customFormat")):
            return row.attributes.get("s")
        return self.column_style(place.column)

    def style_of(self, place: Place) -> str | None:
        """The style of the cell, be it in the file or not."""
        held = self.cells_of(place.row).get(place.column)
        return self.usual_style(place) if held is None else held.attributes.get("s")

    def column_style(self, column: int) -> str | None:
        """The style of the cells of a column that say no other (18.3.1.13)."""
        found = self._column(column)
        return found.attributes.get("style") if found is not None else None

    def column_width(self, column: int) -> float:
        """A column's width in characters; 0 where the sheet says none."""
        found = self._column(column)
        return found.number("width", 0.0) if found is not None else 0.0

    def _column(self, column: int) -> Element | None:
        holder = self.root.child("cols")
        for each in holder.children if holder is not None else ():
            said = each.attributes
            first, last = names.whole(said.get("min")), names.whole(said.get("max"))
            if first and last and first <= column <= last:
                return each
        return None

    def _numbered_rows(self) -> Iterator[tuple[int, Element]]:
        number = 0
        for row in self.holder.children:
            kind = names.local(row.tag)
            if kind == "extLst":
                continue
            given = names.whole(row.attributes["r"]) if "r" in row.attributes else number + 1
            if kind != "row" or given is None or not number < given <= MAX_ROW:
                self._refuse(f"what stands after row {number} is no row that may follow it")
            number = given
            yield number, row

    def cells_of(self, number: int) -> dict[int, Element]:
        """The row's cells by column; none where there is no such row."""
        if number not in self._cells:
            self._cells[number] = dict(self._numbered_cells(number))
        return self._cells[number]

    def _numbered_cells(self, number: int) -> Iterator[tuple[int, Element]]:
        column = 0
        row = self.rows.get(number)
        for cell in row.children if row is not None else ():
            kind = names.local(cell.tag)
            if kind == "extLst":
                continue
            said = cell.attributes.get("r")
            found = (column + 1, number) if said is None else cell_of(said)
            if kind != "c" or found is None or found[1] != number or found[0] <= column:
                self._refuse(f"row {number} has its cells out of order")
            column = found[0]
            yield column, cell

    def _merged(self) -> Iterator[Area]:
        holder = self.root.child("mergeCells")
        for each in holder.children if holder is not None else ():
            area = area_of(each.attributes.get("ref", ""))
            if area is not None:
                yield area

    def _computed(self) -> Iterator[Area]:
        """Areas that one formula fills: of an array, and of a what-if table (18.3.1.40)."""
        for row in self.holder.children:
            for cell in row.children:
                for each in cell.children:
                    if each.attributes.get("t") in ("array", "dataTable"):
                        area = area_of(each.attributes.get("ref", ""))
                        if area is not None:
                            yield area

    def _refuse(self, problem: str) -> NoReturn:
        raise UnreadableFile(
            f"{self.package.shown}, sheet '{self.sheet.name}' ({self.sheet.part}): {problem}",
            hint=_MEND,
        )


def around(place: Place, areas: Sequence[Area]) -> Area | None:
    """The first of the areas that the place is in."""
    return next((area for area in areas if inside(area, place.row, place.column)), None)
