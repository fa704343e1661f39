"""A figure in the making: which tokens it takes, and what has been read of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.figure import Figure, Kind
from toolkit.figures.numerals.digits import shift
from toolkit.figures.words.tokens import Passage


@dataclass(slots=True)
class Draft:
    """Tokens [first, end), characters [start, stop) of its passage, and the reading."""

    first: int
    end: int
    start: int
    stop: int
    kind: Kind
    value: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    decimals_high: int | None = None
    unit: str | None = None
    of: str | None = None
    candidates: tuple[str, ...] = ()
    qualifier: str | None = None
    direction: str | None = None
    per: str | None = None
    vague: bool = False
    fraction: str | None = None
    converted_from: str | None = None
    alts: tuple[Decimal, ...] = ()
    power: int = 0
    """The power of ten of the printed scale."""
    digits: bool = False
    calque: bool = False
    loose: bool = False
    """A number that nothing else stands with: no scale, no unit, no noun."""
    minor: int = 0
    """The power of ten its unit stands for: -2 where cents were printed."""
    prefixed: bool = False
    """Its unit stands before it."""
    weak: bool = False
    """A word that is a number only where it counts something."""
    lead: int = 0
    """The first token of the qualifier before it; else `first`."""
    after: int = 0
    """The token after the counted noun, where there is one; else `end`."""

    @property
    def money(self) -> bool:
        """Whether its unit is a currency, decided or not."""
        return bool(self.candidates) or (self.unit is not None and self.unit.isupper())

    @property
    def rate(self) -> bool:
        """Whether it is a percentage, points of one, or how many times."""
        return self.unit in ("percent", "percentage_point", "basis_point", "multiple")

    @property
    def large(self) -> bool:
        """Whether its scale is a million or more."""
        return self.power >= 6

    @property
    def unitless(self) -> bool:
        """Whether it has neither unit nor noun."""
        return self.unit is None and not self.candidates and self.of is None

    @property
    def worth(self) -> Decimal:
        """Its value; nothing for one that has none."""
        return self.value or Decimal(0)

    def take_unit(self, other: Draft) -> None:
        """The unit, or noun, of a neighbour."""
        self.unit, self.candidates, self.of = other.unit, other.candidates, other.of
        self.loose = False
        if other.minor and not self.minor and not self.power:  # nobody says a million cents
            self.multiply(other.minor)
            self.minor = other.minor

    def multiply(self, power: int) -> None:
        """The value, its range and what is known of it, times ten to the `power`."""
        if self.value is not None:
            self.value = shift(self.value, power)
            self.decimals = (self.decimals or 0) - power
        if self.high is not None:
            self.high = shift(self.high, power)
            self.decimals_high = (self.decimals_high or 0) - power

    def either(self, other: Decimal) -> None:
        """Two readings and no value: as printed, or `other`."""
        self.alts = (self.worth, other)
        self.kind, self.loose = "ambiguous", False
        self.value = self.high = self.decimals = self.decimals_high = None
        self.qualifier = self.direction = None

    def figure(self, p: Passage) -> Figure:
        """The finished figure, with offsets in the whole text."""
        return Figure(
            printed=p.text[self.start : self.stop],
            start=p.base + self.start,
            end=p.base + self.stop,
            kind=self.kind,
            value=self.value,
            value_high=self.high,
            decimals=self.decimals,
            decimals_high=self.decimals_high if self.decimals_high != self.decimals else None,
            unit=self.unit,
            of=self.of,
            unit_candidates=self.candidates,
            qualifier=self.qualifier,
            direction=self.direction,
            per=self.per,
            vague=self.vague,
            fraction=self.fraction,
            converted_from=self.converted_from,
            alt_values=self.alts,
        )


class Sentence(NamedTuple):
    """Tokens [begin, end) of a passage and the figures in them."""

    begin: int
    end: int
    drafts: list[Draft]


def label(p: Passage, first: int, end: int, kind: Kind) -> Draft:
    """A figure without value over tokens [first, end)."""
    return Draft(first, end, p.start[first], p.end[end - 1], kind, after=end)
