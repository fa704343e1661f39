"""A copy of a database's tables for whoever only asks: all of few rows; of many, those asked of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from toolkit import engine
from toolkit.disk.scratch import no_room
from toolkit.enginefaults import in_a_line
from toolkit.readers.staged import PLACE
from toolkit.sqltext import literal, quoted

_MANY = 300_000  # rows from which only tables that a query names are copied
_BLOCK = 16_384  # bytes of a block of the copy; the smallest there is, for most tables are small
_OF_ALL = re.compile(
    r"\b(show|desc|describe|summarize|duckdb_\w+|pragma_\w+|pg_\w+|information_schema"
    r"|sqlite_\w+)\b",
    re.IGNORECASE,
)


def needed(connection: engine.DuckDBPyConnection, queries: Iterable[str]) -> frozenset[str]:
    """The tables that the queries may read, their views' among them; of few rows, all."""
    sizes = _sizes(connection)
    texts = list(queries)
    if sum(sizes.values()) < _MANY or any(map(_OF_ALL.search, texts)):
        return frozenset(sizes)
    views = connection.execute(
        "select view_name, sql from duckdb_views() where not internal"
    ).fetchall()
    words = {word for text in texts for word in _words(text)}
    while more := [(name, sql) for name, sql in views if name.casefold() in words]:
        views = [each for each in views if each not in more]
        words |= {word for _, sql in more for word in _words(sql)}
    return frozenset(name for name in sizes if name.casefold() in words)


def every(connection: engine.DuckDBPyConnection) -> frozenset[str]:
    return frozenset(_sizes(connection))


def _sizes(connection: engine.DuckDBPyConnection) -> dict[str, int]:
    """About how many rows each table has; a view of large files counts as one of them all."""
    ((aside,),) = connection.execute(
        "select coalesce(sum(estimated_size), 0)::bigint from duckdb_tables()"
        f" where database_name = '{PLACE}'"
    ).fetchall()
    asked = (
        "select table_name, estimated_size from duckdb_tables()"
        " where not internal and database_name = current_database()"
    )
    return dict(connection.execute(asked).fetchall()) | dict.fromkeys(_joined(connection), aside)


def _joined(connection: engine.DuckDBPyConnection) -> list[str]:
    """The views of what large files were read into, which stands in a place of its own."""
    asked = (
        "select view_name from duckdb_views() where not internal"
        f" and database_name = current_database() and contains(sql, '{PLACE}')"
    )
    return [name for (name,) in connection.execute(asked).fetchall()]


def _words(sql: str) -> list[str]:
    return re.findall(r"\w+", sql.casefold())


def save(connection: engine.DuckDBPyConnection, path: Path, tables: frozenset[str]) -> None:
    """Writes a DuckDB file with these tables, and every view and macro, in the rows' order.

    A table that is left out is not there, so that no query takes it for an empty one. Raises
    FactpackError where there is no room.
    """
    ((own,),) = connection.execute("select current_database()").fetchall()
    names = connection.execute(
        "select table_name from duckdb_tables() where not internal and database_name = $own",
        {"own": own},
    ).fetchall()
    joined = _joined(connection)
    said = literal(str(path))
    try:
        connection.execute(
            f"set force_compression = 'uncompressed'; attach {said} as lent (block_size {_BLOCK})"
        )
        if not joined and {name for (name,) in names} <= tables:
            connection.execute(f"copy from database {quoted(own)} to lent")
        else:
            connection.execute(f"copy from database {quoted(own)} to lent (schema)")
            for (name,) in names:
                table = quoted(name)
                if name in tables:
                    connection.execute(f"insert into lent.{table} from {quoted(own)}.{table}")
                else:
                    connection.execute(f"drop table lent.{table}")
            for name in joined:
                view = quoted(name)
                connection.execute(f"drop view lent.{view}")
                if name in tables:
                    connection.execute(f"create table lent.{view} as from {quoted(own)}.{view}")
        connection.execute("detach lent")
    except (engine.IOException, engine.TransactionException, engine.FatalException) as error:
        raise no_room(in_a_line(error)) from error
    finally:
        with suppress(engine.FatalException):  # then DuckDB does nothing more
            connection.execute("detach database if exists lent; reset force_compression")
