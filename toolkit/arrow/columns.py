"""Columns of Python values handed to DuckDB as an Arrow stream: much faster than as parameters."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from toolkit.arrow.batches import LISTS, TEXT, WHOLE, Batches, Part
from toolkit.sqltext import quoted

_AT_ONCE = 122_880  # rows of a batch: what DuckDB stores as one row group
_AS_IT_IS = ("BIGINT", "VARCHAR", "VARCHAR[]")


class Columns(Batches):
    """Columns of one length, given as {name: (SQL type, values)}, as one Arrow stream.

    BIGINT and VARCHAR go over as they are, lists as lists of text, all else as text that `select`
    casts.
    """

    def __init__(self, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
        self._types = {name: kind for name, (kind, _) in columns.items()}
        super().__init__(
            [(name, _form(kind)) for name, kind in self._types.items()], _batches(columns)
        )

    @property
    def select(self) -> str:
        """The SELECT list that gives every column its type."""
        chosen = []
        for name, kind in self._types.items():
            cast = "" if kind in _AS_IT_IS else f"::{kind} as {quoted(name)}"
            chosen.append(quoted(name) + cast)
        return ", ".join(chosen)


def _form(kind: str) -> bytes:
    return LISTS if kind.endswith("[]") else WHOLE if kind == "BIGINT" else TEXT


def _batches(columns: Mapping[str, tuple[str, Sequence[Any]]]) -> Iterator[list[Part]]:
    length = len(next(iter(columns.values()))[1])
    for start in range(0, length, _AT_ONCE):
        end = start + _AT_ONCE
        yield [_part(kind, values[start:end]) for kind, values in columns.values()]


def _part(kind: str, values: Sequence[Any]) -> Part:
    if kind.endswith("[]"):
        nulls, valid = _validity(values)
        lists = [one or () for one in values] if nulls else values
        offsets = array("i", accumulate(map(len, lists), initial=0))
        inner = _texts([item for one in lists for item in one])
        return Part(len(values), nulls, (valid, offsets), (inner,))
    if kind == "BIGINT":
        nulls, valid = _validity(values)
        numbers = [0 if one is None else one for one in values] if nulls else values
        return Part(len(values), nulls, (valid, array("q", numbers)))
    return _texts(values)


def _texts(values: Sequence[Any]) -> Part:
    nulls, valid = _validity(values)
    texts = ["" if one is None else one for one in values] if nulls else values
    try:
        joined = "".join(texts)
    except TypeError:  # dates, decimals, truth values: as text
        texts = list(map(_as_text, texts))
        joined = "".join(texts)
    data = joined.encode()
    # as many bytes as characters: all is ASCII
    sizes: Callable[[str], int] = len if len(data) == len(joined) else _bytes
    offsets = array("i", accumulate(map(sizes, texts), initial=0))
    return Part(len(values), nulls, (valid, offsets, data))


def _as_text(value: Any) -> str:
    return format(value, "f") if type(value).__name__ == "Decimal" else str(value)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _validity(values: Sequence[Any]) -> tuple[int, bytes | None]:
    """How many are None, and the bitmap of those that are not, least significant bit first."""
    nulls = values.count(None)
    if not nulls:
        return 0, None
    bits = "".join(["0" if one is None else "1" for one in values])
    return nulls, int(bits[::-1], 2).to_bytes((len(values) + 7) // 8, "little")
