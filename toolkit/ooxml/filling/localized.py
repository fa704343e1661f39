"""Days and numbers within a text, written as the template's language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.ooxml.sheets.rows import plain

_SPACE, _NARROW = "\u00a0", "\u202f"  # at which no line breaks


class _Manner(NamedTuple):
    """How a language writes a day, its months from January on, and what parts a number."""

    day: str  # of {day}, {month} in words, {number} of the month, {year}
    months: str
    group: str
    point: str


_MANNERS = {  # Unicode CLDR 45: dateFormatLength long, and the symbols of numbers
    "en": _Manner(
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
        *",.",
    ),
    "de": _Manner(
        "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        *".,",
    ),
    "fr": _Manner(
        "{day} {month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        _NARROW,
        ",",
    ),
    "it": _Manner(
        "{day} {month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre",
        *".,",
    ),
    "es": _Manner(
        "{day} de {month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        *".,",
    ),
    "ja": _Manner("{year}年{number}月{day}日", "", *",."),
    "zh": _Manner("{year}年{number}月{day}日", "", *",."),
}
_MARKS = {  # regions whose numbers are written otherwise
    "de-ch": "’.", "de-li": "’.", "it-ch": "’.", "de-at": _SPACE + ",",
    **{f"es-{land}": ",." for land in ("mx", "us", "pe", "gt", "hn", "ni", "sv", "pa", "pr", "do")},
}  # fmt: skip


def localized(value: int | Decimal | date, language: str) -> str:
    """A value in words of `language` (de, or de-CH): 26. September 2025, 1.234, 0,5.

    In a language that nobody here knows: 2025-09-26, 1234, 0.5, which nobody misreads.
    """
    tag = language.casefold()
    manner = _MANNERS.get(tag.partition("-")[0])
    if isinstance(value, date):
        return value.isoformat() if manner is None else _day(value, manner)
    if manner is None:
        return f"{Decimal(plain(value)):f}"
    marks = _MARKS.get(tag, manner.group + manner.point)
    whole, _, rest = f"{Decimal(plain(value)):,f}".partition(".")
    return whole.replace(",", marks[0]) + (marks[1] + rest if rest else "")


def _day(value: date, manner: _Manner) -> str:
    month = manner.months.split()[value.month - 1] if manner.months else ""
    return manner.day.format(day=value.day, month=month, number=value.month, year=value.year)
