"""A large sheet as a table: where its values, its cells and their places stand, for SQL and Python.

The table has a column a field with its typed values, and of a cell's raw text only what the value
does not say. A record that SQL was not sure of keeps all its cells as JSON lists, `_cells` of raw
texts and `_kinds`. Its rows are the records in their order, rowid counting from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

from toolkit import engine
from toolkit.readers.grid import Cell, Kind
from toolkit.schemas import Field

_AT_ONCE = 50_000  # rows fetched in one go


class Stored(NamedTuple):
    """One column of the sheet: its number, its field, and what the table says of its cells."""

    number: int
    field: Field | None
    at: int  # its place in the lists of a record's cells
    kind: Kind | None  # of all its sure cells; None where `_k<number>` says
    raw: str | None  # SQL of a sure cell's raw text; None where no cell was sure


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The table `name`, of `count` records; `line` is SQL of a record's line."""

    connection: engine.DuckDBPyConnection
    name: str
    count: int
    line: str
    columns: Mapping[int, Stored]

    def raw(self, column: Stored) -> str:
        """SQL of a cell's raw text, NULL where there is none."""
        listed = f"json_extract_string(_cells, '$[{column.at}]')"
        return f"case when _cells is null then {column.raw or 'null'} else {listed} end"

    def kind(self, column: Stored) -> str:
        """SQL of a cell's kind."""
        alike = f"_k{column.number}" if column.kind is None else f"'{column.kind}'"
        listed = f"json_extract_string(_kinds, '$[{column.at}]')"
        return f"case when _kinds is null then {alike} else {listed} end"

    def lines(self) -> Fetched:
        return self._fetched(self.line, lambda row: row[0])

    def cells(self, column: Stored) -> Fetched:
        """Each record's Cell of one column, or None."""
        asked = f"{self.kind(column)}, {self.raw(column)}"
        return self._fetched(asked, lambda row: None if row[1] is None else Cell(*row))

    def values(self, field: Field) -> Fetched:
        """Each record's value of one field, as `validate.Typed` has it."""
        return self._fetched(as_listed(field, f'"{field.key}"'), lambda row: row[0])

    def fill(self, key: str, default: str) -> None:
        """Gives every record without a value of the field `key` this one."""
        self.connection.execute(
            f'update {self.name} set "{key}" = $1 where "{key}" is null', [default]
        )

    def _fetched(self, asked: str, made: Callable[[tuple[Any, ...]], Any]) -> Fetched:
        sql = f"select {asked} from {self.name} order by rowid"
        return Fetched(self.connection, sql, self.count, made)


class Fetched(Sequence[Any]):
    """A column of the table as a sequence; it is fetched when somebody looks into it.

    Going through it once takes no more than a piece at a time; asking for one item keeps them all.
    """

    def __init__(
        self,
        connection: engine.DuckDBPyConnection,
        sql: str,
        count: int,
        made: Callable[[tuple[Any, ...]], Any],
    ) -> None:
        self._connection = connection
        self._sql = sql
        self._count = count
        self._made = made
        self._items: list[Any] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        if self._items is not None:
            yield from self._items
            return
        cursor = self._connection.cursor().execute(self._sql)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from map(self._made, rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if self._items is None:
            self._items = list(self)
        return self._items[index]


class FetchedValues(Mapping[str, Sequence[Any]]):
    """The values of every field, each fetched when it is asked for."""

    def __init__(self, table: SheetTable, fields: Sequence[Field]) -> None:
        self.table = table
        self._fields = {field.key: field for field in fields}
        self._known: dict[str, Fetched] = {}

    def __getitem__(self, key: str) -> Sequence[Any]:
        if key not in self._known:
            self._known[key] = self.table.values(self._fields[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def stored(field: Field) -> str:
    """The type of the column that holds a field's values; lists as JSON text, for an update of a
    list would move the row."""
    if field.format == "date":
        return "DATE"
    return {"number": "DECIMAL(38,9)", "integer": "BIGINT"}.get(field.type, "VARCHAR")


def as_listed(field: Field, stored: str) -> str:
    """The value of a stored column as its table shows it."""
    return f"from_json({stored}, '[\"VARCHAR\"]')" if field.type == "array" else stored
