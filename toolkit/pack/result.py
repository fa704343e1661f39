"""What a query gave, and the Table that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.ooxml.filling.slots import Slot
from toolkit.ooxml.sheets.rows import Column
from toolkit.pack.rows.longrows import LongRows
from toolkit.pack.template import FACTS, Query

if TYPE_CHECKING:
    from toolkit.locked.answer import Answer


class Result(NamedTuple):
    """What a query gave. `facts` are the ids behind each row; `rows` are without them."""

    query: Query
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]  # of a long query LongRows, as are its facts
    facts: Sequence[tuple[str, ...]]

    @classmethod
    def of(cls, query: Query, answer: Answer, rows: Sequence[tuple[Any, ...]]) -> Result:
        """The rows of an answer, or some of them, with the fact ids apart."""
        at = answer.columns.index(FACTS)

        def without(row: tuple[Any, ...]) -> tuple[Any, ...]:
            return *row[:at], *row[at + 1 :]

        def ids(row: tuple[Any, ...], at: int = at) -> tuple[str, ...]:
            return tuple(id for id in row[at] or () if id is not None)

        columns, types = without(answer.columns), without(answer.types)
        if isinstance(rows, LongRows):
            return cls(
                query,
                columns,
                types,
                rows.mapped(without),
                rows.mapped(lambda row: ids(row, 0), [FACTS]),
            )
        return cls(query, columns, types, tuple(map(without, rows)), tuple(map(ids, rows)))


class Bound(NamedTuple):
    """A result with the slot that takes it."""

    result: Result
    slot: Slot
    columns: tuple[Column, ...]
