"""How many months the words for a period span: 3 of "third quarter", 9 of "9M 2025"."""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTS = {  # "first nine months", "tre trimestri", "前三季度"
    2: ("two|zwei|due|deux|dos", "[二两]"),
    3: ("three|drei|tre|trois|tres", "三"),
    4: ("four|vier|quattro|quatre|cuatro", "四"),
    5: ("five|fünf|cinque|cinq|cinco", "五"),
    6: ("six|sechs|sei|seis", "六"),
    7: ("seven|sieben|sette|sept|siete", "七"),
    8: ("eight|acht|otto|huit|ocho", "八"),
    9: ("nine|neun|nove|neuf|nueve", "九"),
    10: ("ten|zehn|dieci|dix|diez", "十"),
    11: ("eleven|elf|undici|onze|once", "十一"),
}
_COUNTED = {  # what is counted, of so many months: in letters, in Chinese
    1: ("months?|monaten?|mesi|mois|meses", "个月|月"),
    3: ("quarters|quartalen?|trimestri|trimestres", "个?季度"),
}
_ALONE = {  # a period that is one of them
    3: r"quarter|quartal|trimest|季度|四半期|(?<![a-z0-9])(q[1-4]|[1-4]q|t[1-4]|[1-4]t)(?![a-z])",
    6: r"half|halbjahr|semest|上半|下半|上期|下期|(?<![a-z0-9])([hs][12]|[12][hs])(?![a-z])",
}
_SHORT = re.compile(r"(?<![a-z0-9])(\d{1,2})m(?![a-z])")  # 9M 2025
_SPANS = {  # from one to another: 1-9/2019, 4~12月期; Q1-3 2019
    1: re.compile(r"(?<!\d)(\d{1,2})(?:-(\d{1,2})/(?:19|20)\d\d|月?[-~～〜–至](\d{1,2})月)"),
    3: re.compile(r"(?<![a-z0-9])q([1-4])\s?[-–]\s?q?(?:([1-4])()(?!\d))"),
}


@lru_cache(maxsize=4096)
def months_of(printed: str) -> int | None:
    """How many months a date's words span; None of a day, a month and a year."""
    text = printed.casefold()
    if short := _SHORT.search(text):
        return int(short[1])
    for each, span in _SPANS.items():
        if found := span.search(text):
            return each * months_between(int(found[1]), int(found[2] or found[3]), 12 // each)
    for each, (words, signs) in _COUNTED.items():
        for count, (word, sign) in _COUNTS.items():
            letters = rf"\b({word}|{count})[\W_]+([^\W\d]+ )?({words})\b"
            if re.search(rf"{letters}|前({sign}|{count})({signs})", text):
                return each * count
    return next((each for each, alone in _ALONE.items() if re.search(alone, text)), None)


def months_between(first: int, last: int, of: int = 12) -> int:
    """How many months, or quarters (`of` 4), the first to the last are; past the year's end too."""
    return (last - first) % of + 1
