"""A scale or a unit left out, and the figure after it in the sentence that lends it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from toolkit.figures.draft import Draft
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.borders import another_subject, fits, names
from toolkit.figures.sentence.neighbours import (
    CLOSE,
    FAR,
    LIKE,
    alike,
    amount,
    cue_before,
    link_between,
    of_the,
    parallel,
    power_of,
    scale,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def forward(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "von 1,8 auf 2,4 Mrd. Euro", "4, 6 and 9 per cent": from the figure that follows."""
    for n in range(len(drafts) - 2, -1, -1):
        draft, other = drafts[n], drafts[n + 1]
        _from_others(p, drafts, n, lex)
        if _by_range(draft, other):
            draft.loose = False
        elif not any(map(amount, drafts[:n])) and _instead(p, draft, other, lex):
            scale(draft, other.power)
            draft.take_unit(other)
        elif amount(draft) and amount(other) and _may_lend(draft, other):
            link = link_between(p, draft, other, lex) or parallel(p, draft, other, lex)
            alone = link == "list" and _stands_alone(p, drafts, n, lex)
            apart = link == "parallel" and not _same_matter(p, draft, other, lex)
            if link is not None and not alone and not apart:
                _take(p, draft, other, link, lex)


def _from_others(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> None:
    """What others than the next figure lend, or a list that shares what stands at its ends."""
    draft, other = drafts[n], drafts[n + 1]
    dated = _dated(p, drafts, n, lex) or _yearly(p, drafts, n, lex)
    if dated is not None:
        scale(draft, dated.power)
        draft.take_unit(dated)
    elif other.kind == "duration":
        _lasting(p, draft, other, lex)
    elif draft.prefixed and amount(draft) and not draft.power:
        _prefixed_list(p, draft, other, lex)
    elif _rate_again(p, drafts, n):
        draft.take_unit(drafts[n - 2])


def _may_lend(draft: Draft, other: Draft) -> bool:
    """Whether the next figure has what the draft may lack."""
    if not draft.unitless or (draft.large and other.rate):
        return False
    if other.unitless and (not other.power or _in_full(other)):
        return False
    if other.unit == "multiple" and not other.digits:
        return False
    return bool(draft.power) or not other.prefixed


def _stands_alone(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """Whether a member of a list is of its own sort."""
    draft, other = drafts[n], drafts[n + 1]
    if other.unit == "percent" and _restated(p, draft, other, lex):
        return True
    if draft.power or _compared_before(p, drafts, n, lex):
        return True
    return _said_beside(p, draft, other, lex)


def _take(p: Passage, draft: Draft, other: Draft, link: str, lex: Lexicon) -> None:
    """Scale and unit of the next figure, or both readings where the scale is in doubt."""
    if draft.loose and other.power and not _in_full(other):
        if _plausible(draft, other):
            scale(draft, other.power)
        elif not alike(draft.worth, other.value, FAR):
            draft.either(_scaled(draft, other))
            return
    elif link == "change" and _thousands_of(p, draft, other):
        draft.multiply(6)
    draft.take_unit(other)
    if not draft.large or other.power:
        draft.per = draft.per or other.per


def _thousands_of(p: Passage, draft: Draft, other: Draft) -> bool:
    """ "de 23 mil a 19 mil 916 millones": thousands of the millions after them."""
    said = p.low[draft.end - 1] in p.low[other.first : other.end]
    return said and alike(shift(draft.worth, 6), other.value, LIKE)


def _by_range(draft: Draft, other: Draft) -> bool:
    """ "in 27 fra 1 e 10 milioni": a range that begins where the number ends is of another."""
    return other.qualifier == "between" and other.lead == draft.end


def _instead(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "statt drei soll der Bahnhof nun vier Milliarden Euro kosten": of what it is instead."""
    if not draft.loose or not amount(other) or other.unitless:
        return False
    near = alike(_scaled(draft, other), other.value, LIKE)
    return near and lex.negations.ending(p, draft.lead) is not None


def _lasting(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> None:
    """ "von 14 auf 9 Wochen", "5, 7 and 10 years": a time too."""
    if not draft.loose or p.low[other.lead - 1] in lex.definite:
        return  # "at 4, and the 10-year at 5"
    if link_between(p, draft, other, lex) in ("change", "list", "instead"):
        draft.kind, draft.value, draft.decimals, draft.loose = "duration", None, None, False
        draft.qualifier = draft.direction = draft.per = None


def _restated(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "1,377, or 28.6%, contained errors": a share of what was counted."""
    aside = lex.conversions.at(p, draft.end + 1) is not None
    return aside or not alike(draft.worth, other.value, FAR)


def _in_full(draft: Draft) -> bool:
    """ "two thousand five hundred": its scale is inside the number, and passes to no other."""
    return not draft.digits and draft.decimals != -draft.power


def _rate_again(p: Passage, drafts: list[Draft], n: int) -> bool:
    """ "by 4 % to $3.4 billion, profit by 6 to $410 million": by how much, and to what, twice."""
    if n < 2:
        return False
    rate, level, draft, other = drafts[n - 2 : n + 2]
    again = draft.loose and p.folded(rate.lead - 1) == p.folded(draft.lead - 1)
    return again and rate.unit == "percent" and level.money and other.large


def _said_beside(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "370.132, il 9,5% in più", "gli ultimi due e il 4%": no two of one list."""
    if draft.digits != other.digits:
        return p.folded(draft.lead - 1) not in lex.by  # "um drei bzw. 8,5 Prozent"
    told = lex.more.at(p, other.after) or lex.less.at(p, other.after)
    return bool(told) and p.is_sign(draft.end, ",")


def _compared_before(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """ "42 cents from 38, and 20 million shares": the level before, not a first of two."""
    cue = cue_before(p, lex, drafts[n].lead)
    if cue is None or p.low[cue[0]] in lex.links:
        return False
    return 0 <= cue[0] - drafts[n - 1].end <= 1


def shares(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "two of the three billion euros" are billions; of three million customers, who knows."""
    for draft, other in pairwise(drafts):
        if not amount(draft) or draft.unit or draft.power or not other.large:
            continue
        compound = any(p.hyphen(k) for k in range(other.first, other.end + 1))
        if compound or not of_the(p, draft, other, lex):
            continue
        value, whole = draft.worth, shift(other.worth, -other.power)
        draft.of = None
        if other.of is None and value < whole:
            scale(draft, other.power)
            draft.take_unit(other)
        elif other.of is not None and value >= whole:
            draft.take_unit(other)
        else:
            draft.either(_scaled(draft, other))


def _prefixed_list(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> None:
    """ "EUR 120, 135 and 148 million": the unit stands first, the scale last."""
    if other.prefixed and _listed_before_scale(p, draft, other, lex):
        draft.either(shift(draft.worth, other.power or power_of(other)))
        return
    link = link_between(p, draft, other, lex) if other.power and amount(other) else None
    if link == "list" and (other.prefixed or draft.direction or p.folded(other.end) in lex.copulas):
        return  # "$61.20, up $2.35, and 2.8 million were sold"
    if link is not None and alike(_scaled(draft, other), other.value, LIKE):
        scale(draft, other.power)
        if other.unitless:
            other.take_unit(draft)


def _listed_before_scale(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "$1, $2 and $3 billion": the first two may share the scale of the last."""
    if other.first != draft.end + 1 or draft.unit != other.unit:
        return False
    if other.kind == "ambiguous":
        return True
    listed = other.large and p.low[draft.end] in lex.list_words
    return listed and alike(_scaled(draft, other), other.value, LIKE)


def _dated(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "16.4 in 2023 and 17.1 billion in 2024": each of two numbers has its year."""
    if n + 2 >= len(drafts):
        return None
    draft, year, other = drafts[n : n + 3]
    if not draft.loose or not _led_to_year(p, draft, year, lex):
        return None
    if not amount(other) or not (other.large or other.unit == "percent"):
        return None
    to = lex.to_words.at(p, year.end)
    if to is not None and to[0] == other.lead:
        return other if _plausible(draft, other) else None
    joined = set(p.low[year.end : other.lead]) <= lex.list_words | lex.definite | {","}
    second = any(_led_to_year(p, other, later, lex) for later in drafts[n + 3 : n + 4])
    near = alike(_scaled(draft, other), other.value, CLOSE)
    return other if joined and second and near else None


def _yearly(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "2027 mit 0,6 sowie 2028 mit 0,8 Prozent": a year before each of two numbers."""
    if not n or n + 2 >= len(drafts):
        return None
    first, draft, year, other = drafts[n - 1 : n + 3]
    if not draft.loose or {first.kind, year.kind} != {"year"} or not amount(other):
        return None
    listed = not lex.list_words.isdisjoint(p.low[draft.end : year.first])
    led = all(b.lead - a.end > 0 for a, b in ((first, draft), (year, other)))
    return other if listed and led and alike(_scaled(draft, other), other.value, LIKE) else None


def _led_to_year(p: Passage, draft: Draft, year: Draft, lex: Lexicon) -> bool:
    """Whether only words like "in the year" stand before the year after a number."""
    dated = year.kind in ("year", "date")
    return dated and not any(names(p, k, lex) for k in range(draft.end, year.first))


def _scaled(draft: Draft, other: Draft) -> Decimal:
    return shift(draft.worth, other.power)


def _plausible(draft: Draft, other: Draft) -> bool:
    """ "from 0.8 to 4.1 billion"; of "from 80 to 1.2 billion" nobody knows the 80."""
    return fits(draft, other) and alike(_scaled(draft, other), other.value, FAR)


def _same_matter(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "legal costs fell to five, advisers' costs to two million": both clauses name money."""
    if not other.power:
        return True
    if another_subject(p, draft, other, lex):
        return False
    named = False
    for k in p.clause(draft.lead):
        if lex.money_nouns.fit(p.low[k]):
            return True
        named = named or names(p, k, lex)
    return not named
