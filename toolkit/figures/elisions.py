"""A scale or a unit left out, and the neighbour in the sentence that lends it."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.borders import another_subject, fits, lends, names, stands_alone
from toolkit.figures.digits import shift
from toolkit.figures.draft import Draft
from toolkit.figures.echoes import echoed
from toolkit.figures.heads import counted_head
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.monies import items, part_of_money
from toolkit.figures.neighbours import (
    WEAK_LINKS,
    alike,
    amount,
    counts_times,
    cue_before,
    in_bracket,
    link_between,
    makes_up_hundred,
    of_the,
    parallel,
    power_of,
    scale,
    stands_for_noun,
    weakly_elided,
)
from toolkit.figures.tokens import WORD, Passage

_CLAUSE = 10
"""How many tokens before a number may name what it counts."""


def forward(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "von 1,8 auf 2,4 Mrd. Euro", "4, 6 and 9 per cent": from the figure that follows."""
    for n in range(len(drafts) - 2, -1, -1):
        draft, other = drafts[n], drafts[n + 1]
        dated = _dated(p, drafts, sentence, n, lex)
        if dated is not None:
            scale(draft, dated.power)
            draft.take_unit(dated)
            continue
        listed = other.kind == "ambiguous" and other.prefixed and bool(other.alts)
        if not (amount(draft) and (amount(other) or listed)) or sentence[n] != sentence[n + 1]:
            continue
        if _prefixed_list(p, draft, other, lex):
            continue
        if listed or not draft.unitless or (other.unitless and not other.power):
            continue
        if other.unit == "multiple" and not (draft.digits and counts_times(p, other, lex)):
            continue
        if other.prefixed and not draft.power:
            continue
        if draft.power >= 6 and other.unit in ("percent", "percentage_point", "basis_point"):
            continue
        link = link_between(p, draft, other, lex) or parallel(p, draft, other)
        if link is None:
            continue
        if link == "parallel" and not _same_matter(p, draft, other, lex):
            scaled = shift(draft.value or Decimal(0), other.power)
            if not draft.digits and draft.loose and alike(scaled, other.value, 30):
                _either(draft, scaled)
            continue
        if link == "list" and (draft.power or _compared_before(p, drafts, n, sentence, lex)):
            continue
        if not draft.loose and not draft.power:
            continue
        if draft.loose and other.power:
            scaled = shift(draft.value or Decimal(0), other.power)
            if not _plausible(p, draft, other, scaled, lex):
                plain = draft.value or Decimal(0)
                if alike(plain, other.value, 300):
                    draft.take_unit(other)
                    draft.loose = False
                    continue
                _either(draft, scaled)
                continue
            scale(draft, other.power)
        draft.take_unit(other)
        draft.per = draft.per or other.per
        if link == "list" and draft.direction is None:
            draft.direction = other.direction
        draft.loose = False
        if other.direction and draft.direction is None and link == "instead":
            draft.direction = other.direction


_SHRUNK = 10
"""How many times as large as the amount with the scale the bare one before it may be."""


def _plausible(p: Passage, draft: Draft, other: Draft, scaled: Decimal, lex: Lexicon) -> bool:
    """ "from 0.8 to 4.1 billion"; of "from 80 to 1.2 billion" nobody knows the 80."""
    if other.power < 6 or other.value is None:
        return alike(scaled, other.value, 300)
    if not fits(draft, other) or not alike(scaled, other.value, 300):
        return False
    return abs(scaled) <= _SHRUNK * abs(other.value)


def _either(draft: Draft, scaled: Decimal) -> None:
    """Both readings, no value: with the neighbour's scale or without."""
    draft.alts = (draft.value or Decimal(0), scaled)
    draft.kind = "ambiguous"
    draft.value = draft.high = draft.decimals = draft.decimals_high = None
    draft.qualifier = draft.direction = None


def _dated(
    p: Passage, drafts: list[Draft], sentence: list[int], n: int, lex: Lexicon
) -> Draft | None:
    """ "16.4 in 2023 and 17.1 billion in 2024": each of two numbers has its year."""
    if n + 2 >= len(drafts) or sentence[n] != sentence[n + 2]:
        return None
    draft, year, other = drafts[n : n + 3]
    if year.kind not in ("year", "date") or not (draft.loose and draft.digits):
        return None
    if not (amount(draft) and draft.unitless and amount(other) and other.power >= 6):
        return None
    if other.high is not None or other.prefixed or not _led_to(p, draft.end, year.first, lex):
        return None
    lead = min(other.lead or other.first, other.first)
    while lead - 1 > year.end and p.low[lead - 1] in lex.definite:
        lead -= 1
    if p.is_sign(year.end, ",") and lead - year.end == 2:
        joined = p.low[lead - 1] in lex.list_words
    else:
        to = lex.to_words.at(p, year.end)
        joined = lead - year.end == 1 and p.low[year.end] in lex.list_words
        if to is not None and to[0] == lead and fits(draft, other):
            return other if _plausible(p, draft, other, _scaled(draft, other), lex) else None
    second = n + 3 < len(drafts) and drafts[n + 3].kind in ("year", "date")
    second = second and _led_to(p, other.end, drafts[n + 3].first, lex)
    near = alike(_scaled(draft, other), other.value, 3)
    return other if joined and second and near else None


_DATED = 4
"""How many tokens may stand between a number and its year."""


def _led_to(p: Passage, begin: int, end: int, lex: Lexicon) -> bool:
    """Whether only words like "in the year" stand before a year."""
    if end - begin > _DATED:
        return False
    return all(p.is_word(k) and not names(p, k, lex) for k in range(begin, end))


def _scaled(draft: Draft, other: Draft) -> Decimal:
    return shift(draft.value or Decimal(0), other.power)


def _same_matter(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "legal costs fell to five, advisers' costs to two million": both clauses name money."""
    if not other.power:
        return True
    if another_subject(p, draft, other, lex):
        return False
    named = False
    for k in range((draft.lead or draft.first) - 1, max(-1, draft.first - _CLAUSE), -1):
        if p.is_sign(k, ",;.:!?") and p.gap(k + 1):
            break
        low = p.low[k]
        if lex.money_nouns.fit(low) or (lex.money_endings and low.endswith(lex.money_endings)):
            return True
        named = named or names(p, k, lex)
    return not named


def _compared_before(
    p: Passage, drafts: list[Draft], n: int, sentence: list[int], lex: Lexicon
) -> bool:
    """ "42 cents from 38, and 20 million shares": the level before, not a first of two."""
    if not n or sentence[n - 1] != sentence[n] or not amount(drafts[n - 1]):
        return False
    cue = cue_before(p, lex, drafts[n].lead or drafts[n].first)
    if cue is None or p.low[cue[0]] in WEAK_LINKS or drafts[n - 1].unit is None:
        return False
    return cue[0] - drafts[n - 1].end <= 1


def shares(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "two of the three billion euros" are billions; of three million customers, who knows."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        if not (amount(draft) and amount(other)) or sentence[n] != sentence[n + 1]:
            continue
        if draft.power or draft.money or draft.unit or other.power < 6 or draft.high is not None:
            continue
        compound = any(p.hyphen(k) for k in range(other.first, other.end + 1))
        if compound or not of_the(p, draft, other, lex):
            continue
        value, whole = draft.value or Decimal(0), shift(other.value or Decimal(0), -other.power)
        draft.of, draft.weak = None, False
        if other.of is None and value < whole:
            scale(draft, other.power)
            draft.take_unit(other)
            continue
        if other.of is not None and value >= whole:
            draft.of = other.of
            continue
        _either(draft, shift(value, other.power))
        draft.loose = False


def _prefixed_list(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "EUR 120, 135 and 148 million": the unit stands first, the scale last."""
    if not (draft.money and draft.prefixed and not draft.power):
        return False
    if other.prefixed and _listed_before_scale(p, draft, other, lex):
        power = other.power or power_of(other)
        draft.alts = (draft.value or Decimal(0), shift(draft.value or Decimal(0), power))
        draft.kind, draft.value, draft.decimals = "ambiguous", None, None
        return True
    link = link_between(p, draft, other, lex) if other.power else None
    if link is None or (other.prefixed and link == "list"):
        return False
    times = 10 if other.prefixed else 300
    if not alike(shift(draft.value or Decimal(0), other.power), other.value, times):
        return False
    scale(draft, other.power)
    if other.unitless:
        other.take_unit(draft)
    return True


def _listed_before_scale(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "$1, $2 and $3 billion": the first two may share the scale of the last."""
    sep = draft.end
    if other.first != sep + 1 or draft.per is not None or draft.of is not None:
        return False
    if other.kind == "ambiguous":
        return p.is_sign(sep, ",") and draft.unit == other.unit
    if not (
        p.is_word(sep)
        and p.low[sep] in lex.list_words
        and other.power >= 6
        and draft.unit == other.unit
    ):
        return False
    return alike(shift(draft.value or Decimal(0), other.power), other.value, 10)


def backward(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "nach 12,8", "$4bn, not six", "half a billion": from a figure before."""
    for n, draft in enumerate(drafts):
        if not amount(draft) or not draft.unitless:
            continue
        if not (draft.loose or draft.power):
            continue
        if draft.digits and _counts_heads(p, drafts, n, lex):
            draft.loose = False
            draft.of = counted_head(p, draft, lex)
            continue
        lead = draft.lead or draft.first
        restated = lex.conversions.ending(p, lead) is not None
        counted = restated or bool(cue_before(p, lex, lead)) or p.is_sign(lead - 1, ",")
        before = _before(drafts, sentence, n, draft, counted=counted)
        if draft.power:
            if before is None:
                before = (
                    _next_money(drafts, sentence, n)
                    or _around(drafts, sentence, n)
                    or _only_money(drafts, sentence, n)
                )
            if before is None:
                continue
            if before.money or (before.of is not None and _holds(before, draft)):
                draft.take_unit(before)
            continue
        whole = part_of_money(p, drafts, sentence, n, lex)
        if whole is not None:
            scale(draft, whole.power)
            draft.take_unit(whole)
            continue
        item = items(p, drafts, sentence, n, lex)
        if item is not None and fits(draft, item):
            scale(draft, item.power)
            draft.take_unit(item)
            continue
        source = echoed(p, drafts, sentence, n, lex)
        if source is not None:
            draft.take_unit(source)
            draft.loose = False
            continue
        if before is None:
            continue
        touching = before is drafts[n - 1] and p.is_sign(lead - 1, ",")
        if not lends(p, before, draft, lex) and not (touching and fits(draft, before)):
            continue
        if before is drafts[n - 1] and _compared(p, draft, lex):
            _like(draft, before, 100)
            continue
        if before is drafts[n - 1 - (drafts[n - 1].kind == "year")] and in_bracket(
            p, draft, before
        ):
            _like(draft, before, 30)
            continue
        at = lead - 1 if p.folded(lead - 1) in lex.linkers else lead
        negated = lex.negations.ending(p, at)
        if negated and before.power and draft.value:
            scale(draft, before.power)
            draft.take_unit(before)
            continue
        if not draft.digits:
            continue
        cue = cue_before(p, lex, draft.first) or cue_before(p, lex, lead)
        if cue is not None and cue[0] >= lead and p.low[cue[0]] not in WEAK_LINKS:
            draft.qualifier = None
        if cue is None and makes_up_hundred(draft, before):
            draft.take_unit(before)
            draft.loose = False
            continue
        near = before.power and before.money and before is drafts[n - 1]
        if cue is None and lead == draft.first and not (near and draft.first - before.end <= 3):
            continue
        if cue is None and not (before.power and before.money):
            continue
        weak = cue is None or (p.low[cue[0]] in WEAK_LINKS | lex.definite and cue[0] == lead - 1)
        if weak and not weakly_elided(p, draft, before, lead, lex):
            continue
        if weak and before.power and _shared_out(drafts, sentence, n):
            continue
        limit = 10 if before.unit == "percent" else 100
        if before.unit == "percentage_point":
            continue
        if before.power and draft.value is not None:
            if not alike(shift(draft.value, before.power), before.value, limit):
                continue
            scale(draft, before.power)
        elif not alike(draft.value or Decimal(0), before.value, limit):
            continue
        draft.take_unit(before)
        draft.loose = False


def _shared_out(drafts: list[Draft], sentence: list[int], n: int) -> bool:
    """ "20 % for 340 million euros, and may go to 35": a rate as well as money goes before."""
    near = drafts[max(0, n - 2) : n]
    return len(near) == 2 and sentence[n - 2] == sentence[n] and near[0].unit == "percent"


def _counts_heads(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """ "customer numbers rose to 2.31 million", "dipendenti: 1.052": a count, whatever is near."""
    last = n - 2 if n and drafts[n - 1].unit == "percent" else n - 1
    begin = max(drafts[last].end, drafts[last].after) if last >= 0 else 0
    aside = False
    for k in range(drafts[n].first - 1, max(begin, drafts[n].first - _CLAUSE) - 1, -1):
        if p.is_sign(k, ".;!?") and p.gap(k + 1):
            return False
        if p.is_sign(k, ","):
            aside = not aside
        if p.low[k] in lex.counted_heads:
            return not aside and not _money_of(p, k, begin, lex)
        if p.is_word(k) and p.low[k] in lex.list_words and drafts[n].power:
            return False
    return False


def _money_of(p: Passage, k: int, begin: int, lex: Lexicon) -> bool:
    """ "revenue from subscribers rose to 60 million": the money is what rose."""
    for m in range(k - 1, max(begin, k - 5) - 1, -1):
        low = p.low[m]
        if p.kind[m] != WORD or low in lex.list_words:
            return False
        if lex.money_nouns.fit(low) or (lex.money_endings and low.endswith(lex.money_endings)):
            return True
    return False


def _compared(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "637 euro, 18 in meno": an amount of change that leaves out what the level was in."""
    if (lex.more.at(p, draft.end) or lex.less.at(p, draft.end)) is not None:
        return True
    return p.folded(draft.end) in ("meno", "più", "menos", "más", "less", "more", "weniger", "mehr")


def _like(draft: Draft, other: Draft, times: int) -> None:
    """Scale and unit of `other`, where that leaves the two within `times` of each other."""
    power = other.power or other.minor
    value = draft.value or Decimal(0)
    if not alike(shift(value, power), other.value, times):
        return
    if other.power:
        scale(draft, other.power)
    draft.take_unit(other)
    draft.loose = False


def _next_money(drafts: list[Draft], sentence: list[int], n: int) -> Draft | None:
    for m in range(n + 1, min(len(drafts), n + 6)):
        if sentence[m] != sentence[n]:
            return None
        if drafts[m].money and drafts[m].power and drafts[m].kind == "quantity":
            return drafts[m]
    return None


def _only_money(drafts: list[Draft], sentence: list[int], n: int) -> Draft | None:
    """The one currency of a sentence, for billions: "3,6 miliardi, ... 1,05 euro per azione"."""
    if drafts[n].power < 9:
        return None
    units = [
        d
        for d, s in zip(drafts, sentence, strict=True)
        if s == sentence[n] and d.money and not d.minor and d.per in (None, "share")
    ]
    return units[0] if len({d.unit for d in units}) == 1 and units[0].unit else None


def _around(drafts: list[Draft], sentence: list[int], n: int) -> Draft | None:
    """The currency of the sentences on both sides, where they agree: "a 46 milioni"."""
    sides: list[Draft] = []
    for step in (-1, 1):
        for draft, s in zip(drafts[n::step], sentence[n::step], strict=True):
            if s == sentence[n] + step and draft.money and draft.power:
                sides.append(draft)
                break
    if len(sides) < 2 or sides[0].unit is None or sides[0].unit != sides[1].unit:
        return None
    return sides[0]


def _holds(whole: Draft, draft: Draft) -> bool:
    """Whether a count is large enough to be what a scaled number is more of, or part of."""
    return alike(draft.value or Decimal(0), whole.value, 100)


def _before(
    drafts: list[Draft], sentence: list[int], n: int, draft: Draft, *, counted: bool
) -> Draft | None:
    for m in range(n - 1, max(-1, n - 8), -1):
        other = drafts[m]
        if sentence[m] != sentence[n] and not (
            draft.power and sentence[n] - sentence[m] <= 1 and not draft.digits
        ):
            return None
        if other.vague and other.money and draft.power:
            return other
        if not amount(other) or other.converted_from:
            continue
        if draft.power and not other.money and not _holds(other, draft):
            continue
        if draft.power and not (other.money or (counted and other.of is not None)):
            continue
        if other.unitless and not other.power:
            continue
        return other
    return None


def undecided(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """A bare number beside an amount with a scale may share it: both readings, no value."""
    for n, draft in enumerate(drafts):
        if not (amount(draft) and draft.loose and draft.unitless and draft.digits):
            continue
        beside = [
            m
            for m in range(max(0, n - 3), min(len(drafts), n + 4))
            if m != n and sentence[m] == sentence[n] and drafts[m].power and amount(drafts[m])
        ]
        value = draft.value or Decimal(0)
        counts = not draft.decimals and draft.per is None and p.is_word(draft.end)
        if counts and stands_for_noun(p, draft.end, lex):
            continue
        times = 1000 if draft.decimals else 30
        near = [
            m
            for m in beside
            if alike(shift(value, drafts[m].power), drafts[m].value, times)
            and not stands_alone(p, drafts[m], draft, lex)
        ]
        if not near or not value:
            continue
        other = drafts[min(near, key=lambda m: abs(m - n))]
        _either(draft, shift(value, other.power))
