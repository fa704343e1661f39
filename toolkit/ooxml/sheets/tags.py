"""The tags of a stretch of a sheet's XML: what each is, whether it may stand where it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.ooxml.sheets.bytewise import FIRST, Buffer, Numbers, Places, Truths, Words, word_of
from toolkit.ooxml.sheets.layouts import attributes

Codes = NDArray[np.uint8]

# Tags by their first bytes; "…" stands for attributes.
(UNKNOWN, ROW, ROW_ALONE, ROW_END, CELL, CELL_ALONE, CELL_END, VALUE, VALUE_END) = range(9)
(VALUE_ALONE, INLINE, INLINE_END, TEXT, SPACED, TEXT_END) = range(9, 15)
(FORMULA, FORMULA_ALONE, FORMULA_END) = range(15, 18)
DECLARED = 18  # a comment, an instruction, CDATA: what follows need not be what it seems
CODES = 19
_FAR = 15  # bytes to the next tag, and more
_BEGINNINGS = {
    ROW: ("<row", ("ro",)),
    ROW_END: ("</row>", ("/r",)),
    CELL: ("<c", ("c ", "c>", "c/")),
    CELL_END: ("</c>", ("/c",)),
    VALUE: ("<v>", ("v>",)),
    VALUE_END: ("</v>", ("/v",)),
    VALUE_ALONE: ("<v", ("v/", "v ")),
    INLINE: ("<is>", ("is",)),
    INLINE_END: ("</is>", ("/i",)),
    TEXT: ("<t>", ("t>",)),
    SPACED: ("<t xml:s", ("t ",)),
    TEXT_END: ("</t>", ("/t",)),
    FORMULA: ("<f", ("f>", "f ", "f/")),
    FORMULA_END: ("</f>", ("/f",)),
}
_AFTER_CELL = (CELL, CELL_ALONE, ROW_END)
_AFTER_FORMULA = (VALUE, VALUE_ALONE, CELL_END)
_FOLLOWS = {
    ROW: _AFTER_CELL,
    ROW_ALONE: (ROW, ROW_ALONE),
    ROW_END: (ROW, ROW_ALONE),
    CELL: (VALUE, VALUE_ALONE, INLINE, FORMULA, FORMULA_ALONE, CELL_END),
    CELL_ALONE: _AFTER_CELL,
    CELL_END: _AFTER_CELL,
    VALUE: (VALUE_END,),
    VALUE_ALONE: (CELL_END,),
    VALUE_END: (CELL_END,),
    INLINE: (TEXT, SPACED),
    INLINE_END: (CELL_END,),
    TEXT: (TEXT_END,),
    SPACED: (TEXT_END,),
    TEXT_END: (INLINE_END,),
    FORMULA: (FORMULA_END,),
    FORMULA_ALONE: _AFTER_FORMULA,
    FORMULA_END: _AFTER_FORMULA,
}
HOLD_TEXT = (VALUE, TEXT, SPACED, FORMULA)
SPACE_KEPT = '<t xml:space="preserve">'
_SPACE_WORDS = tuple(word_of(SPACE_KEPT[at : at + 8]) for at in (0, 8, 16))

_ALONE = re.compile(rb"<[a-z] ?/>")
_ENCODINGS = (b'encoding="utf-8"', b"encoding='utf-8'")


class Tags(NamedTuple):
    """Every tag: where it begins, where the next one does, what it is, whether it is as it must."""

    start: Places
    next: Places
    code: Codes
    good: Truths


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


def _tables() -> tuple[Codes, Truths]:
    """The code by a tag's second and third byte; and what is as it must be, see `_fits`."""
    codes = np.zeros(1 << 16, np.uint8)
    fits = np.zeros((CODES, CODES, 2, _FAR + 1), bool)
    for code, (_, seconds) in _BEGINNINGS.items():
        for second in seconds:
            codes[word_of(second)] = code
    codes[(np.arange(1 << 16) & 0xFF) == ord("!")] = DECLARED
    codes[(np.arange(1 << 16) & 0xFF) == ord("?")] = DECLARED
    for before, after in _FOLLOWS.items():
        for code in after:
            beginning = _BEGINNINGS.get(code, ("", ()))[0]
            closed = beginning.endswith(">") and code not in (*HOLD_TEXT, ROW_END)
            widths = slice(len(beginning), len(beginning) + 1) if closed else slice(None)
            fits[before, code, 1 if len(beginning) == 4 and closed else slice(None), widths] = True
    return codes, fits.ravel()


_CODE_OF, _FITS = _tables()


def tags_of(buffer: Buffer) -> Tags | None:
    """The stretch's tags, or None where its rows cannot be told apart for certain."""
    start = buffer.find(ord("<"))
    if not start.size or start[0] != 0:
        return None
    following = np.append(start[1:], buffer.size)
    words = buffer.words(start)
    code = _CODE_OF.take((words >> np.uint64(8)).astype(np.uint16))
    if (code == DECLARED).any():
        return None
    rows = np.flatnonzero((code >= ROW) & (code <= ROW_END))
    if not _begin_so(words[rows], code[rows], (ROW, ROW_END)):
        return None
    for opened, alone in ((CELL, CELL_ALONE), (ROW, ROW_ALONE)):
        these = np.flatnonzero(code == opened)
        code[these[buffer.bytes[following[these] - 2] == ord("/")]] = alone
    if not _rows_alternate(buffer, start, following, code, rows):
        return None
    good = np.ones(start.size, bool)
    _check_attributes(buffer, start, following, words, code, good)
    inline_ends = np.flatnonzero(code == INLINE_END)
    good[inline_ends] = (words[inline_ends] & FIRST[5]) == word_of("</is>")
    good &= _fits(start, following, words, code)
    return Tags(start, following, code, good)


def _fits(start: Places, following: Places, words: Words, code: Codes) -> Truths:
    """Whether each tag may follow the one before it, has its fourth byte, and ends where it must.

    The fourth byte ends four of them; after a tag that holds no text the next one stands at once.
    """
    index = np.empty(code.size, np.uint16)
    index[0] = ROW_END
    index[1:] = code[:-1]
    index *= np.uint16(CODES)
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
    spaced = np.flatnonzero(code == SPACED)
    for number, word in enumerate(_SPACE_WORDS):
        good[spaced] &= buffer.words(start[spaced] + 8 * number) == word
    alone = np.flatnonzero(code == VALUE_ALONE)
    for place in alone.tolist():
        text = buffer.data[start[place] : following[place]]
        good[place] &= _ALONE.fullmatch(text) is not None
    formulas = np.flatnonzero(code == FORMULA)
    bare = (words[formulas] >> np.uint64(16)) & np.uint64(0xFF) == ord(">")
    for place in formulas[~bare].tolist():
        end = buffer.data.find(b">", start[place], following[place]) + 1
        said = buffer.data[start[place] + 2 : end]
        good[place] &= attributes(said) is not None
        if said.endswith(b"/>"):
            code[place] = FORMULA_ALONE
            good[place] &= end == following[place]


def _rows_alternate(
    buffer: Buffer, start: Places, following: Places, code: Codes, rows: Numbers
) -> bool:
    """Whether rows stand one after another, each ended, with nothing but white space between."""
    if not rows.size or code[rows[-1]] != ROW_END or rows[-1] != len(code) - 1:
        return False
    kinds = code[rows]
    opened = kinds == ROW
    if opened[-1] or not (opened[:-1] == (kinds[1:] == ROW_END)).all() or kinds[0] == ROW_END:
        return False
    apart = kinds[:-1] != ROW  # after these the next tag is a row's
    if not (np.diff(rows)[apart] == 1).all():
        return False
    ends = rows[kinds == ROW_END]
    loose = ends[following[ends] - start[ends] > len("</row>")]
    return all(
        buffer.data[start[place] + len("</row>") : following[place]].isspace()
        for place in loose.tolist()
    )
