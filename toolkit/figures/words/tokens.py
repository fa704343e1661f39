"""How a text is cut: into passages short enough to work on, those into numbers, words, signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator
from typing import Any

NUMBER, WORD, VULGAR, RAISED, SIGN = 1, 2, 3, 4, 5

_CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
FRACTIONS = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_RAISED = "¹²³⁰⁴-⁹"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTER = rf"[^\W\d_{_CJK}{FRACTIONS}{_RAISED}₀-₉]"

_TOKEN = re.compile(
    r"((?:(?<![\w.,'’…])\.)?[0-9０-９]+(?:[.,'’·][0-9０-９]+)*)"
    rf"|({_LETTER}(?:{_LETTER}|[\u0300-\u036f{_INVISIBLE}])*)"
    rf"|([{FRACTIONS}])"
    rf"|([{_RAISED}]+)"
    rf"|([^\w\s{_INVISIBLE}]|[_₀-₉{_CJK}])"
)
_HYPHENS = frozenset("-‐‑")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n")
_GOOD_CUT = re.compile(r"[.!?;:]\s|\n")
_ANY_CUT = re.compile(r"[^0-9０-９.,'’\w]")
_FOLD = dict.fromkeys(map(ord, _INVISIBLE)) | {ord("’"): "'", ord("‑"): "-", ord("‐"): "-"}
_ASCII_DIGITS = {ord("０") + n: str(n) for n in range(10)} | {ord("’"): "'"}

PASSAGE = 4_000
"""Passages are cut soon after this many characters: no rule looks further."""


REACH = 30
"""So many tokens before or after a number may say something of it: a long clause."""


def fold(word: str) -> str:
    """`word` as tables write it: composed, small letters, nothing invisible."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_FOLD)).lower()


def ascii_digits(printed: str) -> str:
    """A printed number with the digits 0 to 9 and the straight apostrophe."""
    return printed if printed.isascii() else printed.translate(_ASCII_DIGITS)


def split(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a table's phrase."""
    if phrase.isascii() and phrase.isalpha():  # one word, as most are
        return (phrase.lower(),)
    return tuple(fold(m[0]) for m in _TOKEN.finditer(phrase))


_NO_KINDS, _NO_WORDS = [0] * REACH, ["\0"] * REACH


class Passage:
    """A stretch of text as parallel lists: what kind each token is, as printed, folded, where."""

    __slots__ = ("base", "end", "kind", "low", "numbers", "size", "start", "text", "word")

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        found = list(_TOKEN.finditer(text))
        self.size = len(found)
        self.start = [m.start() for m in found]
        self.end = [m.end() for m in found]
        self.kind = [m.lastindex or SIGN for m in found]
        self.word = [m[0] for m in found]
        self.low = [w.lower() if w.isascii() else fold(w) for w in self.word]
        # A sentence breaks off, or begins, where it likes: past either end stand tokens of no kind.
        self.kind += _NO_KINDS
        self.word += _NO_WORDS
        self.low += _NO_WORDS
        self.numbers: dict[Hashable, Any] = {}  # those read so far, by who asked for them

    def glued(self, i: int) -> bool:
        """Whether token i touches the one before it."""
        return 0 < i < self.size and self.start[i] == self.end[i - 1]

    def is_sign(self, i: int, signs: str) -> bool:
        """Whether token i is one of these single signs."""
        return 0 <= i < self.size and self.kind[i] == SIGN and self.word[i] in signs

    def is_word(self, i: int) -> bool:
        """Whether token i is there and a word."""
        return 0 <= i < self.size and self.kind[i] == WORD

    def is_number(self, i: int) -> bool:
        """Whether token i is there and printed in digits."""
        return 0 <= i < self.size and self.kind[i] == NUMBER

    def folded(self, i: int) -> str:
        """Token i folded; empty beyond the ends."""
        return self.low[i] if 0 <= i < self.size else ""

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return self.is_word(i) and self.word[i][0].isupper()

    def hyphen(self, i: int) -> bool:
        """Whether token i is a hyphen with a token touching it on both sides."""
        dashed = 0 <= i < self.size and self.word[i] in _HYPHENS
        return dashed and self.glued(i) and self.glued(i + 1)

    def stops(self, i: int, signs: str) -> bool:
        """Whether token i is one of these signs and a blank follows: neither "3.4" nor "p.a."."""
        return self.is_sign(i, signs) and self.gap(i + 1) != ""

    def back(self, i: int, floor: int = 0) -> range:
        """The tokens before token i, the nearest first: REACH of them and none before `floor`."""
        return range(i - 1, max(floor, i - REACH) - 1, -1)

    def clause(self, i: int, floor: int = 0) -> Iterator[int]:
        """The tokens before token i in its clause, the nearest first, and none before `floor`."""
        for k in self.back(i, floor):
            if self.stops(k, ";:.!?"):
                return
            yield k

    def ahead(self, i: int) -> range:
        """Token i and those after it: REACH of them."""
        return range(i, min(i + REACH, self.size))

    def upto(self, i: int, found: re.Match[str] | None) -> int:
        """The first token from token i on that begins where what was found ends, or after it."""
        stop = found.end() if found else 0
        while i < self.size and self.start[i] < stop:
            i += 1
        return i

    def gap(self, i: int) -> str:
        """What stands between token i and the one before it."""
        return self.text[self.end[i - 1] : self.start[i]] if 0 < i < self.size else ""


def is_year(p: Passage, i: int) -> bool:
    """Whether token i is four digits that can be a year."""
    if not p.is_number(i) or len(p.word[i]) != 4:
        return False
    word = ascii_digits(p.word[i])
    return word.isdigit() and "1800" <= word <= "2100"


def passages(text: str) -> Iterator[Passage]:
    """The text in passages that end at a blank line, or at a good place when they grow long."""
    begin = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _pieces(text, begin, blank.start())
        begin = blank.end()
    yield from _pieces(text, begin, len(text))


def _pieces(text: str, begin: int, end: int) -> Iterator[Passage]:
    while end - begin > 2 * PASSAGE:
        wanted = begin + PASSAGE
        good = _GOOD_CUT.search(text, wanted, wanted + PASSAGE)
        found = good or _ANY_CUT.search(text, wanted, end)
        cut = found.end() if found else end
        yield Passage(text[begin:cut], begin)
        begin = cut
    if begin < end:
        yield Passage(text[begin:end], begin)
