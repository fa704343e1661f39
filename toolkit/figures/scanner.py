"""The one scanner: walks a passage's tokens and asks, at each number, which rule reads it."""

from __future__ import annotations

from toolkit.figures.cjk import has_cjk
from toolkit.figures.context.directions import direct
from toolkit.figures.context.nouns import noun_after
from toolkit.figures.context.per import per_what
from toolkit.figures.context.qualifiers import qualify
from toolkit.figures.context.units import unit_before
from toolkit.figures.dates import calendar, clock
from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import PHYSICAL
from toolkit.figures.naming import labels, names
from toolkit.figures.quantities import multiples, parts
from toolkit.figures.quantities.amounts import read_amount
from toolkit.figures.quantities.spelled import amount, word
from toolkit.figures.quantities.vague import few_digits
from toolkit.figures.sentence.relations import relate
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, RAISED, VULGAR, WORD, Passage, is_year

_PASSED = frozenset(("date", "year", "duration", "time", "name"))


def read_passage(p: Passage, lex: Lexicon, taken: list[Draft]) -> list[Draft]:
    """Every figure of the passage, in order. `taken` are figures another reader found already."""
    drafts: list[Draft] = []
    known = sorted([*taken, *labels.references(p)], key=lambda draft: draft.start)
    i = floor = n = 0
    while i < p.size:
        while n < len(known) and (
            known[n].stop <= p.start[i] or (floor and known[n].start < p.end[floor - 1])
        ):
            n += 1
        if n < len(known) and known[n].start <= p.start[i]:
            found = known[n]
            found.first = found.lead = i
            while i < p.size and p.start[i] < found.stop:
                i += 1
            found.end = found.after = floor = i
            drafts.append(found)
            continue
        draft = _at(p, i, lex, floor)
        if draft is None:
            i += 1
            continue
        if n < len(known) and draft.stop > known[n].start:
            i += 1
            continue
        draft.lead, draft.after = draft.first, draft.after or draft.end
        if draft.kind == "quantity":
            _finish(p, draft, lex, floor, drafts)
        drafts.append(draft)
        floor = i = draft.end
    return relate(p, drafts, lex)


def _at(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    kind = p.kind[i]
    if kind == NUMBER:
        return _digits(p, i, lex, floor)
    if kind == WORD:
        return word(p, i, lex, floor) if lex.starts(p.low[i]) else None
    if kind == RAISED:
        return label(p, i, i + 1, "reference") if p.glued(i) and not _squared(p, i) else None
    if kind == VULGAR:
        amount = read_amount(p, i, lex, floor)
        if amount and not amount.loose:
            return amount
        return parts.vulgar_fraction(p, i, lex)
    return None


def _squared(p: Passage, i: int) -> bool:
    """ "12 km²", "12 m2": the power of a measure."""
    return p.glued(i) and p.word[i] in "²³23" and p.word[i - 1] in ("m", "km", "cm", "mm", "ft")


def _ideographs_per(p: Passage, i: int) -> bool:
    from toolkit.figures.cjk.reading import says_per

    return says_per(p.text, p.start[i])


def _digits(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    before = unit_before(p, i, floor)
    if p.word[i] == "1" and has_cjk(p.text) and _ideographs_per(p, i):
        return None
    if p.word[i] == "000" and (before or p.is_sign(i - 1, "'’")):
        return None
    if _squared(p, i):
        return None
    if before is None:
        for rule in (
            labels.reference(p, i, lex, floor),
            names.terms(p, i, lex),
            names.title(p, i, lex, floor),
            calendar.quarter_letters(p, i, lex, floor),
            calendar.numeric_date(p, i, lex),
            clock.clock(p, i, lex, floor),
            names.glued_name(p, i, lex, floor),
            clock.decade(p, i, lex, floor),
            calendar.day_of_month(p, i, lex),
        ):
            if rule is not None:
                return rule
        order = labels.ordinal_digits(p, i, lex)
        if order:
            return calendar.quarter_after(p, i, order.end, lex) or order
        if lex.table.ordinal_dot and p.is_sign(i + 1, ".") and p.glued(i + 1):
            quarter = calendar.quarter_after(p, i, i + 2, lex)
            if quarter:
                return quarter
        place = labels.ranking(p, i, lex, floor)
        if place:
            return place
        part = (
            parts.fraction_at(p, i, lex)
            or parts.vulgar_fraction(p, i, lex)
            or multiples.collective_at(p, i, lex)
        )
        if part:
            return part
    draft = amount(p, i, lex, floor)
    if draft is None:
        return _malformed(p, i)
    return draft


def _malformed(p: Passage, i: int) -> Draft:
    """Digits and marks that make no number: a version, a list without spaces."""
    if "," in p.word[i]:
        return label(p, i, i + 1, "ambiguous")
    return label(p, i, i + 1, "reference" if p.word[i].count(".") > 1 else "name")


def _ratio(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "KGV von 14", "a P/E of 14": a bare number that is a multiple."""
    k = draft.lead
    while not lex.ratios.ending(p, k):
        k -= 1
        if p.folded(k) not in lex.ratio_links and not is_year(p, k):
            return False
    return True


def _finish(p: Passage, draft: Draft, lex: Lexicon, floor: int, earlier: list[Draft]) -> None:
    if draft.unit is None and not draft.candidates and not _sized(p, draft, lex):
        noun = noun_after(p, draft.end, lex, scaled=draft.large)
        if noun is None or p.hyphen(draft.end):
            noun = _noun_after_qualifier(p, draft, lex) or noun
        if noun is None and _there_are(p, draft, lex):
            noun = noun_after(p, draft.end + 1, lex)
        cue = lex.elided_after.ending(p, draft.first)
        if noun and draft.digits and not draft.power and _added(p, draft, lex):
            noun = None
        if noun and draft.decimals and not draft.power and draft.digits and cue:
            physical = p.word[draft.end] in PHYSICAL or p.low[draft.end] in lex.point_words
            weak = p.low[cue[0]] in lex.links and draft.first - cue[0] == 1
            if not physical and not weak and lex.per_nouns.get(noun[0].lower()) != "share":
                noun = None
        if noun and not (draft.loose and not draft.digits and noun[0].lower() in lex.not_nouns):
            draft.of, draft.after = noun[0], max(noun[1], draft.end)
            draft.loose = False
            if lex.points.at(p, draft.end) and _spread(p, draft, lex):
                draft.unit, draft.of = "basis_point", None
                draft.end = draft.after = draft.end + 1
                draft.stop = p.end[draft.end - 1]
    if not draft.vague:
        if draft.qualifier == "between":
            before = lex.range_openers.ending(p, draft.first, floor)
            draft.lead = before[0] if before else draft.first
        else:
            draft.lead = qualify(p, draft, lex, floor)
    if draft.loose and draft.unitless and _ratio(p, draft, lex):
        draft.unit, draft.loose = "multiple", False
    if draft.direction is None:
        passed = {
            d.end - 1: d.first
            for d in earlier[-3:]
            if d.kind in _PASSED or (d.vague and p.is_sign(d.end, ","))
        }
        direct(p, draft, lex, draft.lead, floor, passed)
    per_what(p, draft, lex)


def _there_are(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "sono tre le offerte", "son 12 los heridos": what it counts is the subject."""
    led = p.folded(draft.first - 1) in lex.copulas
    return led and p.folded(draft.end) in lex.definite and p.is_word(draft.end + 1)


def _sized(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "Milliarden-Loch", "double-digit growth": a size, which counts nothing."""
    if not draft.vague:
        return False
    return p.hyphen(draft.end) or any(
        lex.vague_digits.at(p, k) or few_digits(p, k, lex) for k in range(draft.first, draft.end)
    )


def _added(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "58 M€ et 12 de bonus": digits before a bare "de" count no noun of their own."""
    j = draft.end
    return (
        p.folded(j) in lex.linkers
        and not (p.is_number(j + 1) or p.folded(j + 1) in lex.owners)
        and not lex.table.nouns_are_capital
        and p.kind[draft.end - 1] == NUMBER
        and draft.worth < 1_000_000
    )


def _noun_after_qualifier(p: Passage, draft: Draft, lex: Lexicon) -> tuple[str, int] | None:
    """ "1,200+ respondents", "3 million-plus units", "300-odd pieces"."""
    after = lex.qualifiers_after.at(p, draft.end)
    if after:
        draft.qualifier = after[1]
        return noun_after(p, after[0], lex, scaled=draft.large)
    if p.is_sign(draft.end, "+") and p.glued(draft.end):
        draft.qualifier = "at_least"
        return noun_after(p, draft.end + 1, lex, scaled=draft.large)
    return None


def _spread(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """Whether a word of a spread stands near, in the same clause."""
    if any(lex.spread.fit(p.low[k]) for k in p.clause(draft.first)):
        return True
    for k in p.ahead(draft.end):
        if p.stops(k, ";.!?"):
            return False
        if lex.spread.fit(p.low[k]):
            return True
    return False
