"""How two figures of a sentence stand to each other: linked, listed, parallel, alike."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage

CLOSE, LIKE, FAR = 4, 30, 100
"""How many times one amount may be another: of the same again, of the same kind, of one account."""


def amount(draft: Draft) -> bool:
    """Whether it has a value that another may be held against: no year, no part, nothing vague."""
    return draft.value is not None and draft.fraction is None


def scale(draft: Draft, power: int) -> None:
    """The scale that another lends."""
    draft.multiply(power)
    draft.power, draft.loose = power, False


def of_the(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """Whether nothing but "of the" stands between two numbers."""
    return " ".join(p.low[draft.end : other.first]) in lex.of_the


def power_of(draft: Draft) -> int:
    """The power between the two readings of an ambiguous amount."""
    plain, scaled = draft.alts[:2]
    return scaled.adjusted() - plain.adjusted()


def parallel(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
    """ "auf fünf, die Beraterkosten auf zwei Millionen Euro": the same word leads both."""
    word = p.folded(draft.lead - 1)
    same = word in lex.links and word == p.folded(other.lead - 1)
    if same and p.is_sign(draft.end, ","):
        return "parallel"
    return None


def alike(one: Decimal, other: Decimal | None, times: int) -> bool:
    """Whether neither is more than so many times the other; nothing is like everything."""
    if not one or not other:
        return True
    return abs(one) <= times * abs(other) and abs(other) <= times * abs(one)


def link_between(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
    """How the words between say that two figures belong together: change, moved, instead, list."""
    j, end = draft.end, other.lead
    lead = draft.lead - p.is_sign(draft.lead - 1, "'’")  # "dall'1 al 3 %"
    while p.low[lead - 1] in lex.now:
        lead -= 1
    while p.low[j] in lex.now:
        j += 1
    while end - 1 > j and p.low[end - 1] in lex.definite | lex.one | lex.plus:
        end -= 1
    if p.is_sign(j, ",") and j + 1 == end:
        return "list"
    if p.is_sign(j, "/") and draft.decimals and draft.decimals == other.decimals:
        return "list"  # "Höchst/Tiefst: 46,60/13,25 Euro"
    to = lex.to_words.at(p, j)
    small = lex.definite | lex.by | {"'"}
    if to and to[0] <= end and all(p.low[k] in small for k in range(to[0], end)):
        if p.low[j] in lex.instead:
            return "instead"
        before = p.folded(draft.first - 1)
        if lex.up.fit(before) or lex.down.fit(before):
            return "moved"
        opened = lex.from_words.ending(p, lead) or lex.from_words.ending(p, lead - 1)
        return "change" if opened or before in lex.change_markers or before in lex.links else None
    if p.folded(j) in lex.list_words and j + 1 >= end - 1:
        return "list"
    if p.folded(j) in lex.instead and all(p.is_word(k) for k in range(j, end)):
        return "list"
    return None


def in_bracket(p: Passage, draft: Draft, before: Draft) -> bool:
    """ "$3.2bn (2024: 2.9)": a bare number alone in the bracket after an amount."""
    close = draft.end
    while p.is_word(close):
        close += 1
    close += p.is_number(close)
    opened = before.after
    named = before.unit == "multiple"  # "2,1 fois l'Ebitda (2,6 un an plus tôt)"
    while (p.is_word(opened) and (named or not p.capital(opened))) or p.is_sign(opened, "'’"):
        opened += 1
    return p.is_sign(opened, "(") and p.is_sign(close, ")")


def cue_before(p: Passage, lex: Lexicon, at: int) -> tuple[int, None] | None:
    """The words just before that say a number leaves something out: from, nach, frente a."""
    at -= p.is_sign(at - 1, "'’")  # "dall'8"
    found = lex.elided_after.ending(p, at)
    if found is None and p.folded(at - 1) in lex.definite:
        found = lex.elided_after.ending(p, at - 1)
    return found


def makes_up_hundred(draft: Draft, before: Draft) -> bool:
    """ "70 % ..., the remaining 30"."""
    return before.unit == "percent" and draft.worth + before.worth == 100


def stands_for_noun(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "2.400 der 31.000 Stellen", "38 eine Dividende", "310 m²": plainly a count."""
    if p.folded(k + 2) == "ici":  # "10 d'ici à 2029"
        return False
    counted = p.folded(k) in lex.definite | lex.one | lex.linkers
    return counted or (p.is_word(k) and p.word[k] in PHYSICAL)
