"""A workbook's cells as they stand beside those that were written: what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from toolkit.ooxml.sheets.address import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    area_of,
    letters_of,
    reference_of,
)
from toolkit.pack.afterwards.align import Pairing, pair
from toolkit.pack.afterwards.likeness import same_look, same_value
from toolkit.pack.besides import Beside, Kind, Moved, unlike
from toolkit.pack.formulas.precedents import Place, Surroundings, precedents, sheet_named
from toolkit.pack.lineage import Line, surroundings
from toolkit.pack.standing import Book, Cell, StandingSheet

What = Literal[
    "file changed",
    "file missing",
    "file added",
    "number changed",
    "text changed",
    "constant over formula",
    "formula over constant",
    "formula changed",
    "result changed",
    "format changed",
    "cell cleared",
    "cell added",
    "row removed",
    "row inserted",
    "column removed",
    "column inserted",
    "sheet removed",
    "sheet added",
    "sheet renamed",
    "hidden",
    "name changed",
    "note changed",
    "link changed",
    "text box changed",
    "header changed",
    "chart changed",
    "pivot changed",
]
_BESIDES: Mapping[Kind, What] = {
    "name": "name changed",
    "note": "note changed",
    "link": "link changed",
    "text box": "text box changed",
    "header": "header changed",
    "chart": "chart changed",
    "pivot": "pivot changed",
}
_VOLATILE = ("NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", "CELL(", "INFO(")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: a cell by its place now, what was written there, what is there."""

    what: What
    place: str  # Summary!D5, Summary!7:7, a sheet, or a file of the pack
    was: str | None = None
    now: str | None = None
    written: str | None = None  # the cell's place when it was written, where rows have moved since
    made_by: str | None = None
    facts: tuple[str, ...] = ()


_Cells = Mapping[int, Mapping[int, Line]]


class Compared:
    """The cells as written beside the cells as they stand, sheet by sheet and row by row."""

    def __init__(
        self,
        lines: Iterable[Line],
        book: Book,
        written: Sequence[Beside] = (),
        there: Sequence[Beside] = (),
    ) -> None:
        """What stands in a pivot is worked out anew by each program, and so is not compared."""
        self.book = _without_pivots(book, _pivots(there))
        self.besides = (written, there)
        pivots = _pivots(written)
        self.written: dict[str, dict[int, dict[int, Line]]] = {}
        self.changed: set[tuple[str, int, int]] = set()  # cells as written that are not as written
        for line in lines:
            if _inside(line.row, line.col, pivots.get(line.sheet.casefold(), ())):
                self.changed.add((line.sheet, line.row, line.col))
                continue
            self.written.setdefault(line.sheet, {}).setdefault(line.row, {})[line.col] = line
        self.following: list[Line] = []

    @cached_property
    def sheets(self) -> Mapping[str, StandingSheet | None]:
        """Of each sheet as written: the one it is now, by name, else by what it holds."""
        found: dict[str, StandingSheet | None] = {}
        left = dict(self.book.by_sheet)
        for name in self.written:
            found[name] = left.pop(name.casefold(), None)
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
            name: pair(_signs(self.written[name]), _signs_now(sheet))
            for name, sheet in self.sheets.items()
            if sheet is not None
        }

    def differences(self) -> Iterator[Difference]:
        names = {sheet.name for sheet in self.sheets.values() if sheet is not None}
        for name, sheet in self.sheets.items():
            if sheet is None:
                yield Difference("sheet removed", name, f"{_count(self.written[name])} cells")
            elif sheet.name != name:
                yield Difference("sheet renamed", sheet.name, name, sheet.name)
        for sheet in self.book.sheets:
            if sheet.name not in names and sheet.rows:
                number = sum(map(len, sheet.rows.values()))
                yield Difference("sheet added", sheet.name, None, f"{number:,} cells")
        found: list[Difference] = []
        for name, sheet in self.sheets.items():
            if sheet is not None:
                found += self._sheet(name, sheet, self.pairings[name])
        yield from found
        yield from self._results()
        yield from self._besides()

    def _sheet(self, name: str, sheet: StandingSheet, pairing: Pairing) -> Iterator[Difference]:
        here = sheet_named(sheet.name)
        rows = self.written[name]
        for row in pairing.removed_rows:
            self.changed |= {(name, row, column) for column in rows[row]}
            yield _whole("row removed", f"{sheet_named(name)}!{row}:{row}", rows[row].values())
        for row in pairing.inserted_rows:
            held = "; ".join(_held(cell) for cell in sheet.rows[row].values())
            yield Difference("row inserted", f"{here}!{row}:{row}", None, held)
        for column in pairing.removed_columns:
            lost = [cells[column] for cells in rows.values() if column in cells]
            self.changed |= {(name, line.row, column) for line in lost}
            letters = letters_of(column)
            yield _whole("column removed", f"{sheet_named(name)}!{letters}:{letters}", lost)
        for column in pairing.inserted_columns:
            came = [each[column] for each in sheet.rows.values() if column in each]
            letters = letters_of(column)
            held = "; ".join(map(_held, came[:20])) + (" …" if len(came) > 20 else "")
            yield Difference("column inserted", f"{here}!{letters}:{letters}", None, held)
        for row, cells in rows.items():
            if row in pairing.rows:
                yield from self._row(name, sheet, pairing, row, cells)
        yield from self._added(name, sheet, pairing)
        yield from self._hidden(name, sheet, pairing)

    def _row(
        self,
        name: str,
        sheet: StandingSheet,
        pairing: Pairing,
        row: int,
        cells: Mapping[int, Line],
    ) -> Iterator[Difference]:
        there = sheet.rows.get(pairing.rows[row], {})
        for column, line in cells.items():
            if column not in pairing.columns:
                continue
            at = (pairing.rows[row], pairing.columns[column])
            now = there.get(at[1])
            what = self._what(line, now, sheet.name, at)
            if what is None and not same_value(line, now):
                self.following.append(line)
            if what is None and same_look(line, now):
                continue
            if what is not None:
                self.changed.add((name, row, column))
            place = f"{sheet_named(sheet.name)}!{letters_of(at[1])}{at[0]}"
            written = f"{sheet_named(name)}!{line.cell}"
            said = (_was(line), _held(now) if now is not None else None)
            if what is None and now is not None:
                said = (f"{_was(line)} as {line.look}", f"{_held(now)} as {now.look}")
            yield Difference(
                what or "format changed",
                place,
                *said,
                written if written != place else None,
                _maker(line),
                line.facts or (),
            )

    def _what(self, line: Line, now: Cell | None, sheet: str, at: tuple[int, int]) -> What | None:
        """What became of a cell; None where it is as written, or merely computed anew."""
        if now is None:
            blank = line.formula is None and not line.value
            return None if blank else "cell cleared"
        if line.formula is not None and now.formula is None:
            return "constant over formula"
        if line.formula is None and now.formula is not None:
            constant = line.kind in ("boolean", "error") and same_value(line, now)
            return None if constant else "formula over constant"
        if line.formula is not None and now.formula is not None:
            same = self._same_formula(line, now.formula, sheet, at)
            return None if same else "formula changed"
        if same_value(line, now):
            return None
        numbers = ("number", "date")
        return "number changed" if line.kind in numbers or now.kind in numbers else "text changed"

    # -- formulas -------------------------------------------------------------------------------

    @cached_property
    def _around_now(self) -> Surroundings:
        return surroundings(self.book)

    def _same_formula(self, line: Line, now: str, sheet: str, at: tuple[int, int]) -> bool:
        """Alike in one spelling, the places where they look having moved as their rows did.

        The places as written are those of written_cells: a structured reference in it was
        resolved when the Table stood as it was written.
        """
        if line.formula == now:
            same_places = self._places_now(now, sheet, at)
            if same_places == self._moved_places(line):
                return True
        then = precedents(
            line.formula or "",
            line.sheet,
            (line.col, line.row),
            self._around_then,
            spell=self._moved,
        )
        return then.canonical == precedents(now, sheet, (at[1], at[0]), self._around_now).canonical

    def _places_now(self, formula: str, sheet: str, at: tuple[int, int]) -> tuple[str, ...]:
        found = precedents(formula, sheet, (at[1], at[0]), self._around_now)
        return tuple(sorted(map(str, found.places)))

    def _moved_places(self, line: Line) -> tuple[str, ...]:
        found = precedents(line.formula or "", line.sheet, (line.col, line.row), self._around_then)
        return tuple(sorted(map(self._moved, found.places)))

    @cached_property
    def _around_then(self) -> Surroundings:
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

    def _results(self) -> Iterator[Difference]:
        """Formulas that stand as written and give another result, though nothing they look at
        changed."""
        still: list[Line] = []
        for line in self.following:
            if not self._may_differ(line):
                still.append(line)
        for line in still:
            sheet = self.sheets[line.sheet]
            assert sheet is not None  # its cells were compared
            pairing = self.pairings[line.sheet]
            row, column = pairing.rows[line.row], pairing.columns[line.col]
            now = sheet.rows.get(row, {}).get(column)
            place = f"{sheet_named(sheet.name)}!{letters_of(column)}{row}"
            made = _maker(line)
            self.following.remove(line)
            said = now.value if now is not None else None
            yield Difference(
                "result changed", place, line.value, said, None, made, line.facts or ()
            )

    def _may_differ(self, line: Line) -> bool:
        """Whether all that a formula rests on has a changed cell in it, the day, or chance."""
        waiting, seen = [line], {(line.sheet, line.row, line.col)}
        while waiting:
            one = waiting.pop()
            if one.unknown or any(word in (one.formula or "").upper() for word in _VOLATILE):
                return True
            found = precedents(one.formula or "", one.sheet, (one.col, one.row), self._around_then)
            for place in found.places:
                left, top, right, bottom = place.area
                for sheet, row, column in self.changed:
                    if sheet == place.sheet and left <= column <= right and top <= row <= bottom:
                        return True
                for row, cells in self.written.get(place.sheet, {}).items():
                    if top <= row <= bottom:
                        for column, each in cells.items():
                            key = (place.sheet, row, column)
                            if each.formula and left <= column <= right and key not in seen:
                                seen.add(key)
                                waiting.append(each)
        return False

    # -- what stands outside the cells -----------------------------------------------------------

    def _besides(self) -> Iterator[Difference]:
        """Names, notes, links, text boxes, headers and charts that are not as written."""
        written, there = self.besides
        sheets = self.sheets
        known = {sheet.name for sheet in sheets.values() if sheet is not None}
        known |= {sheet.name for sheet in self.book.sheets if not sheet.rows}
        moved = Moved(self._sheet_now, self._cell_now, self._spelled_then, self._spelled_now)
        here = [each for each in there if not each.sheet or each.sheet in known]
        for each in unlike(written, here, moved):
            place = each.place
            if each.kind in ("note", "link"):
                place = f"{sheet_named(each.sheet)}!{each.place}"
            elif each.kind != "name" or each.sheet:
                place = (
                    f"{sheet_named(each.sheet)}: {each.place.removeprefix('_xlnm.') or each.kind}"
                )
            yield Difference(_BESIDES[each.kind], place, each.was, each.now)

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
        found = precedents(formula, sheet, (1, 1), self._around_then, spell=self._moved)
        return found.canonical

    def _spelled_now(self, formula: str, sheet: str) -> str:
        return precedents(formula, sheet, (1, 1), self._around_now).canonical

    # -- what was not there, and what no longer shows -------------------------------------------

    def _added(self, name: str, sheet: StandingSheet, pairing: Pairing) -> Iterator[Difference]:
        rows = {now: was for was, now in pairing.rows.items()}
        columns = {now: was for was, now in pairing.columns.items()}
        inserted = set(pairing.inserted_columns)
        for row, cells in sheet.rows.items():
            if row in pairing.inserted_rows:
                continue
            written = self.written[name].get(rows.get(row, 0), {})
            for column, cell in cells.items():
                new = column not in inserted and columns.get(column, 0) not in written
                if new and (cell.formula is not None or cell.value):
                    place = f"{sheet_named(sheet.name)}!{letters_of(column)}{row}"
                    yield Difference("cell added", place, None, _held(cell))

    def _hidden(self, name: str, sheet: StandingSheet, pairing: Pairing) -> Iterator[Difference]:
        rows = self.written[name]
        showed = [line for cells in rows.values() for line in cells.values() if not line.hidden]
        if showed and not sheet.visible:
            yield Difference("hidden", sheet.name, "shown", "hidden")
            return
        here = sheet_named(sheet.name)
        lines = {pairing.rows[line.row] for line in showed if line.row in pairing.rows}
        for row in sorted(lines & sheet.hidden_rows):
            yield Difference("hidden", f"{here}!{row}:{row}", "shown", "hidden")
        across = {pairing.columns[line.col] for line in showed if line.col in pairing.columns}
        for column in sorted(across & sheet.hidden_columns):
            letters = letters_of(column)
            yield Difference("hidden", f"{here}!{letters}:{letters}", "shown", "hidden")


def _pivots(besides: Iterable[Beside]) -> dict[str, list[Area]]:
    """The areas of pivots, by sheet in lower case."""
    found: dict[str, list[Area]] = {}
    for each in besides:
        area = area_of(each.place) if each.kind == "pivot" else None
        if area is not None:
            found.setdefault(each.sheet.casefold(), []).append(area)
    return found


def _without_pivots(book: Book, pivots: Mapping[str, Sequence[Area]]) -> Book:
    if not pivots:
        return book
    sheets = []
    for sheet in book.sheets:
        areas = pivots.get(sheet.name.casefold(), ())
        rows = {
            row: {column: cell for column, cell in cells.items() if not _inside(row, column, areas)}
            for row, cells in sheet.rows.items()
        }
        rows = {row: cells for row, cells in rows.items() if cells}
        sheets.append(replace(sheet, rows=rows) if areas else sheet)
    return replace(book, sheets=tuple(sheets))


def _inside(row: int, column: int, areas: Iterable[Area]) -> bool:
    return any(a[0] <= column <= a[2] and a[1] <= row <= a[3] for a in areas)


def _alike(written: _Cells, sheet: StandingSheet) -> bool:
    """Whether most of what was written on a sheet stands on another one."""
    total = same = 0
    for row, cells in written.items():
        there = sheet.rows.get(row, {})
        for column, line in cells.items():
            total += 1
            same += column in there and same_value(line, there[column])
    return total > 0 and same * 2 > total


def _signs(rows: _Cells) -> dict[int, dict[int, str]]:
    """What tells a row's cells from another's; a formula's text changes as rows move, so it does
    not."""
    return {
        row: {column: _sign(line.kind, line.value, line.formula) for column, line in cells.items()}
        for row, cells in rows.items()
    }


def _signs_now(sheet: StandingSheet) -> dict[int, dict[int, str]]:
    return {
        row: {column: _sign(cell.kind, cell.value, cell.formula) for column, cell in cells.items()}
        for row, cells in sheet.rows.items()
    }


def _sign(kind: str, value: str | None, formula: str | None) -> str:
    if formula is not None and not _is_constant(formula):
        return "="
    if kind in ("number", "date"):
        try:
            return f"{float(value or ''):.15g}"
        except ValueError:
            return value or ""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


def _is_constant(formula: str) -> bool:
    """LibreOffice saves a constant true as =TRUE(), and #VALUE! as a formula."""
    return formula.upper().removesuffix("()") in ("TRUE", "FALSE") or formula.startswith("#")


def _whole(what: What, place: str, lines: Iterable[Line]) -> Difference:
    lines = list(lines)
    facts = dict.fromkeys(id for line in lines for id in line.facts or ())
    held = "; ".join(_was(line) for line in lines[:20]) + (" …" if len(lines) > 20 else "")
    made = next((_maker(line) for line in lines if line.query is not None), None)
    return Difference(what, place, held, None, None, made, tuple(facts))


def _was(line: Line) -> str:
    return f"={line.formula}" if line.formula is not None else line.value or ""


def _held(cell: Cell) -> str:
    return f"={cell.formula}" if cell.formula is not None else cell.value or ""


def _maker(line: Line) -> str | None:
    if line.query is not None and line.query_row is not None:
        return f"{line.query}.sql, row {line.query_row}"
    return None if line.origin == "template" else line.origin


def _count(rows: _Cells) -> str:
    return f"{sum(map(len, rows.values())):,}"
