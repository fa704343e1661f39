"""What Chinese and Japanese print for a date, a name, a part, an amount: one pattern of it all."""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType

from toolkit.figures.cjk.han import DIGITS, HAN, NUMBER
from toolkit.figures.languages.language import Ideographs, words

PREFIXES = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
    "USD": "USD",
    "CNY": "CNY",
    "JPY": "JPY",
    "EUR": "EUR",
    "HKD": "HKD",
    "¥": "CNY/JPY",
    "￥": "CNY/JPY",
}
"""Signs and codes before a number, to their currency."""

_TENTHS = "割|成(?![交功立本为為员員都果份分熟长長年品人绩績就型套语語千百不])"
"""Tenths as a unit: each is ten percent."""

_YEAR = r"(?:(?<![0-9.,])(?:19|20)[0-9]{2}\s?年|二[〇零○][〇零○一二三四五六七八九]{2}年)"
_FULL = r"(?<![0-9.])(?:19|20)[0-9]{2}"
_TO = r"\s?[-~〜～—–－至到]\s?"
_NTH = r"(?:[0-9]{1,2}|[二三四五六七八九十]|十[一二])"
_MONTH = rf"[0-9]{{1,2}}(?:月?{_TO}[0-9]{{1,2}})?月"
_MONTHS = rf"{_MONTH}(?:份|(?!期))"

_NAME = (
    r"(?:平均)?(?:30|50|100|200|225|300|500|600|800|1000|2000|3000)(?![0-9.,]|[点點])"
    r"|(?<=[\u30a1-\u30fcA-Za-z])[0-9]{1,3}(?=[」』])"
    r"|(?<=[\u4e00-\u9fff])(?<![于於在月到至和与及自从])[0-9]{1,4}[号號]"
    r"|(?<![0-9.])[0-9]{1,2}\s?(?:纳米|納米|奈米|ナノメートル|ナノ)"
)

_REFERENCE = (
    rf"第(?:[0-9]+|{HAN}+)[条條](?!生|线|線)(?:之[一二三四五])?(?:第(?:[0-9]+|{HAN}+)[款项項])?"
    r"|[〔\[](?:19|20)[0-9]{2}[〕\]]第?[0-9]+[号號]"
    r"|附[注註]\s?[0-9]+|(?<=[\u4e00-\u9fff]\()[03689][0-9]{5}(?=\))"
    r"|(?<![0-9A-Za-z.])[0-9]{4,6}\.(?:HK|SH|SZ|BJ|SS|TWO?|T)(?![A-Za-z])"
)

_ERA = r"(?:(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9]{1,2})\s?年|民[国國]\s?[0-9]{2,3}\s?年)"
_SHORT_YEAR = r"(?<![0-9.])2[0-9]年"
_TERM_YEAR = r"(?<![0-9.])[0-9]{2}年(?=[0-9]{1,2}(?:[~〜～\-–][0-9]{1,2})?月期)"
_BARE_YEARS = (
    rf"{_TERM_YEAR}[0-9]{{1,2}}月期|{_SHORT_YEAR}"
    r"(?:(?=に(?![わ及相])|春|夏|秋|冬|末|初|半ば|前半|後半|[0-9]{1,2}月(?!期)))"
)
"""Years in two digits, as Japanese papers print them: 26年3月期, 28年に."""


_NEAR = 20
"""So many characters before or after an amount may say something of it."""


def before(text: str, at: int) -> str:
    """What stands near before a place."""
    return text[max(0, at - _NEAR) : at]


def behind(text: str, at: int) -> str:
    """What stands near after a place."""
    return text[at : at + _NEAR]


def either(*lists: str) -> str:
    """A pattern of any of the words, the longest first."""
    entries = sorted({e for listed in lists for e in words(listed)}, key=lambda e: (-len(e), e))
    return "|".join(re.escape(e) for e in entries) or "(?!)"


def any_of(text: str, listed: str) -> bool:
    """Whether one of the words stands anywhere in the text."""
    return any(word in text for word in words(listed))


@cache
def ideographs() -> tuple[Ideographs, Ideographs]:
    """What is said of Chinese, and of Japanese."""
    from toolkit.figures.languages import ja, zh

    modules: tuple[ModuleType, ...] = (zh, ja)
    chinese, japanese = (module.IDEOGRAPHS for module in modules)
    return chinese, japanese


@cache
def pattern() -> re.Pattern[str]:
    """The figures of both languages; its groups are what a figure can be."""
    zh, ja = ideographs()
    units = _units()
    signs = either(zh.minus, zh.plus, ja.minus, ja.plus)
    quarters = either(zh.quarters, ja.quarters)
    ranges = either(zh.range_words, ja.range_words)
    several = either(zh.several, ja.several)
    multiples = either("|".join([*zh.multiples, *ja.multiples]))
    prefix = either("|".join([*PREFIXES, *zh.prefixes, *ja.prefixes]))
    of_year = (
        rf"{_MONTHS}|第?[一二三四1-4](?:{quarters})(?!度?连|連)|上半年|下半年|前三季度"
        rf"|[前首]{_NTH}[个個]月|上期|下期|上半期|下半期"
    )
    groups = {
        "date": (
            rf"(?:{_YEAR}(?:度|度の)?|{_FULL}[财財]年)(?:{_MONTH}[0-9]{{1,2}}[日号號]|{of_year})"
            rf"|{_ERA}(?:{_MONTH}[0-9]{{1,2}}[日号號]|{_MONTHS})"
            rf"|{_TERM_YEAR}[0-9]{{1,2}}[~〜～\-–][0-9]{{1,2}}月期"
            rf"|[0-9]{{1,2}}月[0-9]{{1,2}}[日号號]|[0-9]{{1,2}}[~〜～\-–][0-9]{{1,2}}月期"
            rf"|第[一二三四1-4](?:{quarters})|(?<![0-9.上下前同每这這])[一二三四1-4]季度|前三季度|[前首]{_NTH}[個个]月"
            rf"|(?<![0-9.]){_MONTHS}|[0-9]{{1,2}}月期|(?<![0-9.])[0-9]{{1,2}}日(?!間|内|元|圆|本|連|量|均)"
        ),
        "year": (
            rf"{_YEAR}(?:[0-9]{{1,2}}月期|度|代)?|(?<![0-9.])[0-9]{{2}}年(?:代|度)|{_BARE_YEARS}"
            rf"|{_ERA}(?:[0-9]{{1,2}}月期|度)?"
            rf"|{_FULL}[~〜～–-][0-9]{{2}}年(?:度|代)?"
            rf"|{_FULL}[/-][0-9]{{2}}(?:[0-9]{{2}})?(?:财年|財年|年度|学年|(?=赛季|賽季|榨季|シーズン))"
            rf"|{_FULL}(?:财年|財年|会計年度|會計年度|会计年度|财政年度|財政年度|年度|(?={_TO}{_YEAR}))"
        ),
        "time": (
            r"(?:午前|午後|上午|下午)?(?:[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}[点點时時]"
            r"(?:[0-9]{1,2}分|半)?(?![0-9十一二三四五六七八九间間]))"
        ),
        "name": rf"(?:{either(zh.indices, ja.indices)}){_NAME}",
        "reference": _REFERENCE,
        "code": r"(?:代[码碼号號]|编号|編號|コード)(?:为|為|[:：])?\s?(?P<digits>[0-9][0-9\-]{3,})",
        "ordinal": rf"第(?:[0-9]+|{HAN}+)(?![方者])(?:番目)?"
        rf"|[0-9]+(?:[件社回例店台本隻機基個名軒棟期度]|つ|カ国|か国)目(?![標的指])"
        rf"|(?:[0-9]+|{HAN}+)番目|[0-9]+位(?=[ぁ-ん、。」])",
        "hundredth": rf"百分之(?P<of100>{DIGITS})(?!点)",
        "fraction": (
            rf"(?P<bottom>{DIGITS})分(?:之|の)(?P<top>{DIGITS})|一半|(?<![過过])(?:半数|半數)|半分"
        ),
        "multiple": multiples,
        "vague": (
            rf"(?:{several})[十百千万萬亿億兆]+[多余]?\s?"
            rf"(?P<vunit>{units})?|[两兩二三四五]位数|[2-9二三四]\s?(?:桁|ケタ)"
        ),
        "amount": (
            rf"(?:(?P<sign>(?<![0-9%年月日号])[-−+△▲]|(?<!正)(?<!・)(?<!プラス)(?:{signs}))\s?)?"
            rf"(?:(?P<prefix>{prefix})\s?)?(?P<a>{NUMBER})\s?(?P<au>{units})?"
            rf"(?:\s?(?P<link>{ranges})\s?(?P<b>{NUMBER})\s?(?P<bu>{units})?)?"
            rf"(?P<more>[多余餘])?(?P<mu>{units})?"
        ),
    }
    return re.compile("|".join(f"(?P<{name}>{body})" for name, body in groups.items()))


@cache
def lasting() -> re.Pattern[str]:
    """A span of time after its number."""
    zh, ja = ideographs()
    return re.compile(rf"\s?(?:{either(zh.spans, ja.spans)}|日(?=均|线|移动))")


@cache
def _units() -> str:
    zh, ja = ideographs()
    return f"{either('|'.join([*zh.units, *ja.units, *zh.cents, *ja.cents]))}|{_TENTHS}"


@cache
def middle_points() -> re.Pattern[str]:
    """The dot of "３３・３％", "〇・五％", which newspapers set upright: decimals before a unit."""
    unit = rf"\s?(?:[万萬亿億兆]|{_units()})"
    return re.compile(
        rf"(?<=[0-9])(・)(?=[0-9]+{unit})|(?<=[〇一二三四五六七八九])・(?=[〇一二三四五六七八九]+{unit})"
    )


@cache
def listed() -> re.Pattern[str]:
    """ "1.2、0.8和0.5个百分点": the scale and the unit of a list stand after its last number."""
    number = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
    return re.compile(
        rf"(?:\s?(?:[、和及与與]|以及)\s?{number}){{1,4}}(?P<scale>[万萬亿億兆]{{0,2}})\s?(?P<unit>{_units()})"
    )
