"""Numbers as a spreadsheet stores them: the day a serial number means, the digits a double has."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from toolkit.ooxml.container.workbook import Dates
from toolkit.ooxml.sheets.formats import Shown

_DAY = 86_400
_BASE_1904 = date(1904, 1, 1)  # its serial is 0
_BASE_1900 = date(1899, 12, 30)  # from serial 61 on: Excel counts a 29 February 1900
_BASE_BEFORE = date(1899, 12, 31)  # for serials 1 to 59
_LEAP_DAY = 60  # Microsoft Q181370: 29 February 1900, which never was
_LAST = date(9999, 12, 31)


def iso_of(value: float, shown: Shown, dates: Dates) -> str | None:
    """The day, or day and time to the nearest second, that a serial number means; else None.

    None where no day is meant: serial 60, which is 29 February 1900; 0 and below in the 1900
    system; below 0 and past 9999 in either; a time of day alone; hours that may exceed 24.
    (ECMA-376 Part 1, 18.17.4.1. In strict's exact system serials below 61 are left undated, for
    programs differ by a day there.)
    """
    if shown == "elapsed" or not 0 <= value < 3_000_000 or (shown == "time" and value < 1):
        return None
    day = int(value)
    seconds = int((value - day) * _DAY + 0.5)
    if seconds == _DAY:
        day, seconds = day + 1, 0
    if dates == "1904":
        base = _BASE_1904
    elif day > _LEAP_DAY:
        base = _BASE_1900
    elif dates == "exact" or day in (0, _LEAP_DAY):
        return None
    else:
        base = _BASE_BEFORE
    if day > (_LAST - base).days:
        return None
    text = (base + timedelta(day)).isoformat()
    if not seconds:
        return text
    minutes, second = divmod(seconds, 60)
    return f"{text}T{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def plain(value: float) -> str:
    """A stored double as plain decimal text, without exponent, at the 15 digits that Excel keeps.

    Excel shows and edits 15 significant digits (Microsoft KB269370) but stores the double that its
    arithmetic gave: 274.65999999999997 in the file is 274.66 in the cell. So a number is written
    with 15 digits. A whole number of more digits, which Excel cannot have been given, keeps them
    all: it is an identifier or an exact count that another program wrote, and its digits count.
    """
    text = f"{value:.15g}"
    if value.is_integer() and abs(value) >= 1e15:
        return f"{Decimal(text if float(text) == value else repr(value)).to_integral_value():f}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text
