"""Cell addresses: A1, A1:C3, the numbers they stand for, and names of sheets in references."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384  # XFD1048576, the last cell that Excel has

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})", re.ASCII)
Area = tuple[int, int, int, int]  # first column, first row, last column, last row
NOWHERE: Area = (1, 1, 0, 0)
"""An area without a cell."""


@lru_cache(maxsize=MAX_COLUMN)
def column_of(letters: str) -> int:
    """A is 1, XFD is 16384 (ECMA-376 Part 1, 18.18.62)."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=MAX_COLUMN)
def letters_of(column: int) -> str:
    """1 is A, 16384 is XFD: the inverse of `column_of`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_of(address: str) -> tuple[int, int] | None:
    """Column and row of "F12", or None where it is no address or lies beyond the grid."""
    match = _CELL.fullmatch(address)
    if match is None:
        return None
    column, row = column_of(match[1]), int(match[2])
    return (column, row) if column <= MAX_COLUMN and 1 <= row <= MAX_ROW else None


def area_of(reference: str) -> Area | None:
    """Corners of "A1:C3" or "B2", the first one upper left; None where it is no area."""
    first, _, last = reference.replace("$", "").partition(":")
    one, other = cell_of(first), cell_of(last or first)
    if one is None or other is None:
        return None
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left, top, right, bottom


def inside(area: Area, row: int, column: int) -> bool:
    """Whether a cell lies in an area."""
    left, top, right, bottom = area
    return left <= column <= right and top <= row <= bottom


def meet(one: Area, other: Area) -> bool:
    """Whether some cell lies in both."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def quoted_name(sheet: str) -> str:
    """A sheet's name as a reference holds it: 'Anna''s facts'."""
    return "'" + sheet.replace("'", "''") + "'"


def bare_name(sheet: str) -> str:
    """The inverse of `quoted_name`; a name that stands in no quotes is as it is."""
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def sheet_named(name: str) -> str:
    """A sheet's name as a formula writes it: in quotes where it is no plain word."""
    plain = re.fullmatch(r"[^\W\d][\w.]*", name) and not re.fullmatch(
        r"[A-Za-z]{1,3}\d{1,7}|[Rr]\d*[Cc]\d*|[Rr]|[Cc]", name
    )
    return name if plain else quoted_name(name)


def place(sheet: str, column: int, row: int) -> str:
    """A cell as people name it: Summary!C7."""
    return f"{sheet}!{letters_of(column)}{row}"


def link_location(sheet: str, cell: str) -> str:
    """A place as a hyperlink names it: 'It''s here'!A1 (ECMA-376 Part 1, 18.3.1.47)."""
    return f"{quoted_name(sheet)}!{cell}"


def reference_of(area: Area) -> str:
    """The inverse of `area_of`."""
    left, top, right, bottom = area
    first, last = f"{letters_of(left)}{top}", f"{letters_of(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
