"""Which part of a Table a structured reference means: sales[[#Totals],[Net]] (18.17.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from toolkit.ooxml.sheets.address import Area
from toolkit.ooxml.sheets.formulatokens import BRACKETS

_PART = re.compile(rf"{BRACKETS}|[^\[\],:]+|[,:]")


class Table(Protocol):
    """A Table, as `standing.StandingTable` is."""

    @property
    def sheet(self) -> str: ...
    @property
    def area(self) -> Area: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


def columns_of(table: Table, inner: str, row: int) -> Iterator[Area]:
    """The areas that what stands in a structured reference's brackets means (18.17.2.3).

    `row` is that of the formula; "this row" is none where it stands beside no row of the Table.
    """
    left, top, right, bottom = table.area
    places = _headings(table.columns, left)
    items: list[str] = []
    columns: list[str] = []
    span = False
    text = inner.strip()
    if text.startswith("@"):
        items.append("#this row")
        text = text[1:].strip()
    parts = _PART.findall(text) if text.startswith("[") else ([text] if text else [])
    for part in parts:
        part = part.strip()
        if part == ":":
            span = True
        elif part and part != ",":
            name = part[1:-1] if part.startswith("[") else part
            if name.startswith("@"):
                items.append("#this row")
                name = name[1:].strip()
                name = name[1:-1] if name.startswith("[") else name
            if name.startswith("#"):
                items.append(name.casefold())
            elif name:
                columns.append(_unescaped(name).casefold())
    if any(name not in places for name in columns):
        return
    numbers = [places[name] for name in columns]
    if span and len(numbers) == 2:
        numbers = list(range(min(numbers), max(numbers) + 1))
    first, last = (min(numbers), max(numbers)) if numbers else (left, right)
    rows = {
        "#all": (top, bottom),
        "#data": (table.first, table.last),
        "#headers": (top, table.first - 1),
        "#totals": (table.last + 1, bottom),
        "#this row": (row, row),
    }
    if "#this row" in items and not table.first <= row <= table.last:
        return
    wanted = [rows[item] for item in items if item in rows] or [rows["#data"]]
    low, high = min(start for start, _ in wanted), max(stop for _, stop in wanted)
    if low <= high:
        yield first, low, last, high


@lru_cache(maxsize=256)
def _headings(columns: tuple[str, ...], left: int) -> Mapping[str, int]:
    """Of each heading in lower case: its column."""
    places = {_unescaped(name).casefold(): left + n for n, name in enumerate(columns)}
    return places | {name.casefold(): left + n for n, name in enumerate(columns)}


def _unescaped(name: str) -> str:
    """A heading as it is: in a reference, an apostrophe stands before [ ] # '."""
    return re.sub(r"'(.)", r"\1", name)
