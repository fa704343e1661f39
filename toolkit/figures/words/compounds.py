"""Number words written together, and words a number is compounded with."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.figures.languages.language import Language, words

Op = tuple[str, int]
"""A step a number word takes: what it does, and with which number."""
_LONGEST = 80  # letters of a word that is looked into
_Ending = tuple[tuple[Op, ...], str]


class Compounds:
    """Words of a language that hold a number, or begin with one."""

    def __init__(self, table: Language) -> None:
        self._table = table
        self._hundred = words(table.hundred)
        self._compound = _compounds(table) if table.compounds else None
        self._sized = _sized(table)
        self._superlative = _superlatives(table)

    def number(self, low: str) -> tuple[Op, ...] | None:
        """The steps a number word takes, or None where it is none."""
        return _number(self, low)

    def ending(self, low: str) -> _Ending | None:
        """The number in a compound word and what it is compounded with."""
        return _ending(self, low)

    def starts(self, low: str) -> bool:
        """Whether the word holds a number, or begins with one."""
        return self._compound is not None and _starts(self, low)

    def is_sized(self, low: str) -> bool:
        """Whether the word names a size and no number: Milliardenloch."""
        return self._sized is not None and self._sized.match(low) is not None

    def is_superlative(self, low: str) -> bool:
        """Whether an ordinal and a superlative are one word: zweitgrößte."""
        return self._superlative is not None and self._superlative.match(low) is not None

    def _steps(self, low: str) -> tuple[Op, ...] | None:
        table = self._table
        if low in table.numbers:
            return (("add", table.numbers[low]),)
        if low in self._hundred:
            return (("hundred", 0),)
        if low in table.specials:
            return (("special", 0),)
        if self._compound and len(low) <= _LONGEST:
            found = self._compound[0].fullmatch(low)
            if found and found.lastgroup == "number":
                return self._pieces(low)
        return None

    def _pieces(self, low: str) -> tuple[Op, ...]:
        assert self._compound is not None
        table = self._table
        ops: list[Op] = []
        for piece in segmented(self._compound[1], low) or ():
            if piece in table.numbers:
                ops.append(("add", table.numbers[piece]))
            elif piece in self._hundred:
                ops.append(("hundred", 0))
            elif piece in table.scales:
                ops.append(("scale", table.scales[piece]))
        return tuple(ops)

    def _parted(self, low: str) -> _Ending | None:
        if not self._compound or len(low) > _LONGEST:
            return None
        found = self._compound[0].fullmatch(low)
        if not found or found.lastgroup == "number":
            return None
        number = found["number"]
        special = number in self._table.specials
        kind = next(k for k in ("time", "percent", "times", "vague") if found[k])
        return (("special", 0),) if special else self._pieces(number), kind


# A word is met many times; what it holds is kept for the most of them.


@lru_cache(maxsize=1 << 15)
def _number(compounds: Compounds, low: str) -> tuple[Op, ...] | None:
    return compounds._steps(low)


@lru_cache(maxsize=1 << 15)
def _ending(compounds: Compounds, low: str) -> _Ending | None:
    return compounds._parted(low)


@lru_cache(maxsize=1 << 15)
def _starts(compounds: Compounds, low: str) -> bool:
    if len(low) > _LONGEST:
        return False
    if compounds.is_superlative(low) or compounds.number(low):
        return True
    return compounds.ending(low) is not None


def _compounds(table: Language) -> tuple[re.Pattern[str], frozenset[str]]:
    """What a number word in one word looks like, and the pieces that it is made of."""
    pieces = sorted(
        [*table.numbers, *words(table.hundred), *words(table.lone_scales), *table.specials]
        + [scale for scale, power in table.scales.items() if power == 3],
        key=len,
        reverse=True,
    )
    piece = "|".join(map(re.escape, pieces))
    joiners = words(table.joiners) if table.compounds_nouns else ()
    joiner = "|".join(joiners) or "(?!)"  # no piece begins with one
    number = f"(?!{joiner})(?:(?:{joiner})?(?:{piece})){{1,8}}"
    inflected = f"(?:{table.inflections})?" if table.inflections else ""
    nouns = table.compounds_nouns
    endings = "|".join(
        f"(?P<{kind}>(?:{said}){tail})"
        for kind, said, tail in (
            ("time", table.time_endings or "(?!)", r"\w*"),
            # the first is the stem
            ("percent", words(table.percent_endings)[0] if nouns else "(?!)", inflected),
            ("times", table.times_endings if nouns else "(?!)", inflected),
            ("vague", table.vague_digits if nouns else "(?!)", inflected),
        )
    )
    return re.compile(f"(?P<number>{number})(?:{endings})?"), frozenset((*pieces, *joiners))


def _superlatives(table: Language) -> re.Pattern[str] | None:
    if not table.compounds_nouns:
        return None
    stems = sorted(
        {word[:-1] for word in table.ordinals if word.endswith("e")}, key=len, reverse=True
    )
    return re.compile(rf"(?:{'|'.join(stems)})(?:{table.superlatives})\w*")


def _sized(table: Language) -> re.Pattern[str] | None:
    """Compounds that name a size and no number: Milliardenloch."""
    if not table.sized:
        return None
    plurals = "|".join(word for word in words(table.vague_many) if word in table.scales)
    return re.compile(f"(?:{plurals})(?:{table.sized})\\w{{0,4}}$")


def segmented(pieces: frozenset[str], low: str) -> list[str] | None:
    """The pieces that make up the whole word: tre-cent-ottanta, not tre-cento-ttanta."""
    dead: set[int] = set()
    trail: list[str] = []

    def walk(at: int) -> bool:
        if at == len(low):
            return True
        if at in dead:
            return False
        for length in range(min(len(low) - at, 24), 1, -1):
            if low[at : at + length] in pieces:
                trail.append(low[at : at + length])
                if walk(at + length):
                    return True
                trail.pop()
        dead.add(at)
        return False

    return trail if walk(0) else None
