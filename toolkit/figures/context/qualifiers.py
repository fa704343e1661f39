"""How far an amount is known: the words next to it, and their look-alikes."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import QUALIFYING_SIGNS
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, WORD, Passage

_OUTER = frozenset(("at_least", "at_most", "up_to", "more_than", "less_than"))


def qualify(p: Passage, draft: Draft, lex: Lexicon, floor: int) -> int:
    """Set the qualifier; answer the index of its first token (or of the figure's)."""
    i = draft.first
    found, first = _one_before(p, i, lex, floor)
    mark = _mark(p, i, lex) if found is None else i
    if mark < i:
        found, first = _one_before(p, mark, lex, floor)
        if found not in _OUTER:
            found, first = None, i
    if found is None and p.folded(i - 1) in lex.one:
        found, first = _one_before(p, i - 1, lex, floor)  # "casi un 5 %"
        first = first if found else i
    if draft.unit == "multiple" and found is None:
        j = i - 1 if p.folded(i - 1) == "se" else i
        if " ".join(p.low[max(floor, j - 2) : j]) in (("più che", "plus que", "más que")) and not {
            "ne",
            "n",
        } & {p.low[k] for k in p.clause(j, floor)}:  # "ne vaut plus que"
            draft.qualifier = "more_than"
            return j - 2
    if found is None and p.folded(i) in lex.one and p.folded(i + 1) in lex.fillers:
        inside = lex.qualifiers.at(p, i + 1)  # "eine gute Milliarde"
        found = inside[1] if inside else None
    if found is None:
        after = _after(p, draft.after, lex) or _after(p, draft.end, lex)
        if after and after[1] != "about" and another_amount(p, after[0], lex):
            after = None
        if after and _of_the_next(p, after[0], lex):
            after = None
        if p.is_sign(draft.end, "+") and p.glued(draft.end):
            draft.qualifier = "at_least"
        elif after:
            draft.qualifier = after[1]
        return i
    outer, outer_first = _one_before(p, first, lex, floor)
    if outer in _OUTER and found in ("about", "nearly"):
        found, first = outer, outer_first
    if found in ("more_than", "less_than") and _awaited(p, draft, lex):
        return first
    draft.qualifier = found
    return first


def _after(p: Passage, j: int, lex: Lexicon) -> tuple[int, str] | None:
    """ "or more", "o más" at token j; no noun, as in "ein 20-prozentiges Plus"."""
    noun = lex.table.nouns_are_capital and p.capital(j)
    return None if noun else lex.qualifiers_after.at(p, j)


def _awaited(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "superiore agli 819 milioni stimati": a sum that is known, and only held against."""
    article = p.folded(draft.first - 1 - p.is_sign(draft.first - 1, "'’"))
    known = article in lex.definite or article in lex.contracted
    return known and p.folded(draft.after).startswith(lex.awaited or ("\0",))


def _mark(p: Passage, i: int, lex: Lexicon) -> int:
    """ "unter die Marke von 100 Euro", "above the 50 mark": where the article of the mark is."""
    led = p.folded(i - 1) in lex.of and p.low[i - 2].startswith(lex.marks)
    article, side = p.folded(i - 3), p.folded(i - 4)
    led = led and (side in lex.past or side.startswith(lex.sides))
    if led and article in lex.contracted:
        return i - 2  # "pari o inferiore al valore di 0,5"
    return i - 3 if led and article in lex.definite | lex.one else i


def _of_the_next(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "50 centros y más de 5 gigavatios": the words before `end` begin what hedges a number."""
    hedge = lex.qualifiers.at(p, end - 1)
    return hedge is not None and hedge[0] > end and p.is_number(hedge[0])


def another_amount(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "€35m plus €5m", "plus bis zu zehn Millionen": after "plus" comes more of the same."""
    hedged = lex.qualifiers.at(p, k)
    k = hedged[0] if hedged else k
    return (
        p.is_number(k)
        or (p.folded(k) in lex.one and p.folded(k + 1) not in lex.per_nouns)
        or p.is_sign(k, "$€£¥")
        or lex.number_ops(p.folded(k)) is not None
        or lex.money_nouns.fit(p.folded(k))
    )


def _one_before(p: Passage, i: int, lex: Lexicon, floor: int) -> tuple[str | None, int]:
    j = i
    if j - 1 < floor:
        return None, i
    if p.kind[j - 1] not in (WORD, NUMBER) and p.word[j - 1] in QUALIFYING_SIGNS:
        return QUALIFYING_SIGNS[p.word[j - 1]], j - 1
    k = j
    touching = lex.table.about_touches and p.folded(i) not in lex.halves  # "rund die Hälfte"
    while k > floor:
        skip = j - k
        match = lex.qualifiers.ending(p, k, floor)
        if match and skip and match[0] == floor > 0 and lex.qualifiers_after.at(p, floor):
            return None, i  # "un tiers environ des 33 000 agents"
        if match and skip and p.low[match[0]] in lex.comparing:
            return None, i
        if match and skip and match[1] == "up_to" and lex.by_now.at(p, k):
            return None, i  # "bis jetzt 5 Millionen"
        if match and not (skip and match[1] == "about" and touching):
            if _exact(p, match[0], k, lex, floor):
                return None, i
            return match[1], match[0]
        parted = lex.by_now.ending(p, k)  # "supera por primera vez los 20"
        if not (parted or p.folded(k - 1) in lex.definite or p.is_sign(k - 1, "'’")):
            break
        k, floor = (parted[0], min(floor, parted[0] - 1)) if parted else (k - 1, floor)
    return None, i


def _exact(p: Passage, first: int, end: int, lex: Lexicon, floor: int) -> bool:
    """Look-alikes: "Kredit über", "talks over", "cayó hasta", "was up to", "gab ... ab"."""
    phrase = " ".join(p.low[first:end])
    if phrase.startswith(lex.sides) and _after_rate(p, first, lex):
        return True
    if p.is_number(first - 1) and lex.wholes.at(p, first):
        return True  # "19 sui 107 club"
    before = p.folded(first - 1)
    if phrase in ("über", "over", "sobre", "bajo", "passé"):
        if before.endswith(lex.exact_after.get(phrase, ())):
            return True
        return _beside(phrase, before, lex)
    if phrase.startswith(("hasta", "desde")) and (
        p.is_sign(first - 1, ",") or _by_how_much(p, first, lex) or _from_where(p, first, lex)
    ):
        return True
    listed = lex.exact_after.get(phrase)
    if listed:
        near = [p.low[k] for k in p.clause(first, floor)]
        if any(word in near for word in listed):
            return True
        if phrase.startswith(("hasta", "fino")) and _multiplied(p, first, lex):
            return True
    return _beside(phrase, before, lex)


def _after_rate(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "10 to 15 per cent below the €4.40 expected": what it is measured against."""
    unit = lex.units.ending(p, first)
    return unit is not None and unit[1][0] in ("percent", "points")


def _by_how_much(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "crecen un 4 % hasta 3.400 millones": by how much comes before what it came to."""
    for k in p.clause(first):
        if p.is_sign(k, ",") or p.low[k] in lex.list_words:
            break
        if p.is_number(k):
            return any(lex.up.fit(p.low[m]) or lex.down.fit(p.low[m]) for m in p.clause(k))
    return False


def _from_where(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "desde 120 hasta 156 millones": what it came to, where it began just before."""
    began = (k + 1 for k in p.clause(first) if p.low[k] == "desde")
    return any(p.is_number(k + (p.folded(k) in lex.definite)) for k in began)


def _multiplied(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "se duplicó hasta 45 euros": what it came to."""
    near = p.clause(first)
    return any(lex.multiples.at(p, k) or p.low[k] in lex.factors for k in near)


def _beside(phrase: str, before: str, lex: Lexicon) -> bool:
    """Whether the word just before a qualifier makes it none: "was up to", "die über"."""
    listed = lex.exact_beside.get(phrase, frozenset())
    return before in listed or "*" in listed
