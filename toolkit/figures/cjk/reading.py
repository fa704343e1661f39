"""Chinese and Japanese figures, which print no spaces: one pattern, read in any language's text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from toolkit.figures.cjk.context import either, surround
from toolkit.figures.cjk.han import BIG, DIGITS, HAN, NUMBER, TENS, cjk_value
from toolkit.figures.draft import Draft
from toolkit.figures.figure import Kind
from toolkit.figures.languages.language import Ideographs
from toolkit.figures.numerals.digits import EXACT, shift
from toolkit.figures.words.tokens import Passage

_CJK = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


_WIDE = {0xFF10 + n: str(n) for n in range(10)} | {
    ord("．"): ".",
    ord("％"): "%",
    ord("＋"): "+",
    ord("－"): "-",
    ord("（"): "(",
    ord("）"): ")",
    ord("＄"): "$",
    ord("／"): "/",
    ord("："): ":",
}


_PREFIX = (
    r"(?:US\$|HK\$|NT\$|[¥￥$€£]|RMB|USD|CNY|JPY|EUR|HKD|"
    r"人民币|人民幣|港币|港幣|新台币|新台幣|美金)"
)


_PREFIXES = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "港币": "HKD",
    "港幣": "HKD",
    "新台币": "TWD",
    "新台幣": "TWD",
    "美金": "USD",
    "¥": "CNY/JPY",
    "￥": "CNY/JPY",
}


_TENTHS = "割|成(?![交功立本为為员員都果份分熟长長年品人绩績就型套语語千百不])"
"""Tenths as a unit: each is ten percent."""


_YEAR = r"(?:19|20)[0-9]{2}年"


def has_cjk(text: str) -> bool:
    """Whether the text holds a Chinese character or kana."""
    return not text.isascii() and _CJK.search(text) is not None


@cache
def _tables() -> tuple[Ideographs, Ideographs]:
    from toolkit.figures.languages.ja import IDEOGRAPHS as JAPANESE
    from toolkit.figures.languages.zh import IDEOGRAPHS as CHINESE

    return CHINESE, JAPANESE


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    zh, ja = _tables()
    units = f"{either('|'.join([*zh.units, *ja.units]))}|{_TENTHS}"
    spans = either(zh.spans, ja.spans)
    quarters = either(zh.quarters, ja.quarters)
    ranges = either(zh.range_words, ja.range_words)
    several = either(zh.several, ja.several)
    multiples = either("|".join([*zh.multiples, *ja.multiples]))
    main = re.compile(
        rf"(?P<date>{_YEAR}(?:度|度の)?(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?(?!期)|第?[一二三四1-4](?:{quarters})(?!度?连|連)|上半年|下半年|前三季度|前(?:[0-9]{{1,2}}|[二三四五六七八九十]|十一)个月|上期|下期|上半期|下半期)"
        rf"|[0-9]{{1,2}}月[0-9]{{1,2}}[日号號]|[0-9]{{1,2}}[~〜～\-–][0-9]{{1,2}}月期|第[一二三四1-4](?:{quarters})|[一二三四]季度|前三季度|前(?:[0-9]{{1,2}}|[二三四五六七八九十]|十一)[个個]月|[0-9]{{1,2}}月期|(?<![0-9.])[0-9]{{1,2}}日(?!間|内|元|圆|本|連|量))"
        rf"|(?P<year>{_YEAR}(?:[0-9]{{1,2}}月期|度|代)?|(?<![0-9.])[0-9]{{2}}年(?:代|度)|(?:19|20)[0-9]{{2}}(?:财年|財年|会計年度|財政年度|年度))"
        rf"|(?P<time>(?:午前|午後|上午|下午)?(?:[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}}[点點时時](?:[0-9]{{1,2}}分|半)?(?![0-9十一二三四五六七八九间間])))"
        rf"|(?P<ordinal>第(?:[0-9]+|[{HAN}]+))"
        rf"|(?P<hundredth>百分之(?P<of100>{DIGITS}))"
        rf"|(?P<fraction>(?P<bottom>{DIGITS})分(?:之|の)(?P<top>{DIGITS})|一半|半数|半數|半分|過半|过半)"
        rf"|(?P<multiple>{multiples})"
        rf"|(?P<vague>(?:{several})[十百千]*[万萬亿億兆]*(?<!数)(?<!几)(?<!上)(?<!幾)(?<!數)[多余]?\s?(?P<vunit>{units})?|[两兩二三四五]位数|[二三四]桁)"
        rf"|(?P<amount>(?P<sign>[-−+△▲])?(?P<prefix>{_PREFIX})?\s?(?P<a>{NUMBER})\s?(?P<au>{units})?"
        rf"(?:\s?(?:{ranges})\s?(?P<b>{NUMBER})\s?(?P<bu>{units})?)?(?P<more>[多余餘])?(?P<mu>{units})?)"
    )
    span = re.compile(rf"\s?(?:{spans})")
    several_span = re.compile(rf"(?:{several})(?:{spans})")
    return main, span, several_span


def read_cjk(p: Passage, code: str) -> list[Draft]:
    """The figures printed with Chinese or Japanese signs; token places are filled in later."""
    text = p.text.translate(_WIDE)
    main, span, _ = _patterns(code)
    tables = _tables() if code != "ja" else _tables()[::-1]
    drafts: list[Draft] = []
    position = 0
    while True:
        m = main.search(text, position)
        if m is None:
            break
        position = max(m.end(), m.start() + 1)
        draft = _draft(m, text, tables, span)
        if draft is None:
            if m.lastgroup and m["amount"] and m.end() > m.start() + 1:
                position = m.start() + len(m["a"]) if m["a"] else position
                position = max(position, m.start() + 1)
            continue
        position = max(draft.stop, m.start() + 1)
        surround(draft, text, tables, drafts)
        drafts.append(draft)
    return drafts


def says_per(text: str, start: int) -> bool:
    """ "1株当たり": whether what stands there says per what another amount is."""
    return any(text.startswith(word, start) for table in _tables() for word in table.per_before)


def _new(start: int, stop: int, kind: Kind) -> Draft:
    return Draft(0, 0, start, stop, kind)


def _draft(
    m: re.Match[str], text: str, tables: tuple[Ideographs, ...], span: re.Pattern[str]
) -> Draft | None:
    kinds: tuple[Kind, ...] = ("date", "year", "time", "ordinal")
    for kind in kinds:
        if m[kind]:
            if (
                m.start()
                and text[m.start() - 1].isascii()
                and text[m.start() - 1].isalnum()
                and kind != "ordinal"
            ):
                return None
            return _new(m.start(), m.end(), kind)
    if m["fraction"]:
        return _fraction(m)
    if m["hundredth"]:
        read = cjk_value(m["of100"])
        if read is None:
            return None
        draft = _new(m.start(), m.end(), "quantity")
        draft.value, draft.decimals, draft.unit = read[0], read[1], "percent"
        return draft
    if m["multiple"]:
        draft = _new(m.start(), m.end(), "quantity")
        value, direction = next(
            t.multiples[m["multiple"]] for t in tables if m["multiple"] in t.multiples
        )
        draft.value, draft.decimals = Decimal(value), len(value.partition(".")[2])
        draft.unit, draft.direction = "multiple", direction or None
        return draft
    if m["vague"]:
        unit = m["vunit"] or ""
        body = m["vague"]
        if not any(c in BIG or c in TENS for c in body) and "位" not in body and "桁" not in body:
            return None
        if body.startswith("上") and len(body.rstrip("多余")) < 3:
            return None
        draft = _new(m.start(), m.end(), "quantity")
        draft.vague = True
        _unit(draft, unit, tables)
        return draft
    return _amount(m, text, tables, span)


def _fraction(m: re.Match[str]) -> Draft | None:
    if m[0] in ("過半", "过半"):
        return None
    draft = _new(m.start(), m.end(), "quantity")
    draft.unit = "multiple"
    if m["top"]:
        top, bottom = cjk_value(m["top"]), cjk_value(m["bottom"])
        if not top or not bottom or not 0 < top[0] < bottom[0]:
            return None
        draft.fraction = f"{top[0]:f}/{bottom[0]:f}"
        draft.value = (top[0] / bottom[0]).quantize(Decimal("0.0001")).normalize()
        return draft
    draft.fraction, draft.value = "1/2", Decimal("0.5")
    return draft


def _unit(draft: Draft, printed: str, tables: tuple[Ideographs, ...]) -> None:
    for table in tables:
        if printed in table.units:
            code = table.units[printed]
            if "/" in code:
                draft.candidates = tuple(code.split("/"))
            else:
                draft.unit = code
            return


def _amount(
    m: re.Match[str], text: str, tables: tuple[Ideographs, ...], span: re.Pattern[str]
) -> Draft | None:
    start = min(m.start(group) for group in ("sign", "prefix", "a") if m[group])
    printed = m["a"]
    western = printed[0].isascii()
    around = text[max(0, m.start() - 1) : m.end() + 1]
    if not _CJK.search(around) and not re.search("[〜～]", m[0]):
        return None
    if (
        around[-1:].isascii()
        and around[-1:].isalnum()
        and m.end() < len(text)
        and not _CJK.search(m[0])
    ):
        return None
    if says_per(text, m.start("a")):
        return None
    if (
        western
        and not m["sign"]
        and not m["prefix"]
        and start
        and text[start - 1].isascii()
        and (text[start - 1].isalnum() or text[start - 1] in "-.,")
    ):
        return None
    first = cjk_value(printed)
    if first is None:
        return None
    value, decimals, power = first
    unit = m["au"] or m["bu"] or m["mu"] or ""
    prefix = m["prefix"] or ""
    stop = m.end("a")
    if m["au"]:
        stop = m.end("au")
    high = cjk_value(m["b"]) if m["b"] else None
    if m["b"] and (m["bu"] or (high and (high[2] or not m["au"]))) and high:
        same = not (m["au"] and m["bu"]) or m["au"] == m["bu"]
        changed = text[m.end("au" if m["au"] else "a") : m.start("b")].strip() == "から"
        if changed and text[m.end("bu" if m["bu"] else "b") :].startswith(("に", "へ")):
            same = False
            if high[2] and not power and not m["au"]:
                value, decimals, power = shift(value, high[2]), decimals - high[2], high[2]
        longer = not unit and span.match(text, m.end("b"))
        if longer:
            return _new(start, longer.end(), "duration")
        counted = _CJK.match(text, m.end("b"))  # "30～50人"
        if same and (high[0] > value or high[2]) and (unit or power or high[2] or counted):
            stop = m.end("bu") if m["bu"] else m.end("b")
            if high[2] and not power and not m["au"]:
                value, decimals, power = shift(value, high[2]), decimals - high[2], high[2]
        else:
            high = None
            unit = m["au"] or (m["bu"] if changed else "") or ""
    else:
        high = None
        if not m["mu"]:
            unit = m["au"] or ""
    draft = _new(start, stop, "quantity")
    draft.power, draft.digits = power, western
    if m["mu"] and not m["b"] and not m["au"]:
        draft.stop = m.end("mu")
        draft.qualifier = "more_than"
    draft.value, draft.decimals = value, decimals
    if draft.qualifier is None and re.search("[多余餘数]", printed):
        draft.qualifier = "more_than"
    if high:
        draft.high, draft.decimals_high, draft.qualifier = high[0], high[1], "between"
    if unit in ("割", "成") and not power:
        draft.unit = "percent"
        draft.multiply(1)
        return draft
    lasting = span.match(text, draft.stop) if not unit and not prefix and not high else None
    if lasting:
        return _new(start, lasting.end(), "duration")
    code = _PREFIXES.get(prefix, prefix)
    if unit and (not code or "/" in code):
        _unit(draft, unit, tables)
    elif "/" in code:
        draft.candidates = tuple(code.split("/"))
    elif code:
        draft.unit = code  # "港币12亿元": of which 元 says the prefix
    if not unit and not power and not prefix:
        follows = text[draft.stop : draft.stop + 1]
        if not western:
            return None
        if not follows or not _CJK.match(follows):
            return None
    if unit == "ポイント" and "%" not in text[max(0, start - 40) : stop + 40]:
        draft.unit, draft.of, draft.stop = None, unit, draft.stop - len(unit)
    sen = re.compile(r"([0-9]{1,2})銭").match(text, draft.stop) if unit == "円" else None
    if sen and not high and draft.value is not None and not power:
        draft.value = EXACT.add(draft.value, shift(Decimal(sen[1]), -2))
        draft.decimals, draft.stop = 2, sen.end()
    if m["sign"]:
        draft.direction = "down" if m["sign"] in "-−△▲" else "up"
        if draft.direction == "down" and draft.value is not None:
            draft.value = -draft.value
    if not unit and not prefix:
        _counted(draft, text, tables)
    return draft


def _counted(draft: Draft, text: str, tables: tuple[Ideographs, ...]) -> None:
    j = draft.stop
    for table in tables:
        skip = re.compile(
            r"\s?(?:多|余|餘|以上的|以上の)?(?:" + either(table.measures) + ")?"
        ).match(text, j)
        k = skip.end() if skip else j
        end = k
        while (
            end < min(len(text), k + 4) and _CJK.match(text[end]) and text[end] not in table.stops
        ):
            end += 1
        if end > k:
            draft.of = text[k:end]
            return
    latin = re.compile(r"\s?([A-Za-z]{1,8})").match(text, j)
    if latin:
        draft.of = latin[1]
