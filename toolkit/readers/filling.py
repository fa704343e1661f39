"""A staging table filled with cells that were read many at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.arrow.batches import VIEWS, WHOLE, Batches, Part
from toolkit.ooxml.sheets import views
from toolkit.ooxml.sheets.bytewise import Numbers, Words
from toolkit.ooxml.sheets.views import Texts
from toolkit.readers.grid import Kind
from toolkit.readers.manycells import KINDS, Cells

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 61_440  # rows of one INSERT: half of what DuckDB stores as a row group
_MOST_COLUMNS = 1_000  # of a table: a sheet with more of them has cells far from all others
_SPARSE = 30  # places of a table for each cell: one with more is no table of records,
_FEW_COLUMNS = 50  # if it has so many columns at all
_MOST_PLACES = 4_000_000  # rows by columns that are laid out at once
_KIND_VIEWS, _ = views.of_texts([kind or "" for kind in KINDS], 0)


class TooWide(Exception):
    """The sheet has cells in more columns than a table should, or far apart."""


class _Sheaf(NamedTuple):
    """Some rows' cells by column: which cell stands in each row, -1 where none."""

    lines: Numbers
    columns: dict[int, NDArray[np.int32]]
    cells: Cells


class Filling:
    """Fills the table in a thread of its own, while the next cells are read.

    Until it is done nobody else may use the connection.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, table: str, shared: Texts, after: int
    ) -> None:
        """`shared` are the texts that the cells' views point to; rows to `after` are left out."""
        self._connection, self.table, self._shared = connection, table, shared
        self._after = after
        self.columns: dict[int, Kind | None] = {}
        self.count = 0
        self._waiting: list[_Sheaf] = []
        self._rows = 0
        self._cells = self._places = 0
        self._made = False
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] | None = None

    def add(self, cells: Cells) -> None:
        """Takes the cells of the next rows."""
        self._cells += int(np.count_nonzero(cells.kind))
        for sheaf in _sheaves(cells, self._after):
            self._waiting.append(sheaf)
            self._rows += sheaf.lines.size
            if self._rows >= _AT_ONCE:
                self._send()

    def done(self) -> None:
        """Waits until all is in the table."""
        self._send()
        self._wait()
        self._thread.shutdown()

    def drop(self) -> None:
        """Leaves no table behind."""
        self._waiting.clear()
        try:
            self._wait()
        finally:
            self._thread.shutdown()
            self._connection.execute(f"drop table if exists {self.table}")

    def _wait(self) -> None:
        if self._running is not None:
            running, self._running = self._running, None
            running.result()

    def _send(self) -> None:
        self._wait()
        sheaves, self._waiting, rows = self._waiting, [], self._rows
        self._rows = 0
        statements = self._statements(sheaves)
        self.count += rows
        self._running = self._thread.submit(self._insert, statements, sheaves)

    def _statements(self, sheaves: list[_Sheaf]) -> list[str]:
        """What makes the table fit these cells."""
        new: list[str] = []
        for sheaf in sheaves:
            for column, places in sheaf.columns.items():
                codes = sheaf.cells.kind[places[places >= 0]]
                low, high = KINDS[codes.min()], KINDS[codes.max()]
                if column not in self.columns:
                    new.append(f"alter table {self.table} add column c{column} varchar")
                    self.columns[column] = low
                known = self.columns[column]
                if known is not None and not low == high == known:
                    new += [
                        f"alter table {self.table} add column k{column} varchar",
                        f"alter table {self.table} alter k{column} type varchar "
                        f"using if(c{column} is null, null, '{known}')",
                    ]
                    self.columns[column] = None
        self._places += sum(sheaf.lines.size for sheaf in sheaves) * len(self.columns)
        sparse = self._places > _SPARSE * self._cells and len(self.columns) > _FEW_COLUMNS
        if sparse or len(self.columns) > _MOST_COLUMNS:
            raise TooWide
        if not self._made:
            self._made = True
            new.insert(0, f"create table {self.table} (line bigint)")
        return new

    def _insert(self, statements: list[str], sheaves: list[_Sheaf]) -> None:
        for statement in statements:
            self._connection.execute(statement)
        if not sheaves:
            return
        names = [("line", WHOLE)]
        for column, kind in self.columns.items():
            names.append((f"c{column}", VIEWS))
            if kind is None:
                names.append((f"k{column}", VIEWS))
        given = Batches(names, self._parts(sheaves))
        stream = given.stream()  # found by name in the query below
        listed = ", ".join(name for name, _ in names)
        self._connection.execute(f"insert into {self.table} ({listed}) from stream")
        del stream
        given.close()

    def _parts(self, sheaves: list[_Sheaf]) -> Iterator[list[Part]]:
        for sheaf in sheaves:
            count = sheaf.lines.size
            parts = [Part(count, 0, (None, sheaf.lines))]
            for column, kind in self.columns.items():
                places = sheaf.columns.get(column)
                if places is None:
                    nothing = np.zeros(count * 2, np.uint64)
                    empty = _part(np.zeros(count, bool), nothing, ())
                    parts += [empty] if kind is not None else [empty, empty]
                    continue
                filled = places >= 0
                parts.append(
                    _part(
                        filled,
                        sheaf.cells.views[places],
                        (self._shared.data, sheaf.cells.stretch, sheaf.cells.made),
                    )
                )
                if kind is None:
                    parts.append(_part(filled, _KIND_VIEWS[sheaf.cells.kind[places]], ()))
            yield parts


def _part(filled: NDArray[np.bool_], found: Words, buffers: tuple[bytes, ...]) -> Part:
    nulls = int(filled.size - np.count_nonzero(filled))
    valid = np.packbits(filled, bitorder="little") if nulls else None
    sizes = np.array([len(each) for each in buffers], np.int64)
    return Part(filled.size, nulls, (valid, found, *buffers, sizes))


def _sheaves(cells: Cells, after: int) -> Iterator[_Sheaf]:
    """The cells by row and column, rows without any left out."""
    lines = cells.numbers
    kept = np.flatnonzero(cells.kind)
    if lines.size and lines[0] <= after:
        kept = kept[lines[cells.row[kept]] > after]
    if not kept.size:
        return
    row, column = cells.row[kept], cells.column[kept]
    here = np.bincount(row, minlength=lines.size) > 0
    lines = lines[here].astype(np.int64)
    row = (np.cumsum(here) - 1)[row]
    used = np.flatnonzero(np.bincount(column))
    if used.size > _MOST_COLUMNS:
        raise TooWide
    place = np.zeros(used[-1] + 1, np.int64)
    place[used] = np.arange(used.size)
    step = max(_MOST_PLACES // used.size, 1)
    for first in range(0, lines.size, step):
        low, high = np.searchsorted(row, (first, first + step))
        count = min(step, lines.size - first)
        laid = np.full((used.size, count), -1, np.int32)
        laid[place[column[low:high]], row[low:high] - first] = kept[low:high]
        columns = {int(number): laid[index] for index, number in enumerate(used)}
        if step < lines.size:
            columns = {number: each for number, each in columns.items() if (each >= 0).any()}
        yield _Sheaf(lines[first : first + count], columns, cells)
