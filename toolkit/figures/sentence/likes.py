"""A bare number like a scaled one before: each has its year, its range, its owner."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.neighbours import CLOSE, LIKE, alike, amount, cue_before
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def like_before(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """The amount before whose scale and unit the number has, or None."""
    return (
        _dated_alike(p, drafts, n, lex)
        or _spanned_alike(drafts, n)
        or _of_another(p, drafts, n, lex)
    )


def same_scale(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "EUR 8.3 mn, compared to EUR 8.4": the same currency again, before as many decimals."""
    if not (draft.prefixed and before.prefixed and before.power and draft.decimals):
        return False
    if draft.power or draft.unit != before.unit or before.per or draft.per:
        return False
    if draft.decimals != (before.decimals or 0) + before.power:
        return False
    cue = cue_before(p, lex, draft.first)
    near = cue is not None and cue[0] - before.end == p.is_sign(before.end, ",")
    return near and resembles(draft, before, CLOSE)


def resembles(draft: Draft, other: Draft, times: int) -> bool:
    """Whether the number, with the scale of the other, is within so many times of it."""
    return alike(shift(draft.worth, other.power), other.value, times)


def _dated_alike(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "11.000 millones en 2026 y supere los 12.000 en 2027": each of two has its year."""
    if n < 2 or drafts[n - 1].kind != "year":
        return None
    before, year, draft = drafts[n - 2 : n + 1]
    if not (amount(before) and before.large and before.of is None):
        return None
    later = drafts[n + 1 : n + 2]
    after = any(d.kind == "year" and d.first - draft.end <= 2 for d in later)
    led = n > 2 and drafts[n - 3].kind == "year" and draft.first - year.end <= 2
    came = lex.from_words.ending(p, before.lead) and lex.to_words.ending(p, draft.lead)
    close = resembles(draft, before, LIKE if came else CLOSE)
    return before if close and (after or led) else None


def _of_another(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "el IVA alcanzó 81.730 millones y la del IRPF rebasó los 105.000": of the same again."""
    draft = drafts[n]
    if p.is_word(draft.end):
        return None
    for other in reversed(drafts[:n]):
        if amount(other) and other.large and other.of is None:
            said = any(lex.pronouns.at(p, k) for k in range(drafts[n - 1].end, draft.lead))
            return other if said and resembles(draft, other, LIKE) else None
    return None


def _spanned_alike(drafts: list[Draft], n: int) -> Draft | None:
    """ "de 3.350 a 3.450 millones, desde entre 3.200 y 3.300": a range, and the one before it."""
    before, draft = drafts[n - 1], drafts[n]
    if draft.high is None or before.high is None or not before.large or before.of is not None:
        return None
    return before if resembles(draft, before, CLOSE) else None
