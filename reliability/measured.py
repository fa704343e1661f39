"""One line of the reliability report."""

from __future__ import annotations

from typing import NamedTuple


class Measured(NamedTuple):
    """How many cases came out right of how many, how it was tried, and what was not survived."""

    what: str  # "Hostile packages refused or read rightly"
    right: int
    of: int
    how: str  # a paragraph: what a case is, and what right means
    why: tuple[str, ...] = ()  # each case that did not come out right: what it is, and the cause
