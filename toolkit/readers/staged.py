"""Where the records of a large file are put: a table of the run's database instead of rows.

Python objects for every cell of a million records cost more than all else about them. So a reader
that is given a `Staging` fills a table, and SQL takes it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from toolkit.readers.grid import Cell, Grid, Kind, Remark, Row

if TYPE_CHECKING:
    import duckdb

PLACE = "_staged"
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


class Rereader(Protocol):
    """Reads with care the lines that a swift reader was not sure of."""

    def cells(self, line: int) -> Mapping[int, Cell] | Remark:
        """The cells of one line's record, or why it is none; lines are asked for in order."""

    def header(self) -> Row:
        """The headings, those that first stand in such lines among them."""


class Proof(NamedTuple):
    """A column of whole numbers whose sum shows that nothing of the file was dropped."""

    column: str
    total: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A table with every row under a sheet's headings that has a cell at all, in their order.

    Its columns: `line` BIGINT, the row's number as in Row; for each n of `columns` `c<n>` VARCHAR,
    the raw text of the cell, NULL where there is none; and `k<n>` VARCHAR, the cell's kind, where
    the column holds several kinds. rowid counts from 0 without a gap.

    A reader that can cut the file within the query gives that in place of a table. `line` is then
    the first row's where each takes one line, and there is no such column; where `rereader` is
    given, a column `odd` says which lines it must look at. The query must give `count`
    rows and the total of `proof`; if it does not, or fails, `otherwise` reads the sheet with care.
    """

    table: str
    count: int
    columns: Mapping[
        int, Kind | None
    ]  # of each that has a cell: its one kind, None where k<n> says
    line: int | None = None
    plain: bool = False  # whether no blank stands in any cell but spaces (survey.is_plain)
    rereader: Rereader | None = None
    proof: Proof | None = None
    still: Callable[[], bool] | None = None  # whether the file is what it was
    otherwise: Callable[[], Grid] | None = None


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
        """A database in memory beside the run's own, so that nobody is told of these tables."""
        self.connection.execute(f"attach if not exists ':memory:' as {PLACE}")
        return PLACE
