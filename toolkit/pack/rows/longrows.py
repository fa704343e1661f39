"""The rows of a long query, left in a database and fetched piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from toolkit.sqltext import quoted

if TYPE_CHECKING:
    from toolkit.database import Database

LONGEST = 20_000  # rows of one query up to which they are held as Python values
_PIECE = 10_000


class LongRows(Sequence[Any]):
    """The rows of `table` in the order in which they were put in, each as `of` makes it."""

    def __init__(
        self,
        database: Database,
        table: str,
        of: Callable[[tuple[Any, ...]], Any],
        columns: Sequence[str] | None = None,
    ) -> None:
        """`of` is given all columns of a row, or those named."""
        self.database = database
        self.table = table
        self._of = of
        self._asked = "*" if columns is None else ", ".join(map(quoted, columns))
        ((self._count,),) = database.fetch(f"select count(*) from {quoted(table)}")[1]

    def __len__(self) -> int:
        return int(self._count)

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self), _PIECE):
            yield from self._piece(start, start + _PIECE)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            return self._piece(start, stop)[::step] if step > 0 else list(self)[at]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        return self._piece(number, number + 1)[0]

    def mapped(
        self, of: Callable[[tuple[Any, ...]], Any], columns: Sequence[str] | None = None
    ) -> LongRows:
        """The same rows, each as `of` makes it of all its columns, or of those named."""
        return LongRows(self.database, self.table, of, columns)

    def distinct(self, column: str) -> list[Any]:
        """The values of a column, each once, in order."""
        name = quoted(column)
        _, rows = self.database.fetch(
            f"select distinct {name} from {quoted(self.table)} order by 1"
        )
        return [value for (value,) in rows]

    def _piece(self, start: int, stop: int) -> list[Any]:
        _, rows = self.database.fetch(
            f"select {self._asked} from {quoted(self.table)}"
            f" where rowid >= {start} and rowid < {stop} order by rowid"
        )
        return [self._of(row) for row in rows]
