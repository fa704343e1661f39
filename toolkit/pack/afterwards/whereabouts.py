"""Where the sheets, rows, columns and formulas of a workbook as it was written stand now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW, area_of, reference_of
from toolkit.pack.afterwards.align import Pairing, pair
from toolkit.pack.afterwards.likeness import same_value
from toolkit.pack.besides import Moved
from toolkit.pack.formulas.precedents import Place, Surroundings, precedents
from toolkit.pack.lineage import Line, surroundings
from toolkit.pack.standing import Book, Cell, StandingSheet

Rows = Mapping[int, Mapping[int, Line]]  # the cells of a sheet as written, by row and column


class Whereabouts:
    """A workbook as written held beside the same as it stands: which place is which."""

    def __init__(self, written: Mapping[str, Rows], book: Book) -> None:
        """`written`: the cells by sheet, row and column; `book`: the workbook as it stands."""
        self.written, self.book = written, book

    @cached_property
    def sheets(self) -> Mapping[str, StandingSheet | None]:
        """Of each sheet as written: the one it is now, by name, else by what it holds."""
        left = dict(self.book.by_sheet)
        found = {name: left.pop(name.casefold(), None) for name in self.written}
        for name in [name for name, sheet in found.items() if sheet is None]:
            for key, sheet in left.items():
                if _alike(self.written[name], sheet):
                    found[name] = left.pop(key)
                    break
        return found

    @cached_property
    def pairings(self) -> Mapping[str, Pairing]:
        """Of each sheet as written: which row and column is which now."""
        return {
            name: pair(_signs(self.written[name]), _signs(sheet.rows))
            for name, sheet in self.sheets.items()
            if sheet is not None
        }

    # -- formulas -------------------------------------------------------------------------------

    def looked_at(self, line: Line) -> tuple[Place, ...]:
        """The places that a formula looked at, where they were written."""
        at = (line.col, line.row)
        return precedents(line.formula or "", line.sheet, at, self._then).places

    def same_formula(self, line: Line, now: str, sheet: str, at: tuple[int, int]) -> bool:
        """Whether a formula now, at (row, column) of a sheet, is the one that was written.

        They are alike in one spelling, the places where they look having moved as their rows did.
        The places as written are those of written_cells: a structured reference in it was
        resolved when the Table stood as it was written.
        """
        here = precedents(now, sheet, (at[1], at[0]), self._now)
        if line.formula == now:
            places = sorted(map(self._moved, self.looked_at(line)))
            if places == sorted(map(str, here.places)):
                return True
        was = (line.col, line.row)
        then = precedents(line.formula or "", line.sheet, was, self._then, spell=self._moved)
        return then.canonical == here.canonical

    @cached_property
    def _now(self) -> Surroundings:
        return surroundings(self.book)

    @cached_property
    def _then(self) -> Surroundings:
        """The workbook's Tables and names as they are now, put back to where they were written."""
        names = {sheet.name: was for was, sheet in self.sheets.items() if sheet is not None}
        tables = {}
        for key, table in self.book.by_table.items():
            was = names.get(table.sheet)
            if was is None:
                tables[key] = table
                continue
            back = self.pairings[was].backwards(table.area)
            tables[key] = table._replace(sheet=was, area=back)
        listed = [names.get(sheet.name, sheet.name) for sheet in self.book.sheets]
        listed += [name for name, sheet in self.sheets.items() if sheet is None]
        return Surroundings(listed, tables, self.book.names)

    def _moved(self, place: Place) -> str:
        """Where a place stands now."""
        sheet = self.sheets.get(place.sheet)
        if sheet is None:
            return str(place)
        left, top, right, bottom = place.area
        if (top, bottom) == (1, MAX_ROW) or (left, right) == (1, MAX_COLUMN):
            return str(Place(sheet.name, place.area))
        return str(Place(sheet.name, self.pairings[place.sheet].forwards(place.area)))

    # -- what stands outside the cells -----------------------------------------------------------

    @property
    def moved(self) -> Moved:
        """How names, notes, links, charts and the like are found again."""
        return Moved(self._sheet_now, self._cell_now, self._spelled_then, self._spelled_now)

    def _sheet_now(self, name: str) -> str | None:
        if name not in self.sheets:  # it holds no cell, so that nothing told of it yet
            there = self.book.by_sheet.get(name.casefold())
            return there.name if there is not None else name
        sheet = self.sheets[name]
        return sheet.name if sheet is not None else None

    def _cell_now(self, sheet: str, cell: str) -> str | None:
        area, pairing = area_of(cell), self.pairings.get(sheet)
        if area is None or pairing is None:
            return cell
        if area[1] in pairing.removed_rows or area[0] in pairing.removed_columns:
            return None
        return reference_of(pairing.forwards(area))

    def _spelled_then(self, formula: str, sheet: str) -> str:
        return precedents(formula, sheet, (1, 1), self._then, spell=self._moved).canonical

    def _spelled_now(self, formula: str, sheet: str) -> str:
        return precedents(formula, sheet, (1, 1), self._now).canonical


def _alike(written: Rows, sheet: StandingSheet) -> bool:
    """Whether most of what was written on a sheet stands on another one."""
    total = same = 0
    for row, cells in written.items():
        there = sheet.rows.get(row, {})
        for column, line in cells.items():
            total += 1
            same += column in there and same_value(line, there[column])
    return total > 0 and same * 2 > total


def _signs(rows: Rows | Mapping[int, Mapping[int, Cell]]) -> dict[int, dict[int, str]]:
    """What tells a row's cells from another's."""
    return {
        row: {column: _sign(cell) for column, cell in cells.items()} for row, cells in rows.items()
    }


def _sign(cell: Line | Cell) -> str:
    """A formula's text changes as rows move, so it is no sign."""
    if cell.formula is not None and not _is_constant(cell.formula):
        return "="
    held = cell.value or ""
    if cell.kind in ("number", "date"):
        try:
            return f"{float(held):.15g}"
        except ValueError:
            return held
    return held.replace("\r\n", "\n").replace("\r", "\n")


def _is_constant(formula: str) -> bool:
    """LibreOffice saves a constant true as =TRUE(), and #VALUE! as a formula."""
    return formula.upper().removesuffix("()") in ("TRUE", "FALSE") or formula.startswith("#")
