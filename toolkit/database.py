"""A dossier's tables in DuckDB: built with what factpack trusts, then answering SQL behind a lock.

The lock (DuckDB's "Securing DuckDB", and what it leaves open): no files, network, extensions,
settings or Python objects; exactly one SELECT; a read-only transaction, for a WITH may hold an
INSERT; limits on time and memory.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from toolkit.errors import QueryRefused
from toolkit.readers.staged import PLACE

_LOCK = """
set python_enable_replacements = false;
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set allow_community_extensions = false;
set enable_external_access = false;
set lock_configuration = true;
"""


Given = dict[str, tuple[str, Sequence[Any]]]  # columns by name: SQL type, values
Part = Given | str  # rows of a table: as columns, or as what a SELECT gives

MEMORY = "2GB"  # as DuckDB writes it
MANY = 500  # rows from which a stream of columns loads faster than parameters


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, and memory as DuckDB writes it."""

    seconds: float = 30
    memory: str = MEMORY


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view as an analyst is told of it; columns are (name, type, what it holds)."""

    name: str
    comment: str
    columns: tuple[tuple[str, str, str], ...]


class Answer:
    """What one SELECT gave: `columns`, `types` as DuckDB names them, and the rows once.

    `rows` are tuples of str, Decimal, int, date, list and None; `df()` is a pandas DataFrame;
    `__arrow_c_stream__` hands Arrow over.
    """

    def __init__(self, relation: duckdb.DuckDBPyRelation, watch: _Watch) -> None:
        self._relation = relation
        self._watch = watch
        self.columns: tuple[str, ...] = tuple(relation.columns)
        self.types: tuple[str, ...] = tuple(map(str, relation.types))

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        with self._watch.over():
            return self._relation.fetchall()

    def watched(self) -> AbstractContextManager[None]:
        """Within it, whoever takes the rows is held to the limits of the query."""
        return self._watch.over()

    def df(self) -> Any:
        with self._watch.over():
            return self._relation.df()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._relation.__arrow_c_stream__(requested_schema)

    def write_parquet(self, path: Path) -> None:
        """The rows as a Parquet file at `path`."""
        answer = self  # found by name in the query below
        with self._watch.over(), duckdb.connect(":memory:") as writer:
            writer.execute(f"copy (from answer) to {literal(str(path))} (format parquet)")
        del answer


class Database:
    """The tables of one dossier: `load` and `execute` build them, `query` answers of them."""

    def __init__(
        self, path: Path | None = None, *, memory: str = MEMORY, threads: int | None = None
    ) -> None:
        """In memory, or a new DuckDB file at `path`; queries may take `memory`, once for all.

        `threads` work on a query, or as many as there are processors.
        """
        spilled = Path(tempfile.gettempdir()) / f"factpack-{os.getpid()}"  # made once it is needed
        config: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(spilled)}
        if threads:
            config["threads"] = threads
        self._connection = duckdb.connect(str(path) if path else ":memory:", config=config)
        self._memory, self._threads = memory, threads
        self._lasting = path is not None
        self._asking: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """DuckDB's own, for what is read into it before anything is asked."""
        return self._connection

    @property
    def threads(self) -> int | None:
        """How many work on a query; None for as many as there are processors."""
        return self._threads

    # -- building: factpack's own SQL ----------------------------------------------------------

    def execute(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        """Runs factpack's own SQL; never anything that a user wrote."""
        self._connection.execute(sql, parameters)

    def fetch(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Columns and rows of factpack's own SQL."""
        cursor = self._connection.execute(sql, parameters)
        return tuple(column[0] for column in cursor.description or ()), cursor.fetchall()

    def fetch_each(
        self, queries: Sequence[str]
    ) -> list[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
        """What `fetch` gives of each query. Where one thread works on a query, two are worked on
        at a time: planning is most of a small query's time, and takes one processor."""
        found: dict[int, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {}
        left = deque(enumerate(queries))

        def work(connection: duckdb.DuckDBPyConnection) -> None:
            # Until there is nothing left, or one fails: that is asked again below, and raises.
            with contextlib.suppress(IndexError, duckdb.Error):
                while True:
                    number, sql = left.popleft()
                    cursor = connection.execute(sql)
                    columns = tuple(column[0] for column in cursor.description or ())
                    found[number] = columns, cursor.fetchall()

        if self._threads == 1 and len(queries) > 1:
            with self._connection.cursor() as beside:
                helper = threading.Thread(target=work, args=(beside,), daemon=True)
                helper.start()
                try:
                    work(self._connection)
                finally:
                    left.clear()  # Ctrl-C here stops the other too
                    helper.join()
        return [found.get(n) or self.fetch(sql) for n, sql in enumerate(queries)]

    def load(self, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
        """Makes a table of columns given as {name: (SQL type, values)}, all of one length."""
        self._make(quoted(table), dict(columns))

    def _make(self, table: str, columns: Given) -> None:
        rows = len(next(iter(columns.values()))[1])
        if not rows:
            kinds = ", ".join(f"{quoted(name)} {kind}" for name, (kind, _) in columns.items())
            self._connection.execute(f"create table {table} ({kinds})")
            return
        if rows >= MANY:
            self._load_many(table, columns)
            return
        chosen = ", ".join(
            f"unnest(${n}::{kind}[]) as {quoted(name)}"
            for n, (name, (kind, _)) in enumerate(columns.items(), 1)
        )
        values = [list(column) for _, column in columns.values()]
        self._connection.execute(f"create table {table} as select {chosen}", values)

    def join(self, name: str, columns: Sequence[str], parts: Sequence[Part]) -> None:
        """Makes a table of all `parts`, one after the other, each given as columns or as a SELECT.

        In memory, where a SELECT is among them, it is a view, so that nothing is copied.
        """
        if len(parts) == 1 and not isinstance(parts[0], str):
            self.load(name, parts[0])
            return
        selects = []
        for number, part in enumerate(parts):
            if not isinstance(part, str):
                part = f"from {self.load_aside(f'{name}_{number}', part)}"
            selects.append(part)
        all_of = " union all ".join(f"({select})" for select in selects)
        named = ", ".join(map(quoted, columns))
        kind = "table" if self._lasting else "view"
        self._connection.execute(
            f"create {kind} {quoted(name)} as select * from ({all_of}) as t({named})"
        )

    def load_aside(self, table: str, columns: Given) -> str:
        """Makes a table that nobody is told of, and gives its name as SQL writes it."""
        self._connection.execute(f"attach if not exists ':memory:' as {PLACE}")
        place = f"{PLACE}.{quoted(table)}"
        self._make(place, columns)
        return place

    def views(self) -> set[str]:
        """The names of the views there are."""
        _, rows = self.fetch("select view_name from duckdb_views() where not internal")
        return {name for (name,) in rows}

    def stream(self, sql: str) -> duckdb.DuckDBPyRelation:
        """What factpack's own SQL gives, which hands Arrow over piece by piece; on any thread."""
        return self._connection.cursor().sql(sql)

    def _load_many(self, table: str, columns: Given) -> None:
        from toolkit.columns import Columns

        given = Columns(columns)
        stream = given.stream()  # found by name in the query below
        self._connection.execute(f"create table {table} as select {given.select} from stream")
        del stream
        given.close()

    def take(self, table: str, answer: Answer) -> None:
        """Makes a table of the rows that another database answered."""
        stream = answer.__arrow_c_stream__()  # as it is: of the answer, DuckDB asks twice
        self._connection.execute(f"create table {quoted(table)} as from stream")
        del stream

    def write_parquet(self, asked: Mapping[Path, str]) -> None:
        """Writes what factpack's own SQL gives as Parquet, a file a query.

        Equal rows in equal order give equal bytes, for one thread works on a file.
        """
        _, ((threads,),) = self.fetch("select current_setting('threads')")
        self._connection.execute("set threads = 1")
        self.fetch_each(
            [
                f"copy ({sql}) to {literal(str(path))} "
                "(format parquet, compression zstd, row_group_size 122880)"
                for path, sql in asked.items()
            ]
        )
        self._connection.execute(f"set threads = {threads}")

    @property
    def locked(self) -> bool:
        """Whether anybody's SQL was answered: from then on it writes no files."""
        return self._asking is not None

    # -- answering: anybody's SQL ---------------------------------------------------------------

    def query(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Answer:
        """The answer to exactly one SELECT, which reads these tables and nothing else.

        Raises QueryRefused for anything else, for a faulty query and past a limit.
        """
        limits = limits or Limits()
        cursor = self._cursor()
        watch = _Watch(cursor, Limits(limits.seconds, self._memory))
        with watch.over():
            statements = cursor.extract_statements(sql)
            kinds = [statement.type.name for statement in statements]
            if kinds != ["SELECT"]:
                found = " and ".join(kinds) or "nothing"
                raise QueryRefused(
                    f"only one SELECT is answered here, and this is {found}",
                    hint="factpack db DOSSIER -o FILE gives a database of your own to change",
                )
            cursor.execute("begin transaction read only")
            relation = cursor.sql(sql, params=dict(parameters) if parameters else None)
            if relation is None:
                raise QueryRefused("the query gives no rows", hint="write a SELECT")
            return Answer(relation, watch)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if self._asking is None:
            try:
                self._connection.execute(f"set memory_limit = {literal(self._memory)}")
            except duckdb.Error as error:
                raise QueryRefused(
                    f"{self._memory!r} is no amount of memory", hint="write it as 2GB or 500MB"
                ) from error
            self._connection.execute(_LOCK)
            self._asking = self._connection
        return self._asking.cursor()

    def tables(self) -> list[Table]:
        """Every table and view with its columns, and what each holds."""
        _, rows = self.fetch(
            """
            select c.table_name, t.comment, c.column_name, c.data_type, c.comment
            from duckdb_columns() c
            join (
              select table_name as name, comment from duckdb_tables()
              union all select view_name, comment from duckdb_views() where not internal
            ) t on t.name = c.table_name
            where not c.internal and c.database_name = current_database()
            order by c.table_name, c.column_index
            """
        )
        tables: dict[str, Table] = {}
        for name, comment, column, kind, says in rows:
            table = tables.get(name, Table(name, comment or "", ()))
            columns = (*table.columns, (column, kind, says or ""))
            tables[name] = Table(name, table.comment, columns)
        return list(tables.values())


class _Watch:
    """Stops a cursor past its limits, and tells DuckDB's errors in words for people."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, limits: Limits) -> None:
        self._cursor = cursor
        self._limits = limits

    @contextmanager
    def over(self) -> Iterator[None]:
        timer = threading.Timer(self._limits.seconds, self._cursor.interrupt)
        timer.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise QueryRefused(
                f"the query was stopped after {self._limits.seconds:g} seconds",
                hint="ask for less, or give it longer: --timeout SECONDS",
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise QueryRefused(
                f"the query needs more than {self._limits.memory} of memory",
                hint="ask for less, or give it more: --memory 4GB",
            ) from error
        except duckdb.Error as error:
            raise QueryRefused(f"DuckDB refuses the query: {error}") from error
        except RuntimeError as error:
            if "interrupted" in str(error):  # what duckdb makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise
        finally:
            timer.cancel()
            timer.join()


def quoted(name: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
