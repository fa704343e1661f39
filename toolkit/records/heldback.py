"""The records of a large sheet that SQL held back: read and judged as those of small sheets are.

What they turn out to be is put into the sheet's table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

import duckdb

from toolkit.arrow.columns import Columns
from toolkit.readers.grid import Cell
from toolkit.records.sheets import Sheet
from toolkit.records.sheettable import FetchedValues, SheetTable, stored
from toolkit.records.validate import Examined, Typed, examined, missing_columns, of_sheet
from toolkit.schemas import Schemas
from toolkit.sqltext import quoted

_AT_ONCE = 4_000  # records judged in one go


def validated(sheet: Sheet, schemas: Schemas, languages: Mapping[str, str]) -> Typed:
    """As `validate.validate`, of a sheet that `take` has put into a table."""
    table = sheet.table
    assert table is not None
    order = {c.field.key: n for n, c in enumerate(sheet.columns) if c.field}
    doubts, faults = [], []
    with _Mending(table, sheet) as mending:
        for at, some in _held(table, sheet):
            found = examined(some, schemas, languages)
            doubts += found.doubts
            faults += found.faults
            mending.take(at, found)
    doubts.sort(key=lambda one: order[one.field or ""])
    findings = (*of_sheet(sheet), *doubts, *missing_columns(sheet), *faults)
    return Typed(sheet, FetchedValues(table, sheet.type.fields), findings)


class _Row(NamedTuple):
    at: int  # its rowid
    line: int


def cells_of(table: SheetTable, where: str) -> Iterator[tuple[_Row, dict[int, Cell]]]:
    """The cells of the rows that were held back and for which `where` holds, in order."""
    mixed = [column for column in table.columns.values() if column.kind is None]
    asked = [f"rowid, {table.line}, _cells, _kinds", *(f"_k{c.number}" for c in mixed)]
    for at, line, cells, kinds, *mixed_kinds in rows_of(
        table, ", ".join(asked), f"_cells is not null and {where}"
    ):
        raws = json.loads(cells)
        listed = json.loads(kinds) if kinds else None
        by_number = dict(zip((c.number for c in mixed), mixed_kinds, strict=True))
        found: dict[int, Cell] = {}
        for number, column in table.columns.items():
            raw = raws[column.at] if column.at < len(raws) else None
            if raw is not None:
                kind = listed[column.at] if listed else column.kind or by_number[number]
                found[number] = Cell(kind, raw)
        yield _Row(at, line), found


def _held(table: SheetTable, sheet: Sheet) -> Iterator[tuple[list[int], Sheet]]:
    """The records held back, as small sheets, with the rowid of each."""
    rows = cells_of(table, "true")
    while some := list(islice(rows, _AT_ONCE)):
        yield (
            [row.at for row, _ in some],
            replace(
                sheet,
                lines=tuple(row.line for row, _ in some),
                columns=tuple(
                    column._replace(cells=tuple(cells.get(column.number) for _, cells in some))
                    for column in sheet.columns
                ),
                table=None,
            ),
        )


class _Mending:
    """Collects what held-back records turned out to be, and puts it into the table at the end."""

    def __init__(self, table: SheetTable, sheet: Sheet) -> None:
        self._table = table
        self._fields = [column.field for column in sheet.columns if column.field]
        self._pieces = 0

    def __enter__(self) -> _Mending:
        return self

    def take(self, at: Sequence[int], found: Examined) -> None:
        given: dict[str, tuple[str, Sequence[Any]]] = {"_at": ("BIGINT", at)}
        for field in self._fields:
            values = found.values[field.key]
            given[field.key] = (stored(field), list(map(_as_stored, values)))
        load(self._table.connection, "_mended", given, more=bool(self._pieces))
        self._pieces += 1

    def __exit__(self, failed: object, *_: object) -> None:
        if not self._pieces:
            return
        if failed is None and (keys := self._changed()):
            self._table.connection.execute(
                f"update {self._table.name} as s set {', '.join(f'{k} = m.{k}' for k in keys)}"
                " from _mended m where s.rowid = m._at"
            )
        self._table.connection.execute("drop table _mended")

    def _changed(self) -> list[str]:
        """The columns in which any value is another than SQL read: an update is slow."""
        keys = [quoted(field.key) for field in self._fields]
        if not keys:
            return []
        # A join by rowid of so many columns makes DuckDB ask for 300 MB: both lists are in order.
        differ = ", ".join(f"bool_or(s.{key} is distinct from m.{key})" for key in keys)
        ((aligned, *told),) = self._table.connection.execute(
            f"select bool_and(_row is not distinct from _at), {differ}"
            f" from (select rowid as _row, * from {self._table.name} where _cells is not null"
            " order by rowid) s positional join _mended m"
        ).fetchall()
        assert aligned
        return [key for key, changed in zip(keys, told, strict=True) if changed]


def _as_stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def put_cells(table: SheetTable, reread: Mapping[int, Mapping[int, Cell]]) -> None:
    """Writes the cells of rows that were read again."""
    if not reread:
        return
    places = sorted(table.columns.values(), key=lambda column: column.at)
    lists = [[cells.get(column.number) for column in places] for cells in reread.values()]
    given: dict[str, tuple[str, Sequence[Any]]] = {
        "_at": ("BIGINT", list(reread)),
        "cells": ("VARCHAR", [json.dumps([c and c.raw for c in cells]) for cells in lists]),
        "kinds": ("VARCHAR", [json.dumps([c and c.kind for c in cells]) for cells in lists]),
    }
    load(table.connection, "_reread", given)
    table.connection.execute(
        f"update {table.name} as s set _cells = r.cells, _kinds = r.kinds"
        " from _reread r where s.rowid = r._at; drop table _reread"
    )


def rows_of(table: SheetTable, asked: str, where: str) -> Iterator[tuple[Any, ...]]:
    """What is `asked` of the rows `where` something holds, in their order, a few at a time."""
    cursor = table.connection.cursor().execute(
        f"select {asked} from {table.name} where {where} order by rowid"
    )
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows


def load(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, tuple[str, Sequence[Any]]],
    *,
    more: bool = False,
) -> None:
    """Make a temporary table of columns (name: type, values), or put `more` rows into it."""
    given = Columns(columns)
    stream = given.stream()  # found by name in the query below
    made = f"insert into {table}" if more else f"create temp table {table} as"
    connection.execute(f"{made} select {given.select} from stream")
    del stream
    given.close()
