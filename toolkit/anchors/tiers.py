"""What two texts may differ in and still be the same words: four tiers, strictest first.

exact       code point for code point
whitespace  any run of Unicode spaces and line ends is one space; soft hyphens and other invisible
            characters count for nothing, nor does a space between two Chinese or Japanese
            characters
typography  one quotation mark, one dash, one apostrophe; … is ...; ligatures are letters; letters
            with marks are composed (Unicode NFC); full-width signs are ASCII; a hyphen between two
            letters, with or without a line end after it, counts for nothing
case        Unicode's full case folding (ß is ss)

No tier touches a digit, a decimal mark, the presence of a sign, superscripts or fractions: a
number that differs is never forgiven. Each tier also forgives what those before it do.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable
from string import ascii_letters, punctuation
from typing import Final, Literal

Tier = Literal["exact", "whitespace", "typography", "case"]
TIERS: Final[tuple[Tier, ...]] = ("exact", "whitespace", "typography", "case")

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
MARKS = "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
CJK = "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e"
NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
_LETTER = r"[^\W\d_]"

_WHITESPACE = re.compile(
    rf"(?<={_LETTER})\u00ad[{INVISIBLE}]*\s*?\n\s*(?={_LETTER})"  # hyphenated at a line's end
    rf"|[{INVISIBLE}]+|[^\S ][\s{INVISIBLE}]*| [\s{INVISIBLE}]+|(?<=[{CJK}]) (?=[{CJK}])"
)
_BETWEEN_CJK = re.compile(rf"[{CJK}]{{2}}")

_OPENED = r"(?<![^\s(\[\"'’])"
_TYPOGRAPHY = re.compile(
    rf"(?<={_LETTER})(?:[-‐‑] ?|[–—−])(?={_LETTER})"  # KI-Modelle, Infra- struktur
    r"|…|(?<!\.)\. \. \.(?!\.)|-{2,}(?![\d-])"
    rf"|{_OPENED}[«‹] |(?: )[»›](?![^\s.,;:!?)\]\"'’])"  # « à la française »
    r"|[\ufb00-\ufb06]"
    rf"|{_LETTER}[{MARKS}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_ONE_FOR_ONE = dict.fromkeys('"“”„‟«»‹›‘’‚‛`´ʼ「」『』', "'")
_ONE_FOR_ONE |= dict.fromkeys("‐‑‒–—―−﹣", "-")
_FULL_WIDTH = {chr(ord(sign) + 0xFEE0): sign for sign in ascii_letters + punctuation}
_ANY_FULL_WIDTH = re.compile("[\uff01-\uff0f\uff1a-\uff5e]")
_SINGLETONS = re.compile("[\u2126\u212a\u212b\uf900-\ufaff]")
_JOINED = {"…": "...", ". . .": "..."}


class Folded:
    """A text as one tier sees it, and the way back to the places of the text it was made from."""

    __slots__ = ("_base", "_base_ends", "_base_starts", "_ends", "_starts", "text")

    def __init__(self, text: str, base: Folded | None = None) -> None:
        self.text = text
        self._base = base
        # where a part was replaced: from `_base_starts` to `_base_ends` it is, in `text`, from
        # `_starts` to `_ends`; everything between two such parts stands unchanged
        self._starts, self._ends = array("I"), array("I")
        self._base_starts, self._base_ends = array("I"), array("I")

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Folded:
        """This text with each match of `pattern` replaced, knowing its places in this one."""
        text = self.text
        pieces: list[str] = []
        after = Folded(text, self)
        done = length = 0
        for match in pattern.finditer(text):
            new = by(match)
            start, end = match.span()
            pieces.append(text[done:start])
            pieces.append(new)
            length += start - done
            after._starts.append(length)
            length += len(new)
            after._ends.append(length)
            after._base_starts.append(start)
            after._base_ends.append(end)
            done = end
        if done:
            after.text = "".join((*pieces, text[done:]))
        return after

    def place(self, start: int, end: int, *, wider: bool = False) -> tuple[int, int] | None:
        """Where `text[start:end]` (not empty) stands in the text that all folding began with.

        Where it begins or ends inside a character that was taken apart, half of a ligature, that
        is None, or with all of that character if `wider`.
        """
        if self._starts:
            at = bisect_right(self._starts, start) - 1
            if at >= 0:
                if self._starts[at] < start < self._ends[at] and not wider:
                    return None
                inside = start < self._ends[at]
                start = self._base_starts[at] if inside else self._moved(at, start)
            at = bisect_right(self._starts, end - 1) - 1
            if at >= 0:
                if end < self._ends[at] and not wider:
                    return None
                end = self._moved(at, max(end, self._ends[at]))
        return (start, end) if self._base is None else self._base.place(start, end, wider=wider)

    def _moved(self, at: int, position: int) -> int:
        return self._base_ends[at] + position - self._ends[at]


def fold(text: str, tier: Tier) -> Folded:
    """`text` as `tier` sees it."""
    folded = Folded(text)
    for step in TIERS[1 : TIERS.index(tier) + 1]:
        folded = next_tier(folded, step)
    return folded


def next_tier(folded: Folded, tier: Tier) -> Folded:
    """What `tier` makes of a text that the tier before it has folded."""
    if tier == "whitespace":
        return folded.replaced(_WHITESPACE, _space)
    if tier == "typography":
        plain = folded.replaced(_TYPOGRAPHY, _plain)
        plain.text = _one_for_one(plain.text)
        return plain
    return _case(folded)


def _space(match: re.Match[str]) -> str:
    run, text = match[0], match.string
    if run[0] == "\u00ad" and "\n" in run:
        return ""
    if not any(map(str.isspace, run)):
        return ""
    start, end = match.span()
    sides = text[start - 1 : start] + text[end : end + 1]
    if _BETWEEN_CJK.fullmatch(sides) and not sides.isnumeric():
        return ""
    return " "


def _plain(match: re.Match[str]) -> str:
    part = match[0]
    if part in _JOINED:
        return _JOINED[part]
    if part[0] in "«‹" or part[-1] in "»›":
        return "'"
    if part[0] in "-‐‑–—−":
        return "-" if len(part) > 1 and part[1] == "-" else ""
    return unicodedata.normalize("NFKC" if len(part) == 1 else "NFC", part)  # a ligature is one


def _one_for_one(text: str) -> str:
    signs = _FULL_WIDTH | _ONE_FOR_ONE if _ANY_FULL_WIDTH.search(text) else _ONE_FOR_ONE
    for old, new in signs.items():
        if old in text:
            text = text.replace(old, new)
    return _SINGLETONS.sub(lambda one: unicodedata.normalize("NFC", one[0]), text)


def _case(folded: Folded) -> Folded:
    longer = sorted(char for char in set(folded.text) if len(char.casefold()) > 1)
    if longer:
        folded = folded.replaced(re.compile("|".join(longer)), lambda one: one[0].casefold())
    return Folded(folded.text.casefold(), folded)
