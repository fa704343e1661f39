"""The attributes of cells' and rows' tags, each way of writing them read once."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.ooxml.container import names
from toolkit.ooxml.sheets.bytewise import Buffer, Numbers, Places, Words
from toolkit.ooxml.sheets.content import zero

_ATTRIBUTES = re.compile(rb'(?: ([A-Za-z][A-Za-z0-9:]*)="([ !#-%\'-;=?-~]*)")* ?/?>')
_ATTRIBUTE = re.compile(rb' ([A-Za-z][A-Za-z0-9:]*)="([^"]*)"')
_SLOTS = 1 << 16  # of the table of layouts
_MOST_KNOWN = 4096  # tags that are kept in mind
_MOST_LAYOUTS = 250
_LONGEST_LAYOUT = 40


class Layout(NamedTuple):
    """What a cell's tag says besides its place."""

    type: str
    style: str | None


class Layouts:
    """The attributes of cells' and rows' tags as they were met; there are few in a workbook."""

    def __init__(self) -> None:
        self.known: list[Layout] = []
        self._words: Words = np.zeros((_SLOTS, _LONGEST_LAYOUT // 8), np.uint64)
        self._ids: NDArray[np.int32] = np.full(_SLOTS, -1, np.int32)
        self._rows: dict[bytes, bool | None] = {}
        self._cells: dict[bytes, int] = {}

    def of(self, buffer: Buffer, at: Places, end: Places) -> Numbers:
        """The layout of the cell tags whose attributes stand there; -1 where it is no plain one."""
        length = end - at
        parts = [buffer.head(at, length)]
        slots = parts[0] * np.uint64(0x9E3779B97F4A7C15)
        more = np.flatnonzero(length > 8)
        if more.size:
            at_more, left = at[more], length[more]
            for skipped in range(8, _LONGEST_LAYOUT, 8):
                parts.append(buffer.head(at_more + skipped, left - skipped))
                slots[more] += parts[-1] * np.uint64(0xC2B2AE3D27D4EB4F + 2 * skipped)
                if not (left > skipped + 8).any():
                    break
        place = (slots >> np.uint64(48)).astype(np.int64)
        while True:
            found = self._ids[place].astype(np.int64)
            same = (found >= 0) & (self._words[place, 0] == parts[0])
            for column, part in enumerate(parts[1:], 1):
                same[more] &= self._words[place[more], column] == part
            same &= length <= _LONGEST_LAYOUT
            unknown = np.flatnonzero(~same)
            if not unknown.size:
                return found
            if not self._learn(buffer, at, end, place, unknown):
                found[unknown] = self._one_by_one(buffer, at, end, unknown)
                return found

    def _learn(
        self, buffer: Buffer, at: Places, end: Places, place: Numbers, unknown: Numbers
    ) -> bool:
        """Puts the first unknown layout into its slot, if that is free."""
        first = unknown[0]
        slot = place[first]
        text = buffer.data[at[first] : end[first]]
        if self._ids[slot] >= 0 or len(text) > _LONGEST_LAYOUT:
            return False
        known = self._known(text)
        if known < 0:
            return False
        self._words[slot] = np.frombuffer(text.ljust(_LONGEST_LAYOUT, b"\0"), "<u8")
        self._ids[slot] = known
        return True

    def _one_by_one(self, buffer: Buffer, at: Places, end: Places, which: Numbers) -> list[int]:
        data, known = buffer.data, self._cells
        found = []
        for start, stop in zip(at[which].tolist(), end[which].tolist(), strict=True):
            text = data[start:stop] if 0 < stop - start < 1000 else b""
            got = known.get(text)
            found.append(self._known(text) if got is None else got)
        return found

    def _known(self, text: bytes) -> int:
        found = self._cells.get(text)
        if found is None:
            said = attributes(text)
            if said is None or "r" in said:
                found = -1
            else:
                layout = Layout(said.get("t", "n"), said.get("s"))
                found = self.known.index(layout) if layout in self.known else len(self.known)
                if found == len(self.known):
                    if found >= _MOST_LAYOUTS:
                        return -1
                    self.known.append(layout)
            if len(self._cells) < _MOST_KNOWN:
                self._cells[text] = found
        return found

    def row_hidden(self, text: bytes) -> bool | None:
        """Whether a row's tag with these attributes hides it; None where it is no plain tag."""
        if text in self._rows:
            return self._rows[text]
        said = attributes(text)
        hidden = None
        if said is not None and "r" not in said:
            hidden = names.yes(said.get("hidden")) or zero(said.get("ht"))
        if len(self._rows) < _MOST_KNOWN:
            self._rows[text] = hidden
        return hidden


def attributes(text: bytes) -> dict[str, str] | None:
    """The attributes up to a tag's end; None where they are not written in the plain way."""
    if _ATTRIBUTES.fullmatch(text) is None:
        return None
    pairs = [(key.decode(), value.decode()) for key, value in _ATTRIBUTE.findall(text)]
    found = dict(pairs)
    if len(found) < len(pairs) or any(key.startswith("xmlns") for key in found):
        return None
    return found
