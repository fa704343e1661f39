"""Which unit stands before or after a number."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.figures.languages.common import (
    CENT_SIGNS,
    CODE_WORDS,
    DOLLARS,
    ISO_4217,
    MINOR_CODES,
    SIGN_PREFIXES,
    SYMBOLS,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import SIGN, Passage, is_year

_SHORT_GAPS = ("", " ", "\u00a0", "\u202f", "\u2009")


class Reading(NamedTuple):
    """A unit beside a number: currency, cent, percent, points or times."""

    edge: int
    """Its first token where it stands before the number, else the one after its last."""
    kind: str
    code: str
    shift: int = 0

    @property
    def unit(self) -> str | None:
        """The unit where it is decided."""
        return None if "/" in self.code else self.code or None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The currencies it may be, where it is not."""
        return tuple(self.code.split("/")) if "/" in self.code else ()


def unit_before(p: Passage, i: int, floor: int) -> Reading | None:
    """The currency sign or code that stands directly before token i."""
    found = _before(p, i - 1) if p.gap(i) in _SHORT_GAPS else None
    return found if found and found.edge >= floor else None


def _before(p: Passage, j: int) -> Reading | None:
    word = p.word[j]
    if word in MINOR_CODES and _apart(p, j):
        return Reading(j, "cent", MINOR_CODES[word], -2)
    if p.glued(j) and (code := CENT_SIGNS.get(p.word[j - 1] + word)):
        return Reading(j - 1, "cent", code, -2)  # "€c 4.5"
    if word in DOLLARS and p.glued(j + 1) and p.folded(j + 2) in ("cent", "cents"):
        return Reading(j, "cent", DOLLARS[word], -2)  # "US10.0 cents"
    found = _sign_before(p, j, word) if p.kind[j] == SIGN else _code_before(p, j, word)
    return Reading(found[0], "currency", found[1]) if found else None


def _sign_before(p: Passage, j: int, sign: str) -> tuple[int, str] | None:
    """ "€", "US$", "CN¥", "Rs.", "S/": where a currency's sign begins, and which it is."""
    touching = p.word[j - 1] if p.glued(j) else sign
    if sign == "$":
        if p.text.endswith("U.S.$", 0, p.end[j]):
            return j - len("U.S."), "USD"
        if touching in DOLLARS:
            return j - 1, DOLLARS[touching]
        if p.hyphen(j - 1) and p.word[j - 2] in DOLLARS:
            return j - 2, DOLLARS[p.word[j - 2]]
    elif sign in "¥￥£" and touching in SIGN_PREFIXES:
        return j - 1, SIGN_PREFIXES[touching]
    elif sign == "/" and touching == "S":
        return j - 1, "PEN"
    elif sign == "." and touching in ("Rs", "Fr", "sFr", "SFr", "kr", "Rp"):
        return j - 1, CODE_WORDS[touching]
    return (j, SYMBOLS[sign]) if sign in SYMBOLS else None


def _code_before(p: Passage, j: int, word: str) -> tuple[int, str] | None:
    if p.text.endswith(("u$s", "U$S"), 0, p.end[j]):
        return j - 2, "USD"
    if p.is_sign(j - 1, "$") and p.glued(j) and word in DOLLARS:
        return j - 1, DOLLARS[word]  # "$US6.1 billion"
    code = "ZAR" if word == "R" and _rand(p, j + 1) else CODE_WORDS.get(word, "")
    code = word if word in ISO_4217 else code
    joined = p.hyphen(j - 1) and p.word[j - 2] in ISO_4217  # "EUR-USD 1.08", not "EUR 5-EUR 7"
    return (j, code) if code and _apart(p, j) and not joined else None


def _apart(p: Passage, j: int) -> bool:
    """Whether a code is a word of its own: "EUR 5", not the end of "3EUR 5"."""
    return not (p.glued(j) and p.is_number(j - 1))


def _rand(p: Passage, i: int) -> bool:
    """ "R24.50", "R5bn", "R 20 a share": an R before more than the number of a model."""
    if p.capital(i - 2):
        return False
    if not p.word[i].isdigit() or (p.glued(i + 1) and p.is_word(i + 1)):
        return True
    return p.folded(i + 1) in _AFTER_RAND


_AFTER_RAND = frozenset(("a", "per", "million", "billion", "trillion", "bn", "m", "mn"))


def unit_after(p: Passage, j: int, lex: Lexicon, *, linked: bool = False) -> Reading | None:
    """The unit that stands at token j: a sign, a code, a name; after a hyphen or a linking word."""
    if j >= p.size:
        return None
    following = p.folded(j + 1)
    if p.hyphen(j):
        if following in lex.percent_endings and len(following) > 4:
            return Reading(j + 2, "percent", "percent")
        if following in lex.times_endings:
            return Reading(j + 2, "times", "multiple")
        if p.kind[j + 1] == SIGN and p.word[j + 1] not in "%％":
            return None
        named = _named(p, j + 1, lex)
        return None if named and p.is_number(named.edge) else named  # "EUR 5-EUR 7"
    if p.low[j] in lex.linkers and linked:
        found = _named(p, j + 1 + p.is_sign(j + 1, "'’"), lex)
        return found if found and found.kind in ("currency", "cent") else None
    if p.word[j] == "%" and p.glued(j + 1) and following in lex.percent_endings:
        return Reading(j + 2, "percent", "percent")
    if p.word[j] == "$" and p.is_word(j + 1) and p.gap(j + 1) in _SHORT_GAPS:
        code = DOLLARS.get(p.word[j + 1], "")
        if len(p.word[j + 1]) > 1 and code:
            return Reading(j + 2, "currency", code)
    named = _named(p, j, lex)
    if named is None and linked and p.word[j] == "US" and not p.hyphen(j + 1):
        counts = p.is_word(j + 1) and following not in lex.not_nouns  # "3 million US homes"
        return None if counts else Reading(j + 1, "currency", DOLLARS["US"])  # "3 millions US"
    return named


def _named(p: Passage, j: int, lex: Lexicon) -> Reading | None:
    if j >= p.size:
        return None
    word = p.word[j]
    if p.glued(j + 1):
        if p.is_sign(j + 1, "$") and word in DOLLARS:
            return Reading(j + 2, "currency", DOLLARS[word])
        if p.is_sign(j + 1, "¥￥£") and word in SIGN_PREFIXES:
            return Reading(j + 2, "currency", SIGN_PREFIXES[word])
    adjective = _adjective(p, j, lex)
    if adjective:
        return adjective
    found = lex.units.at(p, j)
    if found:
        end, (kind, code, shift) = found
        letter = kind == "cent" and end == j + 1 and p.low[j] in ("p", "c")
        if letter and not _letter_cents(p, j):
            return None
        if p.low[j] == "x" and p.is_number(end) and not is_year(p, end):
            return None  # "4 x 4"
        if kind == "currency" and end == j + 1 and p.is_word(end):
            settled = _nationality(p.low[end], lex)
            if settled:
                return Reading(end + 1, kind, settled)
        if p.hyphen(end) and p.low[end - 1] in ("us", "hongkong"):
            return None
        if p.hyphen(end) and not p.hyphen(j - 1) and p.low[end + 1].startswith(lex.currency_users):
            return None  # "die 19 Euro-Länder"
        return Reading(end, kind, code, shift)
    if p.is_word(j) and not (p.glued(j + 1) and p.is_number(j + 1)):
        if word in MINOR_CODES:
            return Reading(j + 1, "cent", MINOR_CODES[word], -2)
        code = word if word in ISO_4217 else CODE_WORDS.get(word, "")
        if code:
            return Reading(j + 1 + _dotted(p, j), "currency", code)
    return None


def _letter_cents(p: Passage, j: int) -> bool:
    """ "98c", "432p", "15.94P": but "1080P" is no price."""
    return p.glued(j) and (p.word[j].islower() or (p.word[j] == "P" and "." in p.word[j - 1]))


def _dotted(p: Passage, j: int) -> bool:
    """ "1,3 Mio. Fr. im Jahr": a currency's dot, where it ends no sentence."""
    short = p.word[j].endswith("Fr") and p.is_sign(j + 1, ".") and p.glued(j + 1)
    goes_on = p.is_word(j + 2) and not p.capital(j + 2)
    return short and (goes_on or p.is_sign(j + 2, "("))


def _nationality(low: str, lex: Lexicon) -> str | None:
    """The money of a people, where it is one: not of "South" alone."""
    if not low.startswith(lex.nationalities):
        return None
    fits = (
        stem for stem in lex.nationalities if low.startswith(stem) and len(low) <= len(stem) + 4
    )
    code = lex.table.nationalities.get(max(fits, key=len, default=""), "/")
    return None if "/" in code else code


def _adjective(p: Passage, j: int, lex: Lexicon) -> Reading | None:
    """ "schwedische Kronen", "South African rand", "Swedish crowns"."""
    if not p.is_word(j) or not p.low[j].startswith(lex.nationalities) or lex.units.at(p, j):
        return None
    noun = j + 1
    if p.hyphen(noun) and lex.table.compounds_nouns:
        noun += 1
    if p.folded(noun) in lex.adjective_heads:
        noun += 1
    found = lex.units.at(p, noun)
    if found is None or found[1][0] not in ("currency", "cent"):
        return None
    end, (kind, code, shift) = found
    return Reading(end, kind, _nationality(p.low[j], lex) or code, shift)
