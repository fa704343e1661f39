"""Many rows as ready XML, built by DuckDB a column at a time; what is unusual by `ooxml.rows`.

SQL writes the rows in which every value is plain. A row that holds anything else (a character
that needs an escape, a text near the limit, a day before the first) is written by `row_chunks`,
which knows every case, and put in its place: both ways give cells that read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.arrow import texts
from toolkit.database import quoted
from toolkit.ooxml.rows import Column, Looks, row_chunks
from toolkit.pack.rowsql import Held, Source, known, looked_for, row_sql

if TYPE_CHECKING:
    import duckdb

CHUNK = 40_960  # rows built at a time: twenty of DuckDB's vectors


@dataclass(frozen=True, slots=True)
class BulkRows:
    """The rows of `table`, a table of `connection`, in the order in which they were put in.

    `where` names a cell for a refusal, as for `row_chunks`.
    """

    connection: duckdb.DuckDBPyConnection
    table: str
    source: Source
    columns: tuple[Column, ...]
    first: int
    looks: Looks
    where: Callable[[int, int], str]

    def can(self) -> bool:
        """Whether SQL knows how to write every column; else `row_chunks` writes them all."""
        return self.looks.height is None and all(known(one, self.source) for one in self.columns)

    def chunks(self) -> Iterator[bytes]:
        """The rows as <row> elements, some ten thousand a chunk.

        Raises FactpackError, as `row_chunks` does, for what no cell can hold.
        """
        (count,) = self._one(f"select count(*) from {quoted(self.table)}")
        row, unusual = row_sql(self.columns, self.source, self._held(), self.first, self.looks)
        for start in range(0, count, CHUNK):
            part = f"from {quoted(self.table)} where rowid between {start} and {start + CHUNK - 1}"
            by_hand = self._by_hand(unusual, part)
            yield self._chunk(f"select {row} {part}", start, by_hand)

    def _one(self, sql: str) -> tuple[int, ...]:
        (row,) = self.connection.execute(sql).fetchall()
        return tuple(map(int, row))

    def _held(self) -> dict[int, Held]:
        """What each column of texts holds, asked once of the whole table."""
        tests = {one.number: looked_for(one, self.source) for one in self.columns}
        chosen = [test for some in tests.values() for test in some]
        if not chosen:
            return {}
        said = iter(self._one(f"select {', '.join(chosen)} from {quoted(self.table)}"))
        return {
            number: Held(*(bool(next(said)) for _ in some))
            for number, some in tests.items()
            if some
        }

    def _by_hand(self, unusual: str, part: str) -> dict[int, bytes]:
        """The rows that SQL cannot write, by rowid."""
        if not unusual:
            return {}
        held = self.connection.execute(f"select rowid, * {part} and ({unusual})").fetchall()
        return {number: self._row(number, row) for number, *row in held}

    def _row(self, number: int, row: Sequence[object]) -> bytes:
        made = row_chunks(self.columns, [row], self.first + number, self.looks, self.where)
        return b"".join(made)

    def _chunk(self, sql: str, at: int, by_hand: dict[int, bytes]) -> bytes:
        """The rows from rowid `at` on, those in `by_hand` put in place of what SQL made of them."""
        made: list[bytes] = []
        left = sorted(by_hand)
        for batch in texts(self.connection.sql(sql)):
            count = len(batch.offsets) - 1
            mine = [number for number in left if number < at + count]
            left = left[len(mine) :]
            cuts = [0, *(cut - at for number in mine for cut in (number, number + 1)), count]
            for nth, (one, other) in enumerate(pairwise(cuts)):
                kept = batch.data[batch.offsets[one] : batch.offsets[other]]
                made.append(by_hand[at + one] if nth % 2 else kept)
            at += count
        return b"".join(made)
