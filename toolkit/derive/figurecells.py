"""A figure, and what is read in the words of a fact, as the cells of a table's row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.decimals import grouped

if TYPE_CHECKING:
    from toolkit.figures import Figure

_AMOUNT = "DECIMAL(38,9)"
SPAN = {"kind": "VARCHAR", "printed": "VARCHAR", "start": "BIGINT", "end": "BIGINT"}
READ = {  # columns of a figure that `figures` and `readings` share
    "value": _AMOUNT,
    "value_high": _AMOUNT,
    "decimals": "BIGINT",
    "decimals_high": "BIGINT",
    "unit": "VARCHAR",
    "of": "VARCHAR",
    "unit_candidates": "VARCHAR[]",
    "qualifier": "VARCHAR",
    "direction": "VARCHAR",
    "per": "VARCHAR",
    "vague": "BOOLEAN",
    "fraction": "VARCHAR",
    "converted_from": "VARCHAR",
    "alt_values": f"{_AMOUNT}[]",
    "outside": "BOOLEAN",
}


class Words(NamedTuple):
    """What the words of a fact say: a row of `readings`, and the dates among them."""

    reading: tuple[Any, ...]
    dates: list[tuple[Any, ...]]  # kind, as printed, day, month, year, months


def words_of(asked: Sequence[Any]) -> Words:
    """What the words say; `asked` holds the fields of `readings.Asked`."""
    from toolkit.derive.readings import Asked, read

    reading = read(Asked(*asked))
    figure = reading.figure
    listed = ", ".join(
        f.printed if f.value is None else f"{f.printed} ({grouped(f.value)})"
        for f in reading.amounts[:8]
    )
    said = (*span(figure), *cells(figure)) if figure else (None,) * (len(SPAN) + len(READ))
    accepts = [format(v, "f") for v in reading.accepts if _held(v)]
    there = reading.printed_there
    row = (reading.chosen_by, there, len(reading.amounts), listed, *said, accepts)
    return Words(
        row, [(one.kind, one.printed, *date[:3], date.months) for one, date in reading.dates]
    )


def span(figure: Figure) -> tuple[Any, ...]:
    """The columns of SPAN."""
    return (figure.kind, figure.printed, figure.start, figure.end)


def cells(figure: Figure) -> tuple[Any, ...]:
    """The columns of READ."""
    values = (figure.value, figure.value_high, *figure.alt_values)
    return (
        _exact(figure.value),
        _exact(figure.value_high),
        figure.decimals,
        figure.decimals_high,
        figure.unit,
        figure.of,
        list(figure.unit_candidates),
        figure.qualifier,
        figure.direction,
        figure.per,
        figure.vague,
        figure.fraction,
        figure.converted_from,
        [format(v, "f") for v in figure.alt_values if _held(v)],
        not all(v is None or _held(v) for v in values),
    )


def _held(value: Decimal) -> bool:
    """Whether DECIMAL(38,9) holds the value exactly."""
    return abs(value) < 10**29 and len(format(value, "f").partition(".")[2].rstrip("0")) <= 9


def _exact(value: Decimal | None) -> str | None:
    return None if value is None or not _held(value) else format(value, "f")
