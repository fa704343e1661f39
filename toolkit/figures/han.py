"""Chinese numerals: their value and what is known of it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from toolkit.figures.digits import EXACT, shift

_ONES = {c: n % 10 for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}


TENS = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}


BIG = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12, "京": 16}


HAN = "〇零一二两兩三四五六七八九十百千"


_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"


DIGITS = rf"(?:{_ARABIC}|[{HAN}]+(?:点[{HAN}]+)?)"


NUMBER = (
    rf"(?:{DIGITS}[多余餘]?\s?[十百千]?[万萬亿億兆京]{{1,2}}"
    rf"(?:{DIGITS}\s?[十百千]?[万萬亿億]?)?(?:{DIGITS}[万萬])?"
    rf"|{_ARABIC}[百千]?|[{HAN}]+(?:点[{HAN}]+)?)"
)


def han_value(text: str) -> tuple[Decimal, int] | None:
    """The value of a Chinese numeral without a great scale, and the digits after its point."""
    whole, _, part = text.partition("点")
    if not any(c in TENS for c in whole):
        if not whole or any(c not in _ONES for c in whole + part):
            return None
        number = "".join(str(_ONES[c]) for c in whole)
        digits = "".join(str(_ONES[c]) for c in part)
        return Decimal(f"{number}.{digits}" if digits else number), len(digits)
    total, current = 0, 0
    for c in whole:
        if c in TENS:
            total += (current or 1) * 10 ** TENS[c]
            current = 0
        elif c in _ONES:
            current = _ONES[c]
        else:
            return None
    total += current
    digits = "".join(str(_ONES.get(c, 0)) for c in part)
    return Decimal(f"{total}.{digits}" if digits else total), len(digits)


_PIECE = re.compile(
    rf"(?P<digits>{_ARABIC}|[{HAN}]+?(?:点[{HAN}]+)?(?=[万萬亿億兆京]|$)|[{HAN}]+)?[多余餘]?\s?(?P<scale>[十百千]?[万萬亿億兆京]{{1,2}}|[百千])?"
)


def cjk_value(text: str) -> tuple[Decimal, int, int] | None:
    """Value, decimals and the power of the last scale of 3800亿, 1兆2000億, 十二万五千."""
    value, decimals, power = Decimal(0), 0, 0
    for m in _PIECE.finditer(text):
        digits, scale = m["digits"], m["scale"]
        if not digits and not scale:
            continue
        if digits is None:
            return None
        if digits[0].isdigit() and digits[0].isascii():
            try:
                part = Decimal(digits.replace(",", ""))
            except InvalidOperation:
                return None
            known = len(digits.partition(".")[2])
        else:
            read = han_value(digits)
            if read is None:
                return None
            part, known = read
        exponent = sum(TENS.get(c, 0) + BIG.get(c, 0) for c in scale or "")
        value = EXACT.add(value, shift(part, exponent))
        decimals, power = known - exponent, exponent or power
    return value, decimals, power
