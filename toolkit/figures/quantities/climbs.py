"""Whether the words before two numbers tell of a change, from one to the other, or of a span."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.quantities.amounts import read_amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, WORD, Passage


def growth_of(p: Passage, first: int, opener: str, lex: Lexicon) -> bool:
    """ "una crescita degli utili dal 6% all'8%": the only word of change is a noun."""
    for k in p.clause(first - 1):
        if p.kind[k] != WORD:
            return False
        if p.low[k] in lex.change_nouns | lex.savings:
            beside = k == first - 2
            return not rate_moved(p, k, opener, lex) and (beside or not changes(p, k, lex))
        if lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) or lex.moves.fit(p.low[k]):
            return False
    return False


def rate_moved(p: Passage, noun: int, opener: str, lex: Lexicon) -> bool:
    """ "un margine in crescita dal 6% all'8%": the noun of change says that a rate moved."""
    if opener not in lex.origins or p.folded(noun - 1) not in lex.level_markers:
        return False
    for k in p.clause(noun - 1):
        if p.low[k] in lex.list_words or p.kind[k] == NUMBER:
            return False
        if lex.rates.fit(p.low[k]) and p.low[k] not in lex.change_nouns:
            return True
    return False


def rated(p: Passage, a: Draft, lex: Lexicon) -> bool:
    """ "cut its rate by 2 to 10 per cent": a level is what it came to."""
    return any(lex.rates.fit(p.low[k]) for k in p.clause(a.first))


def climbs(p: Passage, a: Draft, k: int, lex: Lexicon, *, bare: bool = False) -> bool:
    """ "prices rose 3% to 5%": a rise by one rate up to another."""
    if a.unit not in ("percent", None) or not a.digits or not p.is_number(k):
        return False
    b = read_amount(p, k, lex, k)
    if b is None or b.unit != "percent" or b.value is None or a.value is None:
        return False
    return a.value < b.value <= 4 * a.value and (a.unit == "percent" or bare or bool(lex.rising_by))


def of_level(p: Passage, a: Draft, lex: Lexicon) -> bool:
    """Whether the clause is about a rate, or says outright that a level moved."""
    said = [p.low[k] for k in p.clause(a.first)]
    return any(lex.rates.fit(low) or lex.moves.fit(low) or lex.forecasts.fit(low) for low in said)


def forecast(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "eleva la previsión de crecimiento del 2,4% al 2,6%": a forecast is moved from A to B."""
    told = next((k for k in p.clause(first) if lex.forecasts.fit(p.low[k])), None)
    return told is not None and changes(p, told, lex)


def spans(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "a range from 3 to 5", "oscilla da 3 a 5": a span, whatever else is said."""
    return any(lex.spans.fit(p.low[k]) for k in p.clause(first))


def changes(p: Passage, first: int, lex: Lexicon) -> bool:
    """Whether a word of change stands before token `first` in the same clause."""
    return any(_change(p, k, lex) for k in p.clause(first))


def moved(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "raised its target $5 to $60": no word parts the amount from the word of change."""
    for k in p.clause(first):
        if _change(p, k, lex):
            return True
        if p.low[k] in lex.level_markers:
            break
    return False


def _change(p: Passage, k: int, lex: Lexicon) -> bool:
    low = p.low[k]
    if p.kind[k] != WORD or (low in lex.unmoved and p.folded(k + 1) not in lex.definite):
        return False
    moves = lex.moves.fit(low) or lex.up.fit(low) or lex.down.fit(low)
    return moves or lex.multiples.at(p, k) is not None
