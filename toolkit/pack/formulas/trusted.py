"""Functions whose results are written into a pack, and what each takes; others wait for Excel."""

from __future__ import annotations

from typing import NamedTuple


class Takes(NamedTuple):
    """A function's arguments, a letter each: `first` in order, then `rest` over and over.

    n number, t text, s any single value, d day, l a literal number or truth, f a literal format,
    c criterion, k a key looked up, r a reference, v a reference or a single value, x the same as
    texts, m an array. At least `least` of them are given.
    """

    first: str
    rest: str
    least: int

    def kinds(self, count: int) -> str | None:
        """A letter for each of `count` arguments; None where it takes fewer or more."""
        kinds = self.first[:count]
        while len(kinds) < count and self.rest:
            kinds += self.rest
        return kinds if len(kinds) == count and count >= self.least else None


_MANY, _SCALAR = Takes("", "v", 1), Takes("s", "", 1)
_NUMBER, _TO_PLACES = Takes("n", "", 1), Takes("nn", "", 2)
_CHOSEN = Takes("r", "rc", 3)

# Each is proved in tests/pack/test_calculated.py: its results there equal LibreOffice's.
FUNCTIONS: dict[str, Takes] = {
    **dict.fromkeys(("SUM", "AVERAGE", "MIN", "MAX", "COUNT", "COUNTA", "PRODUCT"), _MANY),
    **dict.fromkeys(("MEDIAN", "AND", "OR"), _MANY),
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), _CHOSEN),
    "SUMIF": Takes("rcr", "", 2),
    "AVERAGEIF": Takes("rcr", "", 2),
    "COUNTIF": Takes("rc", "", 2),
    "COUNTIFS": Takes("", "rc", 2),
    "COUNTBLANK": Takes("r", "", 1),
    "SUBTOTAL": Takes("l", "r", 2),
    "SUMPRODUCT": Takes("", "m", 1),
    "LARGE": Takes("rn", "", 2),
    "SMALL": Takes("rn", "", 2),
    "INDEX": Takes("rnn", "", 2),
    "MATCH": Takes("krl", "", 3),
    "VLOOKUP": Takes("krnl", "", 4),
    "XLOOKUP": Takes("krrsl", "", 3),
    "ROWS": Takes("r", "", 1),
    "COLUMNS": Takes("r", "", 1),
    # How a branch is chosen, and that the others are not looked at, is doubts.py's own.
    "IF": Takes("nss", "", 2),
    "IFERROR": Takes("ss", "", 2),
    "IFNA": Takes("ss", "", 2),
    "IFS": Takes("", "ns", 2),
    "CHOOSE": Takes("n", "s", 2),
    "SWITCH": Takes("sss", "s", 3),
    "NOT": _NUMBER,
    "NA": Takes("", "", 0),
    **dict.fromkeys(("ISBLANK", "ISNUMBER", "ISTEXT", "ISERROR", "ISNA", "ISLOGICAL"), _SCALAR),
    **dict.fromkeys(("ABS", "SIGN", "SQRT", "EXP", "LN", "LOG10", "INT"), _NUMBER),
    **dict.fromkeys(("ROUND", "ROUNDUP", "ROUNDDOWN"), _TO_PLACES),
    **dict.fromkeys(("MOD", "POWER", "QUOTIENT", "CEILING", "FLOOR"), _TO_PLACES),
    "TRUNC": Takes("nn", "", 1),
    "PI": Takes("", "", 0),
    **dict.fromkeys(("LEN", "UPPER", "LOWER", "TRIM"), Takes("t", "", 1)),
    **dict.fromkeys(("LEFT", "RIGHT"), Takes("tn", "", 1)),
    "MID": Takes("tnn", "", 3),
    "FIND": Takes("ttn", "", 2),
    "SUBSTITUTE": Takes("tttn", "", 3),
    "EXACT": Takes("tt", "", 2),
    "REPT": Takes("tn", "", 2),
    "CONCATENATE": Takes("", "t", 1),
    "CONCAT": Takes("", "x", 1),
    "TEXTJOIN": Takes("tn", "x", 3),
    "TEXT": Takes("nf", "", 2),
    "DATE": Takes("nnn", "", 3),
    **dict.fromkeys(("YEAR", "MONTH", "DAY"), Takes("d", "", 1)),
    "WEEKDAY": Takes("dl", "", 1),
    "DAYS": Takes("dd", "", 2),
    "EDATE": Takes("dn", "", 2),
    "EOMONTH": Takes("dn", "", 2),
    "PMT": Takes("nnnnn", "", 3),
    "NPV": Takes("n", "r", 2),
}
# That add up, so that what is left of large numbers may be nothing but their rounding.
SUMMING = frozenset(
    "SUM SUMIF SUMIFS SUBTOTAL SUMPRODUCT AVERAGE AVERAGEIF AVERAGEIFS NPV".split()  # noqa: SIM905
)
SUBTOTALS = frozenset((1, 2, 3, 4, 5, 9, 101, 102, 103, 104, 105, 109))
