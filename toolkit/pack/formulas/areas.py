"""What the engine knows of cells: their values, and of each area what makes its sums doubtful."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
Value = float | str | bool | None
_REFERENCE = re.compile(r"(\w+)!\$?([A-Z]*)\$?(\d*)(?::\$?([A-Z]*)\$?(\d*))?", re.IGNORECASE)


class Broken:
    """An error value, by its name in a cell."""

    def __init__(self, name: str) -> None:
        self.name: Final = name


Known = Value | Broken


@dataclass(frozen=True)
class Spot:
    """An area of one sheet, as the engine's formulas name it."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def named(cls, reference: str) -> Spot | None:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            return None
        sheet, first, top, last, bottom = found.groups()
        left = _column(first) if first else 1
        if ":" not in reference:
            return cls(sheet, left, int(top), left, int(top)) if first and top else None
        right = _column(last) if last else MAX_COLUMN
        return cls(sheet, left, int(top or 1), right, int(bottom or MAX_ROW))

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top + 1, self.right - self.left + 1

    def meets(self, other: Spot) -> bool:
        return (
            self.sheet == other.sheet
            and self.left <= other.right
            and self.right >= other.left
            and self.top <= other.bottom
            and self.bottom >= other.top
        )

    @property
    def single(self) -> bool:
        return self.shape == (1, 1)


class Cells:
    """Every value of the workbook, given and computed."""

    def __init__(self, values: dict[str, dict[tuple[int, int], Known]]) -> None:
        self.values = values  # by sheet, then row and column
        self.computed: set[tuple[str, int, int]] = set()
        self._areas: dict[Spot, AreaFacts] = {}
        self._sorted: dict[str, dict[int, list[int]]] = {}

    def at(self, spot: Spot) -> Known:
        return self.values.get(spot.sheet, {}).get((spot.top, spot.left))

    def of(self, spot: Spot) -> AreaFacts:
        if spot not in self._areas:
            self._areas[spot] = AreaFacts(tuple(self.within(spot)))
        return self._areas[spot]

    def within(self, spot: Spot) -> Iterator[tuple[Known, bool]]:
        """Each cell that holds something: its value, and whether a formula gave it."""
        rows = self._rows(spot.sheet)
        sheet = self.values.get(spot.sheet, {})
        few = spot.bottom - spot.top < len(rows)
        numbers = range(spot.top, spot.bottom + 1) if few else sorted(rows)
        for row in numbers:
            if spot.top <= row <= spot.bottom:
                for column in rows.get(row, ()):
                    if spot.left <= column <= spot.right:
                        key = (spot.sheet, row, column)
                        yield sheet[row, column], key in self.computed

    def changed(self) -> None:
        """Forget what was known of areas: values came anew."""
        self._areas.clear()
        self._sorted.clear()

    def _rows(self, sheet: str) -> Mapping[int, list[int]]:
        if sheet not in self._sorted:
            found: dict[int, list[int]] = {}
            for row, column in sorted(self.values.get(sheet, {})):
                found.setdefault(row, []).append(column)
            self._sorted[sheet] = found
        return self._sorted[sheet]


@dataclass(frozen=True)
class AreaFacts:
    """What cells hold, and whether a formula gave it: as far as trust in a result hangs on it."""

    cells: tuple[tuple[Known, bool], ...]

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        return tuple(v for v, _ in self.cells if isinstance(v, float))

    @cached_property
    def texts(self) -> frozenset[str]:
        return frozenset(v for v, _ in self.cells if isinstance(v, str))

    @cached_property
    def broken(self) -> bool:
        return any(isinstance(v, Broken) for v, _ in self.cells)

    @cached_property
    def truths(self) -> bool:
        return any(isinstance(v, bool) for v, _ in self.cells)

    @cached_property
    def largest(self) -> float:
        return max(map(abs, self.numbers), default=0.0)

    @cached_property
    def positive(self) -> bool:
        return any(v > 0 for v in self.numbers)

    @cached_property
    def negative(self) -> bool:
        return any(v < 0 for v in self.numbers)

    @cached_property
    def whole(self) -> bool:
        """Whether its numbers add up exactly."""
        return all(v.is_integer() for v in self.numbers)

    @property
    def inexact(self) -> bool:
        """Whether it holds a computed number that other programs may round differently."""
        return bool(self._computed)

    @cached_property
    def _computed(self) -> tuple[float, ...]:
        found = (v for v, of_formula in self.cells if of_formula and isinstance(v, float))
        return tuple(sorted(v for v in found if not v.is_integer()))

    def near(self, number: float) -> bool:
        """Whether a computed number stands so close that it may be the same or not."""
        close = abs(number) * 1e-9
        at = bisect_left(self._computed, number - close)
        return at < len(self._computed) and self._computed[at] <= number + close

    @cached_property
    def numeric_texts(self) -> bool:
        return any(is_numeric(text) for text in self.texts)

    @cached_property
    def folded(self) -> Mapping[str, frozenset[str]]:
        """Of each text without case and width: its spellings, case alone aside."""
        found: dict[str, set[str]] = {}
        for text in self.texts:
            found.setdefault(fold(text), set()).add(text.lower())
        return {key: frozenset(each) for key, each in found.items()}


def fold(text: str) -> str:
    """A text as a lenient program may compare it."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def is_numeric(text: str) -> bool:
    """Whether a program may take a text for a number, a day or a truth."""
    bare = text.strip().strip("%$€£¥()+-").strip()
    return bare[:1].isdigit() or bare[:1] == "." or bare.upper() in ("TRUE", "FALSE")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
