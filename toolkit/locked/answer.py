"""What a SELECT gave, for whoever asked: rows, a DataFrame, Arrow, Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import QueryRefused
from toolkit.locked.spool import Spool

if TYPE_CHECKING:
    import duckdb


class Answer:
    """What one SELECT gave: `columns`, `types` as DuckDB names them, and the rows.

    `rows` are tuples of str, Decimal, int, date, list and None; `df()` is a pandas DataFrame;
    `__arrow_c_stream__` hands Arrow over.
    """

    def __init__(self, spool: Spool, connection: duckdb.DuckDBPyConnection) -> None:
        """`connection` is of factpack's own: it turns Arrow into rows."""
        self._spool = spool
        self._connection = connection

    @cached_property
    def columns(self) -> tuple[str, ...]:
        from nanoarrow import c_array_stream

        with c_array_stream(self._stream()) as opened:
            return tuple(each.name or "" for each in opened.get_schema().children)

    @cached_property
    def types(self) -> tuple[str, ...]:
        return tuple(map(str, self._relation().types))

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        with _handing_over():
            return self._relation().fetchall()

    def df(self) -> Any:
        with _handing_over():
            frame = self._relation().df()
        frame.columns = list(self.columns)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._relation().__arrow_c_stream__(requested_schema)

    def write_parquet(self, path: Path) -> None:
        """The rows as a Parquet file at `path`."""
        with _handing_over():
            self._relation().write_parquet(str(path))

    def stored(self, table: str, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes a table of the rows, its name as SQL writes it."""
        stream = self._stream()  # found by name in the query below
        with _handing_over():
            connection.execute(f"create table {table} as from stream")
        del stream

    def _relation(self) -> duckdb.DuckDBPyRelation:
        stream = self._stream()  # found by name in the query below
        relation = self._connection.cursor().sql("from stream")
        del stream
        return relation

    def _stream(self) -> object:
        import duckdb  # noqa: F401 - without which a connection reads no Arrow
        from nanoarrow.ipc import InputStream

        try:
            return InputStream.from_readable(self._spool.reader()).__arrow_c_stream__()
        except (RuntimeError, ValueError) as error:
            raise _unusual(error) from error


@contextmanager
def _handing_over() -> Iterator[None]:
    """Raises QueryRefused for a value that whoever takes it has no way to hold."""
    import duckdb

    try:
        yield
    except (duckdb.Error, OverflowError, ValueError) as error:
        raise _unusual(error) from error


def _unusual(error: Exception) -> QueryRefused:
    what = next(iter(str(error).splitlines()), type(error).__name__)
    if "'pytz'" in what:
        what = "it holds moments of a time zone"
    return QueryRefused(
        f"the answer cannot be handed over: {what}",
        hint="cast what is unusual in it, for example with ::timestamp or ::varchar",
    )
