"""One sheet's cells as they were written beside those there now: what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.pack.afterwards.difference import (
    Difference,
    What,
    cell_place,
    column_place,
    held_by,
    inserted,
    maker,
    removed,
    row_place,
    written_in,
)
from toolkit.pack.afterwards.likeness import same_look, same_value
from toolkit.pack.afterwards.whereabouts import Whereabouts
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Cell, StandingSheet

_NUMBERS = ("number", "date")


class OneSheet:
    """A sheet that is still there, and what came and went on it."""

    def __init__(self, name: str, sheet: StandingSheet, where: Whereabouts) -> None:
        """`name` is the sheet's as written, `sheet` the one it is now."""
        self.name, self.sheet, self.where = name, sheet, where
        self.pairing, self.rows = where.pairings[name], where.written[name]
        self.changed: set[tuple[int, int]] = set()  # rows and columns as written of what is not so
        self.following: list[Line] = []  # formulas as written, whose results are others

    def differences(self) -> Iterator[Difference]:
        """What is not as it was written; `changed` and `following` are told with it."""
        yield from self._came_and_went()
        for row, cells in self.rows.items():
            if row in self.pairing.rows:
                yield from self._row(row, cells)
        yield from self._added()
        yield from self._hidden()

    def _came_and_went(self) -> Iterator[Difference]:
        pairing, now = self.pairing, self.sheet.name
        for row in pairing.removed_rows:
            gone = list(self.rows[row].values())
            self.changed |= {(row, line.col) for line in gone}
            yield removed("row removed", row_place(self.name, row), gone)
        for row in pairing.inserted_rows:
            yield inserted("row inserted", row_place(now, row), self.sheet.rows[row].values())
        for column in pairing.removed_columns:
            gone = [cells[column] for cells in self.rows.values() if column in cells]
            self.changed |= {(line.row, column) for line in gone}
            yield removed("column removed", column_place(self.name, column), gone)
        for column in pairing.inserted_columns:
            came = [cells[column] for cells in self.sheet.rows.values() if column in cells]
            yield inserted("column inserted", column_place(now, column), came)

    def _row(self, row: int, cells: Mapping[int, Line]) -> Iterator[Difference]:
        there = self.sheet.rows.get(self.pairing.rows[row], {})
        for column, line in cells.items():
            if column in self.pairing.columns:
                at = (self.pairing.rows[row], self.pairing.columns[column])
                difference = self._cell(line, there.get(at[1]), at)
                if difference is not None:
                    yield difference

    def _cell(self, line: Line, now: Cell | None, at: tuple[int, int]) -> Difference | None:
        """What became of the cell that stands at (row, column) now."""
        what = self._what(line, now, at)
        was, is_ = written_in(line), held_by(now) if now is not None else None
        if what is not None:
            self.changed.add((line.row, line.col))
        else:
            if not same_value(line, now):
                self.following.append(line)
            if now is None or same_look(line, now):
                return None
            what, was, is_ = "format changed", f"{was} as {line.look}", f"{is_} as {now.look}"
        place, written = cell_place(self.sheet.name, *at), cell_place(self.name, line.row, line.col)
        moved_from = written if written != place else None
        return Difference(what, place, was, is_, moved_from, maker(line), line.facts or ())

    def _what(self, line: Line, now: Cell | None, at: tuple[int, int]) -> What | None:
        """None where the cell is as written, or merely computed anew."""
        if now is None:
            blank = line.formula is None and not line.value
            return None if blank else "cell cleared"
        if line.formula is not None and now.formula is None:
            return "constant over formula"
        if line.formula is None and now.formula is not None:
            constant = line.kind in ("boolean", "error") and same_value(line, now)
            return None if constant else "formula over constant"
        if now.formula is not None:
            same = self.where.same_formula(line, now.formula, self.sheet.name, at)
            return None if same else "formula changed"
        if same_value(line, now):
            return None
        number = line.kind in _NUMBERS or now.kind in _NUMBERS
        return "number changed" if number else "text changed"

    def _added(self) -> Iterator[Difference]:
        rows = {now: was for was, now in self.pairing.rows.items()}
        columns = {now: was for was, now in self.pairing.columns.items()}
        new_rows = set(self.pairing.inserted_rows)
        new_columns = set(self.pairing.inserted_columns)
        for row, cells in self.sheet.rows.items():
            if row in new_rows:
                continue
            written = self.rows.get(rows.get(row, 0), {})
            for column, cell in cells.items():
                new = column not in new_columns and columns.get(column, 0) not in written
                if new and (cell.formula is not None or cell.value):
                    place = cell_place(self.sheet.name, row, column)
                    yield Difference("cell added", place, None, held_by(cell))

    def _hidden(self) -> Iterator[Difference]:
        """What showed and no longer does."""
        sheet, pairing = self.sheet, self.pairing
        showed = [line for cells in self.rows.values() for line in cells.values()]
        showed = [line for line in showed if not line.hidden]
        if showed and not sheet.visible:
            yield Difference("hidden", sheet.name, "shown", "hidden")
            return
        down = {pairing.rows[line.row] for line in showed if line.row in pairing.rows}
        across = {pairing.columns[line.col] for line in showed if line.col in pairing.columns}
        places = [row_place(sheet.name, row) for row in sorted(down & sheet.hidden_rows)]
        places += [column_place(sheet.name, n) for n in sorted(across & sheet.hidden_columns)]
        for place in places:
            yield Difference("hidden", place, "shown", "hidden")
