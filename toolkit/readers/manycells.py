"""Cells of many rows as arrays: their kinds, where their texts stand; odd rows among plain ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from toolkit.ooxml.sheets import views
from toolkit.ooxml.sheets.bytewise import Numbers, Words
from toolkit.ooxml.sheets.tags import Codes
from toolkit.readers.grid import Cell, Kind

KINDS: tuple[Kind | None, ...] = (None, *get_args(Kind))  # by code; 0 is a blank
CODE = {kind: np.uint8(code) for code, kind in enumerate(KINDS)}
SHARED, STRETCH, MADE = range(3)  # the buffers that a view may point into


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells in order; a blank's kind is 0. `row` counts the rows, which need not have any."""

    numbers: Numbers  # of the rows
    hidden: NDArray[np.bool_]  # of the rows
    row: Numbers
    column: Numbers
    kind: Codes
    views: Words
    stretch: bytes
    made: bytes


def viewed(cells: Sequence[Cell | None]) -> tuple[Words, Codes, bytes]:
    """Views and kinds of Python's cells, and the bytes of the buffer MADE."""
    found, data = views.of_texts(["" if cell is None else cell.raw for cell in cells], MADE)
    codes = [0 if cell is None else CODE[cell.kind] for cell in cells]
    return found, np.array(codes, np.uint8), data


def cells_of_rows(rows: Mapping[int, Mapping[int, Cell]]) -> Cells:
    """Cells that the parser made, row by row in order."""
    numbers = np.fromiter(rows, np.int64, len(rows))
    counts = np.fromiter(map(len, rows.values()), np.int64, len(rows))
    ordered = [sorted(cells.items()) for cells in rows.values()]
    column = np.array([number for cells in ordered for number, _ in cells], np.int64)
    found, kinds, data = viewed([cell for cells in ordered for _, cell in cells])
    row = np.repeat(np.arange(len(rows)), counts)
    nobody = np.zeros(len(rows), bool)
    return Cells(numbers, nobody, row, column, kinds, found, b"", data)


def merged(plain: Cells, odd: Cells) -> Cells:
    """Plain rows with odd ones among them, each where its number says."""
    numbers = np.concatenate((plain.numbers, odd.numbers))
    order = np.argsort(numbers)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    row = place[np.concatenate((plain.row, odd.row + plain.numbers.size))]
    cells = np.argsort(row, kind="stable")
    behind = views.moved(odd.views, len(plain.made))
    return Cells(
        numbers[order],
        np.concatenate((plain.hidden, odd.hidden))[order],
        row[cells],
        np.concatenate((plain.column, odd.column))[cells],
        np.concatenate((plain.kind, odd.kind))[cells],
        np.concatenate((plain.views, behind))[cells],
        plain.stretch,
        plain.made + odd.made,
    )
