"""A merge read back from what was written, record by record and cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from toolkit.errors import FactpackError
from toolkit.merge.match import Signature, signature
from toolkit.merge.reading import FileKind
from toolkit.merge.result import Merge, Merged, MergedTable
from toolkit.merge.side import Column, Record, Side, Table, Typed
from toolkit.merge.typing import for_csv, for_jsonl, for_workbook, of_value
from toolkit.merge.workbook import Written
from toolkit.ooxml.sheets.address import MAX_ROW
from toolkit.readers.grid import Cell
from toolkit.records.meaning import meaning_of


def verified(
    back: Side, ours: Side, merge: Merge, made: Written, kind: FileKind
) -> dict[int, Record]:
    """For each record of OURS and each added one, by id(), the record as it was read back.

    Raises FactpackError where what was read back is not what was merged.
    """
    found: dict[int, Record] = {}
    wrong = 0
    for name, table in merge.tables.items():
        got = back.tables.get(name)
        for sheet, expected in _expected(table, made).items():
            names = _names(table, got, sheet, made) if got else {}
            called = got.renamed(names).records if got else ()
            there = [
                (record, now)
                for record, now in zip(got.records if got else (), called, strict=True)
                if record.sheet == sheet
            ]
            wrong += abs(len(there) - len(expected))
            for (key, says), (record, now) in zip(expected, there, strict=False):
                wrong += _as_read(says, table, kind) != signature(now)
                found[key] = record
    lost = Counter((each.sheet, each.text) for each in ours.loose)
    lost -= Counter((each.sheet, each.text) for each in back.loose)
    if wrong or lost:
        count = wrong or lost.total()
        what = f"{count:,} {'record' if wrong else 'cell'}{'s' if count > 1 else ''}"
        what += "" if wrong else " outside of records"
        raise FactpackError(
            f"{ours.shown}: merged, {what} would not read back as meant; nothing was written",
            hint="save it anew in the program that made it, and merge again",
        )
    return found


_Says = tuple[Mapping[str, Typed], frozenset[str]]  # cells, and which of them were written now


def _expected(table: MergedTable, made: Written) -> dict[str, list[tuple[int, _Says]]]:
    """By sheet, each record that must stand there, in order."""
    homeless = {id(record) for record in made.homeless}
    refused = {(id(record), name) for record, name in made.refused}
    sheets: dict[str, list[tuple[int, int, _Says]]] = {}
    for record in table.records:
        if record.ours is not None:
            says = _with_refused(record, refused)
            sheet, line = record.ours.sheet, record.ours.line
            sheets.setdefault(sheet, []).append((made.line(sheet, line), id(record.ours), says))
    for gone in made.undeleted:
        if any(gone is each for each in table.deleted):
            says = (gone.cells, frozenset())
            line = made.line(gone.sheet, gone.line)
            sheets.setdefault(gone.sheet, []).append((line, id(gone), says))
    first = (
        next(iter(table.table.spots), table.table.title) if table.has_sheet else table.table.title
    )
    for record in table.added:
        if id(record) not in homeless:
            sheet, line = made.rows.get(id(record), (first, MAX_ROW))  # a text file's are last
            says = (record.cells, frozenset(record.cells))
            sheets.setdefault(sheet, []).append((line, id(record), says))
    for sheet in table.table.spots if table.has_sheet else ():
        sheets.setdefault(sheet, [])
    return {
        sheet: [(key, says) for _, key, says in sorted(rows, key=lambda row: row[0])]
        for sheet, rows in sheets.items()
    }


def _with_refused(record: Merged, refused: set[tuple[int, str]]) -> _Says:
    assert record.ours is not None
    cells = dict(record.cells)
    for name in record.edits:
        if (id(record.ours), name) in refused:
            cells.pop(name, None)
            if name in record.ours.cells:
                cells[name] = record.ours.cells[name]
    return cells, frozenset(record.edits)


def _names(table: MergedTable, got: Table, sheet: str, made: Written) -> dict[str, Column]:
    """How to call the columns read back as the merge does."""
    wanted = {
        made.headings.get((sheet, column.name), column.heading): column for column in table.columns
    }
    return {
        column.name: wanted[column.heading]
        for column in got.columns
        if column.heading in wanted and wanted[column.heading].name != column.name
    }


def _as_read(says: _Says, table: MergedTable, kind: FileKind) -> Signature:
    cells, written = says
    columns = {column.name: column for column in table.columns}
    point = table.table.decimal_point
    meanings = {
        name: _written(typed, columns[name], kind, point) if name in written else typed.meaning
        for name, typed in cells.items()
    }
    return tuple(sorted((name, meaning) for name, meaning in meanings.items() if meaning))


def _written(typed: Typed, column: Column, kind: FileKind, point: bool) -> str:
    """What the cell must mean; one that could not be read at all, what its text means now."""
    if not typed.meaning.startswith("? ") and typed.cell.kind not in ("error", "uncached"):
        return typed.meaning
    if kind == "csv":
        cell = Cell("text", for_csv(typed, column, decimal_point=point))
    elif kind == "jsonl":
        text = for_jsonl(typed, column)
        cell = typed.cell if not text.startswith('"') else Cell("text", typed.cell.raw)
    else:
        cell = of_value(for_workbook(typed, column))
    return meaning_of(cell, column.field, decimal_point=point)
