"""Converted amounts: the exchange rate that each implies, and what it is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import NamedTuple

from toolkit.agreement.arithmetic import (
    exactly,
    quotient_low,
    stored,
    stored_high,
    stored_low,
)
from toolkit.agreement.intervals import Interval, rounding_of
from toolkit.agreement.records import Fact, Rate, Source
from toolkit.agreement.slips import is_currency
from toolkit.agreement.words import count, said
from toolkit.decimals import grouped

FX_RATES = "fx_rates"
OTHERS = "other conversions in the dossier"

# An article converts at a rate of about its day, seldom at the one in our table: major rates move
# by under 1 % a day. Other articles may have converted weeks or months earlier, so 5 %: enough for
# drift, too little for another currency or another scale.
RATE_TOLERANCE = Decimal("0.01")
OTHERS_TOLERANCE = Decimal("0.05")
RATE_AGE = timedelta(days=7)  # over holidays, the last rate before the day
# Over years rates move by a third; scales and most other currencies are farther apart.
YEARS_TOLERANCE = Decimal("0.5")
SEASON = 92  # days: of one and of those beside it conversions are near each other

_BASES = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF", "JPY")  # the market's own order


class Conversion(NamedTuple):
    """A row of the table `conversions`; rates are units of `quote` for one unit of `base`."""

    row: int
    from_row: int
    base: str
    quote: str
    implied_rate: Decimal | None
    implied_low: Decimal | None
    implied_high: Decimal | None
    reference: Decimal | None
    reference_source: str | None
    reference_date: date | None
    holds: bool | None
    why: str


class _Implied(NamedTuple):
    """A converted amount and its origin, and the rate between them where there is one."""

    fact: Fact
    origin: Fact
    base: str
    quote: str
    rate: Decimal | None
    interval: Interval | None


@exactly
def conversions(
    facts: Sequence[Fact], sources: Mapping[str, Source], rates: Sequence[Rate]
) -> tuple[Conversion, ...]:
    """The rate that each converted amount implies, by _row of the converted amount.

    A rate is an interval, for both amounts are rounded: 380 billion yuan (53 billion dollars) is
    379.5 / 53.5 to 380.5 / 52.5. It is held against the rate of `fx_rates` on the day the source
    was published (the last of the seven days before); where there is none, against the rates that
    other conversions of the two currencies imply, published near it or, where there are
    none, at any time, and then holds if at least half of them agree.
    """
    ids: dict[str, Fact] = {}
    for fact in facts:
        if fact.id:
            ids.setdefault(fact.id, fact)
    given = _by_pair(rates)
    implied = [
        _implied(fact, ids[fact.converted_from], given)
        for fact in facts
        if fact.converted_from in ids and fact.converted_from != fact.id
    ]
    near, ever = _by_season(implied, sources), _Others(implied)
    rows = [_held(one, sources, given, near[_season(one, sources)], ever) for one in implied]
    return tuple(sorted(rows, key=lambda row: (row.row, row.from_row)))


def _implied(fact: Fact, origin: Fact, given: Mapping[tuple[str, str], object]) -> _Implied:
    base, quote = _orientation(fact.unit, origin.unit, given)
    of_base, of_quote = (fact, origin) if fact.unit == base else (origin, fact)
    currencies = is_currency(base) and is_currency(quote) and base != quote
    interval = _rate(of_base, of_quote) if currencies else None
    if interval is None or not of_base.value or of_quote.value is None:
        return _Implied(fact, origin, base, quote, None, None)
    rate = quotient_low(of_quote.value, of_base.value)
    return _Implied(fact, origin, base, quote, rate, interval)


def _rate(of_base: Fact, of_quote: Fact) -> Interval | None:
    """The rates between two amounts of one sign; of ranges, from lower to upper ends."""
    ends = [(of_base.value, of_quote.value), (of_base.value_high, of_quote.value_high)]
    found = []
    for in_base, in_quote in ends:
        if in_base is None or in_quote is None:
            continue
        if in_base * in_quote <= 0:
            return None
        divisor = rounding_of(abs(in_base), of_base)
        interval = rounding_of(abs(in_quote), of_quote).over(divisor)
        if interval is None or interval.high is None:  # known too roughly for a rate
            return None
        found.append(interval)
    if not found:
        return None
    low = min(one.low for one in found if one.low is not None)
    high = max(one.high for one in found if one.high is not None)
    return Interval(low, high)


def _orientation(one: str, other: str, given: Mapping[tuple[str, str], object]) -> tuple[str, str]:
    """Base and quote of two currencies: as in fx_rates, else as the market quotes them."""
    order = {currency: place for place, currency in enumerate(_BASES)}
    base, quote = sorted((one, other), key=lambda unit: (order.get(unit, len(order)), unit))
    turned = (quote, base) in given and (base, quote) not in given
    return (quote, base) if turned else (base, quote)


def _by_pair(rates: Iterable[Rate]) -> dict[tuple[str, str], list[Rate]]:
    found: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for rate in rates:
        found[rate.base, rate.quote].append(rate)
    return found


class _Others:
    """All implied rates of each pair of currencies, sorted, to be counted without each other."""

    def __init__(self, implied: Iterable[_Implied]) -> None:
        told: dict[tuple[str, str], dict[object, Interval]] = defaultdict(dict)
        rates: dict[tuple[str, str], dict[object, Decimal]] = defaultdict(dict)
        for one in implied:
            if one.interval is not None and one.rate is not None:
                told[one.base, one.quote][_said_by(one)] = one.interval
                rates[one.base, one.quote][_said_by(one)] = one.rate
        self._lows = {
            pair: sorted(interval.low for interval in found.values() if interval.low is not None)
            for pair, found in told.items()
        }
        self._highs = {
            pair: sorted(interval.high for interval in found.values() if interval.high is not None)
            for pair, found in told.items()
        }
        self._rates = {pair: sorted(found.values()) for pair, found in rates.items()}

    def count(self, one: _Implied) -> int:
        """How many other statements there are."""
        return len(self._rates[one.base, one.quote]) - 1

    def agreeing(self, one: _Implied, low: Decimal, high: Decimal) -> int:
        """How many other statements overlap low to high, which overlaps the one's own."""
        pair = one.base, one.quote
        above = len(self._lows[pair]) - bisect_right(self._lows[pair], high)
        below = bisect_left(self._highs[pair], low)
        return len(self._rates[pair]) - above - below - 1

    def nearest(self, one: _Implied) -> Decimal:
        """The other statement's rate that comes nearest."""
        rates, rate = self._rates[one.base, one.quote], one.rate or Decimal(0)
        place = bisect_left(rates, rate)
        near = [rates[n] for n in (place - 1, place + 1) if 0 <= n < len(rates)]
        return min(near, key=lambda other: (abs(other - rate), other))


def _by_season(
    implied: Sequence[_Implied], sources: Mapping[str, Source]
) -> dict[int | None, _Others]:
    """What each season's conversions are held against: its own, its neighbours' and the undated."""
    told: dict[int | None, list[_Implied]] = defaultdict(list)
    for one in implied:
        told[_season(one, sources)].append(one)
    return {
        season: _Others(
            implied
            if season is None
            else [o for near in (season - 1, season, season + 1, None) for o in told.get(near, ())]
        )
        for season in tuple(told)
    }


def _season(one: _Implied, sources: Mapping[str, Source]) -> int | None:
    published = _published(one, sources)
    return published.toordinal() // SEASON if published else None


def _published(one: _Implied, sources: Mapping[str, Source]) -> date | None:
    return sources[one.fact.source].published if one.fact.source in sources else None


def _said_by(one: _Implied) -> tuple[str, Decimal | None, Decimal | None]:
    """A source that repeats a conversion is no second statement."""
    return (one.fact.source, one.fact.value, one.origin.value)


def _held(
    one: _Implied,
    sources: Mapping[str, Source],
    given: Mapping[tuple[str, str], Sequence[Rate]],
    near: _Others,
    ever: _Others,
) -> Conversion:
    told = f"{one.fact.name} says {said(one.fact)}, converted from {said(one.origin)}"
    if one.rate is None or one.interval is None:
        why = f"{told}: {_no_rate(one)}"
        return _row(one, None, None, None, None, why)
    low, high = one.interval.low or Decimal(0), one.interval.high or Decimal(0)
    pair = f"{one.quote} per {one.base}"
    told += f": {_rounded(one.rate)} {pair} (from {_rounded(low)} to {_rounded(high)})"
    rate = _on(given.get((one.base, one.quote), ()), _published(one, sources))
    if rate is not None:
        least, most = _widened(rate.rate, RATE_TOLERANCE)
        holds = low <= most and high >= least
        verb = "fits" if holds else "does not fit"
        why = f"{told}, {verb} {grouped(rate.rate)} of {rate.date.isoformat()}"
        return _row(one, rate.rate, FX_RATES, rate.date, holds, why)
    others, tolerance = (near, OTHERS_TOLERANCE) if near.count(one) else (ever, YEARS_TOLERANCE)
    many = others.count(one)
    if not many:
        return _row(one, None, None, None, None, f"{told}, with no other rate to hold it against")
    agreeing = others.agreeing(one, *_loosened(low, high, tolerance))
    nearest = others.nearest(one)
    why = f"{told}, agrees with {agreeing} of {count(many, 'other conversion')}"
    why += f", the nearest at {_rounded(nearest)}"
    return _row(one, nearest, OTHERS, None, 2 * agreeing >= many, why)


def _row(
    one: _Implied,
    reference: Decimal | None,
    reference_source: str | None,
    reference_date: date | None,
    holds: bool | None,
    why: str,
) -> Conversion:
    interval = one.interval
    return Conversion(
        row=one.fact.row,
        from_row=one.origin.row,
        base=one.base,
        quote=one.quote,
        implied_rate=stored(one.rate),
        implied_low=stored_low(interval.low) if interval else None,
        implied_high=stored_high(interval.high) if interval else None,
        reference=stored(reference),
        reference_source=reference_source,
        reference_date=reference_date,
        holds=holds,
        why=why,
    )


def _on(rates: Sequence[Rate], day: date | None) -> Rate | None:
    """The rate of a day: the last one of it or of the days shortly before."""
    if day is None:
        return None
    place = bisect_right(rates, day, key=lambda rate: rate.date)
    last = rates[place - 1] if place else None
    return last if last is not None and day - last.date <= RATE_AGE else None


def _widened(rate: Decimal, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    return rate * (1 - tolerance), rate * (1 + tolerance)


def _loosened(low: Decimal, high: Decimal, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    return _widened(low, tolerance)[0], _widened(high, tolerance)[1]


def _no_rate(one: _Implied) -> str:
    if one.base == one.quote:
        return f"both are in {one.base or 'no unit'}, so nothing is converted"
    if not (is_currency(one.base) and is_currency(one.quote)):
        return "not two amounts of money, so no rate"
    return "too roughly known for a rate, or not of one sign"


def _rounded(rate: Decimal) -> str:
    """A rate as a person reads it: five digits."""
    short = Context(prec=5).plus(rate)
    return grouped(short)
