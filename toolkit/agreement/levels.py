"""Level and change: a price and its change imply the price before; two such may contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import combinations, product
from typing import NamedTuple

from toolkit.agreement.arithmetic import exactly, stored_high, stored_low
from toolkit.agreement.intervals import Interval, interval_of
from toolkit.agreement.records import Fact, normal
from toolkit.agreement.slips import is_currency
from toolkit.agreement.words import said, unit
from toolkit.decimals import grouped

LEVELS = {"share_price": "price_change"}  # a concept, and the concept of its change in percent
DAY_LIMIT = 20  # prices and changes of one day and scope that are combined; more are left out

_Key = tuple[str, str, str]  # entity, concept of the level, scope


class LevelChange(NamedTuple):
    """A row of the table `level_changes`: the close that a price and its change imply."""

    price_row: int
    change_row: int
    entity: str
    scope: str | None
    unit: str
    base_date: date
    implied_low: Decimal | None
    implied_high: Decimal | None
    low_open: bool
    high_open: bool


class LevelContradiction(NamedTuple):
    """A row of the table `level_contradictions`: two closes of one day that cannot both be.

    `other_change_row` is NULL where the other close is itself a fact.
    """

    price_row: int
    change_row: int
    other_price_row: int
    other_change_row: int | None
    base_date: date
    why: str


class _Close(NamedTuple):
    """A close of a day: stated by `price`, or implied by it and its `change`."""

    price: Fact
    change: Fact | None
    interval: Interval


@exactly
def level_changes(
    facts: Iterable[Fact],
) -> tuple[tuple[LevelChange, ...], tuple[LevelContradiction, ...]]:
    """The closes that prices imply, and which of them contradict each other or a stated close.

    A price on a day and a change in percent that ends on that day, of one entity and scope, both
    actual, imply the close of the weekday before the change begins (a change of one day may leave
    out its first day). Contradictions are told between closes with different prices and different
    changes; two changes of one day that disagree are plain duplicates.
    """
    closes = _closes(facts)
    rows, contradictions = [], []
    for (day, (entity, _, _), _), found in sorted(closes.items(), key=lambda one: one[0]):
        for close in found:
            if close.change is not None:
                rows.append(_row(close, close.change, entity, day))
        for one, other in combinations(found, 2):
            implied, second = (one, other) if one.change is not None else (other, one)
            if implied.change is None or implied.price.row == second.price.row:
                continue
            if second.change is not None and implied.change.row == second.change.row:
                continue
            if not implied.interval.overlaps(second.interval):
                contradictions.append(_contradiction(implied, implied.change, second, day))
    return tuple(rows), tuple(contradictions)


def _closes(facts: Iterable[Fact]) -> dict[tuple[date, _Key, str], list[_Close]]:
    """All closes, stated and implied, by day, what they are of, and unit."""
    of_change = {change: level for level, change in LEVELS.items()}
    prices: dict[tuple[_Key, date], list[Fact]] = defaultdict(list)
    changes: dict[tuple[_Key, date], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind != "actual" or fact.value is None or fact.period_end is None:
            continue
        scope = normal(fact.scope)
        if fact.concept in LEVELS and is_currency(fact.unit) and fact.value > 0:
            if fact.period_start in (None, fact.period_end):
                prices[(fact.entity, fact.concept, scope), fact.period_end].append(fact)
        elif fact.concept in of_change and fact.unit == "percent":
            key = (fact.entity, of_change[fact.concept], scope)
            changes[key, fact.period_end].append(fact)
    closes: dict[tuple[date, _Key, str], list[_Close]] = defaultdict(list)
    for (key, day), found in prices.items():
        for price in found[:DAY_LIMIT]:
            stated = interval_of(price)
            if stated is not None:
                closes[day, key, price.unit].append(_Close(price, None, stated))
        moved = changes.get((key, day), [])
        for price, change in product(found[:DAY_LIMIT], moved[:DAY_LIMIT]):
            implied = _before(price, change)
            if implied is not None:
                base = weekday_before(change.period_start or day)
                closes[base, key, price.unit].append(_Close(price, change, implied))
    return closes


def _before(price: Fact, change: Fact) -> Interval | None:
    """The price before the change: the price over 1 + change / 100."""
    level, moved = interval_of(price), interval_of(change)
    if level is None or moved is None:
        return None
    one = Interval(Decimal(1), Decimal(1))
    return level.over(one.plus(moved.times(Decimal("0.01"))))


def weekday_before(day: date) -> date:
    """The last weekday before a day. Holidays are not known: no price is stated on one."""
    before = day - timedelta(days=1)
    return before - timedelta(days=max(0, before.weekday() - 4))


def _row(close: _Close, change: Fact, entity: str, day: date) -> LevelChange:
    interval = close.interval
    return LevelChange(
        price_row=close.price.row,
        change_row=change.row,
        entity=entity,
        scope=close.price.scope or None,
        unit=close.price.unit,
        base_date=day,
        implied_low=stored_low(interval.low),
        implied_high=stored_high(interval.high),
        low_open=interval.low_open,
        high_open=interval.high_open,
    )


def _contradiction(implied: _Close, change: Fact, other: _Close, day: date) -> LevelContradiction:
    names = " and ".join(fact.name for fact in (other.price, other.change) if fact)
    second = f"imply {_span(other)}" if other.change else f"states {said(other.price)}"
    why = (
        f"{implied.price.name} says {said(implied.price)}, {change.name} says {said(change)}: "
        f"a close of {_span(implied)} on {day.isoformat()}, "
        f"but {names} {second}"
    )
    return LevelContradiction(
        implied.price.row,
        change.row,
        other.price.row,
        other.change.row if other.change else None,
        day,
        why,
    )


def _span(close: _Close) -> str:
    low, high = stored_low(close.interval.low), stored_high(close.interval.high)
    name = unit(close.price.unit)
    if low is None or high is None:
        bound = low if low is not None else high
        return f"{'over' if low is not None else 'under'} {_cents(bound or Decimal(0))}{name}"
    return f"{_cents(low)} to {_cents(high)}{name}"


def _cents(price: Decimal) -> str:
    """A price as a person reads it: six digits."""
    return grouped(Context(prec=6).plus(price))
