"""A file as one side of a merge: every cell typed in it, by record, or loose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from toolkit.dossier import SETTINGS
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.merge.side import Column, Loose, Record, Side, Spot, Table, Typed
from toolkit.readers import read
from toolkit.readers.grid import Cell, Grid, column_letter
from toolkit.records.meaning import meaning_of
from toolkit.records.sheets import AS_READ_HEADING, KEY_HEADING, OWN_SHEETS, Sheet, recognise
from toolkit.records.values import trim
from toolkit.schemas import RecordType, Schemas, plain

CONFLICTS, RESCUE = "Conflicts", "Rescue"
_NOT_MERGED = OWN_SHEETS
_UNSAFE = ("SHT009", "CSV001", "JSL001")  # what a reader remarks where it can only guess

FileKind = Literal["workbook", "csv", "jsonl"]
Formulas = Mapping[str | None, Collection[tuple[int, int]]]  # by sheet: row and column


def kind_of(path: Path) -> FileKind:
    """What sort of file it is: by its ending, else (git's copies have none) by how it begins."""
    match path.suffix.casefold():
        case ".csv":
            return "csv"
        case ".jsonl":
            return "jsonl"
        case ".xlsx" | ".xlsm" | ".xltx":
            return "workbook"
    if path.name == SETTINGS:
        raise UnreadableFile(
            f"{path} holds a dossier's settings, and no facts", hint="name the dossier's folder"
        )
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path} is not an ordinary file", hint="name the file itself")
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror or error}", hint="see that it is there"
        ) from error
    if head.startswith(b"PK"):
        return "workbook"
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else "csv"


def read_side(
    path: Path, shown: str, schemas: Schemas, kind: FileKind, *, unfinished: bool = False
) -> Side:
    """One file's records. Raises UnreadableFile where it cannot be read with certainty.

    With `unfinished` it may be a workbook whose conflicts wait for a choice.
    """
    grids = read(path, shown, kind=kind)
    if kind != "workbook":
        return side_of([_named(grid, schemas) for grid in grids], shown, schemas)
    from toolkit.merge.beside import comments, formula_places
    from toolkit.ooxml.container.package import Package

    if unfinished:
        grids = tuple(grid for grid in grids if plain(grid.sheet or "") != plain(CONFLICTS))
    package = Package.open(path, shown=shown)
    return side_of(grids, shown, schemas, formulas=formula_places(package), notes=comments(package))


def _named(grid: Grid, schemas: Schemas) -> Grid:
    """A file whose name is no record type, named for the one that most of its headings are of."""
    if recognise(grid, schemas) is not None or not grid.rows:
        return grid
    headings = [cell.raw for cell in grid.rows[0].cells.values()]
    counted = {
        name: sum(record_type.field_for(heading) is not None for heading in headings)
        for name, record_type in schemas.types.items()
    }
    best = max(counted, key=lambda name: (counted[name], name == "facts"))
    return replace(grid, file=f"{best}{Path(grid.file).suffix}") if counted[best] > 1 else grid


def side_of(
    grids: Sequence[Grid],
    shown: str,
    schemas: Schemas,
    *,
    formulas: Formulas | None = None,
    notes: Sequence[Loose] = (),
) -> Side:
    """The records of `grids`, and what is typed there besides.

    Raises FactpackError for a file that holds an unfinished merge, or of which a reader had to
    guess what its cells are.
    """
    tables: dict[str, Table] = {}
    loose: list[Loose] = []
    for grid in grids:
        _check(grid, shown)
        sheet = recognise(grid, schemas)
        if sheet is not None and sheet.columns:
            table = table_of(sheet, grid, (formulas or {}).get(grid.sheet, ()))
            known = tables.get(table.type)
            tables[table.type] = joined(known, table) if known else table
            loose += _beside(grid, sheet, (formulas or {}).get(grid.sheet, ()))
        elif plain(grid.sheet or "") not in _NOT_MERGED:
            loose += _all_of(grid)
    return Side(shown, tables, (*loose, *notes))


def _check(grid: Grid, shown: str) -> None:
    if grid.sheet is not None and plain(grid.sheet) == plain(CONFLICTS):
        raise FactpackError(
            f"{shown} holds conflicts of a merge that is not finished",
            hint=f"choose in its sheet {CONFLICTS}, then factpack merge --resolve {shown}",
        )
    for remark in grid.remarks:
        if remark.code in _UNSAFE:
            where = f"{grid.sheet}!{remark.cell}" if remark.cell else f"line {remark.line}"
            said = ", ".join(f"{key} {value}" for key, value in remark.says.items())
            raise FactpackError(
                f"{shown} cannot be merged: {where} is broken ({said})",
                hint="factpack check says more; mend it there first",
            )


def table_of(sheet: Sheet, grid: Grid, formulas: Collection[tuple[int, int]] = ()) -> Table:
    """The records of one sheet, their cells by column name; a row of blanks is none."""
    columns: list[tuple[int, Column]] = []
    names: set[str] = set()
    for each in sheet.columns:
        if each.heading == KEY_HEADING:
            continue
        name = each.field.key if each.field else f"~{plain(each.heading)}"
        while name in names:
            name += "#"
        names.add(name)
        columns.append((each.number, Column(name, each.heading, each.field)))
    cells = {column.number: column.cells for column in sheet.columns}
    keys = next((c.cells for c in sheet.columns if c.heading == KEY_HEADING), None)
    records = []
    for at, line in enumerate(sheet.lines):
        typed: dict[str, Typed] = {}
        for number, column in columns:
            cell = cells[number][at]
            if cell is None:
                continue
            meaning = meaning_of(cell, column.field, decimal_point=sheet.decimal_point)
            if meaning:
                typed[column.name] = Typed(cell, meaning, (line, number) in formulas)
        key = keys[at] if keys else None
        if typed:
            said = trim(key.raw) if key else ""
            records.append(Record(typed, said, grid.sheet or "", line))
    return Table(
        sheet.type.name,
        sheet.type.title,
        sheet.type.key,
        tuple(column for _, column in columns),
        tuple(records),
        sheet.decimal_point,
        {grid.sheet or "": _spot(sheet, columns)},
    )


def _spot(sheet: Sheet, columns: Sequence[tuple[int, Column]]) -> Spot:
    key = next((c.number for c in sheet.columns if c.heading == KEY_HEADING), None)
    last = max(sheet.lines, default=sheet.header)
    return Spot(sheet.header, last, {column.name: number for number, column in columns}, key)


def table_of_records(
    record_type: RecordType, records: Iterable[tuple[str, Mapping[str, Cell]]]
) -> Table:
    """A table of records that stand in no sheet: their keys, cells by field or heading."""
    columns = {f.key: Column(f.key, f.title, f) for f in record_type.fields}
    made = []
    for key, cells in records:
        typed: dict[str, Typed] = {}
        for called, cell in cells.items():
            name = called if called in columns and columns[called].field else f"~{plain(called)}"
            column = columns.setdefault(name, Column(name, called, None))
            meaning = meaning_of(cell, column.field, decimal_point=False)
            if meaning:
                typed[name] = Typed(cell, meaning)
        if typed:
            made.append(Record(typed, key))
    return Table(
        record_type.name,
        record_type.title,
        record_type.key,
        tuple(columns.values()),
        tuple(made),
    )


def joined(one: Table, other: Table) -> Table:
    """Two sheets of one type as one table."""
    columns = {column.name: column for column in (*other.columns, *one.columns)}
    return Table(
        one.type,
        one.title,
        one.identity,
        tuple(columns.values()),
        (*one.records, *other.records),
        one.decimal_point,
        {**one.spots, **other.spots},
    )


def _beside(grid: Grid, sheet: Sheet, formulas: Collection[tuple[int, int]]) -> Iterator[Loose]:
    """What stands in a sheet of records and is in no record.

    Nobody typed what a formula or the hidden key shows in a row that waits for a record.
    """
    headed = {column.number for column in sheet.columns}
    own = {column.number for column in sheet.columns if column.heading == KEY_HEADING}
    if grid.stamp:
        header = next((row for row in grid.rows if row.number == sheet.header), None)
        cells = header.cells.items() if header is not None else ()
        own |= {number for number, c in cells if plain(c.raw) == plain(AS_READ_HEADING)}
    lines = {*sheet.lines, sheet.header}
    for row in grid.rows:
        below = row.number > sheet.header
        for number, cell in row.cells.items():
            in_record = row.number in lines and number in headed
            shown = below and (number in own or (row.number, number) in formulas)
            as_read = row.number == sheet.header and number in own
            if not (in_record or shown or as_read) and trim(cell.raw):
                yield _loose(grid, row.number, number, cell)


def _all_of(grid: Grid) -> Iterator[Loose]:
    for row in grid.rows:
        for number, cell in row.cells.items():
            if trim(cell.raw):
                yield _loose(grid, row.number, number, cell)


def _loose(grid: Grid, row: int, column: int, cell: Cell) -> Loose:
    if grid.sheet is None:
        return Loose(Path(grid.file).name, f"line {row}", cell.raw)
    return Loose(grid.sheet, f"{column_letter(column)}{row}", cell.raw)
