"""A bare number in the unit of the figure before it: a rate, a price, a multiple, points."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.borders import GROUPED, unmeasured
from toolkit.figures.sentence.clauses import (
    closed,
    dated_alike,
    lead_of,
    leads_of,
    said_of_it,
)
from toolkit.figures.sentence.neighbours import (
    CLOSE,
    LIKE,
    alike,
    amount,
    link_between,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage

_POINTS = ("percentage_point", "basis_point")


def echoed(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """The unscaled figure before a bare number that lends it its unit, or None."""
    draft = drafts[n]
    rest = _rest(p, drafts, n, lex)
    if rest is not None:
        return rest
    counts = False
    for m in range(n - 1, -1, -1):
        other = drafts[m]
        added = other.unit in _POINTS and _contributes(p, draft, other, lex)
        if not amount(other) or (other.unit in _POINTS and draft.decimals and not added):
            continue
        if not (other.money or other.rate):
            counts = True
            continue
        begin = max(d.after for d in drafts[m:n])
        if unmeasured(p, begin, draft.first, lex, rate=other.unit == "percent"):
            return None
        if other.power or (other.unit == "multiple" and not other.digits):
            return None
        if counts:
            priced = other.money and lead_of(p, draft, lex) in leads_of(p, other, lex)
            near = alike(shift(draft.worth, other.minor), other.value, CLOSE)
            return other if added or (priced and near) else None
        if _pair(p, drafts, n, other, lex) or _echoes(p, draft, other, lex):
            return other
        return _matched(p, drafts, n, m, lex)
    return None


def _pair(p: Passage, drafts: list[Draft], n: int, other: Draft, lex: Lexicon) -> bool:
    """ "from 31 to 27 %, the rival's from 18 to 24": a bare pair after a pair of rates."""
    if n < 2 or n + 1 == len(drafts) or {d.unit for d in drafts[n - 2 : n]} != {"percent"}:
        return False
    draft, later = drafts[n : n + 2]
    paired = later.loose and link_between(p, draft, later, lex) == "change"
    return paired and alike(draft.worth, other.value, CLOSE)


def _echoes(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """Whether a bare number is in the unit of the figure just before it."""
    value, last = shift(draft.worth, other.minor), other.worth
    close = alike(value, last, CLOSE)
    if other.unit in _POINTS:
        since = close and not draft.decimals and p.folded(draft.lead - 1) in lex.origins
        return since or _contributes(p, draft, other, lex) or _moves(p, draft, lex)
    if not draft.digits and p.folded(draft.first - 1) not in lex.copulas | lex.recalling:
        return False
    by = p.folded(other.lead - 1) in lex.by  # and to what is of another unit
    if close and (
        (link_between(p, other, draft, lex) == "change" and not by)
        or (said_of_it(p, draft, lex) and closed(p, draft, lex))
        or dated_alike(p, draft, other)
    ):
        return True
    if other.unit == "percent":
        if not close or draft.per:
            return False
        if _recalled(p, draft, other, lex) or _listed(p, draft, other, lex):
            return True
        return draft.decimals == other.decimals and _rated(p, draft, lex)
    if close and (draft.decimals or 0) > 2:
        return True  # "1,0852 Dollar", "am Abend 1,0911"
    if _capped(p, draft, other, lex):
        return True
    if _elsewhere(p, draft, other, lex):
        return close
    if not alike(value, last, LIKE):
        return False
    if (close or _peak(p, draft, other, lex)) and (
        _recalled(p, draft, other, lex) or _paired(p, draft, other, lex)
    ):
        return True
    return _aimed(p, draft, other, lex) or _led_alike(p, draft, other, lex)


def _rated(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "inflation eased to 2.9 %, with services at 4.4", "4.8 % this year and 4.2 next"."""
    lead = lead_of(p, draft, lex)
    if not draft.decimals or lead not in lex.list_words | lex.level_markers | lex.links:
        return False
    said = [p.low[k] for k in p.clause(draft.first)]
    rated = any(lex.rates.fit(low) or low.endswith(lex.rate_endings) for low in said)
    return rated or lead in lex.list_words


def _rest(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "40 %, the remaining 60": what makes a hundred of the percents before it."""
    draft = drafts[n]
    rates = [d for d in drafts[:n] if d.unit == "percent"]
    told = bool({p.folded(draft.first - 1), p.folded(draft.end)} & lex.remaining)
    for rest in (rates, rates[-1:] if told else []):
        if len(rest) + told > 1 and sum((d.worth for d in rest), draft.worth) == 100:
            return rates[-1]
    return None


def _moves(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "fell four basis points to 3.96 %; ten-year yields were down five"."""
    lead = p.folded(draft.lead - 1)
    said = lead in lex.change_markers - lex.definite - lex.linkers
    ended = not p.is_word(draft.end) or p.low[draft.end] in lex.not_nouns
    return ended and (said or lex.up.fit(lead) or lex.down.fit(lead))


def _listed(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "chips make 21 % of exports, cars 14 and steel 6", "petrol by 2.5 and food by 0.8"."""
    near = p.back(draft.first, other.end)
    if not any(p.is_sign(k, ";,") or p.low[k] in lex.list_words for k in near):
        return False
    if lead_of(p, draft, lex) in leads_of(p, other, lex):
        return True
    lead = draft.lead - 1
    while p.low[lead] in lex.only:  # "and food just 0.8"
        lead -= 1
    if not p.is_word(lead) or p.low[lead] in lex.unnaming | lex.links:
        return False
    return not any(lex.up.fit(p.low[k]) or p.low[k] in lex.counted_heads for k in near)


def _peak(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "9,800 dollars, from a peak of 80,000": amounts that may be far apart."""
    return any(p.low[k] in lex.peaks for k in p.clause(draft.first, other.end))


def _capped(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "above 10,000 euros; the limit is 500,000": a bound on the money before it."""
    k = draft.lead - 1
    if not closed(p, draft, lex) or p.low[k] not in lex.level_markers | lex.of:
        return False
    return any(p.low[m].startswith(lex.limits) for m in p.clause(k, other.end))


def _elsewhere(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "2,498 euros a metre, though in Madrid it tops 5,000": the price in another place."""
    if other.per is None:
        return False
    near = p.clause(draft.first, other.end)
    return any(p.low[k] in lex.purposes and p.capital(k + 1) for k in near)


def _matched(p: Passage, drafts: list[Draft], n: int, m: int, lex: Lexicon) -> Draft | None:
    """ "1.3 % to $71.80, while the other lost 1.5 % to 67.42": the two pairs are alike."""
    draft, rate = drafts[n], drafts[m]
    for other in reversed(drafts[:m]):
        if other.unit == "basis_point":
            return other if rate.unit == "percent" and _moves(p, draft, lex) else None
        if not (amount(other) and other.money and not other.power):
            continue
        if draft.decimals != other.decimals or not alike(draft.worth, other.value, CLOSE):
            continue
        led = lead_of(p, draft, lex) in leads_of(p, other, lex)
        if rate.rate and (led or _aimed(p, draft, rate, lex)):
            return other
    return None


def _recalled(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "after touching 4.38", "against 47", "zuvor waren es 47", "47 previously"."""
    after = draft.end + (p.folded(draft.end) in lex.definite)
    if p.folded(after) in lex.recalling:
        return True
    return any(p.low[k] in lex.recalling for k in p.clause(draft.first, other.end))


def _paired(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "21 times for the leader and only 12 for the runner-up"."""
    k = draft.first - 1
    while p.low[k] in lex.only:
        k -= 1
    if not (p.low[k] in lex.list_words or p.is_sign(k, ",")):
        return False
    purpose = p.folded(draft.end)
    said = k < draft.first - 1 or purpose in p.low[other.end : k]
    return said and purpose in lex.purposes


def _aimed(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "at 48 euros, with a target of 60": a price beside a price."""
    return any(lex.targets.fit(p.low[k]) for k in p.clause(draft.first, other.end))


def _led_alike(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "entered at 22 euros, leaves at 31.50": the same word leads both, cents are printed."""
    large = not draft.decimals and min(draft.worth, other.worth) >= GROUPED
    if not large and (draft.decimals != 2 or p.folded(draft.lead - 1) not in lex.links):
        return False
    return lead_of(p, draft, lex) in leads_of(p, other, lex)


def _contributes(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "pricing added 4.5 points and volumes took off 0.7"."""
    near = [*p.clause(draft.first, other.end), *p.ahead(draft.end)]
    return any(p.kind[k] == WORD and lex.contributing.fit(p.low[k]) for k in near)
