"""How two figures of a sentence stand to each other: linked, listed, parallel, alike."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.numerals.digits import shift
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage

CLOSE, LIKE, FAR = 4, 30, 100
"""How many times one amount may be another: of the same again, of the same kind, of one account."""


def amount(draft: Draft) -> bool:
    return (
        draft.kind == "quantity"
        and draft.value is not None
        and draft.fraction is None
        and not draft.vague
    )


def scale(draft: Draft, power: int) -> None:
    if draft.value is not None and not draft.power:
        draft.multiply(power)
        draft.power = power
    draft.loose = False


def of_the(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """Whether nothing but "of the" stands between two numbers."""
    between = [p.low[k] for k in range(draft.end, other.first)]
    return 1 <= len(between) <= 2 and " ".join(between) in lex.of_the


def power_of(draft: Draft) -> int:
    """The power between the two readings of an ambiguous amount."""
    plain, scaled = draft.alts[:2]
    return scaled.adjusted() - plain.adjusted() if plain else 0


def parallel(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
    """ "auf fünf, die Beraterkosten auf zwei Millionen Euro": the same word leads both."""
    word = p.folded(draft.lead - 1)
    same = word in lex.links and word == p.folded(other.lead - 1)
    if same and p.is_sign(draft.end, ","):
        return "parallel"
    return None


def alike(one: Decimal, other: Decimal | None, times: int) -> bool:
    if other is None or not one or not other:
        return True
    ratio = (
        abs(one) / abs(other)
        if abs(one) < Decimal(10) ** 40 and abs(other) < Decimal(10) ** 40
        else Decimal(0)
    )
    return Decimal(1) / times <= ratio <= times


def link_between(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
    j, end = draft.end, other.lead
    end = min(end, other.first)
    lead = draft.lead - p.is_sign(draft.lead - 1, "'’")  # "dall'1 al 3 %"
    while p.low[lead - 1] in lex.now and lead > 1:
        lead -= 1
    while j < end and p.low[j] in lex.now:
        j += 1
    if j > end:
        return None
    while end - 1 > j and p.low[end - 1] in lex.definite | lex.one | lex.plus:
        end -= 1
    if j < end and p.is_sign(j, ",") and j + 1 == end:
        return "list"
    if p.is_sign(j, "/") and j + 1 == end and draft.decimals and draft.decimals == other.decimals:
        return "list"  # "Höchst/Tiefst: 46,60/13,25 Euro"
    to = lex.to_words.at(p, j)
    if (
        to
        and to[0] <= end
        and all(p.low[k] in lex.definite | lex.by | {"'"} for k in range(to[0], end))
    ):
        if p.low[j] in lex.instead:
            return "instead"
        opened = lex.from_words.ending(p, lead)
        if opened is None and p.folded(lead - 1) in lex.definite | lex.one:
            opened = lex.from_words.ending(p, lead - 1)
        if opened is None and p.folded(draft.first - 1) in lex.definite:
            opened = lex.from_words.ending(p, draft.first - 1)
        before = p.folded(draft.first - 1)
        if lex.up.fit(before) or lex.down.fit(before):
            return "moved"
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
    close += p.is_number(close) and close > draft.end
    opened = max(before.end, before.after)
    if p.is_sign(opened + 1, "(") and p.is_word(opened) and not p.capital(opened):
        opened += 1
    if before.unit == "multiple":
        while p.is_word(opened) or p.is_sign(opened, "'’"):
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
    if before.unit != "percent" or draft.value is None or before.value is None:
        return False
    return draft.value + before.value == 100


def _money_named(p: Passage, k: int, lex: Lexicon) -> bool:
    low = p.folded(k)
    return (
        lex.money_nouns.fit(low)
        or lex.large_money_nouns.fit(low)
        or low in lex.list_words
        or not p.is_word(k)
        or lex.up.fit(low)
        or lex.down.fit(low)
    )


def weakly_elided(p: Passage, draft: Draft, before: Draft, lead: int, lex: Lexicon) -> bool:
    """After a mere "to", "of", "under": only beside an amount of the same size."""
    value = draft.worth
    if before.power:
        closed = (
            draft.end >= p.size
            or p.kind[draft.end] != WORD
            or p.low[draft.end] in lex.links | lex.not_nouns
        )
        if p.folded(lead - 1) in lex.of and not _money_named(p, lead - 2, lex):
            return False
        return before.money and closed and alike(shift(value, before.power), before.value, LIKE)
    if before.unit == "basis_point" and draft.decimals and not before.decimals:
        return False
    if before.unit == "basis_point":
        return alike(value, before.value, FAR)
    said = {p.folded(k) for k in p.clause(lead)}
    average = bool(said & (lex.averages | lex.price_nouns))
    if before.unit == "percent":
        if not draft.decimals:
            return False
        fine = draft.decimals - (before.decimals or 0)  # not "0.27%, to 0.8647"
        average = average or (fine < 2 and bool(said & lex.of))
    return average and alike(value, before.value, LIKE)


def stands_for_noun(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "2.400 der 31.000 Stellen", "38 eine Dividende", "310 m²": plainly a count."""
    if p.folded(k + 2) == "ici":  # "10 d'ici à 2029"
        return False
    counted = p.folded(k) in lex.definite | lex.one | lex.linkers
    return counted or (p.is_word(k) and p.word[k] in PHYSICAL)
