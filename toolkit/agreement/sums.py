"""Sums: whether facts that should add up to another do, within rounding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from toolkit.agreement.arithmetic import exactly, stored_high, stored_low
from toolkit.agreement.intervals import Interval, interval_of
from toolkit.agreement.records import Fact, Item
from toolkit.agreement.words import said, unit
from toolkit.decimals import grouped


class SumCheck(NamedTuple):
    """A row of the table `sums_check`: low to high is the sum of the items."""

    total: str
    total_row: int | None
    items: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None
    total_low: Decimal | None
    total_high: Decimal | None
    holds: bool | None
    why: str


@exactly
def sums_check(facts: Iterable[Fact], items: Sequence[Item]) -> tuple[SumCheck, ...]:
    """Every sum, by total: it holds where the total's interval and the sum's overlap.

    As in XBRL's Calculations 1.1 (Recommendation of 22 February 2023): each value is the interval
    it may be rounded from, intervals are multiplied by their weights and added, and two intervals
    with a number in common are consistent. Qualifiers open the intervals as everywhere else. A sum
    with an item that is missing, rejected, in words or in another unit is not judged.
    """
    ids: dict[str, Fact] = {}
    for fact in facts:
        if fact.id:
            ids.setdefault(fact.id, fact)
    groups = groupby(items, key=lambda line: line.total)
    return tuple(_check(total, tuple(lines), ids) for total, lines in groups)


def _check(total: str, lines: tuple[Item, ...], ids: dict[str, Fact]) -> SumCheck:
    names = tuple(line.item for line in lines)
    fact = ids.get(total)
    problem = next(_problems(total, names, ids), None)
    if problem or fact is None:
        row = fact.row if fact else None
        return SumCheck(total, row, names, None, None, None, None, None, problem or "")
    whole, parts = interval_of(fact), Interval(Decimal(0), Decimal(0))
    stated = Decimal(0)
    for line in lines:
        part = interval_of(ids[line.item])
        if part is not None:
            parts = parts.plus(part.times(line.weight))
        stated += (ids[line.item].value or Decimal(0)) * line.weight
    holds = whole is not None and whole.overlaps(parts)
    why = (
        f"{total} says {said(fact)}, its items add up to {grouped(stated)}{unit(fact.unit)}: "
        f"{'equal' if holds else 'not equal'} within rounding"
    )
    return SumCheck(
        total=total,
        total_row=fact.row,
        items=names,
        low=stored_low(parts.low),
        high=stored_high(parts.high),
        total_low=stored_low(whole.low) if whole else None,
        total_high=stored_high(whole.high) if whole else None,
        holds=holds,
        why=why,
    )


def _problems(total: str, names: tuple[str, ...], ids: dict[str, Fact]) -> Iterator[str]:
    """Why a sum cannot be judged."""
    for name in (total, *names):
        if name not in ids:
            yield f"{name} is not there, or rejected"
        elif ids[name].value is None:
            yield f"{name} is in words"
        elif ids[name].unit != ids[total].unit:
            units = [ids[one].unit or "no unit" for one in (total, name)]
            yield f"{total} is in {units[0]}, {name} in {units[1]}"
