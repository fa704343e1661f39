"""Currencies a place settles, amounts restated in another, words of two scales."""

from __future__ import annotations

from toolkit.figures.draft import Draft, Sentence
from toolkit.figures.languages.common import PLACES
from toolkit.figures.sentence.neighbours import LIKE, alike, amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage

_PLACE_STEMS = {stem: code for code, stems in PLACES.items() for stem in stems.split()}


_PLACE_TUPLE = tuple(_PLACE_STEMS)


def currencies(p: Passage, sentence: Sentence) -> None:
    """A place named in the sentence settles which crowns, pesos or ¥ these are."""
    undecided = [draft for draft in sentence.drafts if draft.candidates]
    known = places(p, sentence) if undecided else set()
    for draft in undecided:
        fits = [code for code in draft.candidates if code in known]
        if len(fits) == 1:
            draft.unit, draft.candidates = fits[0], ()
        else:
            draft.candidates = tuple(sorted(draft.candidates))


def cents(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "258 M$ ou 56 cents": bare cents that restate an amount are of the currency named.

    So are those of a share, or beside the price of one: "13.20 euros per share, 60 cents more".
    """
    minor = [draft for draft in drafts if draft.minor == -2 and draft.end - draft.first == 2]
    monies = {draft.unit for draft in drafts if draft.money and not draft.minor} if minor else ()
    for draft in minor if len(monies) == 1 else ():
        restated = lex.conversions.ending(p, draft.lead)
        only = next(iter(monies))
        beside = [d for d in drafts if d.unit == only and not d.minor]
        held = "share" in (draft.per, *(d.per for d in beside))
        held = held and not any(p.is_sign(d.lead - 1, "([") for d in beside)
        priced = all(not d.power and d.per is None for d in beside)  # "+ 78 cents, à 32,78 $"
        cent = p.low[draft.end - 1].startswith("cent")
        if (restated or held or priced) and cent and only in _IN_CENTS:
            draft.unit = only


_IN_CENTS = ("EUR", "USD", "CAD", "AUD", "NZD", "SGD", "HKD")


def places(p: Passage, sentence: Sentence) -> set[str]:
    """The currencies of the places that a sentence names."""
    found = set()
    for k in range(sentence.begin, sentence.end):
        low = p.low[k]
        if low.startswith(_PLACE_TUPLE) and (p.capital(k) or len(low) > 5):
            for stem, code in _PLACE_STEMS.items():
                if low.startswith(stem) and (len(stem) > 4 or len(low) - len(stem) <= 4):
                    found.add(code)
    return found


def conversions(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "380 Mrd. Yuan (52,4 Mrd. Dollar)": the amount in brackets restates the one before."""
    for n in range(1, len(drafts)):
        draft, other = drafts[n], drafts[n - 1]
        begin, end = other.end, draft.lead
        if n > 1 and not amount(other) and lex.conversions.ending(p, end):
            other = drafts[n - 2]  # "por 13 millones en mayo, (equivalentes a 14 dólares)"
        if not (amount(draft) and amount(other) and draft.money and other.money):
            continue
        if any(d.value == 1 and p.is_sign(d.end, "=") for d in (other, draft)):
            continue  # "(1 euro = 1.09 dollars)": a rate, which restates nothing
        if (draft.unit, draft.candidates) == (other.unit, other.candidates):
            continue
        if other.converted_from and _only(p, begin, end, lex, ";,/", words_too=True):
            named = (
                d for d in reversed(drafts[:n]) if p.text[d.start : d.stop] == other.converted_from
            )
            first = next(named, other)
            another = (first.unit, first.candidates) != (draft.unit, draft.candidates)
            if another and any(p.is_sign(k, "(") for k in p.back(other.first)):
                draft.converted_from = other.converted_from
            continue
        told = lex.conversions.at(p, draft.end) if p.is_word(draft.end) else None  # "in all"
        bracket = end - 1
        while bracket > begin:
            if said := lex.conversions.ending(p, bracket + 1):
                bracket = said[0] - 1
            elif p.low[bracket] in lex.now or p.is_sign(bracket, "=≈~"):
                bracket -= 1
            else:
                break
        if (
            (p.is_sign(bracket, "([") and not any(p.is_number(k) for k in range(begin, bracket)))
            or _only(p, begin, end, lex, ",–—=-/", words_too=False)
            or _only(p, begin, draft.first, lex, ",", words_too=False)
            or (told and p.is_sign(told[0], ".,;)"))
        ):
            draft.converted_from = p.text[other.start : other.stop]


def _only(p: Passage, begin: int, end: int, lex: Lexicon, signs: str, *, words_too: bool) -> bool:
    """Whether nothing but these signs and words of conversion stand between, one at least."""
    k, said = begin, words_too
    while k < end:
        phrase = lex.conversions.at(p, k)
        if phrase and phrase[0] <= end:
            k, said = phrase[0], True
        elif p.is_sign(k, signs) or (p.low[k] in lex.list_words and words_too):
            if p.is_sign(k, "=/"):
                said = True
            k += 1
        else:
            return False
    return said


def calques(drafts: list[Draft]) -> None:
    """ "trilioni di dollari": news means 10^12 where the sentence restates it; else both stand."""
    for draft in drafts:
        if not draft.alts or draft.value is None:
            continue
        if draft.calque:
            restated = any(
                other is not draft
                and amount(other)
                and other.power
                and alike(other.worth, draft.value, LIKE)
                for other in drafts
            )
            if restated:
                continue
        if draft.of is not None and not draft.power and not draft.calque:
            draft.alts = ()
            continue
        draft.kind = "ambiguous"
        draft.alts = (draft.value, *draft.alts)
        draft.value = draft.high = draft.decimals = draft.decimals_high = None
        draft.qualifier = None
