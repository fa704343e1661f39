"""Whether an amount is one of a rise or a fall: the words directly beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.figures.context.governing import Lead, governed, parted
from toolkit.figures.context.qualifiers import another_amount
from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import REFERENCE_RATES
from toolkit.figures.languages.language import words
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


def direct(
    p: Passage, draft: Draft, lex: Lexicon, first: int, floor: int, passed: Mapping[int, int]
) -> None:
    """Set the direction of an amount of change; levels have none. `first` is the qualifier's.

    `passed` are dates and vague sizes just before, by last token: a verb may stand beyond them.
    """
    if draft.direction or draft.value is None or p.is_sign(draft.first - 1, "±"):
        return
    lead = Lead(p, draft, lex, first, floor, passed)
    for step in _STEPS:
        told = step(lead)
        if told is not None:
            draft.direction = told or None
            return


def after_rate(p: Passage, plus: int) -> bool:
    """ "mid-swaps plus 85bp", "SOFR plus 1.75%": a "plus" that adds to a rate."""
    return p.folded(plus - 1).startswith(REFERENCE_RATES)


# Each step says up or down, "" where there is no direction, None where the next is to be asked;
# some move the lead on, to the word before one that says nothing of it.


def _past(lead: Lead) -> str | None:
    """ "stieg über 50 Euro": a level that something moved past."""
    p, lex = lead.p, lead.lex
    between = set(p.low[lead.first : lead.draft.first])
    reached = between & lex.past and not (lead.percent and between & lex.past_rates)
    return "" if reached and p.folded(lead.first - 1) not in lex.change_markers else None


def _amounting(lead: Lead) -> str | None:
    """ "un aumento pari a 1,5 miliardi", "une hausse égale à 3 %": it is said of the noun."""
    if lead.p.folded(lead.j - 1) in lead.lex.amounting:
        lead.j -= 2
    return None


def _adverb(lead: Lead) -> str | None:
    """ "su del 3 %": the adverb says which way."""
    p, j = lead.p, lead.j
    led = lead.percent and lead.before[:2] == "de"
    return lead.lex.ways.get(p.folded(j - 1)) if led else None


def _article(lead: Lead) -> str | None:
    """ "auf die 50 Euro": a level that is known, unless a change is told of it."""
    p, j, lex = lead.p, lead.j, lead.lex
    if lead.before in lex.definite:
        told = lex.more.at(p, lead.end) or lex.less.at(p, lead.end)
        leveled = p.folded(j - 1) in lex.level_markers - lex.change_markers
        if leveled and not told and not _change_is(p, j - 1, lex):
            return ""
        lead.j -= lead.before not in lex.change_markers | lex.level_markers
    if lead.before in lex.plus or lead.before in lex.known:
        return "" if not lead.percent or after_rate(p, lead.j) else None
    return None


def _average(lead: Lead) -> str | None:
    """An average is a level: "on average 3 %", but "rise by an average of 3.8 per cent"."""
    p, j, lex = lead.p, lead.j, lead.lex
    at = next((k for k in range(max(0, j - 1), j + 1) if p.low[k] in lex.averages), None)
    if at is None or p.is_sign(j, ",") or p.folded(at - 1) in lex.level_markers:
        return None  # "$3.09 on average, 11 cents less"
    if at < j and lead.before in lex.by:
        return None  # "im Schnitt um 3,8 Prozent gestiegen"
    k = at - (p.folded(at - 1) in lex.one)
    if p.folded(k - 1) not in lex.by:
        return ""
    lead.j = k - 1
    return None


def _after(lead: Lead) -> str | None:
    """ "5.5p (2.1%) lower", "3 Prozent mehr": the word after the amount."""
    p, draft, lex, end = lead.p, lead.draft, lead.lex, lead.end
    for phrases, direction in ((lex.more, "up"), (lex.less, "down")):
        after = phrases.at(p, end) or phrases.at(p, past_bracket(p, end))
        measured = None if after else lex.year_on_year.at(p, end)
        after = phrases.at(p, measured[0]) if measured else after
        if not after or _more_than_half(p, end, lex):
            continue
        if lex.qualifiers_after.at(p, end) or (p.folded(after[0]) in lex.definite and draft.of):
            continue  # "1,05 Mrd. plus/minus 3 %", "50 km off the coast"
        if p.low[end] in lex.plus and another_amount(p, after[0], lex):
            continue
        multiple = draft.unit == "multiple" and draft.fraction is None
        if multiple or p.folded(after[0]) in lex.owing:
            continue
        if lead.before in lex.level_before_more or (draft.money and p.low[end] in lex.losses):
            continue
        if draft.money and draft.large and p.low[end] in lex.gains:
            continue  # "the $557 million raise"
        if not lead.percent and p.low[end] in lex.level_markers and _by_another(p, after[0], lex):
            continue  # "sono 2.898.000 in calo di 254.000 unità"
        return direction
    return None


def _before(lead: Lead) -> str | None:
    """What stands between "by" and the amount; "down 3 %"."""
    p, lex = lead.p, lead.lex
    between = lead.before in lex.after_by or lead.before in lex.others_before
    if lex.table.verb_last and p.is_word(lead.j) and not p.capital(lead.j):
        between = between or lead.before.endswith(_inflections(lex))  # "um sagenhafte 240 Prozent"
    if between and p.folded(lead.j - 1) in lex.by:
        lead.j -= 1
    if lead.before in lex.one and p.folded(lead.j - 1) in lex.led_to:
        return ""  # "slowed to a 3.4% pace", "subiendo a un 3%"
    if lead.percent and lex.ways.get(lead.before) == "down":
        return "down"
    if lead.before in lex.others_before:
        lead.j -= 1  # "cayeron otros 147 millones"
    return None


def _inflections(lex: Lexicon) -> tuple[str, ...]:
    return tuple(words(lex.table.inflections))


def _sum(lead: Lead) -> str | None:
    """A sum of millions is mostly a level, unless "by" or a word of change governs it."""
    draft = lead.draft
    if not draft.large or draft.of is not None or lead.percent:
        return None
    changed = _amount_of_change(lead) or _led_to(lead.p, lead.end, lead.lex)
    return None if changed else ""


def _stood(lead: Lead) -> str | None:
    """ "Das Plus lag bei 5 Prozent", "lag der Rückgang bei 5": what lay there is a change."""
    p, lex = lead.p, lead.lex
    j = lead.j - (p.is_word(lead.j) and lead.before not in lex.level_markers)
    if not lead.percent or p.folded(j) not in lex.standing:
        return None
    noun = j - 1 - (p.folded(j - 1) in lex.being)
    verb = noun - 1 - (p.folded(noun - 1) in lex.definite)
    if not p.capital(noun) or (noun == j - 1 and p.folded(verb) not in lex.being):
        return None
    return "up" if lex.up.fit(p.low[noun]) else "down" if lex.down.fit(p.low[noun]) else None


def _level(lead: Lead) -> str | None:
    """ "auf 12 Prozent" is a level; "set to grow at 9-10% a year" is the pace of a change."""
    p, lex = lead.p, lead.lex
    if lead.before not in lex.level_markers or lead.marked:
        return None
    paced = not lex.paces or any(p.low[m] in lex.paces for m in p.ahead(lead.draft.end))
    led = p.low[lead.j - 1]
    if lead.percent and paced and lead.before in lex.pace_markers and led not in lex.ways:
        return "down" if lex.down.fit(led) else "up" if lex.up.fit(led) else ""
    return ""


def _particle(lead: Lead) -> str | None:
    """ "nahm um 9 Prozent ab": the particle of the verb that stands last."""
    return parted(lead) if lead.by_how_much else None


_STEPS: tuple[Callable[[Lead], str | None], ...] = (
    *(_past, _amounting, _adverb, _article, _average, _after),
    *(_stood, _before, _sum, _level, _particle),
    governed,
)


def _change_is(p: Passage, copula: int, lex: Lexicon) -> bool:
    """ "il calo è del 3,2%": what the amount is of is a change."""
    noun = p.folded(copula - 1)
    return p.low[copula] in lex.being and (lex.up.fit(noun) or lex.down.fit(noun))


def _by_another(p: Passage, k: int, lex: Lexicon) -> bool:
    """Whether another amount says by how much: "in calo di 254.000"."""
    told = p.folded(k) in lex.change_markers and p.low[k - 1] not in lex.minus | lex.plus
    told = told and not is_year(p, k + 1)  # "210mila in meno del 2023"
    return told and another_amount(p, k + 1, lex)


def _more_than_half(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "mit vier Milliarden Menschen mehr als die Hälfte": said of the part after it."""
    found = lex.qualifiers.at(p, end)
    k = found[0] if found else end
    k += p.folded(k) in lex.definite | lex.one
    return k > end and (p.folded(k) in lex.halves or lex.parts.at(p, k) is not None)


def past_bracket(p: Passage, end: int) -> int:
    """Past the share of it in brackets: "5.5p (2.1%) lower"."""
    if not p.is_sign(end, "("):
        return end
    close = next((k for k in p.ahead(end + 1) if p.is_sign(k, ")")), end - 1)
    return close + 1


def _amount_of_change(lead: Lead) -> bool:
    """Whether "by" or a word of change governs a sum of millions."""
    p, j, lex, before = lead.p, lead.j, lead.lex, lead.before
    led = p.folded(j - 1)
    if before in lex.by or lex.change_nouns & {before, led}:
        return True
    kept = led in lex.gains | lex.losses
    if before in lex.by_verbs and not kept and led.endswith(lex.moved_endings):
        return lex.up.fit(led) or lex.down.fit(led)
    verb = led if lead.marked else before
    if verb in lex.ways and verb == before:  # ", up $2 billion", not "put up $2 billion"
        return j == 0 or not p.is_word(j - 1) or led in lex.copulas
    return verb in lex.moving


def _led_to(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "de 2,4 milliards, à 19,8": a level after the amount, so the amount is one of change."""
    if not p.is_sign(end, ","):
        return False
    led = p.folded(end + 1) in lex.led_to
    return led and another_amount(p, end + 2 + (p.folded(end + 2) in lex.definite), lex)
