"""Texts of long Tables that the workbook keeps once: which they are, their numbers, their cells.

A text that many rows repeat is written once among the workbook's shared texts, and cells point at
it by its number: less to write, to pack, to read. DuckDB knows the cells of each distinct text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from toolkit.arrow import numbered_texts
from toolkit.database import literal, quoted
from toolkit.ooxml.archive import Making
from toolkit.ooxml.rows import Column, Looks
from toolkit.pack.rowsql import ROWS, Lookup, Seen, Source, is_text, shared_cell
from toolkit.pack.textsql import Held, element, held_anywhere, unusual

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
        self._made: list[tuple[Database, str, Held]] = []

    def __bool__(self) -> bool:
        return bool(self._made)

    def __iter__(self) -> Iterator[Making]:
        """What makes the <si> elements, in the order of their numbers."""
        for made in self._made:
            yield partial(_items, *made)

    def close(self) -> None:
        """Forgets the texts."""
        for database, table, _ in self._made:
            database.execute(f"drop table {table}")
        self._made.clear()

    def share(
        self,
        database: Database,
        table: str,
        source: Source,
        column: Column,
        looks: Looks,
        *,
        first: bool,
    ) -> tuple[Lookup, bool]:
        """Adds a column's texts: how their cells are found, and whether some have none.

        Those are the texts that SQL cannot write, which get no number. `first` is whether the
        column is its Table's first. Equal rows give equal numbers: a text's by its first row.
        """
        database.execute(f"attach if not exists ':memory:' as {_SCHEMA}")
        name = f"{_SCHEMA}.{quoted(str(len(self._made)))}"
        text = source.text(column)
        distinct = f"select {text} as text, min({ROWS}.rowid) as place from {quoted(table)} {ROWS}"
        usual = f"text is not null and not {unusual('text')}"
        database.execute(
            f"create or replace table {name} as select text, {usual} as usual,"
            f" row_number() over (partition by {usual} order by place) + {self._next - 1} as number"
            f" from ({distinct} group by 1)"
        )
        _, ((*said, count),) = database.fetch(
            f"select {', '.join(held_anywhere('text'))}, count(*) filter (usual) from {name}"
        )
        held = Held(*said)
        cell = shared_cell(column, looks, held, first=first)
        database.execute(
            f"create or replace table {name} as"
            f" select text, number, usual, if(usual or text is null, {cell}, null) as cell"
            f" from {name} order by number"
        )
        self._made.append((database, name, held))
        self._next += count
        return _lookup(database, name, text, column), held.unusual


def _lookup(database: Database, table: str, text: str, column: Column) -> Lookup:
    """Few texts are told apart in the query itself: a join costs more to plan than they to try."""
    asked = f"select text, cell from {table} where cell is not null order by number nulls last"
    _, ((count, size),) = database.fetch(
        f"select count(*), coalesce(sum(strlen(text)), 0) from {table}"
    )
    if count > _FEW or size > _SHORT:
        name = f"_d{column.number}"
        join = f"left join {table} {name} on {name}.text is not distinct from {text}"
        return Lookup(f"{name}.cell", join)
    _, cells = database.fetch(asked)
    if count == len(cells) == 1:
        return Lookup(literal(cells[0][1]))
    cases = [
        f"when {text} is null then {literal(cell)}"
        if known is None
        else f"when {text} = {literal(known)} then {literal(cell)}"
        for known, cell in cells
    ]
    return Lookup(f"case {' '.join(cases)} end" if cases else "null")


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
