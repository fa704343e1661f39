"""What stands beside a Chinese or Japanese amount: its verb, its whole, its conversion."""

from __future__ import annotations

import re

from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import Ideographs, words

_CLAUSE = frozenset("，。,、；;0123456789至到")


_PLACES = {
    "CNY": re.compile("中国|中國|北京|上海|深圳|杭州|中資|中资"),
    "JPY": re.compile("日本|東京|东京|大阪"),
    "MXN": re.compile("墨西哥|メキシコ"),
    "SEK": re.compile("瑞典|スウェーデン"),
    "NOK": re.compile("挪威|ノルウェー"),
    "DKK": re.compile("丹麦|丹麥|デンマーク"),
    "PHP": re.compile("菲律宾|菲律賓|フィリピン"),
}


def either(*lists: str) -> str:
    entries = sorted({e for listed in lists for e in words(listed)}, key=lambda e: (-len(e), e))
    return "|".join(re.escape(e) for e in entries) or "(?!)"


def surround(draft: Draft, text: str, tables: tuple[Ideographs, ...], drafts: list[Draft]) -> None:
    """Qualifier, direction, per what, currency by place: what the words around an amount add."""
    if draft.kind != "quantity":
        return
    before = text[max(0, draft.start - 12) : draft.start].rstrip()
    lead = draft.start
    each = max((w for t in tables for w in t.per_before if before.endswith(w)), key=len, default="")
    if len(each) > 1:  # "不超过每股25.8元"
        before = before.removesuffix(each)
    if draft.qualifier is None and not draft.vague:
        best = max((w for t in tables for w in t.before if before.endswith(w)), key=len, default="")
        if best:
            draft.qualifier = next(t.before[best] for t in tables if best in t.before)
            lead = draft.start - (len(best) if len(each) < 2 else 0)
        else:
            noun = len(draft.of) if draft.of and text.startswith(draft.of, draft.stop) else 0
            after = text[draft.stop + noun : draft.stop + noun + 8]
            word = max(
                (w for t in tables for w in t.after if after.startswith(w)), key=len, default=""
            )
            if word:
                draft.qualifier = next(t.after[word] for t in tables if word in t.after) or None
    before = text[max(0, lead - 10) : lead].rstrip("了超")
    if draft.direction is None:
        for table in tables:
            for listed, direction in ((table.up, "up"), (table.down, "down")):
                if any(before.endswith(w) for w in words(listed)):
                    draft.direction = direction
            rate = draft.unit in ("basis_point", "percentage_point")
            if rate and draft.direction is None:
                draft.direction = _moved(before, table)
            counted = bool(draft.of) and text.startswith(draft.of or "", draft.stop)
            beyond = draft.stop + (len(draft.of or "") if counted else 0)
            after = text[beyond : beyond + 8]
            for listed, direction in ((table.down_after, "down"), (table.up_after, "up")):
                if draft.direction is None and any(after.startswith(w) for w in words(listed)):
                    draft.direction = direction
    for table in tables:
        for word, per in table.per_before.items():
            near = text[max(0, lead - 10) : lead]
            said = near.rpartition(word)
            paid = (
                word[0] == "每"
                and draft.money
                and said[1]
                and len(said[2]) <= 6
                and _CLAUSE.isdisjoint(said[2])
            )
            if len(word) > 1 and (near.endswith(word) or paid):
                draft.per = per
        for word, per in table.per_after.items():
            if text.startswith(word, draft.stop):
                draft.per = per
    if draft.unit is None and not draft.candidates and draft.power >= 4 and drafts:
        _part_of(draft, drafts[-1], text)
    if draft.candidates:
        sentence = text[
            max(text.rfind("。", 0, draft.start), text.rfind("\n", 0, draft.start)) + 1 :
        ]
        sentence = sentence[: max(sentence.find("。"), 0) or 300]
        fits = [c for c in draft.candidates if c in _PLACES and _PLACES[c].search(sentence)]
        if len(fits) == 1:
            draft.unit, draft.candidates = fits[0], ()
        else:
            draft.candidates = tuple(sorted(draft.candidates))
    if drafts and drafts[-1].kind == "quantity" and draft.money and drafts[-1].money:
        _convert(text, draft, drafts[-1], tables)


def _moved(before: str, table: Ideographs) -> str | None:
    """ "下调利率25个基点": the verb stands before what it moves."""
    for listed, direction in ((table.down, "down"), (table.up, "up")):
        for word in words(listed):
            at = before.rfind(word)
            if len(word) > 1 and at >= 0 and _CLAUSE.isdisjoint(before[at:]):
                return direction
    return None


def _part_of(draft: Draft, whole: Draft, text: str) -> None:
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


def _convert(text: str, draft: Draft, other: Draft, tables: tuple[Ideographs, ...]) -> None:
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
