"""What a Chinese or Japanese number counts: the noun after its measure word, or before it."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.cjk import CJK
from toolkit.figures.cjk.han import NUMBER
from toolkit.figures.cjk.pattern import before, either, ideographs
from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import Ideographs, words

_LONGEST = 4
"""How many characters a counted noun has at most."""


@cache
def _before_noun() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is counted by itself, the measures, and what stands before either."""
    tables = ideographs()
    more = r"\s?(?:多|余|餘|以上的|以上の)?"
    whole = re.compile(rf"{more}({either(*(t.counted for t in tables))})")
    measure = re.compile(rf"{more}({either(*(t.measures for t in tables))})?(?:以上|以下)?")
    return whole, measure


def noun_after(text: str, stop: int, tables: tuple[Ideographs, ...]) -> str | None:
    """ "3000台设备", "50万辆", "12名高管": the noun, else its measure."""
    whole, measure = _before_noun()
    own = whole.match(text, stop)
    if own:
        return own[1]
    led = measure.match(text, stop)
    begin = led.end() if led else stop
    verb, end = _verbs(tables[0]), begin
    while (
        end < min(len(text), begin + _LONGEST)
        and CJK.match(text[end])
        and text[end] not in tables[0].stops
        and not verb.match(text, end)
    ):
        end += 1
    if end > begin:
        return text[begin:end]
    return led[1].rstrip("の") if led and led[1] else None


@cache
def _verbs(table: Ideographs) -> re.Pattern[str]:
    """What ends a noun: verbs of change, and of what happens to what is counted."""
    long = "|".join(w for w in words(f"{table.up}|{table.down}") if len(w) > 1)
    return re.compile(either(long, table.verbs))


def spelled_count(
    text: str, stop: int, tables: tuple[Ideographs, ...], large: bool = False
) -> bool:
    """ "三家工厂": whether a numeral in Chinese signs has a measure after it that counts.

    From ten upwards every measure does: "二十多个国家", "四百点".
    """
    return bool(_spelled(tables, large).match(text, stop))


@cache
def _spelled(tables: tuple[Ideographs, ...], large: bool) -> re.Pattern[str]:
    listed = [t.spelled_measures for t in tables]
    if large:
        listed += [words for t in tables for words in (t.measures, t.counted)]
    return re.compile(rf"[多余餘]?(?:{either(*listed)})")


def count_of(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> str | None:
    """What an amount without a unit counts: a noun after it, where it led, or before it."""
    noun = noun_after(text, draft.stop, tables)
    if noun or not draft.power:
        return noun
    clause = re.split("[，。,;；、（(]", before(text, draft.start))[-1]
    if clause.endswith(FROM):
        led = _CAME_TO.match(text, draft.stop)
        return noun_after(text, led.end(), tables) if led else None
    heads = _heads(tables).findall(clause)
    return heads[-1] if heads else None


FROM = ("从", "從", "由", "自")
_CAME_TO = re.compile(rf"[^，。,；;0-9]{{1,5}}[至到为成]\s?{NUMBER}")
"""Before where a change began, what it came to says what both count: "从12万降至10.5万人"."""


@cache
def _heads(tables: tuple[Ideographs, ...]) -> re.Pattern[str]:
    """ "用户超过2.1亿", "人口41.26万": nouns before a scaled number that prints no unit."""
    return re.compile(either(*(t.counted_heads for t in tables)))
