"""Rows put into a table of the database, block by block, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import duckdb

from toolkit.arrow.columns import Columns
from toolkit.readers.grid import Cell, Kind, Row, Staged
from toolkit.readers.staged import Staging

_BLOCK = 20_000


def fill(rows: Iterable[Row], staging: Staging) -> Staged:
    """A table of `rows`, which come in their order; those without a cell are left out."""
    table = staging.new_table()
    filling = _Filling(staging.connection, table)
    there = (row for row in rows if row.cells)
    while block := list(islice(there, _BLOCK)):
        filling.take(block)
    return Staged(table, filling.count, filling.finish())


class _Filling:
    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._kinds: dict[int, Kind | None] = {}
        self.count = 0
        connection.execute(f"create table {table} (line bigint)")

    def take(self, block: Sequence[Row]) -> None:
        numbers = sorted({number for row in block for number in row.cells})
        given: dict[str, tuple[str, Sequence[Any]]] = {}
        given["line"] = ("BIGINT", [row.number for row in block])
        for number in numbers:
            cells = [row.cells.get(number) for row in block]
            self._know(number, cells)
            given[f"c{number}"] = ("VARCHAR", [None if c is None else c.raw for c in cells])
            if self._kinds[number] is None:
                kinds = [None if c is None else c.kind for c in cells]
                given[f"k{number}"] = ("VARCHAR", kinds)
        columns = Columns(given)
        stream = columns.stream()  # found by name in the query below
        self._connection.execute(
            f"insert into {self._table} by name select {columns.select} from stream"
        )
        del stream
        columns.close()
        self.count += len(block)

    def _know(self, number: int, cells: Iterable[Cell | None]) -> None:
        """Gives the column its places in the table: a second one once it has two kinds."""
        kinds = {cell.kind for cell in cells if cell is not None}
        if number not in self._kinds:
            self._connection.execute(f"alter table {self._table} add column c{number} varchar")
            self._kinds[number] = next(iter(kinds))
        known = self._kinds[number]
        if known is not None and kinds != {known}:
            self._connection.execute(
                f"alter table {self._table} add column k{number} varchar;"
                f" update {self._table} set k{number} = '{known}' where c{number} is not null"
            )
            self._kinds[number] = None

    def finish(self) -> dict[int, Kind | None]:
        return dict(sorted(self._kinds.items()))
