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
from toolkit.pack.rowsql import Held, RowSQL, Source, known, looked_for, row_sql

if TYPE_CHECKING:
    from toolkit.database import Database

CHUNK = 40_960  # rows built at a time: twenty of DuckDB's vectors


def bulk_rows(
    database: Database,
    table: str,
    source: Source,
    columns: tuple[Column, ...],
    first: int,
    looks: Looks,
    where: Callable[[int, int], str],
) -> BulkRows | None:
    """The rows of `table` in the order in which they were put in, from the sheet's `first` on.

    None where a column is of a kind that SQL cannot write: `row_chunks` then writes them all.
    `where` names a cell for a refusal, as for `row_chunks`. The looks are asked for every format
    that the rows take now, not while they are written.
    """
    if looks.height is not None or not all(known(one, source) for one in columns):
        return None
    sql = row_sql(columns, source, _held(database, table, source, columns), first, looks)
    return BulkRows(database, table, source, columns, first, looks, where, sql)


def _held(
    database: Database, table: str, source: Source, columns: Sequence[Column]
) -> dict[int, Held]:
    """What each column of texts holds, asked once of the whole table."""
    tests = {one.number: looked_for(one, source) for one in columns}
    chosen = [test for some in tests.values() for test in some]
    if not chosen:
        return {}
    _, (row,) = database.fetch(f"select {', '.join(chosen)} from {quoted(table)}")
    said = iter(row)
    return {number: Held(*(next(said) for _ in some)) for number, some in tests.items() if some}


@dataclass(frozen=True, slots=True)
class BulkRows:
    """The rows as <row> elements, some ten thousand a chunk, each time they are asked for."""

    database: Database
    table: str
    source: Source
    columns: tuple[Column, ...]
    first: int
    looks: Looks
    where: Callable[[int, int], str]
    sql: RowSQL

    def __iter__(self) -> Iterator[bytes]:
        """Raises FactpackError, as `row_chunks` does, for what no cell can hold."""
        _, ((count,),) = self.database.fetch(f"select count(*) from {quoted(self.table)}")
        for start in range(0, count, CHUNK):
            part = f"from {quoted(self.table)} where rowid between {start} and {start + CHUNK - 1}"
            by_hand = self._by_hand(self.sql.unusual, part)
            yield self._chunk(f"select {self.sql.row} {part}", start, by_hand)

    def _by_hand(self, unusual: str, part: str) -> dict[int, bytes]:
        """The rows that SQL cannot write, by rowid."""
        if not unusual:
            return {}
        names = ", ".join(map(quoted, self.source.names))
        _, held = self.database.fetch(f"select rowid, {names} {part} and ({unusual})")
        return {number: self._row(number, row) for number, *row in held}

    def _row(self, number: int, row: Sequence[object]) -> bytes:
        made = row_chunks(self.columns, [row], self.first + number, self.looks, self.where)
        return b"".join(made)

    def _chunk(self, sql: str, at: int, by_hand: dict[int, bytes]) -> bytes:
        """The rows from rowid `at` on, those in `by_hand` put in place of what SQL made of them."""
        made: list[bytes] = []
        left = sorted(by_hand)
        for batch in texts(self.database.stream(sql)):
            count = len(batch.offsets) - 1
            mine = [number for number in left if number < at + count]
            left = left[len(mine) :]
            cuts = [0, *(cut - at for number in mine for cut in (number, number + 1)), count]
            for nth, (one, other) in enumerate(pairwise(cuts)):
                kept = batch.data[batch.offsets[one] : batch.offsets[other]]
                made.append(by_hand[at + one] if nth % 2 else kept)
            at += count
        return b"".join(made)
