"""Records added to an analyst's file of facts: beneath its last, in place, read back first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.authoring.renewing import renewed
from toolkit.disk.inplace import (
    SEES_WHAT_IS_NEW,
    check_free,
    check_same,
    hash_of,
    replace_in_place,
)
from toolkit.errors import FactpackError
from toolkit.readers import Kind, kind_of, read
from toolkit.records.sheets import KEY_HEADING, Sheet, recognise
from toolkit.records.validate import validate
from toolkit.schemas import RecordType, Schemas

if TYPE_CHECKING:
    from toolkit.dossier import Dossier
    from toolkit.readers.grid import Grid

Record = Mapping[str, Any]  # field: str, Decimal, int, date or list of str; None where blank


@dataclass(frozen=True, slots=True)
class Target:
    """The sheet of a workbook, or the file, that new records of one type go into."""

    dossier: Dossier
    path: Path
    shown: str
    type: RecordType
    sheet: str | None  # its name; None outside workbooks
    hash: str  # of the file as it was read; "" where there is none yet

    @property
    def place(self) -> str:
        return f"{self.shown}, sheet {self.sheet}" if self.sheet else self.shown

    @property
    def kind(self) -> Kind:
        return kind_of(self.path)


@dataclass(frozen=True, slots=True)
class Added:
    """What was written: the file, its backup ("" for a new file), and the rows that are new."""

    file: str
    backup: str
    rows: tuple[int, ...]
    without_column: tuple[str, ...]  # headings of fields that the sheet lacks
    recalculate: bool = False


def targets(
    dossier: Dossier, sheets: Sequence[Sheet], record_type: RecordType, wanted: str | None = None
) -> list[Target]:
    """Where records of a type may go: sheets of that type, those with most records first.

    `wanted` narrows them to one file by its name. Where there is none, a new CSV in facts/.
    Raises FactpackError where `wanted` names no such file.
    """
    paths = {dossier.shown(path): path for path in dossier.fact_files}
    mine = [one for one in sheets if one.type is record_type and one.file in paths]
    mine = [one for one in mine if one.header or one.file.casefold().endswith(".jsonl")]
    if dossier.only is not None:
        mine = [one for one in mine if one.file == dossier.shown(dossier.only)]
    if wanted is not None:
        names = {one.file for one in mine}
        mine = [one for one in mine if wanted in (one.file, Path(one.file).name)]
        if not mine:
            raise FactpackError(
                f"{wanted} holds no {record_type.title.lower()}",
                hint=f"files that do: {', '.join(sorted(names)) or 'none'}",
            )
    mine.sort(key=lambda one: -len(one.lines))
    found = [
        Target(dossier, paths[one.file], one.file, record_type, one.name, hash_of(paths[one.file]))
        for one in mine
    ]
    if not found and dossier.bare:
        raise FactpackError(
            f"{dossier.root.name} is no dossier", hint="factpack init DIR makes a new dossier"
        )
    path = dossier.root / "facts" / f"{record_type.name}.csv"
    return found or [Target(dossier, path, dossier.shown(path), record_type, None, "")]


def add_in_place(target: Target, records: Sequence[Record], schemas: Schemas) -> Added:
    """Put the records beneath the last of the target's, a backup of the file beside it.

    The new file is read back before it takes the old one's place, and the state of a workbook of
    factpack's is kept as a base to merge by. Raises FactpackError, the file as it was, where
    somebody has it open, it changed since it was read, or it has no room.
    """
    if not target.hash:
        return _new_csv(target, records)
    try:
        check_free(target.path)
    except FactpackError as why:
        raise FactpackError(f"{target.shown} left as it was: {why.what}", hint=why.hint) from why
    data = target.path.read_bytes()
    check_same(target.path, target.hash, target.shown)
    before = read(target.path, target.shown)
    sheet = _sheet(before, target, schemas)
    made = _Made(target, data, sheet, records)
    new = made.new()
    later = renewed(new, target.shown, schemas) if made.has_base else None
    if later is not None:
        later.keep(target.dossier)
        new = later.data
    backup = replace_in_place(
        target.path, data, new, look=lambda path: _read_back(path, target, before, made, schemas)
    )
    beside = f"{target.shown.removesuffix(target.path.name)}{backup.name}"
    return Added(target.shown, beside, made.rows, made.without_column, made.recalculate)


def _sheet(grids: Sequence[Grid], target: Target, schemas: Schemas) -> Sheet:
    for grid in grids:
        sheet = recognise(grid, schemas)
        if sheet is not None and sheet.type is target.type and sheet.name == target.sheet:
            return sheet
    raise FactpackError(
        f"{target.shown} has changed since it was read", hint="run the command again"
    )


class _Made:
    """The new bytes of one file, and which rows are new in it."""

    def __init__(
        self, target: Target, data: bytes, sheet: Sheet, records: Sequence[Record]
    ) -> None:
        self.target, self.data, self.sheet, self.records = target, data, sheet, records
        self.columns = {each.field.key: each.number for each in sheet.columns if each.field}
        self.rows: tuple[int, ...] = ()
        self.moved = (0, 0)
        self.recalculate = False
        keyed = target.kind == "jsonl"
        lost = {
            key for record in records for key, value in record.items()
            if value is not None and key not in self.columns and not keyed
        }  # fmt: skip
        self.without_column = tuple(
            field.title for field in target.type.fields if field.key in lost
        )

    @property
    def has_base(self) -> bool:
        """Whether a merge may ask what the file was made from."""
        return self.target.sheet is not None and not self.target.dossier.bare

    def new(self) -> bytes:
        if not self.columns and self.target.kind != "jsonl":
            raise FactpackError(
                f"{self.target.place} has no headings", hint="type them, or make a new workbook"
            )
        match self.target.kind:
            case "csv":
                return self._csv()
            case "jsonl":
                return self._jsonl()
            case _:
                return self._workbook()

    def _csv(self) -> bytes:
        from toolkit.annotating.lines import with_csv_rows

        rows = [
            {self.columns[key]: _as_text(value) for key, value in record.items()
             if value is not None and key in self.columns}
            for record in self.records
        ]  # fmt: skip
        width = max(column.number for column in self.sheet.columns)
        return with_csv_rows(self.data, self.target.shown, width, rows)

    def _jsonl(self) -> bytes:
        from toolkit.annotating.lines import with_jsonl_records

        names = {each.field.key: each.heading for each in self.sheet.columns if each.field}
        records = [
            {names.get(key, key): value.isoformat() if isinstance(value, date) else value
             for key, value in record.items() if value is not None}
            for record in self.records
        ]  # fmt: skip
        return with_jsonl_records(self.data, records)

    def _workbook(self) -> bytes:
        from toolkit.ooxml.container.package import Package
        from toolkit.ooxml.container.signed import is_signed
        from toolkit.ooxml.container.workbook import read_workbook_part
        from toolkit.ooxml.editing.append import Records, append_rows
        from toolkit.ooxml.sheets.formats import read_formats

        package = Package.open(self.data, shown=self.target.shown)
        if is_signed(package):
            raise FactpackError(
                f"{self.target.shown} is digitally signed, and a change would void that",
                hint="remove the signature in Excel, or work on a copy",
            )
        workbook = read_workbook_part(package)
        listed = next(each for each in workbook.sheets if each.name == self.target.sheet)
        fields = {field.key: field for field in self.target.type.fields}
        rows = [
            {self.columns[key]: _as_cell(value, fields[key].labels)
             for key, value in record.items() if value is not None and key in self.columns}
            for record in self.records
        ]  # fmt: skip
        sheet = self.sheet
        where = Records(
            header=sheet.header,
            last=max(sheet.lines, default=sheet.header),
            columns=[each.number for each in sheet.columns],
            points=[number for key, number in self.columns.items() if fields[key].percent],
        )
        formats = read_formats(package, workbook.part)
        done = append_rows(package, workbook, listed, where, rows, formats)
        self.rows, self.moved = done.rows, done.moved
        self.recalculate = any(
            re.search(rb"<(?:\w+:)?f[\s/>]", package.read(each.part))
            for each in workbook.sheets
            if each.kind == "worksheet"
        )
        return package.to_bytes(done.replaced)


def _as_text(value: Any) -> Decimal | int | str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else value


def _as_cell(value: Any, labels: Mapping[str, int]) -> Any:
    """A value as an analyst would type it: billion, not -9."""
    if labels and isinstance(value, int):
        return next((word for word, known in labels.items() if known == value), value)
    return value if isinstance(value, date) else _as_text(value)


def _read_back(
    path: Path, target: Target, before: Sequence[Grid], made: _Made, schemas: Schemas
) -> None:
    """Raises FactpackError unless the new rows read as meant, and all else reads as before."""
    after = read(path, target.shown, kind=target.kind)
    sheet = _sheet(after, target, schemas)
    known = {_new_place(line, made.moved) for line in made.sheet.lines}
    new = [n for n, line in enumerate(sheet.lines) if line not in known]
    made.rows = tuple(sheet.lines[n] for n in new)
    values = validate(sheet, schemas).values
    columns = values if target.kind == "jsonl" else made.columns
    wanted = [{key: value for key, value in record.items() if value is not None and key in columns}
              for record in made.records]  # fmt: skip
    read_as = [{key: column[n] for key, column in values.items() if column[n] is not None}
               for n in new]  # fmt: skip
    below, by = made.moved
    there = [row for row in made.rows if not by or row <= below]
    kept = _rest(before, made, there) == _rest(after, made, made.rows)
    if wanted != read_as or not kept:
        raise FactpackError(
            f"{target.place}: the new rows would not read back as meant",
            hint="save it anew in the program that made it, and run the command again",
        )


def _new_place(row: int, moved: tuple[int, int]) -> int:
    below, by = moved
    return row + by if row > below else row


def _rest(grids: Sequence[Grid], made: _Made, rows: Sequence[int]) -> list[Any]:
    """Every cell but those of the records in `rows`, by column; of JSON lines without the keys.

    A hidden key is none that anybody typed. Where a total row moved, cells are held against each
    other in their order, as what stands beside the Table may have stayed.
    """
    numbers = [column.number for column in made.sheet.columns]
    headed = range(min(numbers, default=1), max(numbers, default=0) + 1)
    found: list[Any] = []
    for grid in grids:
        mine, hidden = grid.sheet == made.target.sheet, _hidden(grid)
        keys = 0 if mine else None
        columns: dict[int, list[Any]] = {}
        for row in grid.rows:
            for number, cell in row.cells.items():
                new = mine and row.number in rows and (number in headed or grid.sheet is None)
                if not new and number not in hidden and row.number != keys:
                    at = 0 if mine and made.moved[1] else row.number
                    columns.setdefault(number, []).append((at, cell))
        found.append((grid.sheet, columns))
    return found


def _hidden(grid: Grid) -> set[int]:
    """The columns headed `_key`."""
    headed = (item for row in grid.rows for item in row.cells.items())
    return {number for number, cell in headed if cell.raw == KEY_HEADING}


def _new_csv(target: Target, records: Sequence[Record]) -> Added:
    """A file of its own, as there is none of this type yet."""
    import codecs

    from toolkit.annotating.lines import with_csv_rows
    from toolkit.disk.files import make_folder, write_atomically

    if target.path.exists():
        raise FactpackError(f"{target.shown} is there already", hint="run the command again")
    keys = [field.key for field in target.type.fields]
    head = codecs.BOM_UTF8 + (",".join(keys) + "\r\n").encode()
    rows = [
        {keys.index(key) + 1: _as_text(value) for key, value in record.items() if value is not None}
        for record in records
    ]
    make_folder(target.path.parent)
    write_atomically(target.path, with_csv_rows(head, target.shown, len(keys), rows))
    return Added(target.shown, "", tuple(range(2, len(records) + 2)), ())


def told_added(added: Added, target: Target) -> str:
    """What was written into the file of facts, in lines."""
    rows = added.rows
    one = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]} to {rows[-1]}"
    before = f"; before: {added.backup}" if added.backup else " (a new file)"
    lines = [f"{target.place}: {one} added{before}"]
    if added.without_column:
        lines.append(f"not written, as there is no such column: {', '.join(added.without_column)}")
    if added.recalculate:
        lines.append(f"{added.file}: {SEES_WHAT_IS_NEW}")
    return "\n".join(lines)
