"""The interval that a fact stands for: its value, half a unit of the last decimal either way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from toolkit.agreement.arithmetic import (
    exactly,
    last_digit,
    quotient_high,
    quotient_low,
    stored_high,
    stored_low,
)
from toolkit.agreement.records import Fact

Basis = Literal[
    "rounding",  # half a unit of the last decimal either way
    "as typed",  # no decimals: the value itself
    "about",
    "nearly",
    "bound",  # at least, at most, more than, less than, up to
    "bound of a negative",  # could be meant in size or in order, so it bounds nothing
    "range",
]

_HALF = Decimal("0.5")
_TENTH = -1  # as a power of ten


class Interval(NamedTuple):
    """All numbers between two ends; an end of None is unbounded, an open end is not included."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    basis: Basis = "rounding"

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every number of this one is less than every number of the other."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def times(self, weight: Decimal) -> Interval:
        """Every number of it times `weight`; a weight below zero turns it round."""
        low = None if self.low is None else self.low * weight
        high = None if self.high is None else self.high * weight
        if weight < 0:
            return Interval(high, low, self.high_open, self.low_open, self.basis)
        return Interval(low, high, self.low_open, self.high_open, self.basis)

    def plus(self, other: Interval) -> Interval:
        """The sums of a number of each; an end is included only if it is in both."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
            self.basis,
        )

    def over(self, divisor: Interval) -> Interval | None:
        """The quotients of a number of each, both above zero; None where there are none such.

        Numbers at or below zero in either are left out of account: amounts and prices are above.
        """
        if (self.high is not None and self.high <= 0) or (
            divisor.high is not None and divisor.high <= 0
        ):
            return None
        low, low_open = Decimal(0), True
        if self.low is not None and self.low > 0 and divisor.high is not None:
            low = quotient_low(self.low, divisor.high)
            low_open = self.low_open or divisor.high_open
        high, high_open = None, False
        if self.high is not None and divisor.low is not None and divisor.low > 0:
            high = quotient_high(self.high, divisor.low)
            high_open = self.high_open or divisor.low_open
        return Interval(low, high, low_open, high_open, self.basis)


class IntervalRow(NamedTuple):
    """A row of the table `intervals`."""

    row: int
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    basis: str


@exactly
def interval_rows(facts: Iterable[Fact]) -> tuple[IntervalRow, ...]:
    """The interval of every fact that has a number, by _row."""
    rows = []
    for fact in facts:
        found = interval_of(fact)
        if found is not None:
            low, high = stored_low(found.low), stored_high(found.high)
            rows.append(
                IntervalRow(fact.row, low, high, found.low_open, found.high_open, found.basis)
            )
    return tuple(sorted(rows, key=lambda row: row.row))


def interval_of(fact: Fact) -> Interval | None:
    """The interval a fact stands for; None for a statement in words."""
    if fact.value is None:
        return None
    return interval(fact.value, fact.value_high, fact.qualifier, fact.decimals)


@lru_cache(maxsize=65536)
@exactly
def interval(
    value: Decimal, high: Decimal | None, qualifier: str, decimals: int | None
) -> Interval:
    """The interval of a value, of a range if `high` is given.

    An exact value known to `decimals` is the closed interval of half a unit either way, as in
    XBRL's Open Information Model 1.0, section 6.2.1; without decimals it is the value itself, for
    a fact without decimals is infinitely accurate there (section 3.3). The qualifier opens it:

    - at least v is [v, ∞), more than v is (v, ∞), at most v is (−∞, v], less than v is (−∞, v).
      A bound is a number somebody chose, so rounding does not widen it. "More than −5 %" can be
      meant in size or in order, so a bound that is negative bounds nothing.
    - up to v counts from nothing: [0, v], or [v, 0] where v is negative.
    - between v and w runs from v less half a unit to w plus half a unit.
    - about v gives up the accuracy it is printed with: half a unit of the last digit that is not
      zero, but at least a whole unit of its decimals, either way. About 380 billion is 375 to 385,
      about 5.3 is 5.2 to 5.4.
    - nearly v comes close to v without reaching it: from v less half a unit of its last digit that
      is not zero, up to v, and not v. Nearly 6 % is 5.5 to 6, nearly 13 % is 12.5 to 13. In size:
      nearly −6 % is −6 to −5.5.

    About and nearly never stretch over more than a tenth of the value (about 400 is 360 to 440, not
    350 to 450), and are never narrower than plain rounding.
    """
    half = _unit(decimals) * _HALF
    if high is not None:
        around = _about(value, decimals) if qualifier == "about" else half
        low, high = sorted((value, high))
        return Interval(low - around, high + around, basis="range")
    match qualifier:
        case "about":
            around = _about(value, decimals)
            return Interval(value - around, value + around, basis="about")
        case "nearly":
            short = _loose(value, half, last_digit(value) * _HALF)
            if value < 0:
                return Interval(value, value + short, low_open=bool(short), basis="nearly")
            return Interval(value - short, value, high_open=bool(short), basis="nearly")
        case "up_to":
            low, high = sorted((value, Decimal(0)))
            return Interval(low, high, basis="bound")
        case "at_least" | "more_than" | "at_most" | "less_than" if value < 0:
            return Interval(None, None, basis="bound of a negative")
        case "at_least" | "more_than":
            return Interval(value, None, low_open=qualifier == "more_than", basis="bound")
        case "at_most" | "less_than":
            return Interval(None, value, high_open=qualifier == "less_than", basis="bound")
        case "between":  # the upper end was not typed
            return Interval(value - half, None, basis="range")
    basis: Basis = "as typed" if decimals is None else "rounding"
    return Interval(value - half, value + half, basis=basis)


def rounding_of(value: Decimal, fact: Fact) -> Interval:
    """How far a fact's number is known, whatever bound it is: for rates between two amounts.

    Two amounts of one bound ("at least 380 billion yuan (53 billion dollars)") are the same number
    in two currencies. Without decimals, half a unit of the last digit that is not zero.
    """
    half = (last_digit(value) if fact.decimals is None else _unit(fact.decimals)) * _HALF
    if fact.qualifier == "about":
        half = max(half, _about(value, fact.decimals))
    return Interval(value - half, value + half)


def _unit(decimals: int | None) -> Decimal:
    """What one unit of the last decimal is worth; nothing where the accuracy is not stated."""
    return Decimal(0) if decimals is None else Decimal(1).scaleb(-decimals)


def _about(value: Decimal, decimals: int | None) -> Decimal:
    unit = _unit(decimals)
    return _loose(value, unit * _HALF, max(unit, last_digit(value) * _HALF))


def _loose(value: Decimal, least: Decimal, wide: Decimal) -> Decimal:
    """`wide`, but not over a tenth of the value, and not under `least`."""
    return max(least, min(wide, abs(value).scaleb(_TENTH)))
