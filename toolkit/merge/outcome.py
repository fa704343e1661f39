"""What becomes of one cell that two people may have changed: four outcomes, each with a name."""

from __future__ import annotations

from typing import Literal

Outcome = Literal["same", "ours", "theirs", "conflict"]


def outcome(base: str, ours: str, theirs: str) -> Outcome:
    """Of three meanings ("" is a blank; clearing a cell is an edit), whose word stands."""
    if ours == theirs:
        return "same"
    if theirs == base:
        return "ours"
    if ours == base:
        return "theirs"
    return "conflict"
