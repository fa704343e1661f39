"""Superscripts of a page of a PDF: small digits above the line, apart from what they follow."""

from __future__ import annotations

from ctypes import byref, c_double
from typing import Any, NamedTuple

from toolkit.extract.document import raised

_SMALLER = 0.85  # of the letters beside it, at most
_HIGHER = 0.12  # of their size, at least
_SAME_LINE = 1.0  # of their size, at most


class _Glyph(NamedTuple):
    """A printed character: how large it is, and where its line runs, in points."""

    size: float
    base: float


def with_raised(page: Any, text: str) -> str:
    """A page's text (a pypdfium2 text page and what it says) with its superscripts raised.

    After one, PDFium begins a new line where the line goes on; that break is taken out.
    """
    if len(text) != page.count_chars():  # characters and their places do not go together
        return text
    made: list[str] = []
    at = 0
    while at < len(text):
        beside = _beside(page, text, at)
        end = at
        while end < len(text) and text[end].isdecimal() and beside and _above(page, end, beside):
            end += 1
        if end == at or beside is None:
            made.append(text[at])
            at += 1
            continue
        made.append(raised(text[at:end]))
        at = end
        after = end + len(text[end:]) - len(text[end:].lstrip("\r\n"))
        if after > end and after < len(text) and _goes_on(page, after, beside):
            at = after
    return "".join(made)


def _beside(page: Any, text: str, at: int) -> _Glyph | None:
    """The character that a digit follows directly; None where it follows none, or is none."""
    if not text[at].isdecimal() or at == 0 or text[at - 1].isspace():
        return None
    return _glyph(page, at - 1)


def _above(page: Any, at: int, beside: _Glyph) -> bool:
    glyph = _glyph(page, at)
    rise = glyph.base - beside.base
    small = glyph.size <= beside.size * _SMALLER
    return small and _HIGHER * beside.size <= rise <= _SAME_LINE * beside.size


def _goes_on(page: Any, at: int, beside: _Glyph) -> bool:
    glyph = _glyph(page, at)
    return abs(glyph.base - beside.base) < 0.05 * beside.size and glyph.size == beside.size


def _glyph(page: Any, at: int) -> _Glyph:
    import pypdfium2.raw as pdfium

    across, base = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(page, at, byref(across), byref(base))
    _, low, _, high = page.get_charbox(at, loose=True)
    return _Glyph(round(high - low, 3), base.value)
