"""A dossier's tables in DuckDB: built by factpack's own SQL, and lent out to answer anybody's."""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import engine, lending
from toolkit.disk.scratch import made
from toolkit.errors import QueryRefused
from toolkit.locked.answer import Answer
from toolkit.locked.box import Box, Limits
from toolkit.readers.staged import ATTACH, PLACE
from toolkit.sqltext import literal, quoted

if TYPE_CHECKING:
    import duckdb

Given = dict[str, tuple[str, Sequence[Any]]]  # columns by name: SQL type, values
Part = Given | str  # rows of a table: as columns, or as what a SELECT gives

_ROOM = 400_000_000  # bytes that a query may take besides the tables, before it spills
_AT_ONCE = 10_000  # rows that are Python values at a time
MANY = 50_000  # values from which a stream of columns loads faster than rows one by one


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view as an analyst is told of it; columns are (name, type, what it holds)."""

    name: str
    comment: str
    columns: tuple[tuple[str, str, str], ...]


class Database:
    """The tables of one dossier: `load` and `execute` build them, `query` answers of them."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        limits: Limits | None = None,
        threads: int | None = None,
        box: Box | None = None,
    ) -> None:
        """In memory, or a new DuckDB file at `path`; `limits` are of every query, its memory once
        for all.

        `threads` work on a query, or as many as there are processors. `box` is what answers
        queries, where it was started beforehand.
        """
        config: dict[str, str | bool | int | float | list[str]] = {"temp_directory": ""}
        self._spilled: Callable[[], object] | None = None
        if threads:
            config["threads"] = threads
        if threads != 1:  # what one thread works on is little, and stays in memory
            with contextlib.suppress(OSError):  # as does all where there is no room
                spilled, remove = made()
                config["temp_directory"] = str(spilled)
                self._spilled = weakref.finalize(self, remove)  # the end frees no connection
        self._connection = engine.connect(str(path) if path else ":memory:", config=config)
        self._limits, self._threads = limits or Limits(), threads
        self._lasting = path is not None
        self._box = box
        self._lent: frozenset[str] | None = None  # tables that the box has as they are now
        self._all_lent = False
        self._expected: tuple[str, ...] = ()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._box is not None:
            self._box.close()
        self._connection.close()
        if self._spilled is not None:
            self._spilled()

    @property
    def connection(self) -> engine.DuckDBPyConnection:
        """DuckDB's own, for what is read into it before anything is asked."""
        return self._connection

    @property
    def threads(self) -> int | None:
        """How many work on a query; None for as many as there are processors."""
        return self._threads

    # -- building: factpack's own SQL ----------------------------------------------------------

    def execute(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        """Runs factpack's own SQL; never anything that a user wrote."""
        self._lent = None
        self._connection.execute(sql, parameters)

    def fetch(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Columns and rows of factpack's own SQL."""
        cursor = self._connection.execute(sql, parameters)
        return tuple(column[0] for column in cursor.description or ()), cursor.fetchall()

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of factpack's own SQL, some at a time; nothing else may be asked meanwhile."""
        cursor = self._connection.execute(sql)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some

    def fetch_each(
        self, queries: Sequence[str]
    ) -> list[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
        """What `fetch` gives of each query. Where one thread works on a query, two are worked on
        at a time: planning is most of a small query's time, and takes one processor."""
        found: dict[int, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {}
        left = deque(enumerate(queries))

        def work(connection: engine.DuckDBPyConnection) -> None:
            # Until there is nothing left, or one fails: that is asked again below, and raises.
            with contextlib.suppress(IndexError, engine.Error):
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

    @contextlib.contextmanager
    def as_written(self) -> Iterator[None]:
        """Within it, no better plan is looked for than the one as written."""
        self._connection.execute("set enable_optimizer = false")
        try:
            yield
        finally:
            self._connection.execute("reset enable_optimizer")

    def load(self, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
        """Makes a table of columns given as {name: (SQL type, values)}, all of one length."""
        self._make(quoted(table), dict(columns))

    def _make(self, table: str, columns: Given) -> None:
        self._lent = None
        rows = len(next(iter(columns.values()))[1])
        if rows * len(columns) >= MANY:
            self._load_many(table, columns)
            return
        kinds = ", ".join(f"{quoted(name)} {kind}" for name, (kind, _) in columns.items())
        self._connection.execute(f"create table {table} ({kinds})")
        if not rows:
            return
        with self._connection.appender(table) as appender:
            appender.append_rows(zip(*(values for _, values in columns.values()), strict=True))

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
        self._connection.execute(ATTACH)
        place = f"{PLACE}.{quoted(table)}"
        self._make(place, columns)
        return place

    def names(self) -> list[str]:
        """The names of the tables there are, those of large files among them."""
        return sorted(lending.every(self._connection))

    def views(self) -> set[str]:
        """The names of the views there are."""
        _, rows = self.fetch("select view_name from duckdb_views() where not internal")
        return {name for (name,) in rows}

    def stream(self, sql: str) -> duckdb.DuckDBPyRelation:
        """What factpack's own SQL gives, which hands Arrow over piece by piece; on any thread."""
        import duckdb  # noqa: F401 - without which a connection has no relations

        return self._connection.cursor().sql(sql)

    @contextlib.contextmanager
    def spilling(self) -> Iterator[None]:
        """Within it, what a query takes beyond little more memory than there is taken already
        goes to the disk."""
        ((used,),) = self.fetch("select sum(memory_usage_bytes) from duckdb_memory()")[1]
        self._connection.execute(f"set memory_limit = '{(int(used) + _ROOM) // 1_000_000}MB'")
        try:
            yield
        finally:
            self._connection.execute("reset memory_limit")

    @contextlib.contextmanager
    def without_threads(self) -> Iterator[None]:
        """Within it, a query works on the thread that asks it alone: for who has threads already.

        Anybody's SQL must not have been answered yet: from then on no setting changes.
        """
        if self._threads == 1:
            yield
            return
        ((threads,),) = self.fetch("select current_setting('threads')")[1]
        self._connection.execute("set threads = 1")
        try:
            yield
        finally:
            self._connection.execute(f"set threads = {threads}")

    def _load_many(self, table: str, columns: Given) -> None:
        import duckdb  # noqa: F401 - without which a connection reads no Arrow

        from toolkit.arrow.columns import Columns

        given = Columns(columns)
        stream = given.stream()  # found by name in the query below
        self._connection.execute(f"create table {table} as select {given.select} from stream")
        del stream
        given.close()

    def load_rows(
        self, table: str, kinds: Mapping[str, str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Makes a table of rows given in the order of `kinds`, the SQL type of each column."""
        columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
        given = zip(kinds.items(), columns, strict=True)
        self.load(table, {name: (kind, _exact(values)) for (name, kind), values in given})

    def take(self, table: str, answer: Answer) -> None:
        """Makes a table of the rows that another database answered."""
        self._lent = None
        answer.stored(quoted(table), self._connection)

    def write_parquet(self, asked: Mapping[Path, str]) -> None:
        """Writes what factpack's own SQL gives as Parquet, a file a query.

        Equal rows in equal order give equal bytes, however many threads work on a file: each
        packs a group of rows, and the groups keep their order.
        """
        with self._connection.cursor() as own:
            for path, sql in asked.items():
                own.execute(
                    f"copy ({sql}) to {literal(str(path))} "
                    "(format parquet, compression zstd, row_group_size 122880)"
                )

    # -- answering: anybody's SQL ---------------------------------------------------------------

    def query(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limits: Limits | None = None,
        rows: bool = True,
    ) -> Answer:
        """The answer to exactly one SELECT, which reads these tables and nothing else.

        Another process works on it; see `locked`. Without `rows` only columns and types are asked
        for. Raises QueryRefused for anything else, for a faulty query and past a limit.
        """
        held = Limits((limits or self._limits).seconds, self._limits.memory)
        if self._lent is None or not self._all_lent:
            self._lend(lending.needed(self._connection, [sql, *self._expected]))
        assert self._box is not None
        try:
            spool = self._box.ask(sql, parameters, limits=held, rows=rows)
        except QueryRefused as refusal:
            every = lending.every(self._connection)
            if "does not exist" not in refusal.what or self._lent == every:
                raise
            self._lend(every)  # a table was meant that the query's words do not name
            spool = self._box.ask(sql, parameters, limits=held, rows=rows)
        return Answer(spool, self._connection)

    def expect(self, queries: Sequence[str]) -> None:
        """Queries that will be asked, so that what they read is lent once."""
        self._expected = tuple(queries)

    def lend(self) -> None:
        """Lets the other process have what the expected queries read, as it is now."""
        self._lend(lending.needed(self._connection, self._expected))

    def _lend(self, tables: frozenset[str]) -> None:
        """Lets the other process have these tables as they are now."""
        if self._lent is not None and tables <= self._lent:
            return
        if self._box is None:
            self._box = Box()
        lent = tables | (self._lent or frozenset())
        self._box.lend(
            lambda path: lending.save(self._connection, path, lent),
            memory=self._limits.memory,
            threads=self._threads,
        )
        self._lent, self._all_lent = lent, lent == lending.every(self._connection)

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


def _exact(values: Sequence[Any]) -> Sequence[Any]:
    """Values as DuckDB converts them without rounding: decimals as text."""
    if not {Decimal, tuple} & set(map(type, values)):
        return values
    return [
        format(each, "f") if type(each) is Decimal else list(each) if type(each) is tuple else each
        for each in values
    ]
