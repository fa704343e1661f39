"""Figures that change together, and the first of two that is where a change began."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.neighbours import amount, link_between
from toolkit.figures.tokens import Passage


def origins(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """The first of "from A to B" is a level; members of a list change together."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        if not (amount(draft) and amount(other)):
            continue
        link = link_between(p, draft, other, lex)
        signed = p.text[draft.start] in "+-−–" or (draft.value is not None and draft.value < 0)
        by = {p.folded(draft.lead - 1), p.folded(draft.first - 1)} & {"um", "by"}
        led = p.folded(draft.lead - 1) in _FROM
        if link == "change" and not signed and not by and (led or _starts_there(draft, other)):
            draft.direction = None
        elif not other.direction and not signed:
            listed = link == "list" and draft.unit == other.unit
            if listed or link == "instead" or _same_change(p, draft, other, lex):
                other.direction = draft.direction


_FROM = frozenset(("from", "von", "vom", "da", "dai", "dal", "dalle", "dagli", "desde"))
"""What leads to where a change began, and never to by how much."""


def _same_change(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "shed 112 points, or 1.2%", "gained 1.4%, the CSI 300 0.2%": the verb holds for both."""
    begin, end = draft.after, other.lead
    if not p.is_sign(begin, ","):
        return draft.unit == other.unit == "percent" and _elided_verb(p, draft, begin, end, lex)
    rate = "percent" in (draft.unit, other.unit) and draft.unit != other.unit
    between = range(begin + 1, end)
    if rate and not (draft.power and draft.money) and len(between) <= 3:
        fine = (lex.list_words | lex.definite | lex.one | {"'", "’"}) - lex.level_markers
        if all(p.low[k] in fine or lex.conversions.at(p, k) for k in between):
            return not lex.more.at(p, other.end) and not lex.less.at(p, other.end)
    return draft.unit == other.unit == "percent" and _elided_verb(p, draft, begin, end, lex)


def _elided_verb(p: Passage, draft: Draft, begin: int, end: int, lex: Lexicon) -> bool:
    """Whether what stands between two rates names another subject and nothing more."""
    if not 1 < end - begin <= 9 or not (p.is_sign(begin, ",") or p.low[begin] in lex.list_words):
        return False
    lead, other = p.folded(draft.lead - 1), p.folded(end - 1)
    if (
        lex.up.fit(other)
        or lex.down.fit(other)
        or any(lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) for k in range(begin, end))
    ):
        return False
    if any(p.is_sign(k, ".;:()") for k in range(begin, end)):
        return False
    if lead == other and lead in lex.change_markers:
        return True
    if lead in lex.definite and other in lex.definite:
        return True
    named = lex.definite | lex.list_words
    subject = range(begin + 1, end)
    return all(p.capital(k) or p.is_number(k) or p.low[k] in named for k in subject)


def _starts_there(draft: Draft, other: Draft) -> bool:
    """ "fell from 120 to 98" starts there; "up 3% to $12" and "down 12 to 118" are by how much."""
    if (draft.unit, draft.candidates) != (other.unit, other.candidates) or draft.of != other.of:
        return draft.unitless
    if draft.value is None or other.value is None or draft.direction is None:
        return True
    if draft.direction == "down":
        return other.value < draft.value
    return draft.value < other.value <= 4 * draft.value
