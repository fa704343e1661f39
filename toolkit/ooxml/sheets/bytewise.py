"""Many places of a buffer looked at together, eight bytes of each: digits, numbers, equal ends.

A place is an offset into the buffer; a word is the eight bytes from there on, the first of them
lowest. What is asked of one place in Python is asked here of a hundred thousand at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Lengths = NDArray[np.int64]
Words = NDArray[np.uint64]
Truths = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_PAD = 64  # bytes after the end, so that no place is too near to it
_EIGHT = 8
# Word masks that keep the first 0 to 8 bytes.
FIRST: Words = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
_ZEROS = np.uint64(0x3030303030303030)
_LOW = np.uint64(0x7F7F7F7F7F7F7F7F)
_HIGH = np.uint64(0x8080808080808080)
_MOST_DIGITS = 15  # what a spreadsheet keeps, so that the text of a number is the number's own
_LONGEST = 24  # characters of a number that are looked at here
_DOT, _MINUS, _ZERO = ord("."), ord("-"), ord("0")


# White space of more than one byte in UTF-8, by the word of its bytes, as str.isspace has it.
_WIDE = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_WIDE_SPACES = np.array([int.from_bytes(chr(code).encode(), "little") for code in _WIDE], np.uint64)


def word_of(text: str) -> int:
    """The word of up to eight ASCII characters."""
    return int.from_bytes(text.encode("ascii"), "little")


class Buffer:
    """Bytes with room after them, as single bytes and as the word from every place on."""

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self.data = data + bytes(_PAD)
        self.bytes: NDArray[np.uint8] = np.frombuffer(self.data, np.uint8)
        self._words: Words = np.ndarray(
            (self.size + _PAD - _EIGHT + 1,), "<u8", buffer=self.data, strides=(1,)
        )

    def find(self, byte: int) -> Places:
        """Where this byte stands, in order."""
        return np.flatnonzero(self.bytes[: self.size] == byte)

    def words(self, at: Places) -> Words:
        return self._words[at]

    def head(self, at: Places, length: Lengths) -> Words:
        """The word at each place, with nothing but its first `length` bytes."""
        kept: Words = self._words[at] & FIRST[np.clip(length, 0, _EIGHT)]
        return kept


def is_white(buffer: Buffer, at: Places) -> Truths:
    """Whether white space stands there: texts that are nothing else begin so, and a few more."""
    first = buffer.bytes[at]
    found: Truths = first <= ord(" ")
    wide = np.flatnonzero((first == 0xC2) | ((first >= 0xE1) & (first <= 0xE3)))
    if wide.size:
        width = np.where(first[wide] == 0xC2, 2, 3)
        found[wide] = np.isin(buffer.words(at[wide]) & FIRST[width], _WIDE_SPACES)
    return found


def _not_digits(words: Words) -> Words:
    """0x80 in the place of each byte that is no digit (exact: no byte carries into the next)."""
    apart = words ^ _ZEROS
    found: Words = (((apart & _LOW) + np.uint64(0x7676767676767676)) | apart) & _HIGH
    return found


def whole(words: Words, length: Lengths) -> tuple[Truths, NDArray[np.int64]]:
    """Whether each text of 1 to 8 bytes is all digits, and the number that it then is."""
    short = np.clip(length, 1, _EIGHT)
    room = ((_EIGHT - short) * 8).astype(np.uint64)
    filled = (words << room) | (_ZEROS & FIRST[_EIGHT - short])
    good = (length >= 1) & (length <= _EIGHT) & (_not_digits(filled) == 0)
    # Pairs of digits, then of pairs, then of fours are added up.
    made = filled & np.uint64(0x0F0F0F0F0F0F0F0F)
    made = (made * np.uint64(2561)) >> np.uint64(8)
    made = ((made & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
    made = ((made & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)
    return good, np.where(good, made, np.uint64(0)).astype(np.int64)


def plain_numbers(buffer: Buffer, at: Places, length: Lengths) -> tuple[Truths, Lengths]:
    """Which texts are numbers as `serials.plain` writes them, and how long each then is.

    Zeros at the end of decimals, which some programs write, are left off by the length. A number
    of more than 15 digits, with an exponent, a plus or needless zeros before it is not plain.
    """
    words = buffer.head(at, length)
    minus = (words & np.uint64(0xFF)) == _MINUS
    words = np.where(minus, words ^ np.uint64(_MINUS ^ _ZERO), words)
    words |= _ZEROS & ~FIRST[np.clip(length, 0, _EIGHT)]
    signs = minus.astype(np.int64)
    digits = length - signs
    leading_zero = buffer.bytes[at + signs] == _ZERO
    others = _not_digits(words)
    good = (others == 0) & (length <= _EIGHT) & (digits > 0)
    good &= ~leading_zero | ((digits == 1) & ~minus)
    rest = np.flatnonzero((others != 0) | (length > _EIGHT))
    if not rest.size:
        return good, length
    length = length.copy()
    good[rest], length[rest] = _with_decimals(
        buffer, at[rest], length[rest], others[rest], minus[rest], leading_zero[rest]
    )
    return good, length


def _with_decimals(
    buffer: Buffer,
    at: Places,
    length: Lengths,
    others: Words,
    minus: Truths,
    leading_zero: Truths,
) -> tuple[Truths, Lengths]:
    """The same for longer numbers and for such with a point. `others` tells of the first word."""
    dots = np.bitwise_count(others).astype(np.int64)
    dot = _first(others)
    for skipped in range(_EIGHT, _LONGEST, _EIGHT):
        more = np.flatnonzero(length > skipped)
        if not more.size:
            break
        left = length[more] - skipped
        words = buffer.head(at[more] + skipped, left)
        words |= _ZEROS & ~FIRST[np.clip(left, 0, _EIGHT)]
        found = _not_digits(words)
        dot[more] = np.where(dots[more] > 0, dot[more], _first(found) + skipped)
        dots[more] += np.bitwise_count(found)
    pointed = dots == 1
    dot = np.where(pointed, dot, 0)
    good = (dots <= 1) & (length <= _LONGEST)
    good &= ~pointed | (buffer.bytes[at + dot] == _DOT)
    before = np.where(pointed, dot, length) - minus  # digits before the point
    good &= (before >= 1) & (~leading_zero | (pointed & (before == 1)))
    end = length.copy()
    ending = np.flatnonzero(good & pointed)
    while ending.size:  # one zero at a time: there are few
        ending = ending[buffer.bytes[at[ending] + end[ending] - 1] == _ZERO]
        end[ending] -= 1
    bare = good & pointed & (end == dot + 1)
    good &= ~(bare & (length == dot + 1))  # "5." is left to others
    end[bare] -= 1
    good &= ~(bare & leading_zero & minus)  # "-0.0"
    kept = before - leading_zero + np.where(pointed & ~bare, end - dot - 1, 0)
    good &= kept <= _MOST_DIGITS
    good &= ~(bare & leading_zero & (before != 1))
    return good, np.where(good, end, length)


def _first(flags: Words) -> NDArray[np.int64]:
    """Which byte has the first flag; 8 where none has."""
    lowest: Any = flags & (~flags + np.uint64(1))
    place: NDArray[np.int64] = np.bitwise_count(lowest - np.uint64(1)).astype(np.int64) // _EIGHT
    return place
