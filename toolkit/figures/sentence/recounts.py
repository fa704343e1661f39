"""A bare number that counts the same things as a count before it: part of them, or more."""

from __future__ import annotations

from toolkit.figures.context.per import is_share
from toolkit.figures.draft import Draft
from toolkit.figures.sentence.clauses import nearest
from toolkit.figures.sentence.neighbours import CLOSE, LIKE, alike, amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def recounted(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """A bare number that counts the same things as a count before it, part or more of them."""
    for n, draft in enumerate(drafts):
        bare = draft.loose or (draft.large and draft.unitless and amount(draft))
        if not bare or draft.high is not None:
            continue
        count = _count_before(p, drafts, n, lex)
        if count is None:
            continue
        if draft.power:
            said = count.large and alike(draft.worth, count.value, LIKE)
            near = nearest(drafts, n, count) and _is(p, draft, count, lex)
            if said and (near or _was(p, draft, count, lex) or _kept(p, draft, count, lex)):
                draft.of = count.of
        elif not draft.decimals and (
            _more(p, draft, lex) or _part(p, draft, count, lex) or _was(p, draft, count, lex)
        ):
            draft.of, draft.loose, draft.weak = count.of, False, False


def _count_before(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    draft = drafts[n]
    for m in range(n - 1, -1, -1):
        other = drafts[m]
        if other.kind == "ambiguous":
            return None
        if other.money and other.power:
            kept = _kept(p, draft, drafts[m - 1], lex)
            if not draft.power or (alike(draft.worth, other.value, LIKE) and not kept):
                return None
        elif amount(other) and other.of is not None:
            return other
    return None


def _more(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "an option on 20 more", "weitere 120", "altri 15"."""
    after = p.folded(draft.end) in lex.others_after
    return after or p.folded(draft.first - 1) in lex.others_before


def _part(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    """ "of the 740 stores, 62 will close", "1,200 jobs, of which 300"."""
    if draft.worth > count.worth:
        return False
    after = lex.parts_after.at(p, draft.end)
    if after is not None and not p.is_number(after[0]):
        return True
    if lex.parts_of.ending(p, draft.lead) or lex.parts_of.ending(p, draft.first):
        return True
    whole = lex.wholes.ending(p, count.lead)
    if whole is None or (p.is_word(whole[0] - 1) and not p.capital(whole[0])):
        return False
    return p.is_sign(draft.lead - 1, ",") or lex.table.verb_last


def _is(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    near = [*p.clause(draft.first, count.end), *p.ahead(draft.end)]
    return any(p.low[k] in lex.copulas for k in near)


def _kept(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    """ "sold 2 million shares for $60 million and still owns 5 million": more of the shares."""
    if not is_share((count.of or "").lower(), lex) or p.is_word(draft.end):
        return False
    return any(p.low[k] in lex.holding for k in p.clause(draft.first, count.end))


def _was(p: Passage, draft: Draft, count: Draft, lex: Lexicon) -> bool:
    """ "98 stores; a year before it was 110"."""
    near = p.folded(draft.end) in lex.recalling
    recalled = near or any(p.low[k] in lex.recalling for k in p.clause(draft.first, count.end))
    return recalled and alike(draft.worth, count.value, CLOSE) and draft.digits
