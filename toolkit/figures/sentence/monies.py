"""A scaled or bare number that is money because of what it is a part, an item or a use of."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.neighbours import FAR, LIKE, alike, amount, scale
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def monies(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "43.8 billion euros, of which 21 billion of savings": what follows is no counted thing."""
    paid = any(draft.money for draft in drafts)
    for draft in drafts:
        if draft.of is None:
            if paid and draft.large and draft.unitless:
                _owned(p, draft, lex)
            continue
        whole = _whole(p, draft, drafts, lex)
        if whole and _is_part(draft, whole, lex):
            draft.of, draft.after, draft.loose = None, draft.end, True
        elif draft.large and (
            lex.money_nouns.fit(draft.of.lower())  # "70 milioni di sinergie"
            or (paid and _money(p, draft, lex))
            or (whole and draft.worth <= (whole.high or whole.worth))
            or _owner(draft, drafts, lex)
        ):
            draft.of, draft.after = None, draft.end


def _owner(draft: Draft, drafts: list[Draft], lex: Lexicon) -> bool:
    """ "1,78 billones de dólares frente a 1,75 billones de Amazon": whose money it is."""
    named = (draft.of or "").istitle() and not lex.table.nouns_are_capital
    before = drafts[: drafts.index(draft)] if named else []
    return any(
        d.money and d.power == draft.power and alike(d.worth, draft.value, LIKE) for d in before
    )


def _owned(p: Passage, draft: Draft, lex: Lexicon) -> None:
    """ "3 million of its users": counts of some of the whole."""
    j = draft.end
    for k in p.ahead(j + 1) if p.folded(j) in lex.of | lex.owners else ():
        if p.low[k] in lex.counted_heads:
            draft.of, draft.after = p.word[k], k + 1
            return
        if not p.is_word(k) and not p.is_sign(k, "'’"):
            return


def _whole(p: Passage, draft: Draft, drafts: list[Draft], lex: Lexicon) -> Draft | None:
    """ "$350bn is left, of which one billion lapses": the money that it is a part of."""
    if not (lex.parts_of.ending(p, draft.lead) or lex.parts_of.ending(p, draft.first)):
        return None
    before = next((d for d in reversed(drafts) if d.first < draft.first and amount(d)), None)
    return before if before is not None and before.money else None


def _is_part(draft: Draft, whole: Draft, lex: Lexicon) -> bool:
    """ "80 milioni di euro, dei quali 50 coperti": what follows is no noun."""
    if draft.power or not whole.large or not (draft.of or "").lower().endswith(lex.participles):
        return False
    return shift(draft.worth, whole.power) <= whole.worth


def _money(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "a loan of 3 billion", "320 millions de ses actionnaires": beside other money."""
    noun, j = (draft.of or "").lower(), draft.end
    if draft.worth >= 10**9 and lex.large_money_nouns.fit(noun):
        return True
    if not p.is_word(j):
        return False
    if lex.credit_lines.at(p, max(draft.after, j) - 1):
        return True
    inner = j + 1 + p.is_sign(j + 1, "'’") if p.low[j] in lex.linkers else j
    if p.folded(inner) in lex.one:
        return True
    return inner > j and p.folded(inner) in lex.owners and lex.givers.fit(noun)


def summed(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "15 billion euros, five from the state and ten from the banks": the parts make the whole."""
    for n, whole in enumerate(drafts):
        told = whole.large or (whole.money and not whole.minor)
        if not told or whole.of is not None or whole.high is not None:
            continue
        parts: list[Draft] = []
        for part in drafts[n + 1 :]:
            if _between(part, began=bool(parts)):
                continue
            led = part.of is None or p.folded(part.end) in lex.linkers
            if not amount(part) or part.unit or part.candidates or part.power or not led:
                break
            parts.append(part)
        total = sum((part.worth for part in parts), Decimal(0))
        if len(parts) < 2 or shift(total, whole.power) != whole.value:
            continue
        if not whole.power and not any((part.decimals or 0) > 0 for part in parts):
            continue
        for part in parts:
            part.of, part.after = None, part.end
            scale(part, whole.power)
            part.take_unit(whole)
            part.per, part.weak = part.per or whole.per, False


def _between(draft: Draft, *, began: bool) -> bool:
    """ "in three phases: 400 in 2026, 350 in 2027": what stands before the parts or beside them."""
    if draft.kind in ("year", "date", "duration"):
        return True
    return not began and draft.of is not None and not draft.power


def enumerated(p: Passage, drafts: list[Draft]) -> None:
    """ "Alfa (5 millions d'euros), Beta (3,5 millions)": each in the bracket of its owner."""
    inside = [d for d in drafts if amount(d) and d.large and p.is_sign(d.lead - 1, "(")]
    for before, draft in pairwise(inside):
        if before.money and draft.unitless and alike(draft.worth, before.value, FAR):
            draft.take_unit(before)


def items(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "ricavi a 95 milioni di euro (+12 %), ebitda a 21 (+8 %)": the items of one account."""
    draft = drafts[n]
    k = draft.lead - 1
    k -= p.folded(k) in lex.level_markers | lex.links
    k -= p.is_sign(k, ",") and p.is_word(k - 1)  # "el resultado neto, de 33,9"
    k -= lex.paid.ending(p, k + 1) is not None
    if not p.is_word(k) or draft.per:
        return None
    low = p.low[k]
    named = lex.money_nouns.fit(low) or lex.large_money_nouns.fit(low)
    if not named or lex.rates.fit(low) or lex.targets.fit(low):
        return None
    if p.is_word(draft.end) and p.low[draft.end] not in lex.not_nouns:
        return None
    for other in reversed(drafts[:n]):
        if amount(other) and (other.money or (other.unitless and other.large)):
            fits = other.power and alike(shift(draft.worth, other.power), other.value, LIKE)
            return other if fits else None
    return None


def part_of_money(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "180 million euros, of which 60 are booked": the scale of the whole, which is larger."""
    draft, lead = drafts[n], drafts[n].lead
    if not n or not draft.digits or draft.per:
        return None
    led = lex.parts_of.ending(p, lead) or lex.parts_of.ending(p, draft.first)
    whole = drafts[n - 1]
    first = lex.wholes.ending(p, whole.lead)
    comma = p.is_sign(lead - 1 - (p.low[lead - 1] in lex.only), ",")
    opened = first is not None and first[0] == 0 and comma
    if not (led or opened or (draft.decimals and lex.parts_after.at(p, draft.end))):
        return None
    if not (amount(whole) and whole.large) or whole.of:
        return None
    fits = alike(shift(draft.worth, whole.power), whole.value, FAR)
    return whole if fits and shift(draft.worth, whole.power) <= whole.worth else None
