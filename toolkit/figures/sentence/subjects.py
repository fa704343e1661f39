"""What a sentence says of a number from afar: points of what, counts of what, per what."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from toolkit.figures.context.nouns import noun_after
from toolkit.figures.context.per import SPANS, WARES, squared
from toolkit.figures.draft import Draft, Sentence
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.neighbours import CLOSE, alike, amount, cue_before
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def points(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "gagne 0,4 point à 18,9 %": few points of something measured in percent."""
    for n, draft in enumerate(drafts):
        if draft.of is None or draft.of.lower() not in lex.point_words or draft.worth > 10:
            continue
        joined = p.hyphen(draft.end)  # "a 1.9-point rise in occupancy to 74.2%"
        point = lex.points.at(p, draft.end + joined)
        if point is None or any(_in_percent(p, draft, other) for other in drafts[n + 1 : n + 2]):
            continue
        beside = [
            m
            for m, other in enumerate(drafts)
            if (other.unit in ("percent", "percentage_point") or other.fraction)
            and not _clause_ends(p, drafts[min(m, n)].end, drafts[max(m, n)].first)
        ]
        following = n + 1 in beside and p.is_sign(draft.after, ",")
        parted = n - 1 in beside and p.is_sign(drafts[n - 1].end, ",")
        short = draft.decimals and len(draft.of) < 4  # "pt", "pts"
        told = lex.more.at(p, point[0]) or lex.less.at(p, point[0])  # "61,3 %, four points less"
        parted = parted and not (joined and n + 1 in beside)
        if (beside and not following and (told or not parted)) or short or _of_rate(p, draft, lex):
            draft.unit, draft.of = "percentage_point", None
            draft.end = draft.after = point[0]
            draft.stop = p.end[point[0] - 1]


def _in_percent(p: Passage, draft: Draft, other: Draft) -> bool:
    """ "a lâché 0,32 point (-0,01%)": points of an index, whose change is restated in percent."""
    opened = p.is_sign(draft.after, "(") and other.first - draft.after <= 2
    return opened and p.text[other.start] in "+-−–"


def tenths(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "dell'1,3%, sette decimi in meno": tenths of a point beside a rate are no part of it."""
    for before, draft in pairwise(drafts):
        top, _, under = (draft.fraction or "").partition("/")
        more, less = lex.more.at(p, draft.end), lex.less.at(p, draft.end)
        if under == "10" and before.unit == "percent" and (more or less):
            draft.value, draft.decimals, draft.fraction = shift(Decimal(top), -1), 1, None
            draft.unit, draft.direction = "percentage_point", "up" if more else "down"


def levels(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "cede 212 punti a 17.455", "cut by 412 jobs to 9,605": the level is in what changed."""
    for n, draft in enumerate(drafts):
        led = p.folded(draft.lead - 1) in lex.level_markers or p.is_sign(draft.lead - 1, ":")
        if not led or not draft.digits or not (amount(draft) and draft.unitless):
            continue
        for other in reversed(drafts[:n]):
            by = draft.lead - other.after == 1 and p.folded(other.lead - 1) in lex.by
            points = (other.of or "").lower() in lex.point_words and (
                draft.worth > other.worth or alike(draft.worth, other.value, CLOSE)
            )
            if other.of and (points or by):
                draft.of, draft.loose = other.of, False
                break


def counted(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "die Zahl der Nutzer stieg auf 34,6 Millionen": what the sentence counts."""
    for n, draft in enumerate(drafts):
        if not (amount(draft) and draft.unitless):
            continue
        passed = drafts[n - 1].first if n and drafts[n - 1].unit != "percent" else 0
        again = None
        for k in p.clause(draft.first - 1):
            if p.is_sign(k, ",") and k < passed:
                break
            pronoun = lex.pronouns.at(p, k)
            if pronoun:  # "el número de ocupados ... y el de parados"
                again = again or noun_after(p, pronoun[0], lex, deep=False)
            if p.low[k] not in lex.counting or p.low[k + 1] not in lex.of | lex.counting_of:
                continue
            noun = again or noun_after(p, k + 2, lex, deep=False)
            if noun and noun[1] <= draft.first:
                draft.of, draft.loose = noun[0], False
            break


def per_subjects(p: Passage, sentence: Sentence, lex: Lexicon) -> None:
    """ "Gewinn je Aktie: 95 Cent, nach 82 Cent": the subject says per what."""
    drafts = sentence.drafts
    if not any(d.money and not d.large and d.per is None for d in drafts):
        return  # as in most
    per, given = "", False
    n = 0
    for k in range(sentence.begin, sentence.end):
        if p.is_sign(k, ";") or "\n" in p.gap(k):
            per = ""
        while n < len(drafts) and drafts[n].end <= k:
            n += 1
        if n < len(drafts) and drafts[n].first == k:
            draft = drafts[n]
            said = per and draft.money and not draft.large
            said = said and not (draft.direction and per in WARES)  # by how much it changed
            if said and (not given or _compared_with(p, draft, lex)):
                draft.per, given = draft.per or per, True
        else:
            floor = drafts[n - 1].end if n else sentence.begin
            found = _per_subject(p, k, floor, sentence.begin, lex)
            per, given = (found, False) if found else (per, given)


def per_compared(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "0,34 euro per azione, contro i 28 centesimi dell'anno scorso": per share, both."""
    monies = [n for n, draft in enumerate(drafts) if draft.money]
    for m, n in pairwise(monies):
        before, draft = drafts[m], drafts[n]
        restated = draft.converted_from == p.text[before.start : before.stop]
        if draft.per or draft.power or not (draft.unit == before.unit or restated):
            continue
        opened = draft.lead - 1
        while opened > before.end and not p.is_sign(opened, "(（"):
            opened -= 1
        bracketed = p.is_sign(opened, "(（") and p.is_sign(draft.end, ")）")
        cue = cue_before(p, lex, draft.lead - (p.low[draft.lead - 1] in lex.one))
        compared = cue and m == n - 1 and p.low[cue[0]] not in lex.links
        diluted = before.per == "share" and lex.paid.ending(p, draft.lead)
        if ((compared or bracketed) and before.per not in SPANS) or diluted:
            draft.per = before.per


def _compared_with(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """Whether an amount is what the one before is compared with."""
    lead = draft.lead
    return (
        cue_before(p, lex, lead) is not None or p.is_sign(lead - 1, "(") or p.is_sign(lead - 1, ":")
    )


def _per_subject(p: Passage, k: int, floor: int, begin: int, lex: Lexicon) -> str:
    """What an amount of the noun just before is per: "Preis je Tonne", EPS; "Je Aktie" begins."""
    if p.low[k] in lex.per_subjects and p.capital(k):
        return "share"
    if k > floor or k == begin:
        named = _named(p, k, lex)
        if named:
            return named
    first = k == begin and p.low[k] not in lex.definite
    if p.low[k] not in lex.per_sure or not (first or (k > floor and p.is_word(k - 1))):
        return ""
    noun = lex.per_nouns.get(p.folded(k + 1), "")
    return "" if noun in SPANS or p.is_number(k + 2) else squared(p, k + 1, noun)


def _named(p: Passage, k: int, lex: Lexicon) -> str:
    """ "le baril de Brent cédait 1,2 % à 69,85 dollars": what a price is per is its subject."""
    if p.low[k] not in lex.definite | lex.one:
        return ""
    noun = k + 1 + p.is_sign(k + 1, "'’")
    per = squared(p, noun, lex.per_nouns.get(p.folded(noun), ""))
    per = "MWh" if per == "MW" else per  # "el megavatio costaba 84 euros": sold for an hour
    return per if per in WARES else ""


def _clause_ends(p: Passage, begin: int, end: int) -> bool:
    return any(p.is_sign(k, ";") for k in range(begin, end))


def _of_rate(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "la marge a gagné 0,9 point": the subject of the clause is measured in percent."""
    for k in p.clause(draft.first):
        if lex.rates.fit(p.low[k]) or p.low[k].endswith(lex.rate_endings):
            return True
        if p.low[k].startswith(lex.indices):
            return False
    return False


def days(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "il 12 maggio (e il 19)": a bare day, where the sentence has named another."""
    for n, draft in enumerate(drafts):
        led = draft.loose and p.folded(draft.first - 1) in lex.day_articles
        if not led or not p.word[draft.first].isdigit() or p.is_word(draft.end):
            continue
        if 1 <= draft.worth <= 31 and any(other.kind == "date" for other in drafts[:n]):
            draft.kind, draft.value, draft.decimals, draft.loose = "date", None, None, False
            draft.qualifier = draft.direction = None
