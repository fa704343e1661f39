"""Text from files as a terminal may be shown it: nothing that moves the cursor or turns a line."""

from __future__ import annotations

import re

# Controls but tab and line feed, and the marks that turn a line's direction round (CVE-2021-42574).
# Joiners and direction marks stay: Persian, Arabic and emoji are written with them.
_MOVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def on_screen(text: str) -> str:
    """The text with a replacement character for each of those."""
    return _MOVING.sub("\N{REPLACEMENT CHARACTER}", text)
