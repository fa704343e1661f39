"""What goes to a terminal: nothing of a cell that a terminal would obey."""

from __future__ import annotations

import io
import re
from typing import TextIO

from toolkit.onscreen import on_screen

_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")


class Screen(io.TextIOWrapper):
    """A stream of text with nothing in it that a terminal obeys, but for factpack's own.

    On a terminal those are colours, and the return by which a sign of progress moves. In JSON such
    a character is written by its number, so that a program reads what was there.
    """

    def write(self, text: str) -> int:
        if text[:1] in ("{", "[") and text.rstrip()[-1:] in ("}", "]"):
            return super().write(_UNSEEN.sub(_by_number, text))
        if not self.isatty():
            return super().write(on_screen(text))
        returned = text[:1] == "\r"  # the moving sign
        pieces = _COLOUR.split(text.strip("\r") if returned else text)
        shown = "".join(each if at % 2 else on_screen(each) for at, each in enumerate(pieces))
        ends = "\r" if returned and text.endswith("\r") else ""
        return super().write(f"\r{shown}{ends}" if returned else shown)


def _by_number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def screen(stream: TextIO) -> TextIO:
    """The stream as a screen: UTF-8, what it cannot hold written as ?."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    by_line = stream.line_buffering
    return Screen(stream.detach(), encoding="utf-8", errors="replace", line_buffering=by_line)
