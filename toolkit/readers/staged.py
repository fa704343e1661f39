"""Where the records of a large file are put: a table of the run's database instead of rows.

Python objects for every cell of a million records cost more than all else about them. So a reader
that is given a `Staging` fills a table, and SQL takes it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.readers.grid import Row

if TYPE_CHECKING:
    import duckdb

PLACE = "_staged"  # a database in memory beside the run's own: nobody is told of its tables
ATTACH = f"attach if not exists ':memory:' as {PLACE}"
OPENING = 100  # rows among which the headings stand; a grid has them as rows all the same
_ROW_GROUP = 122_880  # rows that DuckDB stores together
_LEAST_PIECE, _MOST_PIECE = 4 << 20, 64 << 20
LEAST = 20_000  # records from which a sheet is staged

# The heading row's number, told of a file's shown name, a sheet's name and its opening rows; 0 for
# the keys of JSON lines, None where it holds no records or no headings.
Heading = Callable[[str, str | None, Sequence[Row]], int | None]


def piece_of(size: int, rows: int) -> int:
    """The bytes of a file of which DuckDB is to make one batch: those of as many rows as it stores
    together, for smaller batches it copies once more."""
    return max(_LEAST_PIECE, min(size // rows * _ROW_GROUP * 9 // 8, _MOST_PIECE))


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
        return f"{self._place}.sheet_{self._tables}"

    @cached_property
    def _place(self) -> str:
        self.connection.execute(ATTACH)
        return PLACE
