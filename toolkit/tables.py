"""What the database holds: a typed table a record type, and where every value was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.about import ABOUT, described
from toolkit.database import Database, literal, quoted
from toolkit.findings import Finding
from toolkit.readers.grid import column_letter
from toolkit.records import Sheet
from toolkit.schemas import Field, RecordType, Schemas
from toolkit.validate import Typed, as_typed, record_name
from toolkit.waivers import Waived

_SQL_TYPES = {"number": "DECIMAL(38,9)", "integer": "BIGINT", "string": "VARCHAR"}


def build(
    database: Database, typed: Sequence[Typed], schemas: Schemas, targets: Collection[str]
) -> None:
    """Makes every table of the dossier's records in `database`.

    `targets` are the record types that references are looked up in.
    """
    numbered = _Numbered.of(typed)
    for record_type in schemas.types.values():
        _records(database, record_type, numbered)
    _where(database, numbered)
    _references(database, numbered, schemas, targets)
    database.load("findings", _findings_columns(()))


def load_findings(
    database: Database, findings: Sequence[Finding], waived: Sequence[Waived]
) -> None:
    """Puts what was found into `findings`, and what waivers accept into `waived_findings`."""
    database.execute("drop table findings")
    database.load("findings", _findings_columns(findings))
    columns = _findings_columns([one.finding for one in waived])
    columns["by"] = ("VARCHAR", [one.waiver.by for one in waived])
    columns["why"] = ("VARCHAR", [one.waiver.why for one in waived])
    columns["until"] = ("DATE", [one.waiver.until for one in waived])
    database.load("waived_findings", columns)


def tell(database: Database, schemas: Schemas) -> None:
    """Writes what every table, view and column holds into the database (COMMENT ON)."""
    said = [comments("table", name, *each) for name, each in told(schemas).items()]
    said += [comments("view", name, comment, {}) for name, (comment, _) in views().items()]
    database.execute("\n".join(said))


def told(schemas: Schemas) -> dict[str, tuple[str, dict[str, str]]]:
    """Of every table: what it holds, and each of its columns."""
    records = {
        each.name: (
            each.description,
            {"_row": "The record's number, unique in the dossier"}
            | {field.key: field.description for field in each.fields},
        )
        for each in schemas.types.values()
    }
    return records | described()


def comments(kind: str, name: str, comment: str, columns: Mapping[str, str]) -> str:
    """The SQL that writes what a table or view, and each of its columns, holds."""
    said = [f"comment on {kind} {quoted(name)} is {literal(comment)};"]
    said += [
        f"comment on column {quoted(name)}.{quoted(column)} is {literal(says)};"
        for column, says in columns.items()
    ]
    return "\n".join(said)


@cache
def views() -> dict[str, tuple[str, str]]:
    """The ready views: name, what it shows, its SELECT."""
    found = {}
    for path in sorted((Path(__file__).parent / "views").glob("*.sql")):
        comment, _, sql = path.read_text(encoding="utf-8").partition("\n")
        found[path.stem] = (comment.removeprefix("-- "), sql)
    return found


class _Numbered:
    """Sheets with the numbers of their records: `first` is the _row of the first."""

    def __init__(self, sheets: list[tuple[int, int, Typed]]) -> None:
        self.sheets = sheets  # (number of the sheet, first _row, records)

    @classmethod
    def of(cls, typed: Sequence[Typed]) -> _Numbered:
        sheets, row = [], 1
        for number, one in enumerate(typed, 1):
            sheets.append((number, row, one))
            row += len(one.sheet.lines)
        return cls(sheets)


def _records(database: Database, record_type: RecordType, numbered: _Numbered) -> None:
    mine = [(row, one) for _, row, one in numbered.sheets if one.sheet.type is record_type]
    rows = [row + index for row, one in mine for index in range(len(one.sheet.lines))]
    columns: dict[str, tuple[str, Sequence[Any]]] = {"_row": ("BIGINT", rows)}
    for field in record_type.fields:
        values = [_plain(value) for _, one in mine for value in one.values[field.key]]
        columns[field.key] = (sql_type(field), values)
    database.load(record_type.name, columns)


def sql_type(field: Field) -> str:
    """The DuckDB type of a field's column."""
    if field.type == "array":
        return "VARCHAR[]"
    return "DATE" if field.format == "date" else _SQL_TYPES[field.type]


def _plain(value: Any) -> Any:
    """A value as DuckDB converts it without rounding: decimals as text."""
    if isinstance(value, Decimal):
        return as_typed(value)
    return value.isoformat() if isinstance(value, date) else value


def _where(database: Database, numbered: _Numbered) -> None:
    rows: list[tuple[Any, ...]] = []
    cells: list[tuple[Any, ...]] = []
    places: list[tuple[Any, ...]] = []
    for number, first, one in numbered.sheets:
        sheet = one.sheet
        for index, line in enumerate(sheet.lines):
            name = record_name(sheet.type, one.values, index)
            rows.append(
                (first + index, sheet.type.name, name, sheet.file, sheet.name, line, number)
            )
        cells += _cells(sheet, first)
        if sheet.name is not None:
            for field in sheet.type.fields:
                place = sheet.place(field.key, 0) or ""
                places.append((number, field.key, place.rstrip("0")))
    kinds = ("BIGINT", *["VARCHAR"] * 4, "BIGINT", "BIGINT")
    _load(database, "rows", kinds, rows)
    kinds = ("VARCHAR", "BIGINT", *["VARCHAR"] * 4, "BIGINT", "VARCHAR", "VARCHAR")
    _load(database, "cells", kinds, cells)
    _load(database, "places", ("BIGINT", "VARCHAR", "VARCHAR"), places)


def _cells(sheet: Sheet, first: int) -> Iterable[tuple[Any, ...]]:
    for column in sheet.columns:
        field = column.field.key if column.field else column.heading
        letter = column_letter(column.number)
        for index, cell in enumerate(column.cells):
            if cell is not None:
                line = sheet.lines[index]
                at = None if sheet.name is None else f"{letter}{line}"
                where = (sheet.file, sheet.name, at, line)
                yield (sheet.type.name, first + index, field, *where, cell.kind, cell.raw)


def _references(
    database: Database, numbered: _Numbered, schemas: Schemas, targets: Collection[str]
) -> None:
    keys: list[tuple[Any, ...]] = []
    ids: list[tuple[Any, ...]] = []
    links: list[tuple[Any, ...]] = []
    for _, first, one in numbered.sheets:
        kind = one.sheet.type
        named = kind.field(kind.key[0])
        for index in range(len(one.sheet.lines)):
            row = first + index
            name = record_name(kind, one.values, index)
            if name is not None:
                keys.append((kind.name, row, named.key, named.title, name))
                if kind.key == ("id",):
                    ids.append((kind.name, name, row))
            for field in kind.fields:
                if field.references and field.references in targets:
                    sheet = schemas.types[field.references].title
                    for target in _each(one.values[field.key][index]):
                        link = (row, field.key, field.title, target, field.references, sheet)
                        links.append(link)
    _load(database, "keys", ("VARCHAR", "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"), keys)
    _load(database, "ids", ("VARCHAR", "VARCHAR", "BIGINT"), ids)
    _load(database, "links", ("BIGINT", *["VARCHAR"] * 5), links)


def _each(value: Any) -> Iterable[Any]:
    """The parts of a list, the one value of any other, nothing of a blank."""
    return value if isinstance(value, list) else () if value is None else (value,)


def _load(
    database: Database, table: str, kinds: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    names = list(ABOUT[table][1])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    database.load(table, dict(zip(names, zip(kinds, columns, strict=True), strict=True)))


def _findings_columns(findings: Sequence[Finding]) -> dict[str, tuple[str, Sequence[Any]]]:
    kinds = {"line": "BIGINT", "related": "VARCHAR[]"}
    names = [*(field.name for field in fields(Finding)), "fingerprint"]
    return {
        name: (kinds.get(name, "VARCHAR"), [_listed(getattr(one, name)) for one in findings])
        for name in names
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
