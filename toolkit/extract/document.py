"""What a document gives: its text, and what it says of itself, each as it is written there."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
PAGE_BREAK = "\f"


class Told(NamedTuple):
    """What a document says of itself; "" where it does not."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""  # as written: 2025-09-12T08:00:00+02:00
    language: str = ""
    url: str = ""
    type: str = ""


class Document(NamedTuple):
    """A document's text, its lines ended by LF; a form feed stands between two pages of a PDF."""

    text: str
    extension: str  # of the original: "pdf"
    told: Told = Told()
    remarks: tuple[str, ...] = ()  # what a person should know of how it was read

    @property
    def pages(self) -> int:
        return self.text.count(PAGE_BREAK) + 1


def frozen(text: str) -> str:
    """The text as it is kept: line ends LF, letters with marks composed (NFC), no word changed.

    Characters that never show (soft hyphens, zero-width spaces) are left out, as they would stand
    inside words and numbers; so are blanks at a line's end, and more than one blank line.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = re.sub(r"[^\S\n\f]+(?=\n|\f|\Z)", "", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n ")
    return text + "\n" if text else ""


def raised(text: str) -> str:
    """A superscript as characters that stay raised: a note's 1 must not join the number before."""
    return text.translate(_SUPERSCRIPT) if re.fullmatch(r"[\d+\-() ]{1,8}", text) else text


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
