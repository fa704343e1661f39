"""The records, rows and cells of sheets of many rows, as the SQL that fills the tables."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.database import Database, Given
from toolkit.readers.grid import column_letter
from toolkit.records.sheets import Column, Sheet
from toolkit.records.sheettable import as_listed
from toolkit.schemas import RecordType
from toolkit.sqltext import literal, quoted


def records_of(sheet: Sheet, first: int) -> str:
    """The records of a sheet that is a table; `first` is the _row of the first."""
    assert sheet.table is not None
    shown = (
        f"{as_listed(field, quoted(field.key))} as {quoted(field.key)}"
        for field in sheet.type.fields
    )
    return f"select rowid + {first} as _row, {', '.join(shown)} from {sheet.table.name}"


def rows_of(sheet: Sheet, first: int, number: int) -> str:
    """What `rows` says of such a sheet, which is the dossier's `number`th."""
    assert sheet.table is not None
    where = f"{literal(sheet.file)}, {_text(sheet.name)}, {sheet.table.line}, {number}"
    chosen = f"rowid + {first}, {literal(sheet.type.name)}, {_name_in_sql(sheet.type)}, {where}"
    return f"select {chosen} from {sheet.table.name}"


def _name_in_sql(record_type: RecordType) -> str:
    """What `validate.record_name` gives."""
    parts = [f"{quoted(key)}::varchar" for key in record_type.key]
    named = f"nullif(concat_ws('/', {', '.join(parts)}), '')"
    if record_type.name == "waivers":
        return named
    return f"case when {' and '.join(f'{part} is not null' for part in parts)} then {named} end"


def cells_of(sheet: Sheet, first: int) -> Iterator[str]:
    """The cells of each column of such a sheet."""
    table = sheet.table
    assert table is not None
    for column in sheet.columns:
        stored = table.columns[column.number]
        yield (
            f"select {_of_column(sheet, column, f'rowid + {first}', table.line)},"
            f" {table.kind(stored)}, {table.raw(stored)} as raw from {table.name}"
            " where raw is not null"
        )


def long_cells_of(database: Database, sheet: Sheet, first: int, number: int) -> Iterator[str]:
    """The cells of each column of a long sheet that is none.

    Only what differs from cell to cell is handed over; the rest is the same for a column.
    """
    given: Given = {
        "row": ("BIGINT", range(first, first + len(sheet.lines))),
        "line": ("BIGINT", sheet.lines),
    }
    chosen = []
    for column in sheet.columns:
        kind, raw = f"k{column.number}", f"c{column.number}"
        kinds = {cell.kind for cell in column.cells if cell is not None}
        if not kinds:
            continue
        given[raw] = ("VARCHAR", [None if cell is None else cell.raw for cell in column.cells])
        if len(kinds) > 1:
            of_each = [None if cell is None else cell.kind for cell in column.cells]
            given[kind] = ("VARCHAR", of_each)
        said = kind if len(kinds) > 1 else literal(kinds.pop())
        chosen.append((column, f"{said}, {raw}", f"{raw} is not null"))
    place = database.load_aside(f"cells_of_{number}", given)
    for column, said, there in chosen:
        where = _of_column(sheet, column, "row", "line")
        yield f"select {where}, {said} from {place} where {there}"


def _of_column(sheet: Sheet, column: Column, row: str, line: str) -> str:
    """What `cells` says of every cell of a column but its kind and its text."""
    field = column.field.key if column.field else column.heading
    at = "null::varchar"
    if sheet.name is not None:
        at = f"{literal(column_letter(column.number))} || {line}"
    return (
        f"{literal(sheet.type.name)}, {row}, {literal(field)}, {literal(sheet.file)},"
        f" {_text(sheet.name)}, {at}, {line}"
    )


def _text(text: str | None) -> str:
    return "null::varchar" if text is None else literal(text)
