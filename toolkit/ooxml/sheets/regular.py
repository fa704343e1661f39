"""Rows of the plain shape that spreadsheet programs write, found all at once in a stretch of XML.

A stretch is bytes of a sheet's part that begin with <row and end with </row>. Its tags are looked
at with numpy: which follows which, what stands between them, what every cell's tag says. Whatever
is not of the shape below is pointed out row by row and left to the parser of XML, so that nothing
is taken for what it is not:

    <row r="7" …> <c r="B7" s="1" t="s"> <f …>…</f> <v>…</v> </c> … </row>

where <is><t>…</t></is> may stand for <v>…</v>, and either and <f> may be missing.

Without "<!" and "<?" in the stretch, which are looked for first, every "<" begins a tag or is a
fault, since no attribute may hold one (XML 1.0, 2.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW
from toolkit.ooxml.sheets.bytewise import (
    FIRST,
    Buffer,
    Lengths,
    Numbers,
    Places,
    Truths,
    Words,
    whole,
    word_of,
)
from toolkit.ooxml.sheets.layouts import Layouts
from toolkit.ooxml.sheets.tags import (
    CELL,
    CELL_ALONE,
    CODES,
    FORMULA,
    FORMULA_ALONE,
    HOLD_TEXT,
    INLINE,
    ROW,
    ROW_ALONE,
    SPACE_KEPT,
    SPACED,
    TEXT,
    VALUE,
    VALUE_ALONE,
    Tags,
    is_plain_text,
    tags_of,
)

_REFERENCE = re.compile(rb"&#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));")
_NAMED = (b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;")
_NAMED_WORDS = tuple((word_of(each.decode()), len(each)) for each in _NAMED)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a stretch and their cells, in the file's order, a number a row or a cell."""

    buffer: Buffer
    named: bool  # whether every row says its number
    starts: Places  # of the rows
    numbers: Numbers  # of the rows
    hidden: Truths  # of the rows
    row: Numbers  # of each cell, its row's place in `numbers`
    column: Numbers
    layout: Numbers  # its place in Layouts.known
    start: Places  # where its value stands
    length: Lengths  # of its value; -1 where it has none
    with_formula: Numbers  # the cells that have a formula, by their place among the cells
    formula_start: Places
    formula_length: Lengths
    references: Places  # where &amp; and its like stand


class Irregular(NamedTuple):
    """Where rows begin and end that are not of the plain shape; all of a stretch may be one."""

    spans: tuple[tuple[int, int], ...]


def regular(data: bytes, last_row: int, longest: int, layouts: Layouts) -> Rows | Irregular:
    """The rows of a stretch that comes after row `last_row`, or which of them are not plain.

    A text of more than `longest` bytes is not plain either.
    """
    everything = Irregular(((0, len(data)),))
    if not is_plain_text(data):
        return everything
    buffer = Buffer(data)
    tags = tags_of(buffer)
    if tags is None:
        return everything
    return _Reading(buffer, tags, layouts, longest).rows(last_row) or everything


class _RowTags(NamedTuple):
    """Whether all rows say their number; the numbers, who is hidden, each number's digits with
    the quote after them, and how many bytes these are.
    """

    named: bool
    numbers: Numbers
    hidden: Truths
    digits: Words
    width: Lengths


class _Reading:
    """One stretch being read: which rows are plain is known when all was looked at."""

    def __init__(self, buffer: Buffer, tags: Tags, layouts: Layouts, longest: int) -> None:
        self.buffer, self.tags, self.layouts, self.longest = buffer, tags, layouts, longest
        self.row_tags = np.flatnonzero((tags.code == ROW) | (tags.code == ROW_ALONE))
        self.bad = np.zeros(self.row_tags.size, bool)  # rows that are not plain
        self.suspect(np.flatnonzero(~tags.good))

    def suspect(self, tags: Numbers) -> None:
        """The rows of these tags are not plain."""
        if tags.size:
            self.bad[np.searchsorted(self.row_tags, tags, "right") - 1] = True

    def rows(self, last_row: int) -> Rows | Irregular | None:
        """The rows, or which are not plain; None where their numbers do not rise."""
        code = self.tags.code
        opened = self._row_numbers(last_row)
        if opened is None:
            return None
        named, numbers, hidden, digits, width = opened
        cells = np.flatnonzero((code == CELL) | (code == CELL_ALONE))
        references = self._references()
        counts = np.diff(np.append(np.searchsorted(cells, self.row_tags), cells.size))
        row = np.repeat(np.arange(self.row_tags.size), counts)
        alone = code[cells] == CELL_ALONE
        column, layout = self._places(cells, row, counts, digits, width)
        values, lengths = self._values(cells, alone)
        formulas, formula_start, formula_length = self._formulas(cells)
        if self.bad.any():
            return self._irregular()
        return Rows(
            self.buffer, named, self.tags.start[self.row_tags], numbers, hidden,
            row, column, layout, values, lengths,
            formulas, formula_start, formula_length, references,
        )  # fmt: skip

    def _irregular(self) -> Irregular:
        edges = np.append(self.tags.start[self.row_tags], self.buffer.size)
        which = np.flatnonzero(self.bad)
        return Irregular(tuple(zip(edges[which].tolist(), edges[which + 1].tolist(), strict=True)))

    def _row_numbers(self, last_row: int) -> _RowTags | None:
        """What the rows' tags say."""
        buffer, at = self.buffer, self.tags.start[self.row_tags]
        named = buffer.head(at, np.full(at.shape, 8)) == word_of('<row r="')
        digits = buffer.words(at + 8)
        width = np.zeros(at.size, np.int64)
        inside = named.copy()
        for place in range(7):
            byte = (digits >> np.uint64(8 * place)) & np.uint64(0xFF)
            inside &= (byte >= ord("0")) & (byte <= ord("9"))
            width += inside
        good, numbers = whole(digits & FIRST[width], width)
        good &= buffer.bytes[at + 8 + width] == ord('"')
        good &= buffer.bytes[at + 8] != ord("0")
        if not (good | ~named).all():
            return None
        if not named.all():
            numbers = _counted_on(numbers, named, np.zeros(at.size, bool), last_row)
        if not (np.diff(numbers, prepend=last_row) > 0).all() or numbers[-1] > MAX_ROW:
            return None
        begin = np.where(named, at + 9 + width, at + 4)
        hidden = np.zeros(at.size, bool)
        ends = self.tags.next[self.row_tags]
        if _all_alike(buffer, begin, ends):  # as they mostly are
            begin, ends = begin[:1], ends[:1]
        for number, (first, end) in enumerate(zip(begin.tolist(), ends.tolist(), strict=True)):
            said = self.layouts.row_hidden(buffer.data[first:end].rstrip())
            if said is None:
                return None
            hidden[number] = said
        if begin.size < hidden.size:
            hidden[:] = hidden[0]
        return _RowTags(bool(named.all()), numbers, hidden, digits & FIRST[width + 1], width + 1)

    def _references(self) -> Places:
        """Every &…; which must stand in a text and name a character, as &amp; and its like do."""
        places = self.buffer.find(ord("&"))
        if not places.size:
            return places
        words = self.buffer.words(places)
        fine = np.zeros(places.size, bool)
        for word, length in _NAMED_WORDS:
            fine |= (words & FIRST[length]) == word
        owner = np.searchsorted(self.tags.start, places, "right") - 1
        for number in np.flatnonzero(~fine).tolist():
            found = _REFERENCE.match(self.buffer.data, places[number])
            fine[number] = found is not None and _is_character(found)
        fine &= np.isin(self.tags.code[owner], HOLD_TEXT)
        self.suspect(owner[~fine])
        return places

    def _places(
        self, cells: Numbers, row: Numbers, counts: Numbers, digits: Words, width: Lengths
    ) -> tuple[Numbers, Numbers]:
        """Each cell's column and layout."""
        buffer = self.buffer
        at = self.tags.start[cells]
        words = buffer.words(at + 3)
        named = (words & FIRST[3]) == word_of('r="')
        named &= buffer.bytes[at + 2] == ord(" ")
        column, letters = _columns(words >> np.uint64(24))
        good = letters > 0
        after = at + 6 + letters
        here = buffer.words(after) & np.repeat(FIRST[width], counts)
        good &= here == np.repeat(digits, counts)
        begin = np.where(named, after + np.repeat(width, counts), at + 2)
        bare = ~named
        good |= bare
        if bare.any():
            first = np.zeros(cells.size, bool)
            first[(np.cumsum(counts) - counts)[counts > 0]] = True
            column = _counted_on(column, named, first, 0)
        good &= column <= MAX_COLUMN
        rising = np.diff(column, prepend=0) > 0
        rising |= np.diff(row, prepend=-1) > 0
        good &= rising
        end = np.where(good, self.tags.next[cells], begin)
        layout = self.layouts.of(buffer, begin, end)
        self.suspect(cells[~good | (layout < 0)])
        return column, layout

    def _values(self, cells: Numbers, alone: Truths) -> tuple[Places, Lengths]:
        """Where each cell's value stands and how long it is, -1 where it has none."""
        start, following, code, _ = self.tags
        steps = np.zeros(CODES, np.int64)  # from a cell's tag to its text's, by the tag between
        steps[[VALUE, VALUE_ALONE]] = 1
        steps[[INLINE, FORMULA_ALONE]] = 2
        steps[FORMULA] = 3
        last = code.size - 1
        place = cells + steps[code[np.minimum(cells + 1, last)]]
        place = np.minimum(place, last)
        kind = code[place]
        valued = ~alone & ((kind == VALUE) | (kind == TEXT) | (kind == SPACED))
        begin = start[place] + np.where(kind == SPACED, len(SPACE_KEPT), len("<v>"))
        length = np.where(valued, following[place] - begin, -1)
        length[~alone & (kind == VALUE_ALONE)] = 0
        self.suspect(cells[length > self.longest])
        return np.where(length > 0, begin, 0), length

    def _formulas(self, cells: Numbers) -> tuple[Numbers, Places, Lengths]:
        start, following, code, _ = self.tags
        tags = np.flatnonzero((code == FORMULA) | (code == FORMULA_ALONE))
        owner = np.searchsorted(cells, tags) - 1
        begin = start[tags] + 3
        for number in np.flatnonzero(self.buffer.bytes[start[tags] + 2] != ord(">")).tolist():
            tag = tags[number]
            begin[number] = self.buffer.data.find(b">", start[tag]) + 1
        length = np.maximum(following[tags] - begin, 0)
        self.suspect(tags[length > self.longest])
        return owner, begin, length


def _letters() -> NDArray[np.int32]:
    """Column and number of letters by the first two bytes of a reference; three letters as two."""
    made = np.zeros((256, 256, 2), np.int32)  # second byte, first byte
    capitals = np.arange(1, 27)
    made[:, 65:91, 0], made[:, 65:91, 1] = capitals, 1
    made[65:91, 65:91, 0] = capitals[:, None] + capitals[None, :] * 26
    made[65:91, 65:91, 1] = 2
    return made.reshape(-1, 2)


_LETTERS = _letters()
_COLUMN, _WIDTH = _LETTERS[:, 0].copy(), _LETTERS[:, 1].astype(np.int8)


def _columns(words: Words) -> tuple[Numbers, Numbers]:
    """The columns of references that begin so, and how many letters each has; 0 for none."""
    first = words.astype(np.uint16)
    column, letters = _COLUMN.take(first).astype(np.int64), _WIDTH.take(first).astype(np.int64)
    two = np.flatnonzero(letters == 2)
    if two.size:
        third = ((words[two] >> np.uint64(16)) & np.uint64(0xFF)).astype(np.int64) - 64
        capital = (third >= 1) & (third <= 26)
        column[two] = np.where(capital, column[two] * 26 + third, column[two])
        letters[two] += capital
    return column, letters


def _all_alike(buffer: Buffer, begin: Places, end: Places) -> bool:
    """Whether the same stands at all these places."""
    length = end - begin
    if not (length == length[0]).all():
        return False
    for at in range(0, int(length[0]), 8):
        words = buffer.head(begin + at, length - at)
        if not (words == words[0]).all():
            return False
    return True


def _counted_on(numbers: Numbers, said: Truths, first: Truths, before: int) -> Numbers:
    """Numbers where they are not said: one more than the one before; `first` begin from 1."""
    place = np.arange(numbers.size)
    base = np.where(said, numbers, np.where(first, 1, before + 1))
    known = said | first
    known[0] = True
    anchor = np.maximum.accumulate(np.where(known, place, 0))
    return base[anchor] + place - anchor


def _is_character(found: re.Match[bytes]) -> bool:
    """XML 1.0, 2.2."""
    code = int(found[1]) if found[1] else int(found[2], 16)
    return (
        code in (9, 10, 13)
        or 32 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code <= 0x10FFFF
    )
