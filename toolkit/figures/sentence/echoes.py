"""A bare number in the unit of the figure before it: a rate, a price, a multiple, points."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.borders import GROUPED, unmeasured
from toolkit.figures.sentence.clauses import (
    PASSED,
    closed,
    dated_alike,
    lead_of,
    leads_of,
    said_of_it,
)
from toolkit.figures.sentence.neighbours import (
    CLOSE,
    FAR,
    LIKE,
    alike,
    amount,
    link_between,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import REACH, WORD, Passage

_POINTS = ("percentage_point", "basis_point")


def echoed(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """The unscaled figure before a bare number that lends it its unit, or None."""
    draft = drafts[n]
    if draft.value is None or not draft.value or draft.high is not None:
        return None
    rest = _rest(p, drafts, n, lex)
    if rest is not None:
        return rest
    if p.folded(draft.end) in lex.point_words:
        return None
    counts = passed = 0
    for m in range(n - 1, -1, -1):
        other = drafts[m]
        stepped = other.unit in _POINTS and m > 0 and drafts[m - 1].unit == "percent"
        points = stepped and draft.decimals and not _contributes(p, draft, other, lex)
        if other.kind in PASSED or other.fraction or points:
            passed += 1
            continue
        if not amount(other) or other.converted_from or not other.value:
            return None
        if other.unit is None:
            counts += 1
            if not draft.digits:
                return None
            continue
        begin = max(d.after for d in drafts[m:n])
        if unmeasured(p, begin, draft.first, lex, rate=other.unit == "percent"):
            return None
        if counts and other.money and m == n - 1 - passed - counts:
            return other if _priced(p, draft, other, lex) else None
        if other.power or not (other.digits or other.unit in ("basis_point", "percent")):
            return None
        if m == n - 1 - passed:
            if other.unit == "percent" and _pair(p, drafts, n, lex):
                return other if alike(draft.value, other.value, CLOSE) else None
            return other if _echoes(p, draft, other, lex) else _matched(p, drafts, n, m, lex)
        wanted = other.unit == "basis_point" and _contributes(p, draft, other, lex)
        return other if wanted else None
    return None


def _pair(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """ "from 31 to 27 %, the rival's from 18 to 24": a bare pair after a pair of rates."""
    if n + 1 >= len(drafts) or not drafts[n + 1].loose or n < 2:
        return False
    later, rates = drafts[n + 1], drafts[n - 2 : n]
    if not later.unitless or not later.digits or any(d.unit != "percent" for d in rates):
        return False
    return link_between(p, drafts[n], later, lex) == "change"


def _echoes(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """Whether a bare number is in the unit of the figure just before it."""
    assert draft.value is not None and other.value is not None
    value, last = shift(draft.value, other.minor), other.value
    close = alike(value, last, CLOSE)
    if other.unit in _POINTS:
        since = lex.from_words.ending(p, draft.lead) and alike(value, last, CLOSE)
        if since and not draft.decimals and lex.origins:
            return True  # "sale a 138,5 punti base, dai 138 di venerdì"
        return _contributes(p, draft, other, lex) or _moves(p, draft, other, lex)
    spelled = lex.copulas | lex.recalling - lex.links
    if not draft.digits and p.folded(draft.first - 1) not in spelled:
        return False
    if close and link_between(p, other, draft, lex) == "change":
        return True
    if close and draft.digits and not other.minor:
        if said_of_it(p, draft, lex) and closed(p, draft, lex):
            return True
        if dated_alike(p, draft, other):
            return True
    recalled = close and _recalled(p, draft, other, lex)
    if other.unit == "percent":
        if not close or value > 100 or draft.per:
            return False
        if recalled and (draft.decimals or not other.decimals or alike(value, last, 2)):
            return True
        alike_printed = draft.decimals and draft.decimals == other.decimals
        return _listed(p, draft, other, lex) or bool(alike_printed and _rated(p, draft, lex))
    if other.unit == "multiple":
        return recalled or (close and _paired(p, draft, other, lex))
    if close and draft.decimals == other.decimals and (draft.decimals or 0) > 2:
        return True
    if _by_and_to(p, draft, other, lex):
        return value > last
    if _capped(p, draft, other, lex):
        return alike(value, last, FAR)
    if _elsewhere(p, draft, other, lex):
        return close
    if not alike(value, last, LIKE):
        return False
    if recalled or ((close or _peak(p, draft, other, lex)) and _paired(p, draft, other, lex)):
        return True
    if _peak(p, draft, other, lex) and _recalled(p, draft, other, lex):
        return True
    return _aimed(p, draft, other, lex) or _led_alike(p, draft, other, lex)


def _rated(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "inflation eased to 2.9 %, with services at 4.4", "4.8 % this year and 4.2 next"."""
    lead = lead_of(p, draft, lex)
    if lead in lex.list_words:
        return closed(p, draft, lex)
    if lead not in lex.level_markers | lex.links or not closed(p, draft, lex):
        return False
    said = [p.low[k] for k in p.clause(draft.first)]
    return any(lex.rates.fit(low) or low.endswith(lex.rate_endings) for low in said)


def _rest(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "40 %, the remaining 60": what makes a hundred of the percents before it."""
    draft = drafts[n]
    rates = [d for d in drafts[:n] if d.unit == "percent"]
    if not draft.loose or not rates:
        return None
    total = sum((d.worth for d in rates), draft.worth)
    if not {p.folded(draft.first - 1), p.folded(draft.end)} & lex.remaining:
        return rates[-1] if len(rates) > 1 and total == 100 else None
    return rates[-1] if 100 in (total, draft.worth + rates[-1].worth) else None


def _moves(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "fell four basis points to 3.96 %; ten-year yields were down five"."""
    if draft.decimals:
        return False
    lead = p.folded(draft.lead - 1)
    closed = not p.is_word(draft.end) or p.low[draft.end] in lex.not_nouns
    said = lead in lex.change_markers - lex.definite - lex.linkers
    return closed and (said or lex.up.fit(lead) or lex.down.fit(lead))


def _listed(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "chips make 21 % of exports, cars 14 and steel 6", "petrol by 2.5 and food by 0.8"."""
    lead = draft.lead - 1
    near = range(other.end, draft.first)
    if len(near) > REACH or any(p.stops(k, ".:!?") for k in near):
        return False
    if not any(p.is_sign(k, ";") or p.low[k] in lex.list_words or p.is_sign(k, ",") for k in near):
        return False
    if not closed(p, draft, lex):
        return False
    first = leads_of(p, other, lex)
    said = lead_of(p, draft, lex)
    if said in first or (said in lex.definite | lex.only and first & (lex.definite | lex.one)):
        return True
    apart = lex.level_markers | lex.change_markers | lex.not_nouns | lex.definite | lex.one
    apart = apart | lex.list_words | lex.links
    named = p.is_word(lead) and said not in apart - lex.only  # "and food just 0.8"
    counted = any(lex.up.fit(p.low[k]) or p.low[k] in lex.counted_heads for k in near)
    return named and not counted


def _by_and_to(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "cut the price by $5,000 to 34,990"."""
    by = p.folded(other.lead - 1) in lex.by
    lead = draft.lead - 1
    return by and lead == other.end and p.folded(lead) in lex.led_to


def _peak(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "9,800 dollars, from a peak of 80,000": amounts that may be far apart."""
    if not (other.per or other.worth >= GROUPED):
        return False
    return any(p.low[k] in lex.peaks for k in p.clause(draft.first, other.end))


def _capped(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "above 10,000 euros; the limit is 500,000": a bound on the money before it."""
    if draft.decimals or other.decimals or draft.worth < GROUPED:
        return False
    if not closed(p, draft, lex) or p.is_word(draft.end):
        return False
    k = draft.lead - 1
    if p.low[k] not in lex.level_markers | lex.copulas | lex.of:
        return False
    return any(p.low[m].startswith(lex.limits) for m in p.clause(k, other.end))


def _elsewhere(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "2,498 euros a metre, though in Madrid it tops 5,000": the price in another place."""
    if other.per is None or draft.decimals != other.decimals or not closed(p, draft, lex):
        return False
    near = p.clause(draft.first, other.end)
    return any(p.low[k] in lex.purposes and p.capital(k + 1) for k in near)


def _matched(p: Passage, drafts: list[Draft], n: int, m: int, lex: Lexicon) -> Draft | None:
    """ "1.3 % to $71.80, while the other lost 1.5 % to 67.42": the two pairs are alike."""
    draft, rate = drafts[n], drafts[m]
    for k in range(m - 1, 0, -1):
        other = drafts[k]
        if not (amount(other) and other.money and not other.power):
            continue
        same = drafts[k - 1].unit == rate.unit and draft.decimals == other.decimals
        led = lead_of(p, draft, lex) in leads_of(p, other, lex)
        if same and led and draft.digits and alike(draft.worth, other.value, CLOSE):
            return other
    if rate.unit == "percent" and m and drafts[m - 1].unit == "basis_point":
        return drafts[m - 1] if _moves(p, draft, drafts[m - 1], lex) else None
    if draft.digits and rate.unit in ("percent", "multiple") and draft.decimals == 2:
        for other in reversed(drafts[:m]):
            if amount(other) and other.money and not other.power:
                near = alike(draft.worth, other.value, CLOSE)
                return other if near and _aimed(p, draft, rate, lex) else None
    return None


def _recalled(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "after touching 4.38", "against 47", "zuvor waren es 47", "47 previously"."""
    after = draft.end
    if p.folded(after) in lex.linkers | lex.definite:
        after += 1
    if p.folded(after) in lex.recalling - lex.links - lex.definite:
        return True
    first = draft.first
    first -= p.is_sign(first - 1, ":")
    return any(p.low[k] in lex.recalling for k in p.clause(first, other.end))


def _paired(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "21 times for the leader and only 12 for the runner-up"."""
    k = draft.first - 1
    only = False
    while k > other.end and p.low[k] in lex.only | lex.definite:
        k, only = k - 1, True
    if not (p.low[k] in lex.list_words or p.is_sign(k, ",")):
        return False
    purpose = p.folded(draft.end)
    if purpose not in lex.purposes:
        return False
    return only or any(p.low[m] == purpose for m in range(other.end, k))


def _aimed(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "at 48 euros, with a target of 60": a price beside a price."""
    return any(lex.targets.fit(p.low[k]) for k in p.clause(draft.first, other.end))


def _led_alike(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "entered at 22 euros, leaves at 31.50": the same word leads both, cents are printed."""
    large = not draft.decimals and min(draft.worth, other.worth) >= GROUPED
    if not large and (draft.decimals != 2 or p.folded(draft.lead - 1) not in lex.links):
        return False
    return lead_of(p, draft, lex) in leads_of(p, other, lex)


def _priced(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "10,000 shares at 412p and a further 5,000 at 405"."""
    value = shift(draft.worth, other.minor)
    if not alike(value, other.worth, CLOSE) or other.power:
        return False
    return lead_of(p, draft, lex) in leads_of(p, other, lex)


def _contributes(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "pricing added 4.5 points and volumes took off 0.7"."""
    near = [*p.clause(draft.first, other.end), *p.ahead(draft.end)]
    return any(p.kind[k] == WORD and lex.contributing.fit(p.low[k]) for k in near)
