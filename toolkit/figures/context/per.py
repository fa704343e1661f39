"""Per what an amount is: a share, a tonne, a year."""

from __future__ import annotations

from toolkit.figures.context.directions import past_bracket
from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.languages.language import words
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year

SPANS = frozenset(("year", "month", "week", "day", "hour", "quarter", "minute", "second"))


WARES = frozenset(words("barrel|ounce|tonne|ton|bushel|MWh|kWh|litre|gallon|kg|square metre"))
"""What prices are per without a word for it: "l'once d'or vaut", "14,8 € du m²"."""


_RAISED = {
    ("m", "²"): "square metre",
    ("m", "2"): "square metre",
    ("m", "³"): "cubic metre",
    ("m", "3"): "cubic metre",
    ("km", "²"): "square kilometre",
}
"""A sign of length and the power it is printed with: 14,80 € le m²."""


_BUILT = 10_000
"""From here on a "megawatt" is one that is built, not one sold for an hour."""


def per_what(p: Passage, draft: Draft, lex: Lexicon) -> None:
    """Set `per`: "je Aktie", "a share", "/MWh", "pro Jahr", also past a noun or a qualifier."""
    after = draft.after + p.hyphen(draft.after)
    paid = lex.paid.at(p, draft.end)
    beyond = past_bracket(p, after) if draft.money else after  # "13 pesos (0,6 dólares) por acción"
    touched = draft.end + (p.is_sign(draft.end, "+") or p.hyphen(draft.end))  # "$9m+ a year"
    for j in dict.fromkeys((touched, after, paid[0] if paid else after, beyond)):
        per = per_at(p, j, lex)
        if per and (not draft.rate or per in SPANS):
            sold = per == "MW" and draft.money and draft.worth < _BUILT
            draft.per = "MWh" if sold else per
            return
    hedged = lex.qualifiers_after.at(p, after) or lex.more.at(p, after) or lex.less.at(p, after)
    if hedged:
        draft.per = per_at(p, hedged[0], lex)
    if draft.per is None and (draft.of is not None or draft.power or draft.money):
        draft.per = _per_before(p, draft, lex)
        if draft.per is None and draft.of is not None:
            draft.per = _per_beyond(p, after, lex, SPANS)
            if draft.per is None and p.folded(after) in lex.linkers and p.is_word(after + 1):
                draft.per = per_at(p, after + 2, lex)  # "barriles de crudo diarios"
        elif draft.per is None and draft.money and _of_gain(p, after, lex):
            nouns = SPANS if draft.power else frozenset(["share"])
            draft.per = _per_beyond(p, after, lex, nouns, lex.list_words)


def _of_gain(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "$3 of adjusted earnings", "1,20 Euro Gewinn": what the amount is follows at once."""
    if lex.table.nouns_are_capital:
        return p.capital(j)
    earned = range(j, j + 3)  # "a $2.60 interim dividend per share"
    return p.folded(j) in lex.linkers | lex.purposes or any(
        lex.money_nouns.fit(p.folded(k)) and all(p.is_word(m) for m in range(j, k)) for k in earned
    )


def _per_before(p: Passage, draft: Draft, lex: Lexicon) -> str | None:
    """ "jährlich 60.000 Tonnen", "pro Jahr mehr als 2,4 TWh"."""
    lead = draft.lead
    adverb = lex.per_adverbs.ending(p, lead)
    if adverb and adverb[0] == lead - 1 and (draft.of is not None or draft.money):
        return adverb[1]
    word = lex.per_words.ending(p, lead - 1)
    sure = word and p.low[word[0]] in lex.per_sure and draft.money and not draft.power
    if word and sure and _opens(p, word[0]):
        return lex.per_nouns.get(p.folded(lead - 1))  # "je Einwohner 2.140 Euro"
    if p.is_word(lead - 1) and p.folded(lead - 2) in lex.per_nouns:  # "pro Tag gehen 140.000"
        opening = lex.per_words.ending(p, lead - 2)
        if opening and _opens(p, opening[0]) and lex.per_nouns[p.low[lead - 2]] in SPANS:
            return lex.per_nouns[p.low[lead - 2]]
    noun = lex.per_nouns.get(p.folded(lead - 1))
    return noun if word and noun in SPANS and not p.is_number(word[0] - 1) else None


def _opens(p: Passage, first: int) -> bool:
    """Whether a part of the sentence begins there."""
    return first == 0 or p.is_sign(first - 1, ".!?,;:–(")


def _order(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "au quatrième trimestre": which one, not per each."""
    return p.low[k] in lex.table.ordinals or p.low[k] in lex.first_words


def _per_beyond(
    p: Passage,
    j: int,
    lex: Lexicon,
    nouns: frozenset[str],
    ends: frozenset[str] = frozenset(),
) -> str | None:
    """ "2,5 Millionen Tonnen Flachstahl pro Jahr", "$3 of earnings per share"."""
    for k in p.ahead(j):
        named = p.is_number(k) and p.glued(k)  # "tonnes of CO2 a year"
        joined = p.is_word(k) or p.hyphen(k) or named or p.is_sign(k, "'’")
        if not joined or p.low[k] in lex.borders | ends:
            return None
        adverb = lex.per_adverbs.at(p, k) if lex.table.adverb_modifies else None
        if adverb and not p.is_word(adverb[0]) and not p.is_number(adverb[0]):
            return adverb[1]
        far = p.low[k] in lex.per_far and p.low[k - 1] not in lex.not_nouns
        if not far and p.low[k] not in lex.per_sure:
            continue
        noun = k + 2 if p.is_sign(k + 1, "'’") else k + 1
        if lex.per_nouns.get(p.folded(noun)) in nouns:
            following = p.folded(noun + 1)
            if following in lex.not_per or p.is_number(noun + 1):
                return None
            return lex.per_nouns[p.low[noun]]
    return None


def is_share(low: str, lex: Lexicon) -> bool:
    """ "apiece", "he still owns 5 million": shares are meant."""
    return "share" in (lex.per_nouns.get(low), lex.per_nouns.get(low.removesuffix("s")))


def squared(p: Passage, k: int, noun: str) -> str:
    """The noun at k, or the area that it begins: "square foot", "metro quadrato"."""
    following = p.folded(k + 1 + p.hyphen(k + 1))
    if noun in ("kW", "MW"):
        return f"{noun}h" if following.startswith("hour") else noun
    metre = p.folded(k) == "metro" and following in ("quadrato", "quadro", "cuadrado")
    if noun == "square" or metre or (p.folded(k) == "mètre" and following == "carré"):
        return "square foot" if following in ("foot", "ft") else "square metre"
    return noun


def per_at(p: Passage, j: int, lex: Lexicon) -> str | None:
    adverb = lex.per_adverbs.at(p, j)
    if (
        adverb
        and lex.table.adverb_modifies
        and p.is_word(adverb[0])
        and p.low[adverb[0]] not in lex.not_nouns
    ):
        adverb = None
    if adverb and p.folded(adverb[0]) in lex.not_per:
        return None
    if adverb and not is_year(p, adverb[0]):
        return adverb[1]
    if p.folded(j) == "apiece":
        near = [*p.clause(j), *p.ahead(j)]
        shares = any(is_share(p.low[k], lex) for k in near)
        return "share" if shares else "unit"
    slash = p.is_sign(j, "/")
    word = lex.per_words.at(p, j)
    article = lex.per_articles.at(p, j)
    for match, any_noun in ((word, not article or slash), (article, False)):
        if match is None:
            continue
        k = match[0]
        if p.is_sign(k, "'’") or p.hyphen(k):  # "the $20-a-share offer"
            k += 1
        for skip in (0, 1, 2):
            low = p.folded(k + skip)
            if slash and not skip and low == "a" and p.glued(k):
                return "year"
            if skip == 2 and lex.per_nouns.get(low) not in WARES | {"share"}:
                break
            if skip and not p.is_word(k):
                break
            noun = _RAISED.get((low, p.folded(k + skip + 1)), "")
            if noun:
                return noun
            if low in lex.per_nouns:
                noun = squared(p, k + skip, lex.per_nouns[low])
                if p.low[j] == "du" and noun not in WARES:
                    return None
                if low == "titre" and p.low[j] == "au":  # "au titre du 3e trimestre"
                    return None
                later = p.folded(k + skip + 1 + p.hyphen(k + skip + 1))
                ago = later in lex.not_per and noun in SPANS  # not "a share before charges"
                if (skip and p.is_number(k + 1)) or ago:
                    return None
                if noun in SPANS and (
                    p.is_number(k + skip + 1)
                    or (skip and (_order(p, k, lex) or p.low[k] in lex.not_per))
                ):
                    return None
                if low in lex.level_markers or (p.low[j] in lex.per_times and noun not in SPANS):
                    return None
                return noun
        if any_noun and p.is_word(k) and p.low[k] not in lex.not_nouns and not p.hyphen(k + 1):
            if slash and not p.glued(j):
                return None
            low = p.low[j]
            if low in lex.per_sure and p.word[k] in PHYSICAL:
                return p.word[k]
            if low in lex.per_any or slash:
                return p.word[k] if lex.table.nouns_are_capital else p.low[k]
    return None
