"""Texts that a terminal would obey, with their control characters written out."""

from __future__ import annotations

import re

# Controls but tab and line feed; what turns the direction of writing; line ends that only some
# programs know; halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with what a terminal would obey written out: an escape is \x1b (CWE-150).

    Otherwise a cell could clear the screen, forge lines, set a window's title or a link.
    """
    return _UNSEEN.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
