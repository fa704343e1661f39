"""What the database holds: a typed table a record type, and where every value was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit.about import ABOUT, comments, told
from toolkit.database import Database, Given, Part
from toolkit.findings import Finding
from toolkit.readers.grid import column_letter
from toolkit.records.sheets import Sheet
from toolkit.records.validate import Typed, record_name
from toolkit.records.values import as_typed
from toolkit.rules.waivers import Waived
from toolkit.schemas import Field, RecordType, Schemas
from toolkit.sqltext import literal, quoted

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
    kinds = [kind for kind in schemas.types.values() if any(numbered.of_kind(kind))]
    _references(database, schemas, kinds, targets)
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
    shown = database.views()
    said = [
        comments("view" if name in shown else "table", name, *each)
        for name, each in told(schemas).items()
    ]
    said += [comments("view", name, comment, {}) for name, (comment, _) in views().items()]
    database.execute("\n".join(said))


@cache
def views() -> dict[str, tuple[str, str]]:
    """The ready views: name, what it shows, its SELECT."""
    found = {}
    for path in sorted((Path(__file__).parent / "views").glob("*.sql")):
        comment, _, sql = path.read_text(encoding="utf-8").partition("\n")
        found[path.stem] = (comment.removeprefix("-- "), sql)
    return found


_LIVE = "live_facts"
_FEW = 5_000  # facts of which a table is made sooner than a view is planned again and again


def live_facts(database: Database) -> None:
    """Makes `live_facts` for the rules: of few facts a table, which costs each rule less to plan
    than the view that `make_views` puts in its place."""
    kind = "table" if database.fetch("select count(*) from facts")[1][0][0] <= _FEW else "view"
    database.execute(f"create {kind} {_LIVE} as {views()[_LIVE][1]}")


def make_views(database: Database) -> None:
    """Makes the ready views, which analysts' SQL, a dossier's own rules and templates may read."""
    _, rows = database.fetch("select table_name from duckdb_tables() where not internal")
    for name, (_, sql) in views().items():
        if (name,) in rows:
            database.execute(f"drop table {name}")
        database.execute(f"create view if not exists {name} as {sql}")


def settle_views(database: Database, queries: Sequence[str]) -> None:
    """Makes a table of each view that several of the queries read: it is then planned once, and
    not with each of them. A view of many facts is left as it is."""
    if database.fetch("select count(*) from facts")[1][0][0] > _FEW:
        return
    for name in views():
        if sum(re.search(rf"\b{name}\b", sql) is not None for sql in queries) > 1:
            database.execute(
                f"create table _settled as from {name}; drop view {name};"
                f" alter table _settled rename to {name}"
            )


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

    def of_kind(self, kind: RecordType) -> Iterator[tuple[int, Typed]]:
        """The sheets of one record type that hold records, each with its first _row."""
        return (
            (row, one) for _, row, one in self.sheets if one.sheet.type is kind and one.sheet.lines
        )


def _records(database: Database, record_type: RecordType, numbered: _Numbered) -> None:
    mine = numbered.of_kind(record_type)
    parts: list[Part] = []
    for large, some in groupby(mine, key=lambda each: each[1].sheet.table is not None):
        if large:
            from toolkit.largesheets import records_of

            parts += [records_of(one.sheet, row) for row, one in some]
            continue
        sheets = list(some)
        rows = [row + index for row, one in sheets for index in range(len(one.sheet.lines))]
        columns: Given = {"_row": ("BIGINT", rows)}
        for field in record_type.fields:
            values = [value for _, one in sheets for value in one.values[field.key]]
            plain = field.type == "string" and field.format != "date"
            columns[field.key] = (sql_type(field), values if plain else list(map(_plain, values)))
        parts.append(columns)
    names = ("_row", *(field.key for field in record_type.fields))
    database.join(record_type.name, names, parts or [_no_rows(record_type)])


def _no_rows(record_type: RecordType) -> Given:
    given: Given = {"_row": ("BIGINT", ())}
    return given | {field.key: (sql_type(field), ()) for field in record_type.fields}


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
    parts: list[Part] = []
    places: list[tuple[Any, ...]] = []
    for number, first, one in numbered.sheets:
        sheet = one.sheet
        parts.append(_rows(one, first, number))
        if sheet.name is not None:
            for field in sheet.type.fields:
                place = sheet.place(field.key, 0) or ""
                places.append((number, field.key, place.rstrip("0")))
    small = [part for part in parts if not isinstance(part, str)]
    if len(small) == len(parts):  # one table of them all
        parts = [{name: (kind, [v for p in small for v in p[name][1]]) for name, kind in _ROWS}]
    database.join("rows", list(ABOUT["rows"][1]), parts)
    kinds = zip(ABOUT["places"][1], ("BIGINT", "VARCHAR", "VARCHAR"), strict=True)
    database.load_rows("places", dict(kinds), places)
    _all_cells(database, numbered)


_ROWS = tuple(zip(ABOUT["rows"][1], ("BIGINT", *["VARCHAR"] * 4, "BIGINT", "BIGINT"), strict=True))


def _rows(one: Typed, first: int, number: int) -> Part:
    if one.sheet.table is not None:
        from toolkit.largesheets import rows_of

        return rows_of(one.sheet, first, number)
    sheet, count = one.sheet, len(one.sheet.lines)
    names = _record_names(sheet.type, one.values, count)
    known = (range(first, first + count), [sheet.type.name] * count, names)
    where = ([sheet.file] * count, [sheet.name] * count, sheet.lines, [number] * count)
    columns: tuple[Sequence[Any], ...] = (*known, *where)
    return {name: (kind, column) for (name, kind), column in zip(_ROWS, columns, strict=True)}


def _record_names(record_type: RecordType, values: Mapping[str, Any], count: int) -> list[Any]:
    if record_type.key == ("id",):
        return list(values["id"])
    return [record_name(record_type, values, index) for index in range(count)]


_MANY = 500  # records of a sheet from which its cells are loaded column by column
_CELLS = ("VARCHAR", "BIGINT", *["VARCHAR"] * 4, "BIGINT", "VARCHAR", "VARCHAR")


def _all_cells(database: Database, numbered: _Numbered) -> None:
    """Fills `cells`: a small sheet's as they are, a large one's by SQL, column by column."""
    small: list[tuple[Any, ...]] = []
    parts: list[Part] = []
    for number, first, one in numbered.sheets:
        if one.sheet.table is None and len(one.sheet.lines) < _MANY:
            small += _cells(one.sheet, first)
            continue
        from toolkit.largesheets import cells_of, long_cells_of

        if one.sheet.table is not None:
            parts += cells_of(one.sheet, first)
        else:
            parts += long_cells_of(database, one.sheet, first, number)
    columns = list(zip(*small, strict=True)) if small else [()] * len(_CELLS)
    kinds = zip(ABOUT["cells"][1], _CELLS, columns, strict=True)
    given: Given = {name: (kind, column) for name, kind, column in kinds}
    database.join("cells", list(given), [given, *parts])


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
    database: Database,
    schemas: Schemas,
    kinds: Sequence[RecordType],
    targets: Collection[str],
) -> None:
    """Fills `keys`, `ids` and `links`, of what `rows` and the typed tables of `kinds` hold."""
    named = [(kind, kind.field(kind.key[0])) for kind in schemas.types.values()]
    heads = ", ".join(
        f"({', '.join(map(literal, (kind.name, field.key, field.title)))}, {kind.key == ('id',)})"
        for kind, field in named
    )
    database.execute(
        f"""
        create table keys as
        select r.type, r._row, h.field, h.title, r.id as key
        from rows r join (values {heads}) h(type, field, title, by_id) using (type)
        where r.id is not null order by r._row;
        create table ids as
        select r.type, r.id, r._row
        from rows r join (values {heads}) h(type, field, title, by_id) using (type)
        where r.id is not null and h.by_id order by r._row;
        """
    )
    links = [
        _links(kind, field, schemas.types[field.references].title)
        for kind in kinds
        for field in kind.fields
        if field.references and field.references in targets
    ]
    database.execute(f"create table links as {' union all '.join(links or [_NO_LINKS])}")


_NO_LINKS = (
    "select 0::bigint as _row, '' as field, '' as title, '' as value, '' as target, '' as sheet"
    " where false"
)


def _links(kind: RecordType, field: Field, sheet: str) -> str:
    value = quoted(field.key)
    each = f"unnest({value})" if field.type == "array" else value
    return (
        f"select _row, {literal(field.key)} as field, {literal(field.title)} as title,"
        f" {each} as value, {literal(field.references or '')} as target,"
        f" {literal(sheet)} as sheet from {quoted(kind.name)} where {value} is not null"
    )


def _findings_columns(findings: Sequence[Finding]) -> Given:
    kinds = {"line": "BIGINT", "related": "VARCHAR[]"}
    names = [*(field.name for field in fields(Finding)), "fingerprint"]
    return {
        name: (kinds.get(name, "VARCHAR"), [_listed(getattr(one, name)) for one in findings])
        for name in names
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
