"""Where the records of a large file are put: a table of the run's database instead of rows.

Python objects for every cell of a million records cost more than all else about them. So a reader
that is given a `Staging` fills a table, and SQL takes it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.readers.grid import Kind, Row

if TYPE_CHECKING:
    import duckdb

OPENING = 100  # rows among which the headings stand; a grid has them as rows all the same
LEAST = 20_000  # records from which a sheet is staged

# The heading row's number, told of a file's shown name, a sheet's name and its opening rows; 0 for
# the keys of JSON lines, None where it holds no records or no headings.
Heading = Callable[[str, str | None, Sequence[Row]], int | None]


@dataclass(frozen=True, slots=True)
class Staged:
    """A table with every row under a sheet's headings that has a cell at all, in their order.

    Its columns: `line` BIGINT, the row's number as in Row; for each n of `columns` `c<n>` VARCHAR,
    the raw text of the cell, NULL where there is none; and `k<n>` VARCHAR, the cell's kind, where
    the column holds several kinds. rowid counts from 0 without a gap.
    """

    table: str
    count: int
    columns: Mapping[
        int, Kind | None
    ]  # of each that has a cell: its one kind, None where k<n> says


class Staging:
    """Gives a reader the database's connection, and says where the records of a sheet begin.

    The connection is made when it is first asked for: a small dossier is read without.
    """

    def __init__(
        self,
        connect: Callable[[], duckdb.DuckDBPyConnection],
        heading: Heading,
        *,
        least: int = LEAST,
    ) -> None:
        self._connect = connect
        self.heading = heading
        self.least = least
        self._tables = 0

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self._connect()

    def new_table(self) -> str:
        """A name that no table has yet, as SQL writes it."""
        self._tables += 1
        return f"_staged_{self._tables}"
