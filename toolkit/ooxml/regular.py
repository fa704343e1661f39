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

from toolkit.ooxml import names
from toolkit.ooxml.address import MAX_COLUMN, MAX_ROW
from toolkit.ooxml.bytewise import (
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
from toolkit.ooxml.content import zero

Codes = NDArray[np.uint8]

# Tags by their first bytes; "…" stands for attributes.
(_UNKNOWN, _ROW, _ROW_ALONE, _ROW_END, _CELL, _CELL_ALONE, _CELL_END, _VALUE, _VALUE_END) = range(9)
(_VALUE_ALONE, _INLINE, _INLINE_END, _TEXT, _SPACED, _TEXT_END) = range(9, 15)
(_FORMULA, _FORMULA_ALONE, _FORMULA_END) = range(15, 18)
_DECLARED = 18  # a comment, an instruction, CDATA: what follows need not be what it seems
_CODES = 19
_FAR = 15  # bytes to the next tag, and more
_BEGINNINGS = {
    _ROW: ("<row", ("ro",)),
    _ROW_END: ("</row>", ("/r",)),
    _CELL: ("<c", ("c ", "c>", "c/")),
    _CELL_END: ("</c>", ("/c",)),
    _VALUE: ("<v>", ("v>",)),
    _VALUE_END: ("</v>", ("/v",)),
    _VALUE_ALONE: ("<v", ("v/", "v ")),
    _INLINE: ("<is>", ("is",)),
    _INLINE_END: ("</is>", ("/i",)),
    _TEXT: ("<t>", ("t>",)),
    _SPACED: ("<t xml:s", ("t ",)),
    _TEXT_END: ("</t>", ("/t",)),
    _FORMULA: ("<f", ("f>", "f ", "f/")),
    _FORMULA_END: ("</f>", ("/f",)),
}
_AFTER_CELL = (_CELL, _CELL_ALONE, _ROW_END)
_AFTER_FORMULA = (_VALUE, _VALUE_ALONE, _CELL_END)
_FOLLOWS = {
    _ROW: _AFTER_CELL,
    _ROW_ALONE: (_ROW, _ROW_ALONE),
    _ROW_END: (_ROW, _ROW_ALONE),
    _CELL: (_VALUE, _VALUE_ALONE, _INLINE, _FORMULA, _FORMULA_ALONE, _CELL_END),
    _CELL_ALONE: _AFTER_CELL,
    _CELL_END: _AFTER_CELL,
    _VALUE: (_VALUE_END,),
    _VALUE_ALONE: (_CELL_END,),
    _VALUE_END: (_CELL_END,),
    _INLINE: (_TEXT, _SPACED),
    _INLINE_END: (_CELL_END,),
    _TEXT: (_TEXT_END,),
    _SPACED: (_TEXT_END,),
    _TEXT_END: (_INLINE_END,),
    _FORMULA: (_FORMULA_END,),
    _FORMULA_ALONE: _AFTER_FORMULA,
    _FORMULA_END: _AFTER_FORMULA,
}
_HOLD_TEXT = (_VALUE, _TEXT, _SPACED, _FORMULA)
SPACE_KEPT = '<t xml:space="preserve">'
_SPACE_WORDS = tuple(word_of(SPACE_KEPT[at : at + 8]) for at in (0, 8, 16))

_ATTRIBUTES = re.compile(rb'(?: ([A-Za-z][A-Za-z0-9:]*)="([ !#-%\'-;=?-~]*)")* ?/?>')
_ATTRIBUTE = re.compile(rb' ([A-Za-z][A-Za-z0-9:]*)="([^"]*)"')
_ALONE = re.compile(rb"<[a-z] ?/>")
_REFERENCE = re.compile(rb"&#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));")
_NAMED = (b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;")
_NAMED_WORDS = tuple((word_of(each.decode()), len(each)) for each in _NAMED)
_ENCODINGS = (b'encoding="utf-8"', b"encoding='utf-8'")
_SLOTS = 1 << 16  # of the table of layouts
_MOST_KNOWN = 4096  # tags that are kept in mind
_MOST_LAYOUTS = 250
_LONGEST_LAYOUT = 40


class Layout(NamedTuple):
    """What a cell's tag says besides its place."""

    type: str
    style: str | None


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


def regular(data: bytes, last_row: int, longest: int, layouts: Layouts) -> Rows | Irregular:
    """The rows of a stretch that comes after row `last_row`, or which of them are not plain.

    A text of more than `longest` bytes is not plain either.
    """
    everything = Irregular(((0, len(data)),))
    if not is_plain_text(data):
        return everything
    buffer = Buffer(data)
    tags = _tags(buffer)
    if tags is None:
        return everything
    return _Reading(buffer, tags, layouts, longest).rows(last_row) or everything


def is_plain_head(head: bytes) -> bool:
    """Whether all before the rows is UTF-8 without comments, and instructions but the first."""
    if b"<!" in head or b"\0" in head:
        return False
    body = head.removeprefix(b"\xef\xbb\xbf")
    if body.startswith(b"<?xml"):
        declaration, _, body = body.partition(b"?>")
        said = declaration.lower()
        if b"encoding" in said and not any(each in said for each in _ENCODINGS):
            return False
    return b"<?" not in body


def is_plain_text(data: bytes) -> bool:
    """UTF-8 without what XML 1.0 (2.2, 2.4) allows in no text."""
    if data.find(b"]") >= 0 and b"]]>" in data:
        return False
    controls = np.frombuffer(data, np.uint8) < 32
    if controls.any():
        found = np.frombuffer(data, np.uint8)[controls]
        if not ((found == 9) | (found == 10) | (found == 13)).all():
            return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data


class _Tags(NamedTuple):
    """Every tag: where it begins, where the next one does, what it is, whether it is as it must."""

    start: Places
    next: Places
    code: Codes
    good: Truths


class _RowTags(NamedTuple):
    """Whether all rows say their number; the numbers, who is hidden, each number's digits with
    the quote after them, and how many bytes these are.
    """

    named: bool
    numbers: Numbers
    hidden: Truths
    digits: Words
    width: Lengths


def _tables() -> tuple[Codes, Truths]:
    """The code by a tag's second and third byte; and what is as it must be, see `_fits`."""
    codes = np.zeros(1 << 16, np.uint8)
    fits = np.zeros((_CODES, _CODES, 2, _FAR + 1), bool)
    for code, (_, seconds) in _BEGINNINGS.items():
        for second in seconds:
            codes[word_of(second)] = code
    codes[(np.arange(1 << 16) & 0xFF) == ord("!")] = _DECLARED
    codes[(np.arange(1 << 16) & 0xFF) == ord("?")] = _DECLARED
    for before, after in _FOLLOWS.items():
        for code in after:
            beginning = _BEGINNINGS.get(code, ("", ()))[0]
            closed = beginning.endswith(">") and code not in (*_HOLD_TEXT, _ROW_END)
            widths = slice(len(beginning), len(beginning) + 1) if closed else slice(None)
            fits[before, code, 1 if len(beginning) == 4 and closed else slice(None), widths] = True
    return codes, fits.ravel()


_CODE_OF, _FITS = _tables()


def _tags(buffer: Buffer) -> _Tags | None:
    """The stretch's tags, or None where its rows cannot be told apart for certain."""
    start = buffer.find(ord("<"))
    if not start.size or start[0] != 0:
        return None
    following = np.append(start[1:], buffer.size)
    words = buffer.words(start)
    code = _CODE_OF.take((words >> np.uint64(8)).astype(np.uint16))
    if (code == _DECLARED).any():
        return None
    rows = np.flatnonzero((code >= _ROW) & (code <= _ROW_END))
    if not _begin_so(words[rows], code[rows], (_ROW, _ROW_END)):
        return None
    for opened, alone in ((_CELL, _CELL_ALONE), (_ROW, _ROW_ALONE)):
        these = np.flatnonzero(code == opened)
        code[these[buffer.bytes[following[these] - 2] == ord("/")]] = alone
    if not _rows_alternate(buffer, start, following, code, rows):
        return None
    good = np.ones(start.size, bool)
    _check_attributes(buffer, start, following, words, code, good)
    inline_ends = np.flatnonzero(code == _INLINE_END)
    good[inline_ends] = (words[inline_ends] & FIRST[5]) == word_of("</is>")
    good &= _fits(start, following, words, code)
    return _Tags(start, following, code, good)


def _fits(start: Places, following: Places, words: Words, code: Codes) -> Truths:
    """Whether each tag may follow the one before it, has its fourth byte, and ends where it must.

    The fourth byte ends four of them; after a tag that holds no text the next one stands at once.
    """
    index = np.empty(code.size, np.uint16)
    index[0] = _ROW_END
    index[1:] = code[:-1]
    index *= np.uint16(_CODES)
    index += code
    index <<= np.uint16(1)
    index |= (words & np.uint64(0xFF000000)) == np.uint64(ord(">") << 24)
    index <<= np.uint16(4)
    index |= np.minimum(following - start, _FAR).astype(np.uint16)
    return _FITS.take(index)


def _begin_so(words: Words, code: Codes, which: tuple[int, ...]) -> bool:
    """Whether tags of these codes begin as they should."""
    for each in which:
        beginning = _BEGINNINGS[each][0]
        these = words[code == each] & FIRST[len(beginning)]
        if not (these == word_of(beginning)).all():
            return False
    return True


def _check_attributes(
    buffer: Buffer, start: Places, following: Places, words: Words, code: Codes, good: Truths
) -> None:
    """Tags other than of cells and rows that may have attributes: <t …>, <f …>, <v/>."""
    spaced = np.flatnonzero(code == _SPACED)
    for number, word in enumerate(_SPACE_WORDS):
        good[spaced] &= buffer.words(start[spaced] + 8 * number) == word
    alone = np.flatnonzero(code == _VALUE_ALONE)
    for place in alone.tolist():
        text = buffer.data[start[place] : following[place]]
        good[place] &= _ALONE.fullmatch(text) is not None
    formulas = np.flatnonzero(code == _FORMULA)
    bare = (words[formulas] >> np.uint64(16)) & np.uint64(0xFF) == ord(">")
    for place in formulas[~bare].tolist():
        end = buffer.data.find(b">", start[place], following[place]) + 1
        said = buffer.data[start[place] + 2 : end]
        good[place] &= attributes(said) is not None
        if said.endswith(b"/>"):
            code[place] = _FORMULA_ALONE
            good[place] &= end == following[place]


def _rows_alternate(
    buffer: Buffer, start: Places, following: Places, code: Codes, rows: Numbers
) -> bool:
    """Whether rows stand one after another, each ended, with nothing but white space between."""
    if not rows.size or code[rows[-1]] != _ROW_END or rows[-1] != len(code) - 1:
        return False
    kinds = code[rows]
    opened = kinds == _ROW
    if opened[-1] or not (opened[:-1] == (kinds[1:] == _ROW_END)).all() or kinds[0] == _ROW_END:
        return False
    apart = kinds[:-1] != _ROW  # after these the next tag is a row's
    if not (np.diff(rows)[apart] == 1).all():
        return False
    ends = rows[kinds == _ROW_END]
    loose = ends[following[ends] - start[ends] > len("</row>")]
    return all(
        buffer.data[start[place] + len("</row>") : following[place]].isspace()
        for place in loose.tolist()
    )


class _Reading:
    """One stretch being read: which rows are plain is known when all was looked at."""

    def __init__(self, buffer: Buffer, tags: _Tags, layouts: Layouts, longest: int) -> None:
        self.buffer, self.tags, self.layouts, self.longest = buffer, tags, layouts, longest
        self.row_tags = np.flatnonzero((tags.code == _ROW) | (tags.code == _ROW_ALONE))
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
        cells = np.flatnonzero((code == _CELL) | (code == _CELL_ALONE))
        references = self._references()
        counts = np.diff(np.append(np.searchsorted(cells, self.row_tags), cells.size))
        row = np.repeat(np.arange(self.row_tags.size), counts)
        alone = code[cells] == _CELL_ALONE
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
        fine &= np.isin(self.tags.code[owner], _HOLD_TEXT)
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
        steps = np.zeros(_CODES, np.int64)  # from a cell's tag to its text's, by the tag between
        steps[[_VALUE, _VALUE_ALONE]] = 1
        steps[[_INLINE, _FORMULA_ALONE]] = 2
        steps[_FORMULA] = 3
        last = code.size - 1
        place = cells + steps[code[np.minimum(cells + 1, last)]]
        place = np.minimum(place, last)
        kind = code[place]
        valued = ~alone & ((kind == _VALUE) | (kind == _TEXT) | (kind == _SPACED))
        begin = start[place] + np.where(kind == _SPACED, len(SPACE_KEPT), len("<v>"))
        length = np.where(valued, following[place] - begin, -1)
        length[~alone & (kind == _VALUE_ALONE)] = 0
        self.suspect(cells[length > self.longest])
        return np.where(length > 0, begin, 0), length

    def _formulas(self, cells: Numbers) -> tuple[Numbers, Places, Lengths]:
        start, following, code, _ = self.tags
        tags = np.flatnonzero((code == _FORMULA) | (code == _FORMULA_ALONE))
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
