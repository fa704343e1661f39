"""The records of a large sheet without a Python object for each: SQL takes what it is sure of.

One pass goes from the file's cells to typed values (`onepass`). The few records that it holds back
go the way of every small sheet (`heldback`). Here is looked at what may be no record at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

import duckdb

from toolkit.readers.grid import Cell, Grid, Remark, Row, Staged
from toolkit.readers.staged import Staging
from toolkit.records.heldback import cells_of, load, put_cells, rows_of
from toolkit.records.onepass import OnePass, Unlike
from toolkit.records.sheets import (
    Column,
    Sheet,
    columns_under,
    is_record,
    recognise,
    stray,
    that_hold,
)
from toolkit.records.sheettable import SheetTable, Stored
from toolkit.schemas import Schemas


def take(grid: Grid, schemas: Schemas, staging: Staging) -> Sheet | None:
    """The sheet that a grid with staged records holds, as `records.recognise` gives it: its records
    are in a table, typed where that is sure."""
    sheet = recognise(grid, schemas)
    if sheet is None or grid.staged is None:
        return sheet
    staged = _without_totals(grid.staged, grid.totals, staging)
    try:
        made = OnePass(sheet, staged, schemas, staging).table()
        return _Looked(sheet, grid, staged, staging).over(made)
    except (duckdb.Error, OSError, Unlike):
        if staged.otherwise is None:
            raise
        return take(staged.otherwise(), schemas, staging)


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
            for at, line in rows_of(table, f"rowid, {table.line}", "_odd"):
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
            if self.staged.still is not None and not self.staged.still():
                raise Unlike  # the lines that were looked at may be others
        headed = {column.number for column in columns}
        remarks += stray(self._unheaded(table, headed), headed)
        columns = that_hold(columns, stamped=stamped)
        table = _with_columns(table, columns)
        known = [column.number for column in columns if column.field]
        totals = ", ".join(map(str, sorted(self.grid.totals)))
        if totals:
            gone |= {at for (at,) in rows_of(table, "rowid", f"{table.line} in ({totals})")}
        looked = {*gone, *reread}
        gone |= {at for at, cells in reread.items() if not is_record(cells, known)}
        gone |= {
            row.at
            for row, cells in cells_of(table, "_void")
            if row.at not in looked and not is_record(cells, known)
        }
        put_cells(table, reread)
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
        for line, *pairs in rows_of(table, f"{table.line}, {asked}", there):
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
    load(connection, "_gone", {"_row": ("BIGINT", gone)})
    exclude = "exclude (_line)" if table.line == "_line" else ""
    connection.execute(
        f"update {table.name} set _void = rowid in (select _row from _gone);"
        f" create table {name} as select {table.line} as _line, * {exclude} from {table.name}"
        f" where not _void; drop table {table.name}; drop table _gone"
    )
    return replace(table, name=name, count=table.count - len(gone), line="_line")
