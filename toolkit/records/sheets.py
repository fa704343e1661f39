"""Which records a grid holds: its record type, its heading row, and which column is which field."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from toolkit.readers.grid import Cell, Grid, Remark, Row, Staged, column_letter
from toolkit.readers.staged import OPENING, Heading
from toolkit.records.values import trim
from toolkit.schemas import Field, RecordType, Schemas, plain

if TYPE_CHECKING:
    from toolkit.records.sheettable import SheetTable

KEY_HEADING = "_key"  # the hidden column by which factpack knows a row again
AS_READ_HEADING = "Value as read"  # of a formula that shows a typed amount as factpack reads it
# Sheets of factpack's own workbook, and of marked copies, that hold no records.
OWN_SHEETS = frozenset({"guide", "lists", "kept", "findings", "findings (2)"})

_TELLING = 5  # headings that no list of one's own has by chance


class Column(NamedTuple):
    """One column of a sheet: the field it holds, or None where no field is called so."""

    number: int
    heading: str
    field: Field | None
    cells: Sequence[Cell | None]  # a cell a record, None where blank


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of one grid, column by column, as typed."""

    type: RecordType
    file: str
    name: str | None  # None outside workbooks
    header: int  # the heading row's number; 0 where a file has none
    lines: Sequence[int]  # each record's row or line
    columns: tuple[Column, ...]
    remarks: tuple[Remark, ...]
    decimal_point: bool
    staged: Staged | None = None  # where its records are, as long as it has none of them
    table: SheetTable | None = None  # of a large sheet: lines and cells are fetched from there

    def place(self, key: str, line: int) -> str | None:
        """The cell where this field of the record at `line` stands, or should stand."""
        if self.name is None:
            return None
        number = next((c.number for c in self.columns if c.field and c.field.key == key), None)
        if number is None:  # no such column yet: the next free one
            number = max((c.number for c in self.columns), default=0) + 1
        return f"{column_letter(number)}{line}"


def recognise(grid: Grid, schemas: Schemas) -> Sheet | None:
    """The records that `grid` holds, or None where it is named for no record type."""
    record_type = schemas.type_for(_type_name(grid, schemas))
    if record_type is None:
        return None
    header = _header(grid, record_type)
    if header is None:
        return _without_headings(grid, record_type)
    columns, remarks = columns_under(header, record_type, stamped=bool(grid.stamp))
    if grid.staged is not None:
        return Sheet(
            type=record_type,
            file=grid.file,
            name=grid.sheet,
            header=header.number,
            lines=(),
            columns=tuple(columns),
            remarks=(*_that_matter(grid, header.number, columns), *remarks),
            decimal_point=grid.decimal_point,
            staged=grid.staged,
        )
    body = [
        row for row in grid.rows if row.number > header.number and row.number not in grid.totals
    ]
    headed = {column.number for column in columns}
    columns = that_hold(columns, stamped=bool(grid.stamp))
    known = {column.number for column in columns if column.field}
    records = [row for row in body if is_record(row.cells, known)]
    return Sheet(
        type=record_type,
        file=grid.file,
        name=grid.sheet,
        header=header.number,
        lines=tuple(row.number for row in records),
        columns=tuple(
            column._replace(cells=tuple(row.cells.get(column.number) for row in records))
            for column in columns
        ),
        remarks=(*_that_matter(grid, header.number, columns), *remarks, *stray(body, headed)),
        decimal_point=grid.decimal_point,
    )


def type_by_headings(grid: Grid, schemas: Schemas) -> RecordType | None:
    """The record type whose headings a grid has, whatever it is called: most of them, no few."""
    for each in schemas.types.values():
        row = _header(grid, each)
        cells = row.cells.values() if row is not None else ()
        named = {field.key for cell in cells if (field := each.field_for(cell.raw)) is not None}
        needed = {field.key for field in each.fields if field.required}
        if needed <= named and len(named) >= _TELLING:
            return each
    return None


def heading_of(schemas: Schemas) -> Heading:
    """What tells a reader where the records of a sheet begin."""

    def heading(file: str, sheet: str | None, opening: Sequence[Row]) -> int | None:
        grid = Grid(file, sheet, tuple(opening))
        record_type = schemas.type_for(_type_name(grid, schemas))
        header = None if record_type is None else _header(grid, record_type)
        return None if header is None else header.number

    return heading


def that_hold(columns: Sequence[Column], *, stamped: bool) -> list[Column]:
    """The columns without what factpack itself writes into its workbooks for people to read."""
    return [
        column
        for column in columns
        if not stamped or plain(column.heading) != plain(AS_READ_HEADING)
    ]


def is_record(cells: Mapping[int, Cell], known: Iterable[int]) -> bool:
    """Whether a row has anything in the columns of fields."""
    return any(_filled(cells, number) for number in known)


def _type_name(grid: Grid, schemas: Schemas) -> str:
    """A sheet is named for its type; a file begins with it: facts.csv, facts-anna.jsonl."""
    if grid.sheet is not None:
        return grid.sheet
    stem = PurePath(grid.file).stem.casefold()
    for name in sorted(schemas.types, key=len, reverse=True):
        if re.fullmatch(rf"{re.escape(name)}(?![a-z_]).*", stem, re.DOTALL):
            return name
    return stem


def _header(grid: Grid, record_type: RecordType) -> Row | None:
    """The row with the most headings of this type; of equals the first."""
    best, most = None, 0
    for row in grid.rows[:OPENING]:
        count = sum(record_type.field_for(cell.raw) is not None for cell in row.cells.values())
        if count > most:
            best, most = row, count
    enough = min(2, len(record_type.fields))
    return best if most >= enough or (best and len(best.cells) == most) else None


def _without_headings(grid: Grid, record_type: RecordType) -> Sheet:
    expected = ", ".join(f"'{field.title}'" for field in record_type.fields if field.required)
    rows = grid.rows
    remark = (
        Remark("SHT004", None, 1, {"expected": expected})
        if rows
        else Remark("FIL003", None, None, {})
    )
    return Sheet(
        record_type, grid.file, grid.sheet, 0, (), (), (*grid.remarks, remark), grid.decimal_point
    )


def columns_under(
    header: Row, record_type: RecordType, *, stamped: bool
) -> tuple[list[Column], list[Remark]]:
    """The columns that the headings name, without cells, and what is odd about the headings."""
    columns: list[Column] = []
    remarks: list[Remark] = []
    taken: dict[str, str] = {}
    for number, cell in sorted(header.cells.items()):
        heading = trim(cell.raw)
        field = record_type.field_for(heading)
        address = f"{column_letter(number)}{header.number}"
        if plain(heading) in taken or (field and field.key in taken):
            first = taken[field.key if field else plain(heading)]
            says = {"heading": heading, "first": first, "second": address}
            remarks.append(Remark("SHT005", address, header.number or None, says))
            field = None
        elif field is None and not _is_own(heading, stamped):
            says = {"heading": heading, "nearest": _nearest(heading, record_type)}
            remarks.append(Remark("SHT006", address, header.number or None, says))
        taken.setdefault(field.key if field else plain(heading), address)
        columns.append(Column(number, heading, field, ()))
    return columns, remarks


def _is_own(heading: str, stamped: bool) -> bool:
    return heading == KEY_HEADING or (stamped and plain(heading) == plain(AS_READ_HEADING))


def _nearest(heading: str, record_type: RecordType) -> str:
    from difflib import get_close_matches

    titles = {plain(name): f.title for f in record_type.fields for name in (f.key, f.title)}
    close = get_close_matches(plain(heading), titles, cutoff=0.75)
    return f"; did you mean '{titles[close[0]]}'?" if close else ""


def _filled(cells: Mapping[int, Cell], number: int) -> bool:
    cell = cells.get(number)
    return cell is not None and not (cell.kind == "text" and not trim(cell.raw))


def _that_matter(grid: Grid, header: int, columns: list[Column]) -> list[Remark]:
    """The reader's remarks without those on what stands above the headings or is factpack's own."""
    kept = []
    own = {column_letter(column.number) for column in columns if column.heading == KEY_HEADING}
    for remark in grid.remarks:
        if remark.code == "SHT003" and _last_row(remark.says["range"]) < header:
            continue
        if remark.code == "SHT002" and remark.cell and set(remark.cell.split(":")) <= own:
            continue
        kept.append(remark)
    return kept


def _last_row(cells: str) -> int:
    return int(re.sub("[A-Z$]", "", cells.rpartition(":")[2]) or 0)


def stray(body: Iterable[Row], headed: Container[int]) -> list[Remark]:
    """A remark on each value that stands under no heading."""
    return [
        Remark(
            "SHT008",
            f"{column_letter(number)}{row.number}",
            row.number,
            {"value": cell.raw if len(cell.raw) <= 60 else cell.raw[:59] + "…"},
        )
        for row in body
        for number, cell in sorted(row.cells.items())
        if number not in headed and _filled(row.cells, number)
    ]
