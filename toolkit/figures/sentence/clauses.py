"""What stands just before a figure in its clause, and what leads to it."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


def nearest(drafts: list[Draft], n: int, other: Draft) -> bool:
    """Whether no figure stands between the two but dates and the like."""
    return next((d for d in reversed(drafts[:n]) if d.kind == "quantity"), None) is other


def lead_of(p: Passage, draft: Draft, lex: Lexicon) -> str:
    """The word that leads to a figure, its article melted out: dell' is di."""
    k = draft.lead - 1
    k -= p.is_sign(k, "'’")
    low = p.folded(k)
    return lex.contracted.get(low, low)


def leads_of(p: Passage, other: Draft, lex: Lexicon) -> set[str]:
    """The words that lead to a figure, before its qualifier or after."""
    k = other.first - 1
    low = p.folded(k - p.is_sign(k, "'’"))
    return {lead_of(p, other, lex), lex.contracted.get(low, low)}


def closed(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """Whether what follows a number is nothing that it counts."""
    j = draft.end
    if not p.is_word(j):
        return True
    if lex.table.nouns_are_capital:
        return not p.capital(j)
    return p.low[j] in lex.list_words | lex.not_nouns


def dated_alike(p: Passage, draft: Draft, other: Draft) -> bool:
    """ "contre 19 % en 2024 et 15 en 2022": each with its year."""
    same = p.folded(draft.end) == p.folded(other.end)
    return same and is_year(p, draft.end + 1) and is_year(p, other.end + 1)


def said_of_it(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "vor zehn Jahren waren es 31", "a year ago it was 1,940": of another time."""
    said = p.low[max(draft.lead - 2, 0) : draft.lead]
    return not lex.it.isdisjoint(said) and not lex.copulas.isdisjoint(said)
