"""Very many shared texts, found all at once in the bytes of their part and left where they stand.

What is not written plainly, <si><t>…</t></si>, is given to `read_strings`, piece by piece; so is
the whole part where its texts cannot be told apart for certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.ahead import ahead
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.sheets.bytewise import (
    FIRST,
    Buffer,
    Lengths,
    Numbers,
    Places,
    Truths,
    Words,
    is_white,
    word_of,
)
from toolkit.ooxml.sheets.strings import strings_in
from toolkit.ooxml.sheets.tags import SPACE_KEPT, is_plain_head, is_plain_text
from toolkit.ooxml.sheets.views import Texts, moved, of_texts, views

STRETCH = 2 << 20  # bytes that are looked at together
_LONGEST = 1 << 20  # of a text that is left where it stands
_MOST = (1 << 31) - (1 << 20)  # bytes that views can point to
_END = b"</si>"
_HEAD = b"<si>"


class LongStrings(Sequence[str]):
    """The shared texts, each made a Python text when it is asked for."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return self.texts.filled.size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self.texts.text(number) for number in range(*at.indices(len(self)))]
        return self.texts.text(at)


class _Odd(Exception):
    """The texts cannot be told apart here."""


def read_long_strings(package: Package, part: str) -> LongStrings | None:
    """The shared texts of a part, or None where `read_strings` has to look at all of it.

    That is so too where the part is at fault: then it is told there.
    """
    try:
        return LongStrings(_Reading(package, part).texts())
    except (_Odd, UnreadableFile):
        return None


class _Reading:
    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self.head = b""
        self.count = 0
        self.size = 0
        self.stretches: list[bytes] = []
        self.views: list[Words] = []
        self.filled: list[Truths] = []
        self.odd: list[tuple[int, str]] = []  # texts that have to be made, by their number

    def texts(self) -> Texts:
        held = b""
        pieces = ahead(self.package.chunks(self.part))
        for piece in pieces:
            held += piece
            if len(held) >= STRETCH:
                held = self._stretch(held)
        held = self._stretch(held)
        if not self.head or held.strip() != b"</sst>":
            raise _Odd
        numbers = np.array([number for number, _ in self.odd], np.int64)
        made, data = of_texts([text for _, text in self.odd], 0)
        if self.size + len(data) > _MOST:
            raise _Odd
        found = np.concatenate(self.views) if self.views else np.zeros((0, 2), np.uint64)
        filled = np.concatenate(self.filled) if self.filled else np.zeros(0, bool)
        found[numbers] = moved(made, self.size)
        filled[numbers] = [bool(text.strip()) for _, text in self.odd]
        return Texts(found, filled, b"".join((*self.stretches, data)))

    def _stretch(self, held: bytes) -> bytes:
        """Reads all texts that are there whole; gives the rest."""
        if not self.head:
            begin = held.find(_HEAD)
            if begin < 0:
                return self._too_long(held)
            self.head = held[:begin]
            self._check_head()
            held = held[begin:]
        end = held.rfind(_END) + len(_END)
        if end < len(_END):
            return self._too_long(held)
        self._read(held[:end])
        return held[end:]

    def _check_head(self) -> None:
        """Nothing but the root stands before the first text, and its namespace is the usual one."""
        head = iter((self.head,))
        tag, said = markup.root_of(head, self.package.shown, self.part)
        alone = self.head.count(b"<") - self.head.count(b"<?") == 1
        if not (alone and tag == "sst" and said.get("xmlns") == names.TRANSITIONAL):
            raise _Odd
        if not is_plain_head(self.head):
            raise _Odd

    def _too_long(self, held: bytes) -> bytes:
        if len(held) > 4 * STRETCH:
            raise _Odd
        return held

    def _read(self, data: bytes) -> None:
        if not data.startswith(_HEAD) or not is_plain_text(data):
            raise _Odd
        buffer = Buffer(data)
        start = buffer.find(ord("<"))
        following = np.append(start[1:], buffer.size)
        words = buffer.words(start)
        second = words >> np.uint64(8) & np.uint64(0xFF)
        if ((second == ord("!")) | (second == ord("?"))).any():
            raise _Odd
        items = np.flatnonzero((words & FIRST[4]) == word_of("<si>"))
        begin, length, plain = self._plain(buffer, start, following, items)
        self._check_references(buffer, begin, length, plain)
        edges = np.append(start[items], buffer.size)
        odd = np.flatnonzero(~plain).tolist()
        made = self._parsed([data[edges[number] : edges[number + 1]] for number in odd])
        self.odd += [(self.count + number, text) for number, text in zip(odd, made, strict=True)]
        begin, length = np.where(plain, begin, 0), np.where(plain, length, 0)
        self.views.append(moved(views(buffer, begin, length, 0), self.size))
        self.filled.append(length > 0)
        self.stretches.append(data)
        self.count += items.size
        self.size += len(data)
        if self.size > _MOST or self.count > self.package.limits.cells:
            raise _Odd

    def _plain(
        self, buffer: Buffer, start: Places, following: Places, items: Numbers
    ) -> tuple[Places, Lengths, Truths]:
        """Where each item's text stands, how long it is, and whether it is written plainly."""
        last = start.size - 1
        text, text_end, end = (np.minimum(items + step, last) for step in (1, 2, 3))
        plain = np.append(items[1:], start.size) - items == 4
        words = buffer.words(start[text])
        bare = (words & FIRST[3]) == word_of("<t>")
        kept = words == word_of(SPACE_KEPT[:8])
        for at in (8, 16):
            kept &= buffer.words(start[text] + at) == word_of(SPACE_KEPT[at : at + 8])
        begin = start[text] + np.where(kept, len(SPACE_KEPT), len("<t>"))
        length = following[text] - begin
        plain &= (bare | kept) & (following[items] - start[items] == len(_HEAD))
        plain &= (buffer.words(start[text_end]) & FIRST[4]) == word_of("</t>")
        plain &= following[text_end] - start[text_end] == len("</t>")
        plain &= (buffer.words(start[end]) & FIRST[5]) == word_of("</si>")
        after = following[end] - start[end]
        for number in np.flatnonzero(plain & (after > len(_END))).tolist():
            place = end[number]
            plain[number] = buffer.data[start[place] + len(_END) : following[place]].isspace()
        return begin, length, plain & (length <= _LONGEST)

    def _check_references(
        self, buffer: Buffer, begin: Places, length: Lengths, plain: Truths
    ) -> None:
        """Texts that do not mean what stands there are not plain, nor are such as may be blank."""
        places = [buffer.find(ord(mark)) for mark in ("&", "\r")]
        if b"_x" in buffer.data:
            under = buffer.find(ord("_"))
            places.append(under[buffer.bytes[under + 1] == ord("x")])
        plain[plain] &= ~is_white(buffer, begin[plain])
        for at in places:
            owner = np.searchsorted(begin, at, "right") - 1
            owner = owner[owner >= 0]
            plain[owner] = False

    def _parsed(self, pieces: list[bytes]) -> list[str]:
        """What the parser makes of whole items."""
        for piece in pieces:
            once = piece.count(b"<si") == 1 and piece.count(_END) == 1
            if not once or not piece.rstrip().endswith(_END):
                raise _Odd
        chunks = (self.head, *pieces, b"</sst>")
        found = strings_in(self.package, self.part, chunks) if pieces else []
        if len(found) != len(pieces):
            raise _Odd
        return found
