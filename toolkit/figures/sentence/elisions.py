"""A scale or a unit left out, and the figure before it in the sentence that lends it."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.figures.context.heads import counted_head
from toolkit.figures.context.units import Reading, unit_after
from toolkit.figures.draft import Draft, Sentence
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.borders import another_subject, fits, names, stands_alone
from toolkit.figures.sentence.echoes import echoed
from toolkit.figures.sentence.likes import like_before, same_scale
from toolkit.figures.sentence.monies import items, part_of_money
from toolkit.figures.sentence.neighbours import (
    FAR,
    LIKE,
    alike,
    amount,
    cue_before,
    in_bracket,
    makes_up_hundred,
    scale,
    stands_for_noun,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def backward(p: Passage, drafts: list[Draft], near: Beside, lex: Lexicon) -> None:
    """ "nach 12,8", "$4bn, not six", "half a billion": from a figure before."""
    counts: set[int] = set()  # of a head that stands before
    for n, draft in enumerate(drafts):
        if same_scale(p, drafts[n - 1], draft, lex):
            scale(draft, drafts[n - 1].power)
        if not draft.loose and not (draft.power and draft.unitless and amount(draft)):
            continue
        led = p.folded(draft.lead - 1) in lex.level_markers  # "da 700mila a 900mila"
        again = n - 1 in counts and led and draft.lead - 1 <= drafts[n - 1].after
        if again or _counts_heads(p, drafts, n, lex):
            counts.add(n)
            draft.loose = False
            draft.of = counted_head(p, draft, lex)
        elif draft.power:
            _of_what(p, drafts, n, near, lex)
        else:
            _bare(p, drafts, n, lex)


def _of_what(p: Passage, drafts: list[Draft], n: int, near: Beside, lex: Lexicon) -> None:
    """ "it cost three billion": whose money a scaled number is, or what it counts."""
    draft = drafts[n]
    restated = lex.conversions.ending(p, draft.lead) is not None
    cued = bool(cue_before(p, lex, draft.lead)) or p.is_sign(draft.lead - 1, ",")
    before = _before(p, drafts, n, counted=restated or cued)
    if before is None and not _restated(p, drafts, n):
        said = None if draft.digits else near.said
        before = said or _next_money(drafts, n) or near.agreed or _only_money(drafts, n)
        before = before or (near.alike if _of_money(p, draft, lex) else None)
    named = _issued_in(p, draft, lex) if before is None else None
    if named:
        draft.unit, draft.candidates = named.unit, named.candidates
    if before is None or (not before.power and p.folded(draft.end) in lex.copulas):
        return  # "tickets rose to $61.20, and 2.8 million were sold"
    draft.take_unit(before)


def _issued_in(p: Passage, draft: Draft, lex: Lexicon) -> Reading | None:
    """ "un'emissione in dollari da 1,5 miliardi": the currency is named before the sum."""
    for k in p.back(draft.lead, max(0, draft.lead - _SUBJECT)):
        if not p.is_word(k):
            return None
        unit = unit_after(p, k + 1, lex) if p.low[k] in lex.head_words else None
        if unit and unit.kind == "currency":
            return unit
    return None


def _bare(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> None:
    """A number alone: part of a sum, an echo of the figure before it, or its like."""
    draft = drafts[n]
    lender = _lender(p, drafts, n, lex)
    if lender is not None:
        scale(draft, lender.power)
        draft.take_unit(lender)
        return
    if _signed_apart(p, drafts, n):
        draft.unit, draft.loose = "percent", False
        return
    before = _before(p, drafts, n, counted=False)
    source = echoed(p, drafts, n, lex)
    if before and draft.per == before.per == "share":
        source = before
    if source is not None:
        draft.take_unit(source)
    elif before is not None:
        _repeated(p, drafts, n, before, lex)


def _repeated(p: Passage, drafts: list[Draft], n: int, before: Draft, lex: Lexicon) -> None:
    """ "637 euro, 18 in meno", "$4bn, not six": scale and unit, where it speaks of the same."""
    draft, lead, last = drafts[n], drafts[n].lead, before is drafts[n - 1]
    if before.large and _aside(p, draft, before, lex):
        return
    touching = last and p.is_sign(lead - 1, ",")
    if not fits(draft, before) or not (touching or not another_subject(p, before, draft, lex)):
        return
    if last and _compared(p, draft, lex):
        _like(draft, before, FAR)
    elif before is drafts[n - 1 - (drafts[n - 1].kind == "year")] and in_bracket(p, draft, before):
        if _signed_rates(p, drafts, n):
            draft.unit, draft.loose = "percent", False
        else:
            _like(draft, before, LIKE)
    elif before.power and _negated(p, draft, lex):
        scale(draft, before.power)
        draft.take_unit(before)
    elif draft.digits and _cued(p, drafts, n, before, lex):
        _like(draft, before, FAR)


def _negated(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "$4bn, not six": what it is not is of the same."""
    at = draft.lead - (p.folded(draft.lead - 1) in lex.linkers)
    return lex.negations.ending(p, at) is not None


def _cued(p: Passage, drafts: list[Draft], n: int, before: Draft, lex: Lexicon) -> bool:
    """ "nach 12,8": whether a word before it says that it repeats what the figure before is of."""
    draft, lead = drafts[n], drafts[n].lead
    if makes_up_hundred(draft, before):
        return True
    if before.unit == "basis_point" and draft.decimals and not before.decimals:
        return False
    cue = cue_before(p, lex, draft.first) or cue_before(p, lex, lead)
    if cue is None and (not before.power or before is not drafts[n - 1]):
        return False
    weak = cue is None or (p.low[cue[0]] in lex.links and cue[0] == lead - 1)
    if weak and before.power and _shared_out(drafts, n):
        return False
    return not weak or _weakly_elided(p, draft, before, lex)


def _weakly_elided(p: Passage, draft: Draft, before: Draft, lex: Lexicon) -> bool:
    """After a mere "to", "of", "under": only beside an amount of the same size."""
    lead = draft.lead
    if before.power:
        after = p.folded(draft.end)
        closed = not p.is_word(draft.end) or after in lex.links | lex.not_nouns
        if p.folded(lead - 1) in lex.of and names(p, lead - 2, lex):
            return False
        near = alike(shift(draft.worth, before.power), before.value, LIKE)
        return before.money and closed and near
    if before.unit == "basis_point":
        return True
    said = {p.folded(k) for k in p.clause(lead)}
    if before.unit != "percent":
        told = said & (lex.averages | lex.price_nouns)
    elif (draft.decimals or 0) - (before.decimals or 0) < 2:  # not "0.27%, to 0.8647"
        told = said & (lex.averages | lex.of - lex.definite)
    else:
        told = said & lex.averages
    return bool(told and (draft.decimals or before.unit != "percent"))


def _signed_rates(p: Passage, drafts: list[Draft], n: int) -> bool:
    """ "ricavi a 90 milioni (+8 per cento), utile a 12 (+5)": as the other signs in brackets."""
    signed = [d for d in drafts if p.is_sign(d.first, "+-−–")]
    return drafts[n] in signed and any(d.unit == "percent" for d in signed)


def _signed_apart(p: Passage, drafts: list[Draft], n: int) -> bool:
    """ "bei Nord (-0,2 Prozent) wie bei Süd (-0,9)": each beside its name, the second bare."""
    draft, before = drafts[n], drafts[n - 1]
    alone = n > 0 and p.is_sign(draft.end, ")") and before.after < draft.first - 1
    shown = before.unit == "percent" and p.is_sign(before.first - 1, "(")
    return alone and shown and _signed_rates(p, drafts, n)


def _lender(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """Whose scale and unit it has: the sum that it is a part of, the head of its list, its like."""
    whole = part_of_money(p, drafts, n, lex) or items(p, drafts, n, lex)
    return whole or like_before(p, drafts, n, lex)


def _aside(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "sold for 75 million euros at 31": what follows at once is no second amount."""
    lead = draft.lead - 1
    return lead == other.end and p.low[lead] in lex.aside


def _shared_out(drafts: list[Draft], n: int) -> bool:
    """ "20 % for 340 million euros, and may go to 35": a rate as well as money goes before."""
    return any(d.unit == "percent" for d in drafts[n - 2 : n - 1])


def _counts_heads(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """ "customer numbers rose to 2.31 million", "dipendenti: 1.052": a count, whatever is near."""
    before = drafts[max(n - 2, 0) : n]
    if before and before[-1].unit == "percent":
        before.pop()
    begin = max((d.after for d in before), default=0)
    aside = False
    for k in p.back(drafts[n].first, begin):
        if p.is_sign(k, ";"):
            return False
        if p.is_sign(k, ",") and not lex.range_openers.at(p, k + 1):
            aside = not aside
        if p.low[k] in lex.counted_heads:
            return not aside and not _money_of(p, k, begin, lex)
        if p.is_word(k) and p.low[k] in lex.list_words and drafts[n].power:
            return False
    return False


def _money_of(p: Passage, k: int, begin: int, lex: Lexicon) -> bool:
    """ "revenue from subscribers rose to 60 million": the money is what rose."""
    for m in p.clause(k, begin):
        if not p.is_word(m) or p.low[m] in lex.list_words:
            return False
        if lex.money_nouns.fit(p.low[m]):
            return True
    return False


def _compared(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "637 euro, 18 in meno": an amount of change that leaves out what the level was in."""
    more = lex.more.at(p, draft.end) or lex.less.at(p, draft.end)
    return more is not None or p.folded(draft.end) in lex.minus | lex.plus


def _like(draft: Draft, other: Draft, times: int) -> None:
    """Scale and unit of `other`, where that leaves the two within `times` of each other."""
    power = other.power or other.minor
    value = draft.worth
    if not alike(shift(value, power), other.value, times):
        return
    scale(draft, other.power)
    draft.take_unit(other)


def _restated(p: Passage, drafts: list[Draft], n: int) -> bool:
    """ "44 millones (39 millones de euros)": a bracket says it in another currency."""
    opened = drafts[n].end
    later = drafts[n + 1 : n + 2]
    return p.is_sign(opened, "(") and any(d.money and d.lead == opened + 1 for d in later)


def _next_money(drafts: list[Draft], n: int) -> Draft | None:
    return next((d for d in drafts[n + 1 :] if d.money and d.power), None)


def _only_money(drafts: list[Draft], n: int) -> Draft | None:
    """The one currency of a sentence, for billions: "3,6 miliardi, ... 1,05 euro per azione"."""
    if drafts[n].power < 9:
        return None
    units = [d for d in drafts if d.money and d.per in (None, "share")]
    units = [d for d in units if (d.decimals or 0) < 3]  # no rates of exchange
    return units[0] if len({d.unit for d in units}) == 1 else None


class Beside(NamedTuple):
    """Money of the sentences beside one, for its scaled numbers that nothing in it lends a unit."""

    said: Draft | None
    """The last of the sentence before: "it cost three billion"."""
    agreed: Draft | None
    """The same on both sides: "a 46 milioni"."""
    alike: Draft | None
    """Of the one currency of the last sentence but one at most that tells of money."""


def beside(sentences: list[Sentence], n: int) -> Beside:
    """What the sentences before and after the nth lend it."""
    before = [d for each in sentences[max(n - 1, 0) : n] for d in each.drafts if d.money]
    after = [d for each in sentences[n + 1 : n + 2] for d in each.drafts if d.money]
    one = next((d for d in reversed(before) if d.power), None)
    other = next((d for d in after if d.power), None)
    agreed = one if one and other and one.unit == other.unit else None
    near = (s.drafts for s in reversed(sentences[max(n - _SENTENCES, 0) : n]))
    own = next((told for drafts in near if (told := [d for d in drafts if d.money])), [])
    own = [d for d in own if d.converted_from is None]
    alike = own[-1] if len({(d.unit, d.candidates) for d in own}) == 1 else None
    return Beside(before[-1] if before else None, agreed, alike)


_SENTENCES = 2
"""So many sentences back the money was told of that a sum is of."""


def _of_money(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "La dette atteint 300 millions", "el valor en libros (810 millones)": what is told of."""
    for k in p.back(draft.lead, max(0, draft.lead - _SUBJECT)):
        low = p.low[k]
        if lex.money_nouns.fit(low) or lex.large_money_nouns.fit(low):
            return True
        if not (p.is_word(k) or p.is_sign(k, "('’")) or low in lex.list_words | lex.counted_heads:
            return False
    return False


_SUBJECT = 8
"""So many words before a sum at most name what it is a sum of."""


def _holds(whole: Draft, draft: Draft) -> bool:
    """Whether a count is large enough to be what a scaled number is more of, or part of."""
    return alike(draft.worth, whole.value, FAR)


def _before(p: Passage, drafts: list[Draft], n: int, *, counted: bool) -> Draft | None:
    draft = drafts[n]
    for other in reversed(drafts[:n]):
        if other.vague and other.money and draft.power:
            return other
        if not amount(other) or (other.money and _restates(p, other, draft)):
            continue
        counts = counted and other.of is not None and _holds(other, draft)
        if draft.power and not other.money and not counts:
            continue
        if other.unitless and not other.power:
            continue
        return other
    return None


def _restates(p: Passage, other: Draft, draft: Draft) -> bool:
    """ "372 riyals ($99; £53) after topping 400": it stands in brackets that are closed since."""
    brackets = (p.word[k] for k in range(other.end, draft.first) if p.is_sign(k, "()"))
    return next(brackets, "") == ")"


def undecided(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """A bare number beside an amount with a scale may share it: both readings, no value."""
    for n, draft in enumerate(drafts):
        if not draft.loose or not draft.digits or not draft.value:
            continue
        recalled = p.folded(draft.end + 1) in lex.unnaming and p.low[draft.end] in lex.definite
        if not draft.decimals and not recalled and stands_for_noun(p, draft.end, lex):
            continue
        times = FAR if draft.decimals else LIKE
        near = [
            m
            for m, other in enumerate(drafts)
            if other.power
            and amount(other)
            and alike(shift(draft.value, _lent(other, draft, lex)), other.value, times)
            and not stands_alone(p, other, draft, lex)
        ]
        if near:
            other = drafts[min(near, key=lambda m: abs(m - n))]
            draft.either(shift(draft.value, _lent(other, draft, lex)))


def _lent(other: Draft, draft: Draft, lex: Lexicon) -> int:
    """ "mil millones a vivienda y otros 400": the thousand of a thousand million stays."""
    hundreds = draft.worth >= 100 and lex.table.before_digits
    return min(other.power, 6) if hundreds else other.power
