"""The words and signs of a language that say a unit: currencies, cents, percent, points, times."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.figures.languages.common import CENT_SIGNS, ISO_4217, SYMBOLS
from toolkit.figures.languages.currency_names import NAMES
from toolkit.figures.languages.language import Language, words
from toolkit.figures.languages.leaving import OTHER_WORDS
from toolkit.figures.words.tokens import split

Unit = tuple[str, str, int]
"""(class, unit or candidates parted by "/", shift of the decimal point)"""


def unit_words(table: Language) -> Iterable[tuple[str, Unit]]:
    """Each with the unit that it says."""
    for phrase, code in table.currencies.items():
        yield phrase, ("currency", code, 0)
    for line in NAMES.get(table.code, "").split("\n"):
        code, _, names = line.partition(" ")
        for name in words(names):
            if name.lower() not in table.currencies:
                yield name, ("currency", code, 0)
    for sign, code in SYMBOLS.items():
        yield sign, ("currency", code, 0)
    for phrase, code in (*CENT_SIGNS.items(), *table.cents.items()):
        yield phrase, ("cent", code, -2)
    for phrase in words(table.percent):
        yield phrase, ("percent", "percent", 0)
    for phrase in words(table.per_mille):
        yield phrase, ("percent", "percent", -1)
    for phrase in words(table.percentage_point):
        yield phrase, ("points", "percentage_point", 0)
    for phrase in words(table.tenth_of_point):
        yield phrase, ("points", "percentage_point", -1)
    for phrase in words(table.basis_point):
        yield phrase, ("points", "basis_point", 0)
    for phrase in words(table.times):
        yield phrase, ("times", "multiple", 0)


def head_ends(table: Language) -> Iterable[str]:
    """The words a scale and a currency printed before a number may end with."""
    for phrase in (*table.currencies, *table.scales, *table.head_scales, *table.short_scales):
        yield split(phrase)[-1]
    yield from ("000", "000s", "s")
    yield from map(str.lower, (*table.letter_scales, *table.scaled_units, *ISO_4217))


def prefixable(table: Language) -> Iterable[str]:
    """Names of one currency, and of nothing else, that may stand before a number."""
    for name, code in table.currencies.items():
        if len(code) == 3 and name.isalpha() and name not in OTHER_WORDS:
            yield name
