"""Chinese and Japanese figures, which print no spaces: one pattern, read in any language's text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from toolkit.figures.cjk import CJK
from toolkit.figures.cjk.context import abroad, led_by, surround, told_by
from toolkit.figures.cjk.counts import FROM, count_of, spelled_count
from toolkit.figures.cjk.han import BIG, NUMBER, cjk_value
from toolkit.figures.cjk.pattern import (
    PREFIXES,
    any_of,
    before,
    behind,
    either,
    ideographs,
    lasting,
    listed,
    middle_points,
    pattern,
)
from toolkit.figures.draft import Draft
from toolkit.figures.figure import Kind
from toolkit.figures.languages.language import Ideographs, words
from toolkit.figures.numerals.digits import EXACT, shift
from toolkit.figures.words.tokens import Passage

_WIDE = str.maketrans("０１２３４５６７８９．％＋－（）＄／：", "0123456789.%+-()$/:")


def read_cjk(p: Passage, code: str) -> list[Draft]:
    """The figures printed with Chinese or Japanese signs; token places are filled in later."""
    text = middle_points().sub(lambda m: "." if m[1] else "点", p.text.translate(_WIDE))
    main = pattern()
    tables = ideographs() if code != "ja" else tuple(reversed(ideographs()))
    drafts: list[Draft] = []
    m = main.search(text)
    while m:
        draft = _draft(m, text, tables)
        if draft:
            surround(draft, text, tables, drafts)
            drafts.append(draft)
        m = main.search(text, draft.stop if draft else m.end("a" if m["amount"] else 0))
    return drafts


def says_per(text: str, start: int) -> bool:
    """ "1株当たり": whether what stands there says per what another amount is."""
    listed = (word for table in ideographs() for word in table.per_before)
    said = max((word for word in listed if text.startswith(word, start)), default="")
    return bool(said) and not text.startswith("を", start + len(said))


def _new(start: int, stop: int, kind: Kind) -> Draft:
    return Draft(start, stop, start, stop, kind)


_LABELS: tuple[Kind, ...] = ("date", "year", "time", "name", "reference", "ordinal")


def _draft(m: re.Match[str], text: str, tables: tuple[Ideographs, ...]) -> Draft | None:
    for kind in _LABELS:
        if m[kind]:
            if m["time"] and told_by(text, m.start(), tables):
                return _points(m)
            return _new(m.start(), m.end(), kind)
    if m["code"]:
        return _new(m.start("digits"), m.end("digits"), "reference")
    if m["fraction"]:
        return _fraction(m)
    if m["hundredth"]:
        return _hundredth(m)
    if m["multiple"]:
        draft = _new(m.start(), m.end(), "quantity")
        value, direction = next(
            t.multiples[m["multiple"]] for t in tables if m["multiple"] in t.multiples
        )
        draft.value, draft.decimals = Decimal(value), len(value.partition(".")[2])
        draft.unit, draft.direction = "multiple", direction or None
        return draft
    if m["vague"]:
        return _vague(m, tables)
    return _amount(m, text, tables)


def _points(m: re.Match[str]) -> Draft | None:
    """ "下挫10点": of an index that moved, points are no hour."""
    moved = re.fullmatch("([0-9]+)([点點])", m[0])
    if moved is None:
        return None
    draft = _new(m.start(), m.start() + moved.end(1), "quantity")
    draft.value, draft.decimals, draft.of, draft.digits = Decimal(moved[1]), 0, moved[2], True
    return draft


def _vague(m: re.Match[str], tables: tuple[Ideographs, ...]) -> Draft | None:
    if re.fullmatch(r"上[十百千万萬亿億][多余]?\s?", m[0]):
        return None
    draft = _new(m.start(), m.end(), "quantity")
    draft.vague = True
    _unit(draft, m["vunit"] or "", tables)
    return draft


def _hundredth(m: re.Match[str]) -> Draft | None:
    read = cjk_value(m["of100"])
    if read is None:
        return None
    draft = _new(m.start(), m.end(), "quantity")
    draft.value, draft.decimals, draft.unit = read[0], read[1], "percent"
    return draft


def _fraction(m: re.Match[str]) -> Draft | None:
    draft = _new(m.start(), m.end(), "quantity")
    draft.unit = "multiple"
    if m["top"]:
        top, bottom = cjk_value(m["top"]), cjk_value(m["bottom"])
        if top is None or bottom is None or not bottom[0]:
            return None
        draft.fraction = f"{top[0]:f}/{bottom[0]:f}"
        draft.value = (top[0] / bottom[0]).quantize(Decimal("0.0001")).normalize()
        return draft
    draft.fraction, draft.value = "1/2", Decimal("0.5")
    return draft


def _unit(draft: Draft, printed: str, tables: tuple[Ideographs, ...], prefix: str = "") -> None:
    """The unit after the number; a bare yuan is of the currency that stands before."""
    code = next((table.units[printed] for table in tables if printed in table.units), "")
    cent = next((table.cents[printed] for table in tables if printed in table.cents), "")
    if cent:
        draft.minor = -2
        draft.multiply(-2)
    if prefix and (not code or printed in _BARE):
        code = PREFIXES.get(prefix) or next(
            t.prefixes[prefix] for t in tables if prefix in t.prefixes
        )
    if "/" in code:
        draft.candidates = tuple(code.split("/"))
    else:
        draft.unit = code or cent or None


_WHICH_ONE = re.compile("[前上下每同另某任这這次]一$")
"""Before "day" that say which one, not how long."""
_BARE = ("元", "圆")
_STOPS = frozenset("、。，；〜～")
_TENTHS = ("割", "成")


def _standing(m: re.Match[str], text: str) -> bool:
    """Whether the number stands among Chinese or Japanese signs, apart from western words."""
    left = before(text, m.start()).rstrip(" (")[-1:]  # "60億円(1.5%)増加"
    near = left + m[0] + behind(text, m.end()).lstrip(" )")[:1]
    if not CJK.search(near) and _STOPS.isdisjoint(near):
        return False
    closing = text[m.end() : m.end() + 1]
    touched = closing.isascii() and closing.isalnum() and not CJK.search(m[0])
    if touched or says_per(text, m.start("a")):
        return False
    if m["au"] and re.search(r"(?<![A-Za-z0-9])[A-Z]{2,3}$", before(text, m.start())):
        return True  # "PB1.65倍"
    bare = m["a"][0].isascii() and not m["sign"] and not m["prefix"]
    return not (bare and re.search("[A-Za-z0-9.,-]$", before(text, m.start())))


def _amount(m: re.Match[str], text: str, tables: tuple[Ideographs, ...]) -> Draft | None:
    read = cjk_value(m["a"]) if _standing(m, text) else None
    if read is None:
        return None
    draft = _new(m.start(), m.end("au" if m["au"] else "a"), "quantity")
    draft.value, draft.decimals, draft.power = read
    draft.digits, unit = m["a"][0].isascii(), m["au"] or ""
    if m["b"]:
        ended = _to(m, draft, text, tables)
        if ended and ended.kind == "duration":
            return ended
        unit = unit or (m["bu"] if ended else "") or ""
    elif m["mu"] and not unit:
        draft.stop, draft.qualifier, unit = m.end("mu"), "more_than", m["mu"]
    elif not unit:
        _up_to_other(draft, text, tables)
    if draft.qualifier is None and re.search("[多余餘数]", m["a"]):
        draft.qualifier = "more_than"
    if unit in _TENTHS and not draft.power:
        draft.unit = "percent"
        draft.multiply(1)
        more = _HUNDREDTHS.match(text, draft.stop)
        rest = cjk_value(more[1]) if more else None
        if more and rest:
            if draft.high is not None:
                draft.high, draft.decimals_high = EXACT.add(draft.high, rest[0]), 0
            elif draft.value is not None:
                draft.value, draft.decimals = EXACT.add(draft.value, rest[0]), 0
            draft.stop = more.end()
        return draft
    prefix = m["prefix"] or ""
    if not unit and draft.digits and not draft.high:
        shared = listed().match(text, draft.stop)
        if shared:
            unit = shared["unit"]
            if not draft.power:
                draft.power = sum(BIG[c] for c in shared["scale"])
                draft.multiply(draft.power)
    spanned = None if unit else lasting().match(text, draft.stop)
    if spanned and _WHICH_ONE.search(before(text, draft.stop)):
        return None
    if spanned:
        return _new(draft.start, spanned.end(), "duration")
    _unit(draft, unit, tables, prefix)
    foreign = () if prefix else abroad(unit, text, tables)
    if foreign:
        draft.unit, draft.candidates = None, foreign
    if not draft.digits and not draft.power and len(m["a"]) == 1 and unit in _BARE:
        return None  # "三元电池"
    if not unit and not draft.power and not prefix:
        counts = CJK.match(text, draft.stop) if draft.digits else _spelled(m, text, tables)
        if not counts:
            return None
    beside = text[: draft.start].rpartition("。")[2] + text[draft.stop :].partition("。")[0]
    if unit == "ポイント" and "%" not in beside:
        draft.unit, draft.of, draft.stop = None, unit, draft.stop - len(unit)
    sen = re.compile(r"([0-9]{1,2})銭").match(text, draft.stop) if unit == "円" else None
    if sen and not draft.high and draft.value is not None and not draft.decimals:
        draft.value = EXACT.add(draft.value, shift(Decimal(sen[1]), -2))
        draft.decimals, draft.stop = 2, sen.end()
    if m["sign"]:
        plus = m["sign"] == "+" or any(m["sign"] in words(t.plus) for t in tables)
        draft.direction = "up" if plus else "down"
        if draft.direction == "down" and draft.value is not None:
            draft.value = -draft.value
    if not unit and not prefix:
        draft.of = count_of(draft, text, tables)
    return draft


_HUNDREDTHS = re.compile("([0-9一二三四五六七八九])分(?!之|の[0-9一二三四五六七八九])")
"""What follows tenths: "1割5分" is fifteen percent."""


def _up_to_other(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> None:
    """ "169万辆至192万辆之间": a range that prints its measure at both ends."""
    found = _measured_twice(tables).match(text, draft.stop)
    high = cjk_value(found["b"]) if found else None
    if not (found and high and draft.value is not None and draft.value < high[0]):
        return
    draft.high, draft.decimals_high, draft.qualifier = high[0], high[1], "between"
    draft.power, draft.stop = high[2], found.end("b")


@cache
def _measured_twice(tables: tuple[Ideographs, ...]) -> re.Pattern[str]:
    measure = either(*(t.measures for t in tables), *(t.counted for t in tables))
    ranges = either(*(t.range_words for t in tables))
    return re.compile(
        rf"\s?(?P<of>{measure})\s?(?:{ranges})\s?(?P<b>{NUMBER})(?=\s?(?P=of)[之の]?[间間])"
    )


def _spelled(m: re.Match[str], text: str, tables: tuple[Ideographs, ...]) -> bool:
    """ "三家工厂", "十二名": of numerals in words only those that count something."""
    printed = m["a"]
    if any(text.endswith(words(t.named_by), 0, m.start("a")) for t in tables):
        return False  # "周三台积电", "双十一期间"
    if text.startswith(tuple(words(tables[0].named_with)), m.start("a")):
        return False
    large = re.search(".[十百千]|[十百千].", printed) is not None
    plain = large or re.fullmatch("[^一〇零]", printed) is not None
    return plain and spelled_count(text, m.end("a"), tables, large)


def _to(m: re.Match[str], draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> Draft | None:
    """The range that begins with the amount, or the amount where a change began there."""
    high, unit, other = cjk_value(m["b"]), m["au"], m["bu"]
    if high is None or draft.value is None or (unit and not other and not high[2]):
        return None
    end = m.end("bu" if other else "b")
    if not (unit or other):
        longer = lasting().match(text, end)
        if longer:
            return _new(draft.start, longer.end(), "duration")
    lent = 0 if draft.power or unit else high[2]
    low = shift(draft.value, lent)
    if m["link"] == "から" and _CAME.match(text, end):
        draft.multiply(lent)
        draft.power += lent
        return draft
    same = unit == other or not unit or (not other and not _is_rate(unit, tables))
    measured = unit or other or draft.power or high[2] or CJK.match(text, end)  # "30～50人"
    if not (same and measured) or high[0] == low:
        return None
    if high[0] < low and (unit or not other or CJK.match(m["link"])):
        return None
    if unit and not _is_rate(unit, tables) and _led_to(m, text, low, high[0], tables):
        return None
    draft.multiply(lent)
    draft.power += lent
    draft.value, draft.high = sorted((low, high[0]))  # "6.93-6.85港元"
    draft.decimals_high, draft.qualifier, draft.stop = high[1], "between", end
    return draft


_CAME = re.compile(r"(?:\([^()]*\))?[にへ]")
""" "3%から5%に": what it came to."""


def _is_rate(unit: str, tables: tuple[Ideographs, ...]) -> bool:
    codes = [table.units[unit] for table in tables if unit in table.units]
    return unit in _TENTHS or (bool(codes) and codes[0].islower())


_NARROW = 2
"""How many times the first of two sums the second may be, where a rise is only expected."""


def _led_to(
    m: re.Match[str], text: str, low: Decimal, high: Decimal, tables: tuple[Ideographs, ...]
) -> bool:
    """ "增加2.3亿元至11.8亿元": by how much, and to what, unless a rise is only foreseen."""
    if m["link"] not in ("至", "到"):
        return False
    sentence = text[: m.start()].rpartition("。")[2].rstrip()
    if sentence.endswith(FROM):
        return led_by(sentence, tables)  # "目标价自1960元调升至2150元"
    if not told_by(text, m.start(), tables):
        return False
    foreseen = any(any_of(sentence, table.foreseen) for table in tables)
    return not foreseen or high > _NARROW * low
