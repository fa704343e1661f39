"""Which figure of its quote a fact speaks of, and every value that its words bear."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from toolkit.anchors import TIERS, Place, Searchable
from toolkit.derive.dates import Printed, named_months, printed_dates
from toolkit.figures import Figure, read_figures

Chosen = Literal["printed", "value", "only", "alone"]

_AMOUNTS = ("quantity", "ambiguous")


class Asked(NamedTuple):
    """What of a fact decides how its words are read."""

    quote: str | None
    printed: str | None
    language: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None


class Reading(NamedTuple):
    """The figure that a fact speaks of, or None, and the amounts among which it was chosen."""

    figure: Figure | None
    chosen_by: Chosen | None
    amounts: tuple[Figure, ...]
    accepts: tuple[Decimal, ...]
    dates: tuple[tuple[Figure, Printed], ...]
    printed_there: bool = False  # whether the printed number stands in the quote


def read(asked: Asked) -> Reading:
    """How the words of a fact are read; each distinct text is read once."""
    if asked.quote is None:
        return _alone(asked)
    figures = _figures(asked.quote, asked.language)
    amounts = tuple(figure for figure in figures if figure.kind in _AMOUNTS)
    figure, chosen_by = _chosen(asked, figures, amounts)
    dates = named_months(asked.quote, asked.language, figures) + tuple(
        (one, date)
        for one in figures
        if one.kind in ("date", "year")
        for date in printed_dates(one, asked.language)
    )
    accepts = borne(figure, asked.unit) if figure else ()
    there = bool(asked.printed and _places(asked.printed, asked.quote))
    return Reading(figure, chosen_by, amounts, accepts, dates, there)


@lru_cache(maxsize=50_000)
def _figures(text: str, language: str) -> tuple[Figure, ...]:
    return read_figures(text, language)


def _alone(asked: Asked) -> Reading:
    """The printed number of a fact without a quote."""
    amounts = tuple(f for f in _figures(asked.printed or "", asked.language) if f.kind in _AMOUNTS)
    if len(amounts) != 1:
        return Reading(None, None, amounts, (), ())
    return Reading(amounts[0], "alone", amounts, borne(amounts[0], asked.unit), ())


def _chosen(
    asked: Asked, figures: Sequence[Figure], amounts: Sequence[Figure]
) -> tuple[Figure | None, Chosen | None]:
    places = _places(asked.printed, asked.quote or "") if asked.printed else ()
    if places:
        there = [f for f in figures if any(f.start < p.end and p.start < f.end for p in places)]
        there = [f for f in there if f.kind in _AMOUNTS] or there
        return (_by_value(asked, there) or there[0], "printed") if there else (None, None)
    if asked.value is None:
        return None, None
    if figure := _by_value(asked, amounts):
        return figure, "value"
    return (amounts[0], "only") if len(amounts) == 1 else (None, None)


@lru_cache(maxsize=50_000)
def _places(printed: str, quote: str) -> tuple[Place, ...]:
    """Where the printed number stands in the quote, at the strictest tier that finds it."""
    text = Searchable(quote)
    for tier in TIERS[:3]:
        if places := tuple(text.places(printed.strip(), tier, bare=True)):
            return places
    return ()


def _by_value(asked: Asked, figures: Sequence[Figure]) -> Figure | None:
    """The figure that bears the fact's value; of several, one of its unit."""
    if asked.value is None:
        return None
    fitting = [f for f in figures if asked.value in borne(f, asked.unit)]
    of_unit = [f for f in fitting if asked.unit in (f.unit, *f.unit_candidates)]
    return next(iter(of_unit or fitting), None)


def borne(figure: Figure, unit: str | None) -> tuple[Decimal, ...]:
    """Every value that the figure's words bear for a fact of this unit.

    A third is 1/3 rounded anywhere, or 33 percent; doubled is 2, or 100 or 200 percent.
    """
    values = [v for v in (figure.value, *figure.alt_values) if v is not None]
    if figure.fraction:
        values += _of_fraction(figure.fraction)
    elif figure.unit == "multiple" and unit == "percent":
        values += [bearing for v in values for bearing in (v * 100, abs(v - 1) * 100)]
    return tuple(dict.fromkeys(values))


def _of_fraction(fraction: str) -> list[Decimal]:
    over, _, under = fraction.partition("/")
    if not (over.isdigit() and under.isdigit() and int(under)):
        return []
    exact = Decimal(over) / Decimal(under)
    shares = [round(exact, digits) for digits in range(2, 10)]
    return shares + [round(exact * 100, digits) for digits in range(10)]
