"""Dates as texts print them: day, month and year, as far as each is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.derive.lengths import months_between, months_of
from toolkit.figures import Figure

if TYPE_CHECKING:
    from toolkit.figures.words.lexicon import Lexicon


class Printed(NamedTuple):
    """A date or year as printed; what it does not say is None.

    `months` is how many of them "third quarter", "9M" or "first half" are; `doubtful` says that
    day and month are numbers that could change places: 12/09.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    doubtful: bool = False
    months: int | None = None


_CJK = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份|(\d{1,2})[日号號])?")
_ISO = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-./](\d{1,2})(?:[-./](\d{4}|\d\d))?\.?")
_SPAN = re.compile(r"(\d{1,2})-(\d{1,2})/((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?:['’]|(?<=/)|FY ?|GJ ?|[HQ12])(\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def printed_dates(figure: Figure, language: str) -> tuple[Printed, ...]:
    """What a figure of kind date or year says: one, or for 2024/25 each of its years."""
    text = figure.printed
    if figure.kind == "date":
        if iso := _ISO.fullmatch(text):
            return (Printed(int(iso[3]), int(iso[2]), int(iso[1])),)
        if span := _SPAN.fullmatch(text):
            return (Printed(year=int(span[3]), months=months_of(text)),)
        if numbers := _NUMBERS.fullmatch(text):
            return _of_numbers(numbers, language)
        if cjk := _CJK.fullmatch(text):
            of_year, of_month, of_day = (int(part) if part else None for part in cjk.groups())
            return (Printed(of_day, of_month, of_year),)
    years: list[int] = [int(year) for year in _YEAR.findall(text)]
    years += [2000 + int(year) for year in _SHORT_YEAR.findall(text)]
    named = (_months(language).get(word) for word in _words(text))
    month = next((number for number in named if number), None)
    day = _DAY.search(_YEAR.sub("", text)) if month and figure.kind == "date" else None
    number = int(day[1]) if day and 1 <= int(day[1]) <= 31 else None
    months = months_of(text) if figure.kind == "date" and not month else None
    return tuple(Printed(number, month, year, months=months) for year in years or (None,))


def named_months(
    text: str, language: str, figures: Sequence[Figure]
) -> tuple[tuple[Figure, Printed], ...]:
    """ "entre julio y septiembre": months that stand without a number, which no figure holds.

    The first of two says how many months they span.
    """
    lex = _lexicon(language)
    named = []
    for m in _WORD.finditer(text):
        month = lex.months.get(m[0].casefold())
        if month is None or (lex.table.months_are_capital and not m[0][0].isupper()):
            continue
        alone = not any(f.start < m.end() and m.start() < f.end for f in figures)
        named.append((m, month, alone))
    found = []
    for n, (m, month, alone) in enumerate(named):
        if not alone:
            continue
        months, end = None, m.end()
        if n + 1 < len(named):
            until, last, _ = named[n + 1]
            if _spans(text[: m.start()], text[end : until.start()], lex):
                months, end = months_between(month, last), until.end()
        whole = Figure(text[m.start() : end], m.start(), end, "date")
        found.append((whole, Printed(month=month, months=months)))
    return tuple(found)


def _spans(before: str, between: str, lex: Lexicon) -> bool:
    """Whether the words between two months lead from the one to the other."""
    words, table = " ".join(between.casefold().split()), lex.table
    if words in ("-", "–", *table.range_words.split("|")):
        return True
    opened = before.casefold().split()[-1:]
    return words in table.range_and.split("|") and set(opened) <= {*table.range_openers.split("|")}


def _of_numbers(numbers: re.Match[str], language: str) -> tuple[Printed, ...]:
    first, second = int(numbers[1]), int(numbers[2])
    year = int(numbers[3]) + (2000 if len(numbers[3]) == 2 else 0) if numbers[3] else None
    american = "/" in numbers[0] and (language == "en" or second > 12)
    day, month = (second, first) if american and first <= 12 else (first, second)
    return (Printed(day, month, year, day <= 12 and month <= 12 and language == "en"),)


def _words(text: str) -> list[str]:
    months = [word.casefold() for word in _WORD.findall(text)]
    return [word for word in months if len(word) > 2]


def _months(language: str) -> Mapping[str, int]:
    return _lexicon(language).any_month


@cache
def _lexicon(language: str) -> Lexicon:
    from toolkit.figures.words.lexicon import lexicon

    return lexicon(language)
