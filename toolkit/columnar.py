"""The records of a large sheet without a Python object for each: SQL takes what it is sure of.

One pass goes from the file's cells to typed values, holding back each record of which SQL cannot
surely say what a cell means (`surely`) or that it is valid (`predicate`). Those few go the way of
every small sheet, and what they turn out to be is put into the same table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

import duckdb

from toolkit.columns import Columns
from toolkit.predicate import Kind as SqlKind
from toolkit.predicate import predicate
from toolkit.readers.grid import Cell, Grid, Kind, Remark, Row
from toolkit.readers.staged import Staged, Staging
from toolkit.records import Column, Sheet, columns_under, is_record, recognise, stray, that_hold
from toolkit.schemas import Field, Schemas
from toolkit.sheettable import FetchedValues, SheetTable, Stored, stored
from toolkit.sqltext import quoted
from toolkit.surely import surely, there
from toolkit.validate import Examined, Typed, examined, missing_columns, of_sheet

_AT_ONCE = 4_000  # held-back records judged in one go
_KINDS: Mapping[str, SqlKind] = {  # of typed columns, as predicate calls them
    "string": "string",
    "number": "amount",
    "integer": "whole",
    "array": "array",
}
_READ_SURELY: tuple[Kind, ...] = ("text", "number", "percent", "date", "list")


class _Unlike(Exception):
    """The swift way did not give every row."""


def take(grid: Grid, schemas: Schemas, staging: Staging) -> Sheet | None:
    """The sheet that a grid with staged records holds, as `records.recognise` gives it: its records
    are in a table, typed where that is sure."""
    sheet = recognise(grid, schemas)
    if sheet is None or grid.staged is None:
        return sheet
    staged = _without_totals(grid.staged, grid.totals, staging)
    try:
        made = _Pass(sheet, staged, schemas, staging).table()
    except (duckdb.Error, _Unlike):
        if staged.otherwise is None:
            raise
        return take(staged.otherwise(), schemas, staging)
    return _Looked(sheet, grid, staged, staging).over(made)


def _without_totals(staged: Staged, totals: Set[int], staging: Staging) -> Staged:
    """The same rows but for the total rows of Tables, which are no records."""
    if not totals:
        return staged
    listed = ", ".join(map(str, sorted(totals)))
    name, connection = staging.new_table(), staging.connection
    ((count,),) = connection.execute(
        f"create table {name} as from {staged.table} where line not in ({listed}) order by rowid"
    ).fetchall()
    connection.execute(f"drop table {staged.table}")
    return replace(staged, table=name, count=count)


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


# -- from cells to values --------------------------------------------------------------------------


class _Pass:
    """The one query that cuts, types and sieves every row."""

    def __init__(self, sheet: Sheet, staged: Staged, schemas: Schemas, staging: Staging) -> None:
        self.sheet = sheet
        self.staged = staged
        self.schemas = schemas
        self.staging = staging
        self.listed = sorted(staged.columns)
        self.fields = {c.number: c.field for c in sheet.columns}
        self.sure: list[str] = []
        self.values: list[str] = []
        self.kept: list[str] = []
        self.columns: dict[int, Stored] = {}
        for number in self.listed:
            self._read(number, self.fields.get(number))
        for field in sheet.type.fields:
            if field.key not in {
                f.key for n, f in self.fields.items() if f and n in staged.columns
            }:
                self.values.append(_blank(field))

    def table(self) -> SheetTable:
        """Runs it. Raises _Unlike where it gives other rows than the file has."""
        connection = self.staging.connection
        name = self.staging.new_table()
        # A list of values would become a join, which does not keep the order of the rows.
        connection.execute("set disabled_optimizers = 'in_clause'")
        try:
            ((count,),) = connection.execute(f"create table {name} as {self.sql()}").fetchall()
        finally:
            connection.execute("reset disabled_optimizers")
        if count != self.staged.count or not self._proved(name):
            connection.execute(f"drop table {name}")
            raise _Unlike
        line = "_line" if self.staged.line is None else f"(rowid + {self.staged.line})"
        return SheetTable(connection, name, count, line, self.columns)

    def _proved(self, name: str) -> bool:
        proof, still = self.staged.proof, self.staged.still
        if still is not None and not still():
            return False
        if proof is None:
            return True
        connection = self.staging.connection
        ((total,),) = connection.execute(f"select sum(_proof) from {name}").fetchall()
        return bool(total == proof.total)

    def sql(self) -> str:
        kinds = {n: f"'{k}'" if k else f"k{n}" for n, k in self.staged.columns.items()}
        raws = [there(kinds[n], f"c{n}") for n in self.listed]
        known = [f"c{n}" for n, field in self.fields.items() if field and n in self.staged.columns]
        visible = f"regexp_matches(concat({', '.join(known) or 'null'}), '[!-~]')"
        # What is said of a cell that is not there is NULL.
        sure = f"({' and '.join(self.sure) or 'true'}) is not false"
        held = f"({sure} and {self._valid()}) is not true"
        line = [] if self.staged.line is not None else ["line as _line"]
        odd = ["odd as _odd"] if self.staged.rereader else []
        if self.staged.proof:
            odd.append(f"{self.staged.proof.column} as _proof")
        if self.staged.rereader:
            held = f"(odd or {held})"
        shown = [
            f"case when {quoted(f.key)} is not null then to_json({quoted(f.key)})::varchar end"
            f" as {quoted(f.key)}"
            if f.type == "array"
            else quoted(f.key)
            for f in self.sheet.type.fields
        ]
        cells = [
            f"case when _held then to_json([{', '.join(raws) or 'null::varchar'}])::varchar end"
            " as _cells",
            "null::varchar as _kinds",
            f"case when _held then not {visible} else false end as _void",
        ]
        return (
            f"select {', '.join([*line, *shown, *self.kept, *cells, *odd])} from ("
            f" select *, {held} as _held from ("
            f" select {', '.join([*self.values, '*'])} from {self.staged.table}))"
        )

    def _valid(self) -> str:
        kinds: dict[str, SqlKind] = {
            field.key: "day" if field.format == "date" else _KINDS[field.type]
            for field in self.fields.values()
            if field
        }
        return predicate(self.sheet.type.schema, kinds, self.schemas.documents)

    def _read(self, number: int, field: Field | None) -> None:
        """Notes how column `number` is read, and what is kept of its raw texts."""
        raw, kind = f"c{number}", self.staged.columns[number]
        at = self.listed.index(number)
        if kind is None:
            self.kept.append(f"k{number} as _k{number}")
        if field is None:
            shown = there(f"'{kind}'" if kind else f"k{number}", raw)
            self.kept.append(f"{shown} as _{raw}")
            self.columns[number] = Stored(number, None, at, kind, f"_{raw}")
            return
        kinds = _READ_SURELY if kind is None else (kind,)
        point = self.sheet.decimal_point
        typed = quoted(field.key)
        read = {k: r for k in kinds if (r := surely(field, k, raw, typed, decimal_point=point))}
        if not read:
            self.values.append(_blank(field))
            self.sure.append(f"{raw} is null")
            self.columns[number] = Stored(number, field, at, kind, None)
            return
        value = self._by_kind(number, {k: r.value for k, r in read.items()}, "null")
        sure = self._by_kind(number, {k: r.sure for k, r in read.items()}, f"{raw} is null")
        self.values.append(f"{value} as {typed}")
        self.sure.append(f"({sure})")
        told = typed
        if field.format == "date" or field.type == "integer":
            told += "::varchar"  # what is sure reads back as it was
        elif field.type in ("number", "array"):
            self.kept.append(f"{raw} as _{raw}")
            told = f"_{raw}"
        self.columns[number] = Stored(number, field, at, kind, told)

    def _by_kind(self, number: int, said: Mapping[Kind, str], otherwise: str) -> str:
        if self.staged.columns[number] is not None:
            (only,) = said.values()
            return only
        cases = " ".join(f"when '{kind}' then {each}" for kind, each in said.items())
        return f"case k{number} {cases} else {otherwise} end"


def _blank(field: Field) -> str:
    kind = "VARCHAR[]" if field.type == "array" else stored(field)
    return f"null::{kind} as {quoted(field.key)}"


# -- what only looking can tell --------------------------------------------------------------------


class _Looked:
    """Looks at the rows that may be no records, or were not cut with certainty."""

    def __init__(self, sheet: Sheet, grid: Grid, staged: Staged, staging: Staging) -> None:
        self.sheet = sheet
        self.grid = grid
        self.staged = staged
        self.staging = staging

    def over(self, table: SheetTable) -> Sheet:
        """The sheet with its table, once every row of it is a record."""
        stamped = bool(self.grid.stamp)
        remarks = list(self.sheet.remarks)
        columns = list(self.sheet.columns)
        rereader = self.staged.rereader
        reread: dict[int, Mapping[int, Cell]] = {}
        gone: set[int] = set()
        if rereader is not None:
            for at, line in _rows(table, f"rowid, {table.line}", "_odd"):
                cells = rereader.cells(line)
                if isinstance(cells, Remark):
                    remarks.append(cells)
                    gone.add(at)
                else:
                    reread[at] = cells
            if reread:
                columns, noticed = columns_under(
                    rereader.header(), self.sheet.type, stamped=stamped
                )
                before = len(self.sheet.columns)
                remarks += [one for one in noticed if one not in remarks]
                assert len(columns) >= before
        headed = {column.number for column in columns}
        remarks += stray(self._unheaded(table, headed), headed)
        columns = that_hold(columns, stamped=stamped)
        table = _with_columns(table, columns)
        known = [column.number for column in columns if column.field]
        totals = ", ".join(map(str, sorted(self.grid.totals)))
        if totals:
            gone |= {at for (at,) in _rows(table, "rowid", f"{table.line} in ({totals})")}
        looked = {*gone, *reread}
        gone |= {at for at, cells in reread.items() if not is_record(cells, known)}
        gone |= {
            row.at
            for row, cells in _cells_of(table, "_void")
            if row.at not in looked and not is_record(cells, known)
        }
        _put_cells(table, reread)
        if gone:
            table = _without(table, sorted(gone), self.staging)
        if self.staged.line is None and not self.staged.table.startswith("("):
            table.connection.execute(f"drop table if exists {self.staged.table}")
        return replace(
            self.sheet,
            lines=table.lines(),
            columns=tuple(
                column._replace(cells=table.cells(table.columns[column.number]))
                for column in columns
            ),
            remarks=tuple(remarks),
            staged=None,
            table=table,
        )

    def _unheaded(self, table: SheetTable, headed: Iterable[int]) -> Iterator[Row]:
        """What stands under no heading, row by row."""
        loose = [column for n, column in table.columns.items() if n not in set(headed)]
        if not loose:
            return
        asked = ", ".join(f"{table.kind(column)}, {table.raw(column)}" for column in loose)
        there = " or ".join(f"_c{column.number} is not null" for column in loose)
        for line, *pairs in _rows(table, f"{table.line}, {asked}", there):
            if line in self.grid.totals:
                continue
            cells = zip(loose, pairs[::2], pairs[1::2], strict=True)
            yield Row(
                line, {c.number: Cell(kind, raw) for c, kind, raw in cells if raw is not None}
            )


def _with_columns(table: SheetTable, columns: Sequence[Column]) -> SheetTable:
    """The table with a place for the cells of every column that has a heading."""
    known = dict(table.columns)
    for column in columns:
        if column.number not in known:
            known[column.number] = Stored(column.number, column.field, len(known), "text", None)
    return replace(table, columns=known)


def _without(table: SheetTable, gone: Sequence[int], staging: Staging) -> SheetTable:
    """The table without some rows, rowid counting without a gap again."""
    connection, name = table.connection, staging.new_table()
    _load(connection, "_gone", {"_row": ("BIGINT", gone)})
    exclude = "exclude (_line)" if table.line == "_line" else ""
    connection.execute(
        f"update {table.name} set _void = rowid in (select _row from _gone);"
        f" create table {name} as select {table.line} as _line, * {exclude} from {table.name}"
        f" where not _void; drop table {table.name}; drop table _gone"
    )
    return replace(table, name=name, count=table.count - len(gone), line="_line")


# -- records held back -----------------------------------------------------------------------------


class _Row(NamedTuple):
    at: int  # its rowid
    line: int


def _cells_of(table: SheetTable, where: str) -> Iterator[tuple[_Row, dict[int, Cell]]]:
    """The cells of the rows that were held back and for which `where` holds, in order."""
    mixed = [column for column in table.columns.values() if column.kind is None]
    asked = [f"rowid, {table.line}, _cells, _kinds", *(f"_k{c.number}" for c in mixed)]
    for at, line, cells, kinds, *mixed_kinds in _rows(
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
    rows = _cells_of(table, "true")
    while some := _taken(rows, _AT_ONCE):
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
        _load(self._table.connection, "_mended", given, more=bool(self._pieces))
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
        differ = ", ".join(f"bool_or(s.{key} is distinct from m.{key})" for key in keys)
        (told,) = self._table.connection.execute(
            f"select {differ} from {self._table.name} s join _mended m on s.rowid = m._at"
            " where s._cells is not null"
        ).fetchall()
        return [key for key, changed in zip(keys, told, strict=True) if changed]


def _as_stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _put_cells(table: SheetTable, reread: Mapping[int, Mapping[int, Cell]]) -> None:
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
    _load(table.connection, "_reread", given)
    table.connection.execute(
        f"update {table.name} as s set _cells = r.cells, _kinds = r.kinds"
        " from _reread r where s.rowid = r._at; drop table _reread"
    )


# -- SQL -------------------------------------------------------------------------------------------


def _rows(table: SheetTable, asked: str, where: str) -> Iterator[tuple[Any, ...]]:
    cursor = table.connection.cursor().execute(
        f"select {asked} from {table.name} where {where} order by rowid"
    )
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows


def _load(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, tuple[str, Sequence[Any]]],
    *,
    more: bool = False,
) -> None:
    given = Columns(columns)
    stream = given.stream()  # found by name in the query below
    made = f"insert into {table}" if more else f"create temp table {table} as"
    connection.execute(f"{made} select {given.select} from stream")
    del stream
    given.close()


def _taken(rows: Iterator[Any], most: int) -> list[Any]:
    return [row for _, row in zip(range(most), rows, strict=False)]
