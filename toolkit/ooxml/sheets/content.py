"""What one sheet holds, as its pass hands it on, and what was odd about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from toolkit.ooxml.sheets.address import Area

T = TypeVar("T")


class Misfit(Exception):
    """A cell whose text cannot be what its type says; the argument says so after "cell B3 "."""


class Fault(NamedTuple):
    """Something in the sheet that two readers may read two ways."""

    cell: str | None
    problem: str


# A cell's type as written ("n" where it is not), its text or None, its style or None, and its
# formula or None; a follower of a shared formula has "". Returns None for a blank.
Convert = Callable[[str, str | None, str | None, str | None], T | None]


@dataclass(frozen=True, slots=True)
class Content(Generic[T]):
    """What stands in one sheet. `rows` are in order, by row and column, blanks left out."""

    rows: dict[int, dict[int, T]]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    outlined_columns: frozenset[int]  # in a group that a + above the headings opens
    faults: tuple[Fault, ...]
    count: int  # of cells


def zero(size: str | None) -> bool:
    """A row of height 0 or a column of width 0 is as hidden as one that says so."""
    return size is not None and not size.strip("0.") and "0" in size


def runs(found: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """First and last of each run of numbers that follow one another, in order."""
    joined: list[tuple[int, int]] = []
    for number in sorted(found):
        if joined and number == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], number)
        else:
            joined.append((number, number))
    return tuple(joined)
