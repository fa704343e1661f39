"""Number words written together, and words a number is compounded with."""

from __future__ import annotations

import re

from toolkit.figures.languages.language import Language, words

_INFLECTED = "(?:e|er|en|es|em|s)?"


def compounds(table: Language) -> tuple[re.Pattern[str], frozenset[str]]:
    """What a number word in one word looks like, and the pieces that it is made of."""
    pieces = sorted(
        [*table.numbers, *words(table.hundred), *words(table.lone_scales), *table.specials]
        + [scale for scale, power in table.scales.items() if power == 3],
        key=len,
        reverse=True,
    )
    pieces = [word for word in pieces if word != "und"]
    piece = "|".join(map(re.escape, pieces))
    joiners = words(table.joiners) if table.compounds_nouns else ()
    joiner = "|".join(joiners) or "(?!)"  # no piece begins with one
    number = f"(?!{joiner})(?:(?:{joiner})?(?:{piece})){{1,8}}"
    endings = "|".join(
        f"(?P<{kind}>{body})"
        for kind, body in (
            ("time", "(?:" + table.time_endings + ")" + r"\w*" if table.time_endings else "(?!)"),
            ("percent", "(?:prozentig)" + _INFLECTED if table.percent_endings else "(?!)"),
            (
                "times",
                "(?:" + table.times_endings + ")" + _INFLECTED if table.compounds_nouns else "(?!)",
            ),
            (
                "vague",
                "(?:" + table.vague_digits + ")" + _INFLECTED if table.compounds_nouns else "(?!)",
            ),
        )
    )
    return re.compile(f"(?P<number>{number})(?:{endings})?"), frozenset((*pieces, *joiners))


def superlatives(table: Language) -> re.Pattern[str] | None:
    if not table.compounds_nouns:
        return None
    stems = sorted(
        {word[:-1] for word in table.ordinals if word.endswith("e")}, key=len, reverse=True
    )
    return re.compile(rf"(?:{'|'.join(stems)})(?:{table.superlatives})\w*")


def sized(table: Language) -> re.Pattern[str] | None:
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
