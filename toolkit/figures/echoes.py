"""A bare number that repeats what the figure before it was in: its unit, or what it counted."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.draft import Draft
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.neighbours import WEAK_LINKS, alike, amount
from toolkit.figures.tokens import NUMBER, WORD, Passage

_NEAR = 5
"""How many tokens before a number a word may stand that compares it."""
_PASSED = frozenset(("date", "year", "duration", "ordinal", "time", "name"))
_STOPS = ";:.!?()"


def echoed(p: Passage, drafts: list[Draft], n: int, other: Draft, lex: Lexicon) -> bool:
    """Whether the bare number at `n` is in the unit of `other`, an unscaled figure before it."""
    draft = drafts[n]
    if other.power or other.unit is None or not other.digits or draft.value is None:
        return False
    if other.value is None or other.of is not None or not other.value or not draft.value:
        return False
    if not nearest(drafts, n, other):
        return False
    if other.unit in ("percentage_point", "basis_point"):
        return _contributes(p, draft, other, lex)
    if _level_of_index(p, draft, lex):
        return False
    value, last = draft.value, other.value
    if other.unit == "percent":
        same = bool(draft.decimals) or not other.decimals
        return same and alike(value, last, 2) and _recalled(p, draft, other, lex)
    if other.unit == "multiple":
        if not alike(value, last, 4):
            return False
        return _recalled(p, draft, other, lex) or _paired(p, draft, other, lex)
    if not other.money or not alike(value, last, 3):
        return False
    if _recalled(p, draft, other, lex) or _paired(p, draft, other, lex):
        return True
    return _aimed(p, draft, other, lex) or _led_alike(p, draft, other)


def nearest(drafts: list[Draft], n: int, other: Draft) -> bool:
    """Whether no figure stands between the two but dates and the like."""
    for draft in reversed(drafts[:n]):
        if draft is other:
            return True
        if draft.kind not in _PASSED:
            return False
    return False


def _level_of_index(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    return draft.end < p.size and p.low[draft.end] in lex.point_words


def _clause(p: Passage, draft: Draft, other: Draft, reach: int) -> list[int]:
    """The tokens just before `draft`, nearest first, as far as `other` and no stop between."""
    answer = []
    for k in range(draft.first - 1, max(other.end - 1, draft.first - 1 - reach), -1):
        if p.word[k] in _STOPS and p.gap(k + 1) != "":
            break
        answer.append(k)
    return answer


def _recalled(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "after touching 4.38", "against 47", "zuvor waren es 47", "47 previously"."""
    if draft.end < p.size and p.low[draft.end] in lex.recalling - WEAK_LINKS:
        return True
    return any(p.low[k] in lex.recalling for k in _clause(p, draft, other, _NEAR))


def _paired(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "21 times for the leader and only 12 for the runner-up"."""
    k = draft.first - 1
    only = False
    while k > other.end and p.low[k] in lex.only | lex.definite:
        k, only = k - 1, True
    if not (p.low[k] in lex.list_words or p.is_sign(k, ",")):
        return False
    if draft.end >= p.size or p.kind[draft.end] != WORD:
        return False
    purpose = p.low[draft.end]
    if purpose not in lex.purposes:
        return False
    return only or any(p.low[m] == purpose for m in range(other.end, min(other.end + 6, k)))


def _aimed(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "at 48 euros, with a target of 60": a price beside a price."""
    return any(lex.targets.fit(p.low[k]) for k in _clause(p, draft, other, _NEAR))


def _led_alike(p: Passage, draft: Draft, other: Draft) -> bool:
    """ "entered at 22 euros, leaves at 31.50": the same word leads both, cents are printed."""
    lead = p.folded((draft.lead or draft.first) - 1)
    if draft.decimals != 2 or lead not in WEAK_LINKS | {"zu", "bei"}:
        return False
    first = {p.folded((other.lead or other.first) - 1), p.folded(other.first - 1)}
    return lead in first


def _contributes(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "pricing added 4.5 points and volumes took off 0.7"."""
    if other.value is None or draft.value is None or not alike(draft.value, other.value, 40):
        return False
    near = [*_clause(p, draft, other, 4), *range(draft.end, min(p.size, draft.end + 3))]
    return any(p.kind[k] == WORD and lex.contributing.fit(p.low[k]) for k in near)


def recounted(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """A bare number that counts the same things as a count before it, part or more of them."""
    for n, draft in enumerate(drafts):
        if not n or not amount(draft) or not draft.unitless or draft.value is None:
            continue
        if draft.high is not None or not (draft.loose or draft.power >= 6):
            continue
        count = _count_before(drafts, sentence, n)
        if count is None or count.value is None or draft.decimals is None:
            continue
        if draft.power:
            said = count.power >= 6 and alike(draft.value, count.value, 10)
            if said and nearest(drafts, n, count) and _is(p, draft, count, lex):
                draft.of = count.of
            continue
        if draft.decimals > 0:
            continue
        if _more(p, draft, lex) or _part(p, draft, count, lex) or _was(p, draft, count, lex):
            draft.of, draft.loose, draft.weak = count.of, False, False


def _count_before(drafts: list[Draft], sentence: list[int], n: int) -> Draft | None:
    for m in range(n - 1, max(-1, n - 5), -1):
        other = drafts[m]
        if sentence[m] != sentence[n] or other.kind == "ambiguous":
            return None
        if other.money and other.power and not other.converted_from:
            return None
        if amount(other) and other.of is not None:
            return other
    return None


def _more(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "an option on 20 more", "weitere 120", "altri 15"."""
    after = draft.end < p.size and p.low[draft.end] in lex.others_after
    return after or p.folded(draft.first - 1) in lex.others_before


def _part(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    """ "of the 740 stores, 62 will close", "1,200 jobs, of which 300"."""
    assert draft.value is not None and count.value is not None
    if draft.value > count.value:
        return False
    lead = draft.lead or draft.first
    if lex.parts_of.ending(p, lead) or lex.parts_of.ending(p, draft.first):
        return True
    whole = lex.wholes.ending(p, count.lead or count.first)
    if whole is None or not (whole[0] == 0 or not p.is_word(whole[0] - 1) or p.capital(whole[0])):
        return False
    return p.is_sign(lead - 1, ",") or lex.table.verb_last


def _is(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    near = [*_clause(p, draft, count, 4), *range(draft.end, min(p.size, draft.end + 2))]
    return any(p.low[k] in lex.copulas for k in near)


def _was(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    """ "98 stores; a year before it was 110"."""
    assert draft.value is not None
    near = draft.end < p.size and p.kind[draft.end] == WORD and p.low[draft.end] in lex.recalling
    recalled = near or any(p.low[k] in lex.recalling for k in _clause(p, draft, count, 8))
    return recalled and alike(draft.value, count.value, 4) and draft.digits


def monies(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "43.8 billion euros, of which 21 billion of savings": what follows is no counted thing."""
    paid = {s for draft, s in zip(drafts, sentence, strict=True) if draft.money}
    for draft, s in zip(drafts, sentence, strict=True):
        if s not in paid or draft.of is None or draft.power < 6 or not amount(draft):
            continue
        if (
            draft.unit is None
            and not draft.candidates
            and (_money(p, draft, lex) or _part_of_money(p, draft, drafts, lex))
        ):
            draft.of, draft.after = None, draft.end


def _part_of_money(p: Passage, draft: Draft, drafts: list[Draft], lex: Lexicon) -> bool:
    """ "$350bn is left, of which one billion lapses": a part of money is money."""
    lead = draft.lead or draft.first
    if not (lex.parts_of.ending(p, lead) or lex.parts_of.ending(p, draft.first)):
        return False
    before = next((d for d in reversed(drafts) if d.first < draft.first and amount(d)), None)
    if before is None or not before.money or before.value is None or draft.value is None:
        return False
    return 10 * draft.value >= before.value / 1000 and draft.value <= (before.high or before.value)


def _money(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    noun = (draft.of or "").lower()
    large = draft.power >= 9 or (draft.value or Decimal(0)) >= 10**9
    if lex.money_nouns.fit(noun) or (lex.money_endings and noun.endswith(lex.money_endings)):
        return True
    if large and lex.large_money_nouns.fit(noun):
        return True
    j = draft.end
    if j >= p.size or p.kind[j] != WORD:
        return False
    inner = j + 1 + p.is_sign(j + 1, "'’") if p.low[j] in lex.linkers else j
    if p.folded(inner) in lex.one:
        return True
    owned = inner > j and p.is_word(inner + 1) and p.kind[inner] != NUMBER
    received = any(
        p.kind[k] == WORD and lex.receiving.fit(p.low[k])
        for k in range(max(0, draft.first - 4), draft.first)
    )
    return owned and received and p.low[inner] in lex.owners
