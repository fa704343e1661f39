"""Doubts of single functions: where Excel, LibreOffice and the engine may part."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Protocol

from toolkit.pack.formulas.areas import Broken, Cells, Known, Spot
from toolkit.pack.formulas.nodes import Doubt, foreign, short
from toolkit.pack.formulas.trusted import SUBTOTALS

_NUMBER_FORMAT = re.compile(r"(?:#,##)?0(?:\.(0+))?(%)?")
_DAY_FORMAT = re.compile(r"(?:yyyy|mmmm|mmm|mm|m|dd|d)(?:[-. ](?:yyyy|mmmm|mmm|mm|m|dd|d))*")


class Doubts(Protocol):
    """What a function's own doubts ask of the walk, as doubts.Doubts is."""

    cells: Cells
    hidden: Mapping[str, list[int]]
    subtotals: set[tuple[str, int, int]]

    def number(self, value: Known) -> float | None: ...
    def day(self, value: Known) -> None: ...
    def power(self, a: float, b: float) -> None: ...


def _rounded(doubts: Doubts, name: str, given: list[Known], _: list[Spot], value: Known) -> None:
    """A computed number just beside a half, or just beside a whole, may fall either way."""
    number = given[0]
    places = given[1] if len(given) > 1 else 0.0
    if name in ("CEILING", "FLOOR", "MOD", "QUOTIENT"):
        places, step = 0.0, given[1]
        if not isinstance(number, float) or not isinstance(step, float) or step <= 0:
            raise Doubt("it rounds in a way that programs do not agree on")
        if name in ("CEILING", "FLOOR", "QUOTIENT") and number < 0:
            raise Doubt("it rounds in a way that programs do not agree on")
        if not (number.is_integer() and step.is_integer()):
            if name == "MOD" and isinstance(value, float) and abs(value) < 1e-3 * abs(number):
                raise Doubt("what is left of large numbers may be their rounding only")
            if name == "MOD" and number - step * math.floor(number / step) != value:
                raise Doubt("programs do not work out alike what is left")
            number = number / step
            if abs(number - round(number)) < 1e-6:
                raise Doubt("it rounds a number that is nearly whole")
        return
    if isinstance(number, Broken) or isinstance(places, Broken):
        return
    number, places = float(number or 0), float(places or 0)
    if not places.is_integer() or abs(places) > 15:
        raise Doubt("it rounds to an odd number of places")
    _round_is_sure(number, int(places), half=name == "ROUND")
    if name == "ROUND" and short(number) and isinstance(value, float):
        unit = Decimal(1).scaleb(-int(places))
        exact = (Decimal(repr(number)) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
        if not math.isclose(float(exact), value, rel_tol=1e-14, abs_tol=1e-300):
            raise Doubt("programs do not round it alike")


def _round_is_sure(number: float, places: int, *, half: bool) -> None:
    scaled = abs(number) * 10.0**places
    edge = scaled - math.floor(scaled) - (0.5 if half else round(scaled - math.floor(scaled)))
    if abs(edge) < 1e-6 * max(1.0, scaled * 1e-6) and not short(number):
        raise Doubt("it rounds a number just beside where rounding turns")
    if scaled > 1e15:
        raise Doubt("it rounds digits that no number has")
    if not half and abs(edge) < 1e-6 and not number.is_integer() and places > 0:
        exact = Decimal(repr(number)).scaleb(places)
        if exact == exact.to_integral_value() and math.floor(scaled) != int(abs(exact)):
            raise Doubt("programs do not round it alike")


def _formatted(doubts: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    number, said = given
    if isinstance(number, Broken):
        return
    if not isinstance(number, float) or not isinstance(said, str):
        raise Doubt("TEXT is given no number")
    if (found := _NUMBER_FORMAT.fullmatch(said)) is not None:
        places = len(found[1] or "") + (2 if found[2] else 0)
        _round_is_sure(number, places, half=True)
        if number < 0 and abs(number) * 10.0**places < 0.5:
            raise Doubt("TEXT shows less than nothing as nothing")
    elif _DAY_FORMAT.fullmatch(said) is not None and number.is_integer():
        doubts.day(number)
    else:
        raise Doubt(f"TEXT with the format {said!r}")


def _subtotalled(doubts: Doubts, _n: str, given: list[Known], areas: list[Spot], _v: Known) -> None:
    if given[0] not in SUBTOTALS:
        raise Doubt(f"SUBTOTAL({given[0]})")
    for area in areas:
        if any(area.top <= row <= area.bottom for row in doubts.hidden.get(area.sheet, ())):
            raise Doubt("rows are hidden in what SUBTOTAL adds up")
        if any(
            sheet == area.sheet and area.top <= row <= area.bottom and area.left <= c <= area.right
            for sheet, row, c in doubts.subtotals
        ):
            raise Doubt("SUBTOTAL leaves out other subtotals")


def _same_sizes(_d: Doubts, _n: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    if any(one.shape != other.shape for one, other in pairwise(areas)):
        raise Doubt("it takes areas of several sizes together")


def _picked(doubts: Doubts, _n: str, given: list[Known], areas: list[Spot], _v: Known) -> None:
    """INDEX of whole rows and columns gives many values; a column alone counts along itself."""
    rows, columns = areas[0].shape
    numbers = [each for each in given[1:] if isinstance(each, float)]
    if len(numbers) != len(given) - 1:
        if any(isinstance(each, Broken) for each in given[1:]):
            return
        raise Doubt("INDEX takes an empty cell for a number")
    if any(not each.is_integer() or each < 1 for each in numbers):
        raise Doubt("INDEX takes more than one cell")
    if len(numbers) == 1 and 1 not in (rows, columns):
        raise Doubt("INDEX takes more than one cell")


def _exactly(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if name == "MATCH" and given[-1] is False:  # formualizer takes it for 1
        raise Doubt("MATCH is told FALSE; write 0")
    if given[-1] not in (0.0, False):
        raise Doubt(f"{name} looks for the nearest, not the same")


def _cased(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    text = given[0]
    if isinstance(text, str) and foreign(text):
        raise Doubt("it changes the case of letters that languages treat differently")


def _counted(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    for each in given[1:]:
        if isinstance(each, float) and (not each.is_integer() or not 0 <= each < 32768):
            raise Doubt(f"{name} counts with a number that is not whole")


def _counted_last(d: Doubts, name: str, given: list[Known], a: list[Spot], v: Known) -> None:
    _counted(d, name, [None, *given[3:]], a, v)
    if len(given) > 3 and given[3] in (None, 0.0, False):
        raise Doubt(f"{name} counts from nothing")


def _whole(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    for each in given[:3]:
        if isinstance(each, float) and not each.is_integer():
            raise Doubt(f"{name} takes a number that is not whole")


def _dated(doubts: Doubts, name: str, given: list[Known], areas: list[Spot], value: Known) -> None:
    _whole(doubts, name, given, areas, value)
    if name == "DATE" and not isinstance(given[0], Broken) and float(given[0] or 0) < 1900:
        raise Doubt("DATE is given a year of the first century")
    if isinstance(value, float):
        doubts.day(value)


def _week(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if len(given) > 1 and given[1] not in (1.0, 2.0, 3.0):
        raise Doubt("WEEKDAY counts its days in a rare way")


def _bounded(doubts: Doubts, _n: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    if any(area.bottom - area.top > 1_000_000 for area in areas):
        raise Doubt("it counts the empty cells of a whole column")


def _xlooked(doubts: Doubts, name: str, given: list[Known], areas: list[Spot], v: Known) -> None:
    _same_sizes(doubts, name, given, areas, v)
    if len(given) > 4:
        _exactly(doubts, name, given, areas, v)


def _sought(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if given[0] in (None, "") or given[1] in (None, ""):
        raise Doubt("FIND is given an empty text")
    if len(given) > 2 and given[2] != 1.0:
        raise Doubt("FIND begins in the midst of a text")


def _is_number(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if isinstance(given[0], bool):
        raise Doubt(f"{name} is asked about a truth")


def _paid(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if isinstance(given[0], float) and given[0] <= -0.5:
        raise Doubt("it takes an odd rate of interest")


def _powered(doubts: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    a, b = (doubts.number(each) for each in given)
    if a is not None and b is not None:
        doubts.power(a, b)


def _logical(_d: Doubts, name: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    for area in areas:
        if _d.cells.of(area).texts:
            raise Doubt(f"{name} takes texts")


_Special = Callable[[Doubts, str, list[Known], list[Spot], Known], None]
SPECIAL: dict[str, _Special] = {
    **dict.fromkeys(("ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "TRUNC"), _rounded),
    **dict.fromkeys(("MOD", "CEILING", "FLOOR", "QUOTIENT"), _rounded),
    "TEXT": _formatted,
    "SUBTOTAL": _subtotalled,
    **dict.fromkeys(("SUMIFS", "COUNTIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), _same_sizes),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), _same_sizes),
    "INDEX": _picked,
    **dict.fromkeys(("MATCH", "VLOOKUP"), _exactly),
    "XLOOKUP": _xlooked,
    **dict.fromkeys(("UPPER", "LOWER"), _cased),
    **dict.fromkeys(("LEFT", "RIGHT", "MID", "REPT"), _counted),
    **dict.fromkeys(("YEAR", "MONTH", "DAY"), _whole),
    **dict.fromkeys(("DATE", "EDATE", "EOMONTH"), _dated),
    "DAYS": _whole,
    "WEEKDAY": _week,
    "COUNTBLANK": _bounded,
    "POWER": _powered,
    **dict.fromkeys(("ISNUMBER", "ISLOGICAL"), _is_number),
    **dict.fromkeys(("PMT", "NPV"), _paid),
    "SUBSTITUTE": _counted_last,
    "FIND": _sought,
    **dict.fromkeys(("AND", "OR"), _logical),
}
