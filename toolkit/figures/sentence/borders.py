"""Where a clause of another subject begins, past which no scale and no unit is lent."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.neighbours import CLOSE, alike, amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage

_SIGNS = ",;:.()–—"
GROUPED = 1000
"""From here on a number is as a rule printed in full."""
_SHRUNK = 10
"""How many times as large as its neighbour a number may be, and still share a scale."""


def another_subject(p: Passage, other: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "2.3 billion, and patents grew to 1,080": the later number is of something else."""
    begin, end = other.after, draft.lead
    if unmeasured(p, begin, end, lex):
        return True
    if _governed(p, begin, end, lex):
        return False
    way = range(begin, end) if other.power else p.back(end, begin)
    border = next((k for k in way if _opens(p, k, lex)), end)
    bare = not other.power
    return any(
        names(p, k, lex)
        and not (bare and (p.low[k] in lex.price_nouns or lex.targets.fit(p.low[k])))
        for k in range(border + 1, end)
    )


def _governed(p: Passage, begin: int, end: int, lex: Lexicon) -> bool:
    """ "and made a profit of 130": the noun just before is money, whatever else was named."""
    passed = lex.level_markers | lex.links
    nearest = next((k for k in p.back(end, begin) if p.low[k] not in passed), begin)
    return lex.money_nouns.fit(p.low[nearest])


def unmeasured(p: Passage, begin: int, end: int, lex: Lexicon, *, rate: bool = False) -> bool:
    """ "and the index to 98", "the number of analysts": what has no unit of a neighbour's."""
    of_prices = rate and any(p.low[k].startswith(lex.inflation) for k in p.back(end))
    return any(
        (p.low[k].startswith(lex.indices) and not of_prices)
        or p.low[k] in lex.counted_heads | lex.counting
        for k in p.back(end, begin)
    )


def fits(draft: Draft, other: Draft) -> bool:
    """Whether a number is of the size that leaves a scale out: 1,080 beside 1,200 million."""
    value = abs(draft.high or draft.worth)
    if not other.large or not amount(other):
        return True
    if value >= GROUPED:
        return alike(shift(value, other.power), other.value, CLOSE)
    return shift(value, other.power) <= _SHRUNK * abs(other.high or other.worth)


def stands_alone(p: Passage, other: Draft, draft: Draft, lex: Lexicon) -> bool:
    """Whether a number from a thousand up is printed in full: it has a subject of its own."""
    after = draft.first > other.first
    return after and draft.worth >= GROUPED and another_subject(p, other, draft, lex)


def _opens(p: Passage, k: int, lex: Lexicon) -> bool:
    return p.is_sign(k, _SIGNS) or p.low[k] in lex.list_words or p.low[k] in lex.borders


def names(p: Passage, k: int, lex: Lexicon) -> bool:
    """Whether a token may name a subject that is no money and no time."""
    low = p.folded(k)
    if not p.is_word(k) or (lex.table.nouns_are_capital and not p.capital(k)):
        return False
    if lex.traded.fit(low):
        return True
    if low in lex.unnaming | lex.links or lex.up.fit(low) or lex.down.fit(low):
        return False
    if lex.money_nouns.fit(low) or lex.large_money_nouns.fit(low):
        return False
    return lex.time_units.at(p, k) is None and not lex.targets.fit(low)
