"""Figures that change together, and the first of two that is where a change began."""

from __future__ import annotations

from itertools import pairwise

from toolkit.figures.draft import Draft
from toolkit.figures.sentence.clauses import lead_of
from toolkit.figures.sentence.neighbours import CLOSE, amount, link_between
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


def origins(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """The first of "from A to B" is a level; members of a list change together."""
    for n, (draft, other) in enumerate(pairwise(drafts)):
        since = _since(p, drafts, n, lex)
        if since is not None:
            draft.direction = None
            if draft.qualifier == "at_least" and p.low[draft.lead] in lex.origins:
                draft.qualifier = None  # "bajaron desde el 4,5 % de octubre hasta el 4 %"
            continue
        if {draft.kind, other.kind} != {"quantity"}:
            continue
        link = link_between(p, draft, other, lex)
        if link == "change" and _is_origin(p, draft, other, lex):
            draft.direction = None
        elif link == "list" and _told_after(p, draft, other, lex):
            draft.direction = draft.direction or other.direction
        elif not (other.direction or other.fraction or _signed(p, draft)):
            levels = lex.level_markers - lex.change_markers
            level = p.folded(other.lead - 1) in levels or p.folded(other.end) in lex.recalling
            listed = link == "instead" or (link == "list" and draft.unit == other.unit)
            again = not level and (listed or _same_change(p, draft, other, lex))
            if again or _as_much(p, draft, other, lex):
                other.direction = draft.direction


def _is_origin(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "fell from 120 to 98" starts there; "up 3% to $12" and "down 12 to 118" are by how much."""
    led = {p.folded(draft.lead - 1), p.folded(draft.first - 1)}
    if led & lex.by or _signed(p, draft):
        return False
    same = (draft.unit, draft.candidates, draft.of) == (other.unit, other.candidates, other.of)
    if not same or led & lex.origins:
        return same or draft.unitless
    if draft.direction == "down":
        return other.worth < draft.worth
    return draft.worth < other.worth <= CLOSE * draft.worth


def _since(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "bajó de 2,3 % en noviembre a 2 %": where a change led that began when its time says."""
    draft = drafts[n]
    after = n + 1 + (drafts[n + 1].kind in ("year", "date"))
    if after == len(drafts) or not (amount(draft) and amount(drafts[after])):
        return None
    other = drafts[after]
    if draft.unit != other.unit or other.lead - draft.after > _TIME:
        return None
    led = lex.from_words.ending(p, draft.lead) or p.low[draft.lead] in lex.origins
    to = lex.to_words.ending(p, other.lead - (p.folded(other.lead - 1) in lex.definite))
    to = None if to is None or p.low[to[0]] in lex.instead else to
    if not (led and to):
        return None
    when = range(draft.after, to[0])
    plain = all(p.is_word(k) or is_year(p, k) for k in when)
    timed = any(is_year(p, k) or p.low[k] in lex.any_month or lex.time_units.at(p, k) for k in when)
    return other if timed and plain and _is_origin(p, draft, other, lex) else None


_TIME = 6
"""So many words at most say the time of the first of two amounts and lead to the second."""


def carried(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "crescerà dello 0,6% nel 2025 e dello 0,8% nel 2026": the verb holds for the later rate."""
    for n, draft in enumerate(drafts):
        if draft.direction or draft.kind != "quantity":
            continue
        if draft.unit == "percent" or (draft.of or "").lower() in lex.point_words:
            rates = [other for other in drafts[:n] if other.unit == "percent" or other.fraction]
        elif lead_of(p, draft, lex) in lex.by:  # "cut staff by 900 and output by 4,000 tonnes"
            rates = [
                d for d in drafts[:n] if lead_of(p, d, lex) in lex.by and _joined(p, d, draft, lex)
            ]
        else:
            continue
        if rates and rates[-1].direction and not _signed(p, rates[-1]):
            dated = rates[-1] is drafts[n - 2] and drafts[n - 1].kind in ("year", "date")
            if _said_again(p, rates[-1], draft, lex, dated=dated):
                draft.direction = rates[-1].direction


def _joined(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    between = range(before.after, draft.lead)
    return any(p.is_word(k) and p.low[k] in lex.list_words for k in between)


def _signed(p: Passage, draft: Draft) -> bool:
    return p.text[draft.start] in "+-−–" or draft.worth < 0


def _said_again(p: Passage, before: Draft, draft: Draft, lex: Lexicon, *, dated: bool) -> bool:
    """Whether the later amount is led as the one before, by a clause without a verb."""
    if _gapped(p, before, draft, lex):
        return True
    led, last = lead_of(p, draft, lex), lead_of(p, before, lex)
    if led in lex.list_words and _listed(p, before, draft, lex):
        return True
    if led not in {last} | lex.remaining or last not in lex.change_markers:
        return False  # "un 3% en 2027 y otro 3% en 2028" is led alike
    between = _outside(p, before.after, draft.lead)
    against = lex.down if before.direction == "up" else lex.up
    if any(p.is_sign(k, ";:–—") or against.fit(p.low[k]) for k in between):
        return False
    if led in lex.by or dated:
        return True
    levels = lex.level_markers - lex.change_markers
    if p.folded(before.after) in levels and p.folded(draft.after) in levels:
        return True  # "calati del 4,3% a 18,7 miliardi, l'utile del 30% a 4,48"
    joined = [k for k in between if p.low[k] in lex.list_words]
    link = max(joined or [k for k in between if p.is_sign(k, ",")], default=before.after - 1)
    again = lex.pronouns.at(p, link + 1)  # "quelle di Rossi del 6,5%"
    subject = range(again[0] if again else link + 1, draft.lead)
    if len(subject) == 3 and p.low[subject[0]] in lex.definite:
        return True  # "les volumes ont reculé de 2 %, les prix de 1 %"
    named = [p.capital(k) or p.is_number(k) for k in subject]
    small = lex.definite | lex.change_markers | lex.year_before | lex.remaining
    small = small | {"'", "’", ",", "&"} | lex.only
    where = [p.low[k] in lex.purposes and p.capital(k + 1) for k in subject]  # "bei Häusern sogar"
    said = [p.low[k] in small for k in subject]
    bare = all(any(each) for each in zip(named, where, said, strict=True))
    return bare and (any(named) or bool(joined))


def _outside(p: Passage, begin: int, end: int) -> list[int]:
    """The tokens between, without those in brackets that are closed again."""
    kept, opened = list[int](), -1
    for k in range(begin, end):
        kept.append(k)
        if p.is_sign(k, "("):
            opened = len(kept) - 1
        elif p.is_sign(k, ")") and opened >= 0:
            del kept[opened:]
            opened = -1
    return kept


def _gapped(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "cedía un 0,34 % a 12 euros; París, un 0,27 %": a name, and the verb of the rate before."""
    k = draft.lead - 1
    while p.low[k] in lex.definite | lex.change_markers or p.is_sign(k, ",'’"):
        k -= 1
    name = k
    while k > before.after and (p.capital(k) or p.is_number(k) or p.hyphen(k)):
        k -= 1
    while k > before.after and p.low[k] in lex.definite | lex.list_words:
        k -= 1
    link = k if p.is_sign(k, ",;") else k + 1
    if k == name or not (p.is_sign(link, ",;") or p.low[link] in lex.list_words):
        return False
    led = lex.level_markers | lex.linkers
    for j in range(before.after, link):
        if p.is_word(j) and p.low[j] not in led and not (lex.units.at(p, j) or lex.points.at(p, j)):
            return False
    return p.folded(draft.end) not in lex.of


def _listed(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "up 7% in Asia and 6% in Europe", "0,9 % en 2026, puis 1,2 % en 2027"."""
    where, first = p.folded(draft.end), p.folded(before.end)
    return where in lex.purposes | lex.recalling and first in lex.purposes | lex.not_nouns


def _same_change(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "shed 112 points, or 1.2%", "gained 1.4%, the CSI 300 0.2%": the verb holds for both."""
    begin, between = draft.after, range(draft.after + 1, other.lead)
    units = {draft.unit, other.unit}
    part = draft.money and p.folded(other.end) in lex.linkers | lex.definite  # "or 8% of sales"
    rated = "percent" in units and len(units) > 1 and "multiple" not in units
    if rated and p.is_sign(begin, ",") and not part:
        fine = lex.list_words | lex.definite | lex.one | {"'", "’"}
        if all(p.low[k] in fine or lex.conversions.at(p, k) for k in between):
            return True
    if units != {"percent"} or not (p.is_sign(begin, ",") or p.low[begin] in lex.list_words):
        return False
    named = lex.definite | lex.list_words | {"'", "’"}
    return bool(between) and all(
        p.capital(k) or p.is_number(k) or p.low[k] in named for k in between
    )


def _as_much(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "um 3,9 Mio. € oder 9,5 %", "5.2% or $30 million": the same change in another unit."""
    restated = lex.conversions.at(p, draft.after + p.is_sign(draft.after, ","))
    if restated is None or restated[0] != other.lead or "percent" not in {draft.unit, other.unit}:
        return False
    return p.folded(other.end) not in lex.linkers | lex.definite


def _told_after(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "11,7 % oder 18.300 mehr", "65,3% y 71,6% menores": the rate rose too."""
    told = lex.more.at(p, other.after) or lex.less.at(p, other.after)
    restated = other.unit == "percent" or lex.conversions.at(p, draft.after) is not None
    return bool(told) and restated and draft.unit == "percent"
