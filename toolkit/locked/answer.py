"""What a SELECT gave, for whoever asked: rows, a DataFrame, Arrow, Parquet."""

from __future__ import annotations

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
        return self._relation().fetchall()

    def df(self) -> Any:
        frame = self._relation().df()
        frame.columns = list(self.columns)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._relation().__arrow_c_stream__(requested_schema)

    def write_parquet(self, path: Path) -> None:
        """The rows as a Parquet file at `path`."""
        self._relation().write_parquet(str(path))

    def stored(self, table: str, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes a table of the rows, its name as SQL writes it."""
        stream = self._stream()  # found by name in the query below
        connection.execute(f"create table {table} as from stream")
        del stream

    def _relation(self) -> duckdb.DuckDBPyRelation:
        stream = self._stream()  # found by name in the query below
        relation = self._connection.cursor().sql("from stream")
        del stream
        return relation

    def _stream(self) -> object:
        from nanoarrow.ipc import InputStream

        try:
            return InputStream.from_readable(self._spool.reader()).__arrow_c_stream__()
        except (RuntimeError, ValueError) as error:
            raise QueryRefused(
                f"the answer cannot be handed over: {str(error).splitlines()[0]}",
                hint="cast what is unusual in it, for example to varchar",
            ) from error
