"""Chinese numerals: their value and what is known of it."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.numerals.digits import EXACT, shift

_ONES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}


TENS = {"十": 1, "百": 2, "千": 3}


BIG = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12, "京": 16}


HAN = "[〇零一二两兩三四五六七八九十百千]"


_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"


DIGITS = rf"(?:{_ARABIC}|{HAN}+(?:点{HAN}+)?(?![瓦克米卡焦伏]))"
"""A number without its great scale; the thousand of a kilowatt is none."""


_GREAT = "(?:[万萬亿億京]|兆(?![瓦赫帕焦字比]))"
"""A great scale; the million of a megawatt is none."""


NUMBER = (
    rf"(?:{DIGITS}[多余餘数]?\s?[十百千]?{_GREAT}{{1,2}}"
    rf"(?:{DIGITS}\s?[十百千]?[万萬亿億]?)?(?:{DIGITS}[万萬])?"
    rf"|{_ARABIC}[百千]?|{HAN}+(?:点{HAN}+)?)"
)


def _han_value(text: str) -> tuple[Decimal, int] | None:
    """The value of a Chinese numeral without a great scale, and the digits after its point."""
    whole, _, part = text.partition("点")
    if any(c in TENS for c in part):
        return None
    total = current = 0
    for c in whole:
        if c in TENS:
            total += (current or 1) * 10 ** TENS[c]
            current = 0
        else:
            current = 10 * current + _ONES[c]
    number = total + current
    return Decimal(f"{number}.{''.join(str(_ONES[c]) for c in part)}"), len(part)


_PIECE = re.compile(
    rf"(?P<digits>{_ARABIC}|{HAN}+?(?:点{HAN}+)?(?=[万萬亿億兆京]|$)|{HAN}+)[多余餘数]?\s?(?P<scale>[十百千]?[万萬亿億兆京]{{1,2}}|[百千])?"
)


def cjk_value(text: str) -> tuple[Decimal, int, int] | None:
    """Value, decimals and the power of the last scale of 3800亿, 1兆2000億, 十二万五千."""
    value, decimals, power = Decimal(0), 0, 0
    for m in _PIECE.finditer(text):
        digits, scale = m["digits"], m["scale"] or ""
        if digits[0].isascii():
            part = Decimal(digits.replace(",", ""))
            known = len(digits.partition(".")[2])
        else:
            read = _han_value(digits)
            if read is None:
                return None
            part, known = read
        exponent = sum(TENS.get(c, 0) + BIG.get(c, 0) for c in scale)
        value = EXACT.add(value, shift(part, exponent))
        decimals, power = known - exponent, exponent or power
    return value, decimals, power
