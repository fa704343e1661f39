"""What stands beside a Chinese or Japanese amount: its verb, its whole, its conversion."""

from __future__ import annotations

import re

from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import Ideographs, words

CLAUSE = frozenset("，。,、；;0123456789至到")


def either(*lists: str) -> str:
    entries = sorted({e for listed in lists for e in words(listed)}, key=lambda e: (-len(e), e))
    return "|".join(re.escape(e) for e in entries) or "(?!)"


def moved(before: str, table: Ideographs) -> str | None:
    """ "下调利率25个基点": the verb stands before what it moves."""
    for listed, direction in ((table.down, "down"), (table.up, "up")):
        for word in words(listed):
            at = before.rfind(word)
            if len(word) > 1 and at >= 0 and CLAUSE.isdisjoint(before[at:]):
                return direction
    return None


def part_of(draft: Draft, whole: Draft, text: str) -> None:
    """ "25亿美元，其中10亿来自…": part of the money before it."""
    if not re.search(r"(?:其中|うち)[約约]?$", text[max(0, draft.start - 4) : draft.start]):
        return
    if not whole.money or whole.value is None or draft.value is None or whole.power < 4:
        return
    verb = re.match(
        r"来自|來自|来源|用于|用於|为|為|是|将|將|由|以|を|は|が|、|，|。", text[draft.stop :]
    )
    if verb and draft.value <= whole.value:
        draft.unit, draft.candidates, draft.of = whole.unit, whole.candidates, None


def convert(text: str, draft: Draft, other: Draft, tables: tuple[Ideographs, ...]) -> None:
    if (draft.unit, draft.candidates) == (other.unit, other.candidates):
        return
    between = text[other.stop : draft.start]
    if len(between) > 16:
        return
    stems = either(*(table.conversions for table in tables))
    if re.fullmatch(rf"[^(。]{{0,4}}\(\s?(?:{stems})?\s?(?:约|約|逾|超|近)?", between) or (
        re.fullmatch(rf"[，,、]?\s?(?:{stems})(?:约|約)?\s?", between)
        and between
        not in (
            "约",
            "約",
        )
    ):
        draft.converted_from = text[other.start : other.stop]
