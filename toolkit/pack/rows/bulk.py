"""Many rows as ready XML, built by DuckDB a column at a time; what is unusual by `ooxml.rows`.

SQL writes the rows in which every value is plain. A row that holds anything else (a character
that needs an escape, a text near the limit, a day before the first) is written by `row_chunks`,
which knows every case, and put in its place: both ways give cells that read the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.arrow.texts import Texts, numbered_texts
from toolkit.ooxml.container.archive import Making
from toolkit.ooxml.sheets.rows import Column, Looks, row_chunks
from toolkit.pack.rows.rowsql import (
    ROWS,
    Lookup,
    RowSQL,
    Seen,
    Source,
    is_text,
    known,
    row_sql,
    seen_anywhere,
)
from toolkit.pack.rows.sharing import SharedTexts, worth_sharing
from toolkit.pack.rows.textsql import Held, held_anywhere
from toolkit.sqltext import quoted

if TYPE_CHECKING:
    from toolkit.database import Database

_VECTOR = 2048  # rows that DuckDB works on at once
_CHUNK_BYTES = 40_000_000  # what a chunk may take, on each thread
_CHUNK_ROWS = 122_880  # what DuckDB hands over at once
_CELL = 34  # bytes of a cell without its text


def bulk_rows(
    database: Database,
    table: str,
    source: Source,
    columns: tuple[Column, ...],
    first: int,
    looks: Looks,
    where: Callable[[int, int], str],
    shared: SharedTexts,
) -> BulkRows | None:
    """The rows of `table` in the order in which they were put in, from the sheet's `first` on.

    None where a column is of a kind that SQL cannot write: `row_chunks` then writes them all.
    `where` names a cell for a refusal, as for `row_chunks`. The looks are asked for every format
    that the rows take now, not while they are written. Texts that repeat go to `shared`.
    """
    if looks.height is not None or not all(known(one, source) for one in columns):
        return None
    count, seen = _seen(database, table, source, columns, looks)
    lookups: dict[int, Lookup] = {}
    for column in columns:
        if is_text(column) and worth_sharing(column, seen[column.number], count):
            known_of = seen[column.number]
            lookups[column.number], unknown = shared.share(
                database, table, source, column, looks, known_of, first=column is columns[0]
            )
            seen[column.number] = known_of._replace(unusual=unknown)
    written = [one for one in columns if is_text(one) and one.number not in lookups]
    held = _held(database, table, source, written)
    sql = row_sql(table, columns, source, first, looks, seen=seen, held=held, shared=lookups)
    size = _CELL * len(columns) + sum(seen[one.number].bytes for one in written) // max(count, 1)
    chunk = _chunk(count, size)
    return BulkRows(database, source, columns, first, looks, where, sql, count, chunk)


def _chunk(rows: int, size: int) -> int:
    """How many rows of `size` bytes are made at a time: an even number of like chunks in all."""
    most = max(min(_CHUNK_BYTES // size, _CHUNK_ROWS), 1)
    pairs = -(-rows // (2 * most))
    return max(-(-rows // (2 * pairs * _VECTOR)) * _VECTOR, _VECTOR) if pairs else _VECTOR


def _seen(
    database: Database, table: str, source: Source, columns: Sequence[Column], looks: Looks
) -> tuple[int, dict[int, Seen]]:
    """How many rows there are, and what is known of each column that takes values."""
    tests = {one.number: seen_anywhere(one, source, looks) for one in columns}
    chosen = ["count(*)", *(test for some in tests.values() for test in some)]
    _, ((count, *row),) = database.fetch(f"select {', '.join(chosen)} from {quoted(table)} {ROWS}")
    said = iter(row)
    return count, {
        number: Seen(*(next(said) for _ in some)) for number, some in tests.items() if some
    }


def _held(
    database: Database, table: str, source: Source, columns: Sequence[Column]
) -> dict[int, Held]:
    """What each column of texts holds, asked once of the whole table."""
    tests = {one.number: held_anywhere(source.text(one)) for one in columns}
    chosen = [test for some in tests.values() for test in some]
    if not chosen:
        return {}
    _, (row,) = database.fetch(f"select {', '.join(chosen)} from {quoted(table)} {ROWS}")
    said = iter(row)
    return {number: Held(*(next(said) for _ in some)) for number, some in tests.items()}


@dataclass(frozen=True, slots=True)
class BulkRows:
    """The rows as <row> elements: what makes each chunk of them, on any thread."""

    database: Database
    source: Source
    columns: tuple[Column, ...]
    first: int
    looks: Looks
    where: Callable[[int, int], str]
    sql: RowSQL
    count: int
    chunk: int  # how many rows at a time

    def __iter__(self) -> Iterator[Making]:
        for start in range(0, self.count, self.chunk):
            yield partial(self._made, start, min(start + self.chunk, self.count))

    def _made(self, start: int, stop: int) -> Iterator[bytes | memoryview]:
        """The rows from rowid `start` to before `stop`.

        Raises FactpackError, as `row_chunks` does, for what no cell can hold.
        """
        part = f"from {self.sql.tables} where {ROWS}.rowid between {start} and {stop - 1}"
        by_hand = self._by_hand(part)
        batches = numbered_texts(
            self.database.stream(f"select {ROWS}.rowid, {self.sql.row} {part}")
        )
        yield from in_order(batches, range(start, stop), by_hand)

    def _by_hand(self, part: str) -> dict[int, bytes]:
        """The rows that SQL cannot write, by rowid."""
        if not self.sql.unusual:
            return {}
        names = ", ".join(map(self.source.name, range(len(self.source.names))))
        asked = f"select {ROWS}.rowid, {names} {part} and ({self.sql.unusual}) order by 1"
        held = self.database.stream(asked).fetchall()
        return {number: self._row(number, row) for number, *row in held}

    def _row(self, number: int, row: Sequence[object]) -> bytes:
        made = row_chunks(self.columns, [row], self.first + number, self.looks, self.where)
        return b"".join(made)


def in_order(
    batches: Iterable[Texts], numbers: range, by_hand: Mapping[int, bytes]
) -> Iterator[bytes | memoryview]:
    """The texts of all `numbers`, in order; those in `by_hand` in place of what SQL made of them.

    They come in order but where DuckDB joins tables in a way of its own; those then wait.
    """
    at = numbers.start
    waiting: dict[int, bytes] = {}
    left = sorted(by_hand)
    for batch in batches:
        count = len(batch.numbers)
        if waiting or batch.numbers != memoryview(array("q", range(at, at + count))):
            ends = pairwise(batch.offsets)
            for number, (start, end) in zip(batch.numbers, ends, strict=True):
                waiting[number] = bytes(batch.data[start:end])
            continue
        mine = [number for number in left if number < at + count]
        left = left[len(mine) :]
        cuts = [0, *(cut - at for number in mine for cut in (number, number + 1)), count]
        for nth, (start, end) in enumerate(pairwise(cuts)):
            kept = batch.data[batch.offsets[start] : batch.offsets[end]]
            yield by_hand[at + start] if nth % 2 else kept
        at += count
    for number in range(at, numbers.stop):
        yield by_hand[number] if number in by_hand else waiting[number]
