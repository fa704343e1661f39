"""What stands beside a Chinese or Japanese amount: its verb, its whole, its conversion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from toolkit.figures.cjk.pattern import any_of, before, behind, either
from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import Ideographs, words

_CLAUSE = re.compile("[，。,、；;0-9至到]")


def surround(draft: Draft, text: str, tables: tuple[Ideographs, ...], drafts: list[Draft]) -> None:
    """Qualifier, direction, per what, currency by place: what the words around an amount add."""
    if draft.kind != "quantity":
        return
    lead = _qualify(draft, text, tables)
    if draft.direction is None:
        draft.direction = _direction(draft, text, lead, tables) or _carried(
            draft, text, drafts, tables
        )
    _cents_of_share(draft, text, tables)
    draft.per = _per(draft, text, lead, tables) or draft.per
    if draft.candidates or (draft.power >= 4 and draft.unit is None and draft.of is None):
        _told_once(draft, text, tables)
    if draft.candidates:
        _settle(draft, text, tables)
    if drafts and drafts[-1].kind == "quantity" and draft.money and drafts[-1].money:
        _convert(text, draft, drafts[-1], tables)


def _qualify(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> int:
    """Set the qualifier; answer where it begins, else where the amount does."""
    led = before(text, draft.start).rstrip()
    each = _longest(led, [t.per_before for t in tables])
    if each:  # "不超过每股25.8元"
        led = led.removesuffix(each)
    if draft.qualifier or draft.vague:
        return draft.start
    for words_before in (led, re.sub("[了达達到]+$", "", led)):
        best = _longest(words_before, [t.before for t in tables])
        if best:
            draft.qualifier = next(t.before[best] for t in tables if best in t.before)
            step = len(best) + len(led) - len(words_before)
            return draft.start - (0 if each else step)
    noun = len(draft.of) if draft.of and text.startswith(draft.of, draft.stop) else 0
    after = behind(text, draft.stop + noun)
    after = after.removeprefix(
        _longest_first(after, [t.per_after for t in tables])
    )  # "60元/股左右"
    if draft.of and not noun:  # "10个以上产业园区"
        measure = text[draft.stop : max(text.find(draft.of, draft.stop), draft.stop)]
        after = measure if re.match("[多余餘]", measure) else measure[1:] or after
    word = _longest_first(after, [t.after for t in tables])
    if word:
        draft.qualifier = next(t.after[word] for t in tables if word in t.after) or None
    else:
        draft.qualifier = _limit_of_whole(draft, text, tables)
    return draft.start


def _limit_of_whole(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> str | None:
    """ "不得超过股份总数的10%": the limit stands before what the rate is of."""
    clause = re.split("[，。；、0-9]", before(text, draft.start))[-1]
    if draft.unit != "percent":
        return None
    limits = ((w, said) for t in tables for w, said in t.before.items() if w in clause)
    bounds = (said for w, said in limits if re.match("[不未]..", w))  # not 不到, 未达
    return next(bounds, None)


def _longest(led: str, listed: Sequence[Mapping[str, str]]) -> str:
    """The longest of the words listed that stands at the end."""
    ends = (led[at:] for at in range(len(led)))
    return next((end for end in ends if any(end in each for each in listed)), "")


def _longest_first(after: str, listed: Iterable[Iterable[str]]) -> str:
    """The longest of the words listed that stands at the beginning."""
    return max((w for each in listed for w in each if after.startswith(w)), default="")


def told_by(text: str, at: int, tables: tuple[Ideographs, ...]) -> str | None:
    """ "增长12%", "跌幅达3%": up or down, where a word of change stands directly before."""
    led = re.sub("[了超 ]+$", "", before(text, at))
    size = _reaching(tables).sub("", led)
    for table in tables:
        for listed, sizes, direction in (
            (table.up, table.up_sizes, "up"),
            (table.down, table.down_sizes, "down"),
        ):
            if led.endswith(words(listed)) or size.endswith(words(sizes)):
                fallen = direction == "up" and led.endswith(words(table.down))
                return "down" if fallen else direction  # "负增长3%"
    return None


@cache
def _reaching(tables: tuple[Ideographs, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{either(*(t.reaching for t in tables))})+$")


def led_by(sentence: str, tables: tuple[Ideographs, ...]) -> bool:
    """ "调升目标价自1960元": whether the clause says before the amount that it changed."""
    clause = re.split("[，,；;、]", sentence)[-1]
    return any(w in clause for t in tables for w in words(f"{t.up}|{t.down}") if len(w) > 1)


def _direction(draft: Draft, text: str, lead: int, tables: tuple[Ideographs, ...]) -> str | None:
    told = told_by(text, lead, tables)
    if told:
        return told
    of = draft.of or ""
    after = behind(text, draft.stop + (len(of) if text.startswith(of, draft.stop) else 0))
    said = _longest_first(after, [t.after for t in tables])
    rest = re.sub(r"^\([^()]*\)", "", after.removeprefix(said))  # "60億円(1.5%)増加"
    if text[max(0, lead - 1) : lead] == "(":
        rest = rest.removeprefix(")")
    rest = rest.removeprefix(_longest_first(rest, [words(t.emphatic) for t in tables]))
    for table in tables:
        if draft.unit in ("basis_point", "percentage_point"):
            moved = _moved(before(text, lead), table)
            if moved:
                return moved
        for listed, direction in ((table.down_after, "down"), (table.up_after, "up")):
            for tail in (rest, after):
                told = _longest_first(tail, [words(listed)])
                if len(told) > 1 or (told and not _HAN.match(tail, 1)):  # not "10万吨高纯硅"
                    return direction
    return None


_HAN = re.compile("[\u4e00-\u9fff]")


def _carried(
    draft: Draft, text: str, drafts: list[Draft], tables: tuple[Ideographs, ...]
) -> str | None:
    """ "分别增长5.2%和3.1%": the verb holds for all of a list."""
    if not drafts:
        return None
    last = drafts[-1]
    restated = re.fullmatch(
        r"[，,]?\s?或(?:者)?\s?", text[last.stop + len(last.of or "") : draft.start]
    )
    if restated and draft.unit == "percent":  # "升312点，或1.23%"
        return last.direction
    if last.unit != draft.unit or last.of != draft.of:
        return None
    if draft.unit is None or last.value is None or text[last.start] in "+-−△▲":
        return None
    between = text[last.stop : draft.start].strip()
    return last.direction if any(between in words(t.list_words) for t in tables) else None


def _per(draft: Draft, text: str, lead: int, tables: tuple[Ideographs, ...]) -> str | None:
    per = None
    near = before(text, lead)
    for table in tables:
        for word, each in table.per_before.items():
            if word not in near:
                continue
            said = near.rpartition(word)
            paid = word.startswith(("每", "人")) and draft.money and not _CLAUSE.search(said[2])
            if near.rstrip("达達为為约約 ").endswith(word) or paid:
                per = each
        for word, each in table.per_after.items():
            if text.startswith(word, draft.stop):
                per = each
    if per or not (draft.money or draft.unit == "percent"):
        return per
    yearly = re.search("[ぁ-ん、。]([年月])$", near)
    return {"年": "year", "月": "month"}[yearly[1]] if yearly else None


def _told_once(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> None:
    """ "12億元(人民幣，下同)": the currency of all amounts, told beside the first."""
    said = any(any_of(text, t.same_below) for t in tables)
    told = _same_below(tables).search(text) if said else None
    if told is None or told.start() > draft.stop:
        return
    named = told["currency"]
    codes = [listed[named] for t in tables for listed in (t.units, t.prefixes) if named in listed]
    draft.unit, draft.candidates = codes[0], ()


@cache
def _same_below(tables: tuple[Ideographs, ...]) -> re.Pattern[str]:
    coded = (
        w
        for t in tables
        for listed in (t.units, t.prefixes)
        for w, c in listed.items()
        if c.isupper() and "/" not in c
    )
    names, told = either("|".join(coded)), either(*(t.same_below for t in tables))
    return re.compile(rf"\((?:单位:|單位:)?(?P<currency>{names})[，,、;；]\s?(?:{told})\)")


def abroad(unit: str, text: str, tables: tuple[Ideographs, ...]) -> tuple[str, ...]:
    """What a unit may be of in a text that another country's signs show to be printed there."""
    codes = tables[0].abroad.get(unit)
    if not codes or frozenset(tables[0].signs_abroad).isdisjoint(text):
        return ()
    return tuple(codes.split("/"))


def _cents_of_share(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> None:
    """ "每股收益73.62分": hundredths, in a sentence that tells of a share."""
    listed = [t.share_cents for t in tables]
    cent = _longest_first(text[draft.stop : draft.stop + 4], listed)
    if not cent or draft.power or draft.minor or text[draft.stop + len(cent) :][:1] in _NO_CENT:
        return
    sentence = text[: draft.start].rpartition("。")[2]
    shares = (w for t in tables for w, each in t.per_before.items() if each == "share")
    if not any(word in sentence for word in shares):
        return
    if draft.unit is None:
        draft.candidates = abroad(cent, text, tables)
        draft.unit = None if draft.candidates else next(t[cent] for t in listed if cent in t)
    draft.of, draft.minor, draft.stop = None, -2, draft.stop + len(cent)
    draft.multiply(-2)


_NO_CENT = tuple("之の钟鐘鍾")
"""After 分, which then is a part of something, or a minute."""


def _settle(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> None:
    """The one currency of several that a place in the sentence speaks for."""
    led = re.split("[。\n]", text[: draft.start])[-1]
    sentence = led + re.split("[。\n]", text[draft.start :])[0]
    named = {c for t in tables for c, said in t.places.items() if any_of(sentence, said)}
    fits = [c for c in draft.candidates if c in named]
    if len(fits) == 1:
        draft.unit, draft.candidates = fits[0], ()
    else:
        draft.candidates = tuple(sorted(draft.candidates))


def _moved(led: str, table: Ideographs) -> str | None:
    """ "下调利率25个基点": the verb stands before what it moves."""
    for moved, beside, direction in (
        (table.down, table.below, "down"),
        (table.up, table.above, "up"),
    ):
        for word in words(f"{moved}|{beside}"):
            at = led.rfind(word)
            if at >= 0 and not _CLAUSE.search(led[at:]):
                return direction
    return None


def _convert(text: str, draft: Draft, other: Draft, tables: tuple[Ideographs, ...]) -> None:
    if (draft.unit, draft.candidates) == (other.unit, other.candidates):
        return
    between = text[other.stop : draft.start]
    stems = either(*(table.conversions for table in tables))
    led = re.fullmatch(rf"[^(。]{{0,4}}\(\s?(?:{stems})?\s?(?:约|約|逾|超|近)?", between)
    if led or re.fullmatch(rf"[，,、]?\s?(?:{stems})(?:约|約)?\s?", between):
        draft.converted_from = text[other.start : other.stop]
