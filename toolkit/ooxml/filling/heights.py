"""How high a row must be for its wrapped texts: estimated, for viewers that do not fit rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Widths of Arial's characters from space to ~, in thousandths of its size (Arial and Liberation
# Sans have the same). Other faces come near enough for a line more or less.
_ARIAL = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER, _WIDE = 556, 1000
_WIDEST = max(*_ARIAL, _WIDE)
_BOLD = 1.08
_DIGIT = 7  # pixels of a digit of the usual 10 or 11 point font (ECMA-376 Part 1, 18.3.1.13)
_PADDING = 5  # pixels a cell keeps free
_INDENT = 10  # pixels of one step, the width of three spaces (18.8.1)
_LINE = 1.25  # of the font's size
_BREAK = re.compile("(?<=[ -])(?! )")
_MOST = 409.0  # points, the highest row that Excel has


class Wrapped(NamedTuple):
    """A column that wraps its text: the value's place in a row, its width, its font, its indent."""

    value: int
    width: float  # in characters, as a column's width is given
    size: float  # of the font, in points
    bold: bool = False
    indent: int = 0


def height(row: Sequence[object], columns: Sequence[Wrapped]) -> float:
    """Points that the row needs, in steps of a quarter."""
    highest = 0.0
    for column in columns:
        value = row[column.value]
        count = lines(value, column) if isinstance(value, str) else 1
        highest = max(highest, count * column.size * _LINE)
    return min(round((highest + 2) * 4) / 4, _MOST)


def lines(text: str, column: Wrapped) -> int:
    """How many lines a text takes when it is broken between words, and long words within."""
    pixels = max(column.width * _DIGIT - _PADDING - column.indent * _INDENT, 1)
    room = pixels * 72 / 96 * 1000 / column.size / (_BOLD if column.bold else 1)
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        if len(paragraph) * _WIDEST <= room:
            continue
        for word in _pieces(paragraph):
            wide, seen = _width(word), _width(word.rstrip(" "))  # spaces may end a line
            if used and seen and used + seen > room:
                count += 1
                used = 0.0
            while seen > room:
                count += 1
                wide, seen = wide - room, seen - room
            used += wide
    return count


def _pieces(text: str) -> list[str]:
    """The words with the spaces after them; a hyphen ends a piece too."""
    return _BREAK.split(text)


@lru_cache(maxsize=4096)  # the same words come again and again
def _width(text: str) -> float:
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """The width of each character."""

    def __missing__(self, character: str) -> int:
        return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


_WIDTHS = _Widths(zip(map(chr, range(32, 127)), _ARIAL, strict=True))
