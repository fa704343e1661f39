"""What stands in the bytes of a large text, seen by numpy in one go over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 16  # bytes that stay in the processor's cache, and of which no copy costs a page
_QUOTE = ord('"')


def tally(data: bytes, byte: bytes) -> int:
    """How often one byte stands in the data."""
    return sum(int(np.count_nonzero(block == byte[0])) for block in _blocks(data))


class Quotes(NamedTuple):
    """How many double quotes there are, and whether each of them opens or closes a cell."""

    total: int
    apart: bool


def quotes(data: bytes, start: int, end: bytes, separator: bytes) -> Quotes:
    """The quotes of a CSV from `start` on, where a line begins; `end` ends every line.

    They are told apart by turns: the first opens, so it stands after a separator or a line's end;
    the next closes, and one of both, or nothing, follows.
    """
    whole = np.frombuffer(data, np.uint8)
    count, apart = 0, True
    for at in range(start, len(data), _BLOCK):
        places = np.flatnonzero(whole[at : at + _BLOCK] == _QUOTE) + at
        if apart and len(places):
            opening, closing = places[count % 2 :: 2], places[1 - count % 2 :: 2]
            if len(closing) and closing[-1] == len(data) - 1:
                closing = closing[:-1]
            before, after = whole[opening - 1], whole[closing + 1]
            apart = bool(
                np.all((before == separator[0]) | (before == end[-1]))
                and np.all((after == separator[0]) | (after == end[0]))
            )
        count += len(places)
    return Quotes(count, apart and count % 2 == 0)


def is_plain(data: bytes, line_ends: int) -> bool:
    """Whether all is ASCII, and of the characters that are not printed only spaces and the
    `line_ends` stand there: then nothing but a space is a blank within a line."""
    if not data.isascii():
        return False
    return line_ends == sum(int(np.count_nonzero(block < ord(" "))) for block in _blocks(data))


def _blocks(data: bytes) -> Iterator[NDArray[np.uint8]]:
    whole = np.frombuffer(data, np.uint8)
    for at in range(0, len(data), _BLOCK):
        yield whole[at : at + _BLOCK]
