"""Whether the words before two numbers tell of a change, from one to the other, or of a span."""

from __future__ import annotations

from toolkit.figures.context.directions import CHANGE_NOUNS
from toolkit.figures.draft import Draft
from toolkit.figures.quantities.amounts import read_amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage


def growth_of(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "una crescita degli utili dal 6% all'8%": the only word of change is a noun."""
    for k in p.clause(first - 1):
        if p.kind[k] != WORD:
            return False
        if noun_of_change(p, k):
            return not changes(p, k, lex)
        if lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) or p.low[k].startswith(_SHIFTED):
            return False
    return False


def rated(p: Passage, a: Draft, lex: Lexicon) -> bool:
    """ "cut its rate by 2 to 10 per cent": a level is what it came to."""
    return any(lex.rates.fit(p.low[k]) for k in p.clause(a.first))


def climbs(p: Passage, a: Draft, k: int, lex: Lexicon, *, bare: bool = False) -> bool:
    """ "prices rose 3% to 5%": a rise by one rate up to another."""
    while p.is_sign(k, "'’") or p.folded(k) in lex.definite | lex.one:
        k += 1
    if a.unit not in ("percent", None) or not a.digits or not p.is_number(k):
        return False
    b = read_amount(p, k, lex, k, joined=False)
    if b is None or b.unit != "percent" or b.value is None or a.value is None:
        return False
    return 0 < a.value < b.value <= 4 * a.value and (
        a.unit == "percent" or bare or bool(lex.rising_by)
    )


def of_level(p: Passage, a: Draft, lex: Lexicon) -> bool:
    """Whether the clause is about a rate, or says outright that a level moved."""
    said = [p.low[k] for k in p.clause(a.first)]
    return any(
        lex.rates.fit(low) or low.startswith(_SHIFTED) or lex.forecasts.fit(low) for low in said
    )


_SHIFTED = ("pass", "port", "ramen", "relev", "abaiss", "révis", "tomb", "retomb", "mont", "rever")


def forecast(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "eleva la previsión de crecimiento del 2,4% al 2,6%": a forecast is moved from A to B."""
    told = next((k for k in p.clause(first) if lex.forecasts.fit(p.low[k])), None)
    return told is not None and changes(p, told, lex)


def noun_of_change(p: Passage, k: int) -> bool:
    """ "growth of 3% to 4%" is a range, "grew from 3% to 4%" is a change."""
    return p.folded(k) in CHANGE_NOUNS or p.folded(k) in _GAINED


_GAINED = frozenset(
    ("savings", "cuts", "reductions", "losses", "gains", "reduction", "einsparungen", "économies")
)


def spans(p: Passage, first: int) -> bool:
    return any(
        p.low[k].startswith(
            (
                "rang",
                "spann",
                "bandbreite",
                "forchett",
                "fourchett",
                "oscill",
                "horquill",
                "varia",
                "compres",
            )
        )
        for k in p.clause(first)
    )


def changes(p: Passage, first: int, lex: Lexicon) -> bool:
    """Whether a word of change stands before token `first` in the same clause."""
    return any(_change(p, k, lex) for k in p.clause(first))


def moved(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "raised its target $5 to $60": no word parts the amount from the word of change."""
    for k in p.clause(first):
        if _change(p, k, lex):
            return True
        if p.kind[k] != WORD or p.low[k] in lex.level_markers | lex.linkers:
            break
    return False


def _change(p: Passage, k: int, lex: Lexicon) -> bool:
    low = p.low[k]
    if p.kind[k] != WORD or low in _NO_CHANGE:
        return False
    if low in _ADJUSTED and p.folded(k + 1) not in lex.definite:
        return False
    moves = low.startswith(_MOVES) or lex.up.fit(low) or lex.down.fit(low)
    return moves or lex.multiples.at(p, k) is not None


_NO_CHANGE = frozenset(("plus", "più", "más", "more", "mehr"))


_MOVES = (
    *(
        "went",
        "goes",
        "gone",
        "going",
        "chang",
        "shift",
        "mov",
        "swung",
        "swing",
        "revis",
        "adjust",
    ),
    *("taking", "took", "bring", "brought", "verander", "pas", "port", "ramèn", "ramen", "ajust"),
    *("cambi", "adegu", "llev"),
)
"""Beginnings of words that say a change, and not which way."""


_ADJUSTED = frozenset(("adjusted", "ajusté", "ajustée", "ajustés", "ajustées", "ajustado"))
"""Adjectives before a measure, where no article follows: "adjusted EPS of $3 to $4"."""
