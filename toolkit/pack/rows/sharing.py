"""Texts of long Tables that the workbook keeps once: which they are, their numbers, their cells.

A text that many rows repeat is written once among the workbook's shared texts, and cells point at
it by its number: less to write, to pack, to read. DuckDB knows the cells of each distinct text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from toolkit.arrow.texts import numbered_texts
from toolkit.errors import FactpackError
from toolkit.ooxml.container.archive import Making
from toolkit.ooxml.sheets.rows import LOOKS_LIKE_FORMULA, Column, Looks, text_element
from toolkit.pack.rows.rowsql import ROWS, Lookup, Seen, Source, is_text, plain_cell, shared_cell
from toolkit.pack.rows.textsql import Held, element, held_anywhere, unusual
from toolkit.sqltext import literal, quoted

if TYPE_CHECKING:
    from toolkit.database import Database

_REPEATED = 4  # how often a text must stand in a column, on average, to be worth a look-up
_MOST = 60_000  # texts of one column: each chunk of rows looks them up anew
_LARGEST = 16_000_000  # bytes of one column's texts, which stay in memory
_FEW, _SHORT = 12, 2_000  # texts and their bytes that a query tells apart one by one
_SCHEMA = "_texts"


class SharedTexts:
    """The texts added to those of one workbook."""

    def __init__(self, first: int) -> None:
        """`first` is the number of the next text: how many the workbook has."""
        self._next = first
        self._makings: list[Making] = []
        self._databases: list[Database] = []

    def __bool__(self) -> bool:
        return bool(self._makings)

    def __iter__(self) -> Iterator[Making]:
        """What makes the <si> elements, in the order of their numbers."""
        return iter(self._makings)

    def close(self) -> None:
        """Forgets the texts."""
        for database in {id(each): each for each in self._databases}.values():
            database.execute(f"detach {_SCHEMA}")
        self._databases.clear()
        self._makings.clear()

    def share(
        self,
        database: Database,
        table: str,
        source: Source,
        column: Column,
        looks: Looks,
        seen: Seen,
        *,
        first: bool,
    ) -> tuple[Lookup, bool]:
        """Adds a column's texts: how their cells are found, and whether some have none.

        Those get no number, and their rows are written by hand. `first` is whether the column is
        its Table's first. Equal rows give equal numbers: a text's by its first row.
        """
        distinct = (
            f"select {source.text(column)} as text, min({ROWS}.rowid) as place"
            f" from {quoted(table)} {ROWS} group by 1"
        )
        if seen.different <= _FEW:
            _, texts = database.fetch(f"{distinct} order by place")
            if sum(len(text or "") for text, _ in texts) <= _SHORT:
                known = [text for text, _ in texts]
                return self._told_apart(source.text(column), known, column, looks, first=first)
        return self._looked_up(database, distinct, source.text(column), column, looks, first=first)

    def _told_apart(
        self,
        says: str,
        texts: Sequence[str | None],
        column: Column,
        looks: Looks,
        *,
        first: bool,
    ) -> tuple[Lookup, bool]:
        """Few texts, told apart in the query: a join costs more to plan than they to try."""
        items: list[str] = []
        cases: list[str] = []
        cell, complete = "", True
        for text in texts:
            try:
                if text is None:
                    cell = plain_cell(column.style, "/>", first=first)
                    cases.append(f"when {says} is null then {literal(cell)}")
                    continue
                item = text_element(text, "")
            except FactpackError:  # what no cell can hold is refused by its place
                complete = False
                continue
            if "\0" in text:  # no SQL can say it
                complete = False
                continue
            style = looks.quoted(column.style) if LOOKS_LIKE_FORMULA.match(text) else column.style
            number = self._next + len(items)
            cell = plain_cell(style, f' t="s"><v>{number}</v></c>', first=first)
            cases.append(f"when {says} = {literal(text)} then {literal(cell)}")
            items.append(f"<si>{item}</si>")
        self._next += len(items)
        data = "".join(items).encode()
        self._makings.append(lambda: (data,))
        if complete and len(cases) == 1:
            return Lookup(literal(cell)), False
        return Lookup(f"case {' '.join(cases)} end" if cases else "null"), not complete

    def _looked_up(
        self,
        database: Database,
        distinct: str,
        says: str,
        column: Column,
        looks: Looks,
        *,
        first: bool,
    ) -> tuple[Lookup, bool]:
        """Many texts, looked up in a table of their cells."""
        name = f"{_SCHEMA}.{quoted(f'texts {len(self._makings)}')}"
        cells, alias = f"{_SCHEMA}.{quoted(f'cells {len(self._makings)}')}", f"_d{column.number}"
        usual = f"text is not null and not {unusual('text')}"
        database.execute(f"attach if not exists ':memory:' as {_SCHEMA}")
        self._databases.append(database)
        database.execute(
            f"create or replace table {name} as select text, {usual} as usual,"
            f" row_number() over (partition by {usual} order by place) + {self._next - 1} as number"
            f" from ({distinct})"
        )
        _, ((*said, count),) = database.fetch(
            f"select {', '.join(held_anywhere('text'))}, count(*) filter (usual) from {name}"
        )
        held = Held(*said)
        cell = shared_cell(column, looks, held, first=first)
        database.execute(
            f"create or replace table {cells} as"
            f" select text, if(usual or text is null, {cell}, null) as cell from {name}"
        )
        self._makings.append(partial(_items, database, name, held))
        self._next += count
        join = f"left join {cells} {alias} on {alias}.text is not distinct from {says}"
        return Lookup(f"{alias}.cell", join), held.unusual


def worth_sharing(column: Column, seen: Seen, rows: int) -> bool:
    """Whether a column's texts repeat so often that the workbook had better keep them once."""
    return (
        is_text(column)
        and 0 < seen.different <= min(rows // _REPEATED, _MOST)
        and seen.bytes * seen.different <= _LARGEST * rows
    )


def _items(database: Database, table: str, held: Held) -> Iterator[memoryview]:
    item = " || ".join(["'<si>'", *element("text", held), "'</si>'"])
    asked = f"select number, {item} from {table} where usual order by number"
    for batch in numbered_texts(database.stream(asked)):
        yield batch.data
