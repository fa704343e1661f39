"""What goes to a terminal: nothing of a cell that a terminal would obey."""

from __future__ import annotations

import io
import re
from typing import TextIO

from toolkit.onscreen import on_screen

_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")


class Screen(io.TextIOWrapper):
    """A stream of text whose control characters are written out, but for factpack's own.

    On a terminal those are colours, and the return by which a sign of progress moves.
    """

    def write(self, text: str) -> int:
        if not self.isatty():
            return super().write(on_screen(text))
        if text.startswith("\r"):  # the moving sign
            return super().write("\r" + on_screen(text.strip("\r")) + ("\r" * text.endswith("\r")))
        pieces = _COLOUR.split(text)
        shown = [each if at % 2 else on_screen(each) for at, each in enumerate(pieces)]
        return super().write("".join(shown))


def screen(stream: TextIO) -> TextIO:
    """The stream as a screen: UTF-8, what it cannot hold written as ?."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    by_line = stream.line_buffering
    return Screen(stream.detach(), encoding="utf-8", errors="replace", line_buffering=by_line)
