"""Where a number begins and ends, so that no quote's edge cuts one in two."""

from __future__ import annotations

import re

from toolkit.anchors.tiers import INVISIBLE, MARKS, NUMERALS

_FRACTIONS = "¼-¾⅐-⅞"
_DIGITS = rf"\d+(?:[.,'’·٫٬]\d+|[\u00a0\u2009\u202f]\d{{3}}(?!\d))*[{_FRACTIONS}]?|[{_FRACTIONS}]"
_SIGN = r"(?:(?<![^\s(\[„“\"'«=:])[-−–][$€£¥]?)?"
NUMBER = rf"{_SIGN}(?:{_DIGITS})[{NUMERALS}]*|[{NUMERALS}]{{2,}}"
"""A number as it is printed: its minus, its groups and decimals, its Chinese scale."""

_NUMBER = re.compile(NUMBER)
_BARE = re.compile(_DIGITS)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_MARK = re.compile(f"[{MARKS}]")
_NEAR = 24
_LONE_LETTER = re.compile(r"\d\s?([bBgGkKmMtT])(?![^\W_])")


def whole(text: str, start: int, end: int, *, bare: bool) -> bool:
    """Whether both edges of `text[start:end]` leave numbers whole, and letters with their marks.

    `bare`: a minus and a Chinese scale may stay outside.
    """
    return _uncut(text, start, bare=bare) and _uncut(text, end, bare=bare)


def _uncut(text: str, at: int, *, bare: bool) -> bool:
    if not at:
        return True
    if _MARK.match(text, at):
        return False
    before = _INVISIBLE.sub("", text[max(0, at - _NEAR) : at])
    after = _INVISIBLE.sub("", text[at : at + _NEAR])
    numbers = (_BARE if bare else _NUMBER).finditer(before + after)
    return not any(number.start() < len(before) < number.end() for number in numbers)


def same_scales(quote: str, found: str) -> bool:
    """Whether both have the same lone letters after their numbers: 5 m is not 5 M."""
    return _LONE_LETTER.findall(quote) == _LONE_LETTER.findall(found)
