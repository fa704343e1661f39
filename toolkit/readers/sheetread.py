"""One sheet of a workbook as it was read, whether its records are rows or a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from toolkit.ooxml.sheets.content import Content
from toolkit.readers.grid import Cell, Row, Staged


class SheetRead(NamedTuple):
    """A sheet of a workbook as it was read: its rows, or the opening ones and a table."""

    rows: tuple[Row, ...]
    content: Content[Cell]
    staged: Staged | None
    hidden_rows: frozenset[int]  # such that hold something
    columns: frozenset[int]  # the same
    row: Callable[[int], Mapping[int, Cell]]  # the cells of one row under the headings
