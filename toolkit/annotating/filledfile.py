"""One file of facts with blank cells filled in, read back before it takes the old one's place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.annotating.fills import Fill
from toolkit.disk.inplace import check_free, replace_in_place
from toolkit.errors import FactpackError
from toolkit.readers import Kind, kind_of, read

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier
    from toolkit.readers.grid import Cell, Grid
    from toolkit.records.sheets import Sheet


class Unfilled(NamedTuple):
    """A blank cell that could not be filled in, and why."""

    fill: Fill
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file with cells filled in, and its backup, both as shown to people."""

    file: str
    backup: str
    fills: tuple[Fill, ...]
    recalculate: bool  # it holds formulas, whose kept results Excel does not renew by itself


# By sheet, row, and column, or key where a file has no columns.
_Cells = dict[tuple[str | None, int, int | str], "Cell"]
_SPOILT = ("SHT009", "CSV001", "JSL001")  # what a reader remarks where it can only guess


@dataclass(slots=True)
class FilledFile:
    """One file of facts, from what it was when it was read to what it is with its blanks filled."""

    opened: OpenDossier
    path: Path
    shown: str
    wanted: Sequence[Fill]
    hash: str
    done: list[Fill] = field(default_factory=list)
    unfilled: list[Unfilled] = field(default_factory=list)
    recalculate: bool = False

    @property
    def _kind(self) -> Kind:
        return kind_of(self.path)

    def fill_in(self) -> Written | None:
        """Put the filled file in place, a backup beside it; None where nothing can be filled in.

        Raises FactpackError, the file as it was and no backup made, where that is not safe.
        """
        check_free(self.path)
        if self._kind == "parquet":
            raise FactpackError(
                f"{self.shown} is a Parquet file, into which nothing is written",
                hint="change it with the program that wrote it",
            )
        data = self._data()
        grids = read(self.path, self.shown)
        sheets = self._sheets(grids)
        if self._kind == "csv":
            new = self._filled_csv(data, grids[0], sheets[None])
        elif self._kind == "jsonl":
            new = self._filled_jsonl(data, grids[0], sheets[None])
        else:
            new = self._filled_workbook(data, sheets)
        if not self.done:
            return None
        backup = replace_in_place(
            self.path, data, new, look=lambda made: self._read_back(made, grids)
        )
        beside = f"{self.shown.removesuffix(self.path.name)}{backup.name}"
        return Written(self.shown, beside, tuple(self.done), self.recalculate)

    def _data(self) -> bytes:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise FactpackError(f"it cannot be read: {error.strerror or error}") from error
        if sha256(data).hexdigest() != self.hash:
            raise FactpackError("it has changed since it was read", hint="run the command again")
        return data

    def _sheets(self, grids: Sequence[Grid]) -> dict[str | None, Sheet]:
        """The sheets of records by name, which are those that the fills were worked out from."""
        from toolkit.records.sheets import recognise

        now = {s.name: s for grid in grids if (s := recognise(grid, self.opened.schemas))}
        then = [one.sheet for one in self.opened.typed if one.sheet.file == self.shown]
        if list(now.values()) != then:
            raise FactpackError("it has changed since it was read", hint="run the command again")
        return now

    def _column(self, fill: Fill, sheet: Sheet) -> int | None:
        """The number of the column that a fill belongs into."""
        found = (c.number for c in sheet.columns if c.field and c.field.key == fill.field)
        return next(found, None)

    def _without_column(self, fill: Fill) -> None:
        title = self.opened.schemas.types[fill.type].field(fill.field).title
        self.unfilled.append(Unfilled(fill, f"add a column headed '{title}' first"))

    # -- the new bytes --------------------------------------------------------------------------

    def _filled_workbook(self, data: bytes, sheets: Mapping[str | None, Sheet]) -> bytes:
        from toolkit.ooxml.container.package import Package
        from toolkit.ooxml.container.signed import is_signed
        from toolkit.ooxml.container.workbook import read_workbook_part
        from toolkit.ooxml.editing.cells import SheetCells
        from toolkit.ooxml.sheets.formats import read_formats
        from toolkit.ooxml.sheets.written import Value

        package = Package.open(data, shown=self.shown)
        if is_signed(package):
            raise FactpackError(
                "it is digitally signed, and a change would void that",
                hint="remove the signature in Excel, or fill in a copy",
            )
        workbook = read_workbook_part(package)
        formats = read_formats(package, workbook.part)
        replaced: dict[str, bytes | None] = {}
        for listed in workbook.sheets:
            mine = [fill for fill in self.wanted if fill.sheet == listed.name]
            if not mine:
                continue
            cells = SheetCells(package, listed, formats)
            values: dict[str, Value] = {}
            for fill in mine:
                address = fill.cell or ""
                if self._column(fill, sheets[listed.name]) is None:
                    self._without_column(fill)
                elif why := cells.obstacle(address, fill.value):
                    self.unfilled.append(Unfilled(fill, f"{address} {why}"))
                else:
                    values[address] = fill.value
                    self.done.append(fill)
            if values:
                replaced[listed.part] = cells.filled(values)
        self.recalculate = bool(replaced) and any(
            re.search(rb"<(?:\w+:)?f[\s/>]", package.read(sheet.part))
            for sheet in workbook.sheets
            if sheet.kind == "worksheet"
        )
        return package.to_bytes(replaced)

    def _filled_csv(self, data: bytes, grid: Grid, sheet: Sheet) -> bytes:
        from toolkit.blanks import fill_csv

        columns = {fill.field: self._column(fill, sheet) for fill in self.wanted}
        known = {key: number for key, number in columns.items() if number is not None}
        ragged = {remark.line or 0 for remark in grid.remarks if remark.code == "CSV001"}
        for fill in self.wanted:
            if fill.field not in known:
                self._without_column(fill)
        wanted = {(fill.row, fill.field): fill for fill in self.wanted if fill.field in known}
        values = {at: fill.value for at, fill in wanted.items()}
        made = fill_csv(data, self.shown, sheet.header, known, values, ragged)
        self._sort(wanted, made.refused)
        return made.data

    def _filled_jsonl(self, data: bytes, grid: Grid, sheet: Sheet) -> bytes:
        from toolkit.blanks import fill_jsonl

        wanted = {(fill.row, fill.field): fill for fill in self.wanted}
        keys = {fill.field: self._key(fill, grid, sheet) for fill in self.wanted}
        made = fill_jsonl(data, keys, {at: fill.value for at, fill in wanted.items()})
        self._sort(wanted, made.refused)
        return made.data

    def _key(self, fill: Fill, grid: Grid, sheet: Sheet) -> str:
        """The field's name in this file, as it is written there."""
        number = self._column(fill, sheet)
        return fill.field if number is None else grid.rows[0].cells[number].raw

    def _sort(
        self, wanted: Mapping[tuple[int, str], Fill], refused: Mapping[tuple[int, str], str]
    ) -> None:
        self.done += [fill for at, fill in wanted.items() if at not in refused]
        self.unfilled += [Unfilled(wanted[at], why) for at, why in refused.items()]

    # -- reading it back ------------------------------------------------------------------------

    def _read_back(self, made: Path, before: Sequence[Grid]) -> None:
        """Raises FactpackError unless the filled cells, and they alone, differ from before."""
        sheets = self._sheets(before)
        expected = self._cells(before)
        for fill in self.done:
            at = self._key(fill, before[0], sheets[None]) if self._keyed else None
            column = at or self._column(fill, sheets[fill.sheet])
            assert column is not None  # without one it was not filled in
            expected[fill.sheet, fill.row, column] = self._as_read(fill.value)
        after = read(made, self.shown, kind=self._kind)
        found = self._cells(after)
        wrong = [at for at in expected.keys() | found.keys() if expected.get(at) != found.get(at)]
        if wrong or not _spoilt(after) <= _spoilt(before):
            raise FactpackError(
                f"filled in, {len(wrong):,} of its cells would not read back as meant",
                hint="save it anew in the program that made it, and run the command again",
            )

    @property
    def _keyed(self) -> bool:
        return self._kind == "jsonl"

    def _cells(self, grids: Sequence[Grid]) -> _Cells:
        """Every cell; of JSON lines by key, since a key added to a line may move the others."""
        cells: _Cells = {}
        for grid in grids:
            keys = grid.rows[0].cells if self._keyed and grid.rows else {}
            for row in grid.rows[1:] if self._keyed else grid.rows:
                for number, cell in row.cells.items():
                    column = keys[number].raw if number in keys else number
                    cells[grid.sheet, row.number, column] = cell
        return cells

    def _as_read(self, value: int | str) -> Cell:
        from toolkit.readers.grid import Cell

        typed = isinstance(value, int) and self._kind != "csv"
        return Cell("number" if typed else "text", str(value))


def _spoilt(grids: Sequence[Grid]) -> set[tuple[str | None, str, str | None, int | None]]:
    return {
        (grid.sheet, remark.code, remark.cell, remark.line)
        for grid in grids
        for remark in grid.remarks
        if remark.code in _SPOILT
    }
