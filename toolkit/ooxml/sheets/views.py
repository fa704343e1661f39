"""Texts as Arrow's views: 16 bytes each, and the buffers that the longer ones point into.

Layout: Arrow Columnar Format 1.4, "Variable-size Binary View Layout". A view is the length, then
the text itself up to 12 bytes, else its first four bytes, the number of the buffer where it stands
and its place there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.ooxml.sheets.bytewise import Buffer, Lengths, Places, Words

INLINE = 12  # bytes that a view holds itself
_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


class Texts(NamedTuple):
    """Views (two words a text) into `data`, and which of the texts hold something."""

    views: Words
    filled: NDArray[np.bool_]
    data: bytes

    def text(self, number: int) -> str:
        """One of the texts."""
        first, second = (int(word) for word in self.views[number])
        length = first & 0xFFFFFFFF
        if length <= INLINE:
            return ((first >> 32).to_bytes(4, "little") + second.to_bytes(8, "little"))[
                :length
            ].decode()
        at = second >> 32
        return self.data[at : at + length].decode()


def views(buffer: Buffer, start: Places, length: Lengths, number: int) -> Words:
    """Views of texts that stand in that buffer, whose number is `number`."""
    made = np.empty((start.size, 2), np.uint64)
    made[:, 0] = length.astype(np.uint64) | (buffer.head(start, np.minimum(length, 4)) << _HALF)
    placed = (start.astype(np.uint64) << _HALF) | np.uint64(number)
    made[:, 1] = np.where(length <= INLINE, buffer.head(start + 4, length - 4), placed)
    return made


def moved(given: Words, by: int) -> Words:
    """The same views, where what they point to stands so many bytes further on."""
    made = given.copy()
    made[outside(given), 1] += np.uint64(by) << _HALF
    return made


def outside(given: Words) -> NDArray[np.bool_]:
    """Which views point to a buffer."""
    found: NDArray[np.bool_] = (given[:, 0] & _LOWER) > INLINE
    return found


def of_texts(texts: Sequence[str], buffer: int) -> tuple[Words, bytes]:
    """Views of Python's texts, and the buffer of that number in which they stand."""
    encoded = [text.encode() for text in texts]
    data = b"".join(encoded)
    length = np.fromiter(map(len, encoded), np.int64, len(encoded))
    return views(Buffer(data), np.cumsum(length) - length, length, buffer), data
