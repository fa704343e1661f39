"""data/: the tables that a pack was made from, its queries' rows and its cells, as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import engine
from toolkit.database import Database
from toolkit.disk.scratch import scratch
from toolkit.enginefaults import advice, in_a_line
from toolkit.errors import FactpackError
from toolkit.pack import besides, changes, lineage
from toolkit.pack.asking import checked
from toolkit.pack.result import Result
from toolkit.pack.rows.longrows import LONGEST, LongRows
from toolkit.pack.template import Query
from toolkit.pack.withheld import LESS, MAY, tell_may, withhold
from toolkit.sqltext import quoted

if TYPE_CHECKING:
    from toolkit.dossier import Dossier
    from toolkit.locked.answer import Answer

FOLDER = "data"
QUERY = "query_"  # a query's rows are the table query_NAME
CELLS, BESIDES, CONTEXTS = "written_cells", "written_besides", "contexts"
_MEMORY = "500MB"  # of the tables of many rows, which are on the disk
_VERY_MANY = 1_000_000  # cells: of some 50,000 facts
_CONTEXT = 400  # characters of a sentence on either side of a quote, so that no article goes along

ABOUT: dict[str, tuple[str, dict[str, str]]] = {
    CELLS: (
        "Every cell of the workbook, and where it comes from",
        {name: says for name, (_, says) in lineage.COLUMNS.items()},
    ),
    BESIDES: (
        "What the workbook says outside its cells",
        {name: says for name, (_, says) in besides.COLUMNS.items()},
    ),
    CONTEXTS: (
        "The words around each fact's quote, as far as its source lets them be passed on",
        {
            "_row": "The fact's number: _row of facts",
            "fact": "The fact",
            "before": "What stands before the quote in its sentence; … where it is cut",
            "quote": "The quote, as the source has it",
            "after": "What stands after it",
            "link": "The article's address, leading to the sentence",
        },
    ),
}


class Shelf:
    """The tables of a pack in the making: a database of factpack's own beside the dossier's.

    A thread of its own writes them into the pack, while they are few; `written` waits for it.
    """

    def __init__(self, pack: Path, like: Database) -> None:
        """`pack` is the folder that tables are written to; `like` is the dossier's database: where
        many threads work on that, there are many rows, and they are kept on the disk."""
        self._folder, self._beside = pack / FOLDER, ExitStack()
        self._few = like.threads == 1
        self._folder.mkdir()
        self._writer = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.shutdown(cancel_futures=True)
        self._beside.close()

    @cached_property
    def _own(self) -> Database:
        if self._few:
            return self._beside.enter_context(Database(threads=1))
        file = self._beside.enter_context(scratch()) / "shelf.duckdb"
        own = self._beside.enter_context(Database(file))
        own.execute(f"set memory_limit = '{_MEMORY}'")
        return own

    def answered(self, query: Query, answer: Answer) -> Result:
        """Keeps a query's rows, and gives them with the fact ids apart; see `checked`."""
        table = QUERY + query.name
        self._own.take(table, checked(query, answer))
        self._write(table)
        _, rows = self._own.fetch(f"from {quoted(table)} limit {LONGEST + 1}")
        long = len(rows) > LONGEST
        return Result.of(query, answer, LongRows(self._own, table, tuple) if long else rows)

    def load(self, table: str, kinds: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
        """Keeps rows given in the order of `kinds`, the SQL type of each column."""
        self._own.load_rows(table, kinds, rows)
        self._write(table)

    def _write(self, table: str) -> None:
        """Its rows go to their file in the order in which they came."""
        self._later(self._own, {table: f"from {quoted(table)}"})

    def write_tables(self, dossier: Database, names: Iterable[str]) -> None:
        """Writes these tables of the dossier, sorted by all their columns.

        Very many cells stay in the order in which they were read: to sort them would take longer
        than to write all the rest.
        """
        asked = {}
        for name in names:
            rows = f"{MAY} select * from ({LESS[name]})" if name in LESS else f"from {quoted(name)}"
            asked[name] = f"{rows} order by all"
        if self._few:
            self._later(dossier, asked)
            return
        if "cells" in asked and dossier.fetch("select count(*) from cells")[1] > [(_VERY_MANY,)]:
            asked["cells"] = asked["cells"].removesuffix(" order by all")
        for name, sql in asked.items():
            try:
                with dossier.spilling():
                    self._later(dossier, {name: sql})
            except engine.OutOfMemoryException:  # wide rows cannot be sorted in so little
                self._later(dossier, {name: sql})

    def _later(self, database: Database, tables: Mapping[str, str]) -> None:
        files = {self._folder / f"{name}.parquet": sql for name, sql in tables.items()}
        task = self._writer.submit(database.write_parquet, files)
        self._waiting.append(task)
        if not self._few:  # of many rows one thing at a time is in memory
            self.written()

    def written(self) -> None:
        """Waits until every table stands in its file; FactpackError where one cannot be written."""
        try:
            while self._waiting:
                self._waiting.pop(0).result()
        except engine.IOException as error:
            raise FactpackError(
                f"{self._folder} cannot be written to: {in_a_line(error)}", hint=advice(error)
            ) from error


def own_tables(database: Database) -> list[str]:
    """The tables that go along with a pack."""
    return [name for name in database.names() if not name.startswith("_")]


# -- the words around a quote ----------------------------------------------------------------------

CONTEXT_KINDS = {
    "_row": "BIGINT",
    **dict.fromkeys(("fact", "before", "quote", "after", "link"), "VARCHAR"),
    "line": "INTEGER",
}


def add_tables(dossier: Dossier, database: Database, since: Sequence[changes.Change] = ()) -> bool:
    """Makes the tables that only a pack's queries have: the words around quotes, the changes.

    What sources keep to themselves is taken out of all other tables; gives whether there was any.
    """
    changes.load(database, since)
    rows = contexts(dossier, database)
    database.execute(f"drop table if exists {CONTEXTS}")
    database.load_rows(CONTEXTS, CONTEXT_KINDS, rows)
    return withhold(database)


def contexts(dossier: Dossier, database: Database) -> list[tuple[Any, ...]]:
    """Each quote that may be passed on, in its sentence where the whole may be.

    From then on MAY tells which those are.
    """
    tell_may(database)
    _, rows = database.fetch(
        MAY
        + """
        select f._row, f.id, f.source, f.quote, a.found_start, a.found_end, m.whole, s.file, s.url,
          t.sha256
        from facts f join may m on m.id = f.source and m.quotes
        left join (from sources qualify row_number() over (partition by id order by _row) = 1) s
          on s.id = f.source
        left join texts t on t._row = s._row
        left join anchors a on a._row = f._row and a.state in ('found', 'shifted')
        where f.quote is not null
        order by f._row
        """
    )
    return list(_in_sentences(dossier, rows))


def _in_sentences(dossier: Dossier, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    from toolkit.anchors import Searchable, read_again, sentence_around, text_fragment

    texts: dict[str, str] = {}
    searchable: dict[str, Searchable] = {}
    for row, fact, _, quote, start, end, whole, file, url, sha256 in rows:
        before = after = link = line = None
        if start is not None and file is not None:
            if file not in texts:
                texts[file] = read_again(
                    dossier.source_file(file), sha256, folder=dossier.source_file("")
                )
            text = texts[file]
            quote = text[start:end]
            line = text.count("\n", 0, start) + 1
            if whole:
                low, high = sentence_around(text, start, end)
                before, after = _last(text[low:start]), _first(text[end:high])
            if url is not None:
                if file not in searchable:
                    searchable[file] = Searchable(text)
                link = url.partition("#")[0] + text_fragment(searchable[file], start, end)
        yield row, fact, before, quote, after, link, line


def _last(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:]


def _first(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT] + "…"
