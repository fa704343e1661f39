"""A scale or a unit left out, and the neighbour in the sentence that lends it."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.common import PHYSICAL
from toolkit.figures.digits import shift
from toolkit.figures.directions import AVERAGES
from toolkit.figures.draft import Draft
from toolkit.figures.heads import counted_head
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.tokens import WORD, Passage

_CLAUSE = 10
"""How many tokens before a number may name what it counts."""


_PARALLEL = 7
"""How many tokens may stand between the two amounts of a parallel."""


_PRICES = frozenset(("price", "preis", "prix", "prezzo", "precio"))


WEAK_LINKS = frozenset(
    [
        "to",
        "auf",
        "a",
        "à",
        "at",
        "of",
        "de",
        "d",
        "di",
        "by",
        "with",
        "e",
        "y",
        "et",
        "aux",
        "ai",
        "al",
        "and",
        "is",
    ]
)


def amount(draft: Draft) -> bool:
    return (
        draft.kind == "quantity"
        and draft.value is not None
        and draft.fraction is None
        and not draft.vague
    )


def _scale(draft: Draft, power: int) -> None:
    if draft.value is not None and not draft.power:
        draft.multiply(power)
        draft.power = power
    draft.loose = False


def forward(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "von 1,8 auf 2,4 Mrd. Euro", "4, 6 and 9 per cent": from the figure that follows."""
    for n in range(len(drafts) - 2, -1, -1):
        draft, other = drafts[n], drafts[n + 1]
        listed = other.kind == "ambiguous" and other.prefixed and bool(other.alts)
        if not (amount(draft) and (amount(other) or listed)) or sentence[n] != sentence[n + 1]:
            continue
        if _prefixed_list(p, draft, other, lex):
            continue
        if listed or not draft.unitless or (other.unitless and not other.power):
            continue
        if other.unit == "multiple" and not (draft.digits and _counts_times(p, other, lex)):
            continue
        if other.prefixed and not draft.power:
            continue
        if draft.power >= 6 and other.unit in ("percent", "percentage_point", "basis_point"):
            continue
        link = link_between(p, draft, other, lex) or _parallel(p, draft, other)
        if link is None:
            continue
        if link == "list" and draft.power:
            continue
        if not draft.loose and not draft.power:
            continue
        if draft.loose and other.power:
            scaled = shift(draft.value or Decimal(0), other.power)
            if not alike(scaled, other.value, 300):
                plain = draft.value or Decimal(0)
                if alike(plain, other.value, 300):
                    draft.take_unit(other)
                    draft.loose = False
                    continue
                draft.alts = (plain, scaled)
                draft.kind = "ambiguous"
                draft.value = draft.decimals = None
                continue
            _scale(draft, other.power)
        draft.take_unit(other)
        draft.per = draft.per or other.per
        if link == "list" and draft.direction is None:
            draft.direction = other.direction
        draft.loose = False
        if other.direction and draft.direction is None and link == "instead":
            draft.direction = other.direction


def shares(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "two of the three billion euros" are billions; of three million customers, who knows."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        if not (amount(draft) and amount(other)) or sentence[n] != sentence[n + 1]:
            continue
        if draft.power or draft.money or draft.unit or other.power < 6 or draft.high is not None:
            continue
        compound = any(p.hyphen(k) for k in range(other.first, other.end + 1))
        if compound or not _of_the(p, draft, other, lex):
            continue
        value, whole = draft.value or Decimal(0), shift(other.value or Decimal(0), -other.power)
        draft.of, draft.weak = None, False
        if other.of is None and value < whole:
            _scale(draft, other.power)
            draft.take_unit(other)
            continue
        if other.of is not None and value >= whole:
            draft.of = other.of
            continue
        draft.alts = (value, shift(value, other.power))
        draft.kind, draft.loose = "ambiguous", False
        draft.value = draft.decimals = draft.qualifier = draft.direction = None


def _of_the(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """Whether nothing but "of the" stands between two numbers."""
    between = [p.low[k] for k in range(draft.end, other.first)]
    return 1 <= len(between) <= 2 and " ".join(between) in lex.of_the


def _prefixed_list(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "EUR 120, 135 and 148 million": the unit stands first, the scale last."""
    if not (draft.money and draft.prefixed and not draft.power):
        return False
    if other.prefixed and _listed_before_scale(p, draft, other, lex):
        power = other.power or _power_of(other)
        draft.alts = (draft.value or Decimal(0), shift(draft.value or Decimal(0), power))
        draft.kind, draft.value, draft.decimals = "ambiguous", None, None
        return True
    link = link_between(p, draft, other, lex) if other.power else None
    if link is None or (other.prefixed and link == "list"):
        return False
    times = 10 if other.prefixed else 300
    if not alike(shift(draft.value or Decimal(0), other.power), other.value, times):
        return False
    _scale(draft, other.power)
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


def _power_of(draft: Draft) -> int:
    """The power between the two readings of an ambiguous amount."""
    plain, scaled = draft.alts[:2]
    return scaled.adjusted() - plain.adjusted() if plain else 0


def _counts_times(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """Whether a multiple is a number with "times" after it, not "doubled"."""
    return draft.digits and p.low[draft.end - 1] in lex.times


def _parallel(p: Passage, draft: Draft, other: Draft) -> str | None:
    """ "auf fünf, die Beraterkosten auf zwei Millionen Euro": the same word leads both."""
    lead = other.lead or other.first
    word = p.folded((draft.lead or draft.first) - 1)
    same = word in WEAK_LINKS and word == p.folded(lead - 1)
    if same and p.is_sign(draft.end, ",") and lead - draft.end <= _PARALLEL:
        return "parallel"
    return None


def alike(one: Decimal, other: Decimal | None, times: int) -> bool:
    if other is None or not one or not other:
        return True
    ratio = (
        abs(one) / abs(other)
        if abs(one) < Decimal(10) ** 40 and abs(other) < Decimal(10) ** 40
        else Decimal(0)
    )
    return Decimal(1) / times <= ratio <= times


def link_between(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
    j, end = draft.end, other.lead or other.first
    end = min(end, other.first)
    if end - j > 4 or j > end:
        return None
    while end - 1 > j and p.low[end - 1] in lex.definite | lex.one | lex.plus:
        end -= 1
    if j < end and p.is_sign(j, ",") and j + 1 == end:
        return "list"
    if j < end and p.folded(j) in ("um", "by", "rund", "circa", "about"):
        return None
    to = lex.to_words.at(p, j)
    if (
        to
        and to[0] <= end
        and all(p.low[k] in lex.definite or p.low[k] in ("um", "by") for k in range(to[0], end))
    ):
        if p.low[j] in (
            "statt",
            "contre",
            "contro",
            "against",
            "versus",
            "frente",
            "instead",
            "rispetto",
            "after",
            "nach",
            "vs",
        ):
            return "instead"
        opened = lex.from_words.ending(p, draft.lead or draft.first)
        if opened is None and p.folded(draft.first - 1) in lex.definite:
            opened = lex.from_words.ending(p, draft.first - 1)
        before = p.folded(draft.first - 1)
        if lex.up.fit(before) or lex.down.fit(before):
            return "moved"
        return "change" if opened or before in lex.change_markers or before in WEAK_LINKS else None
    if p.folded(j) == "statt" or (p.folded(j) in lex.list_words and j + 1 >= end - 1):
        return "list"
    return None


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
                before = _next_money(drafts, sentence, n) or _around(drafts, sentence, n)
            if before is None:
                continue
            if before.money or before.of is not None:
                draft.take_unit(before)
            continue
        if before is None:
            continue
        if before is drafts[n - 1] and _compared(p, draft, lex):
            _like(draft, before, 100)
            continue
        if before is drafts[n - 1 - (drafts[n - 1].kind == "year")] and _in_bracket(
            p, draft, before
        ):
            _like(draft, before, 30)
            continue
        at = lead - 1 if p.folded(lead - 1) in lex.linkers else lead
        negated = lex.negations.ending(p, at)
        if negated and before.power and draft.value:
            _scale(draft, before.power)
            draft.take_unit(before)
            continue
        if not draft.digits:
            continue
        cue = cue_before(p, lex, draft.first) or cue_before(p, lex, lead)
        if cue is not None and cue[0] >= lead and p.low[cue[0]] not in WEAK_LINKS:
            draft.qualifier = None
        if cue is None and _makes_up_hundred(draft, before):
            draft.take_unit(before)
            draft.loose = False
            continue
        near = before.power and before.money and before is drafts[n - 1]
        if cue is None and lead == draft.first and not (near and draft.first - before.end <= 3):
            continue
        if cue is None and not (before.power and before.money):
            continue
        weak = cue is None or (p.low[cue[0]] in WEAK_LINKS and cue[0] == lead - 1)
        if weak and not _weakly_elided(p, draft, before, lead, lex):
            continue
        limit = 10 if before.unit == "percent" else 100
        if before.unit == "percentage_point":
            continue
        if before.power and draft.value is not None:
            if not alike(shift(draft.value, before.power), before.value, limit):
                continue
            _scale(draft, before.power)
        elif not alike(draft.value or Decimal(0), before.value, limit):
            continue
        draft.take_unit(before)
        draft.loose = False


def _counts_heads(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> bool:
    """ "customer numbers rose to 2.31 million", "dipendenti: 1.052": a count, whatever is near."""
    last = n - 2 if n and drafts[n - 1].unit == "percent" else n - 1
    begin = drafts[last].end if last >= 0 else 0
    aside = False
    for k in range(drafts[n].first - 1, max(begin, drafts[n].first - _CLAUSE) - 1, -1):
        if p.is_sign(k, ".;!?") and p.gap(k + 1):
            return False
        if p.is_sign(k, ","):
            aside = not aside
        if p.low[k] in lex.counted_heads:
            return not aside
    return False


def _compared(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "637 euro, 18 in meno": an amount of change that leaves out what the level was in."""
    return (lex.more.at(p, draft.end) or lex.less.at(p, draft.end)) is not None


def _in_bracket(p: Passage, draft: Draft, before: Draft) -> bool:
    """ "$3.2bn (2024: 2.9)": a bare number alone in the bracket after an amount."""
    close = draft.end
    while p.is_word(close) and close < draft.end + 2:
        close += 1
    close += p.is_number(close) and close > draft.end
    return (
        p.is_sign(before.end, "(")
        and p.is_sign(close, ")")
        and draft.first - before.end <= _PARALLEL
    )


def _like(draft: Draft, other: Draft, times: int) -> None:
    """Scale and unit of `other`, where that leaves the two within `times` of each other."""
    power = other.power or other.minor
    value = draft.value or Decimal(0)
    if not alike(shift(value, power), other.value, times):
        return
    if other.power:
        _scale(draft, other.power)
    draft.take_unit(other)
    draft.loose = False


def cue_before(p: Passage, lex: Lexicon, at: int) -> tuple[int, None] | None:
    """The words just before that say a number leaves something out: from, nach, frente a."""
    found = lex.elided_after.ending(p, at)
    if found is None and p.folded(at - 1) in lex.definite:
        found = lex.elided_after.ending(p, at - 1)
    return found


def _makes_up_hundred(draft: Draft, before: Draft) -> bool:
    """ "70 % ..., the remaining 30"."""
    if before.unit != "percent" or draft.value is None or before.value is None:
        return False
    return draft.value + before.value == 100


def _weakly_elided(p: Passage, draft: Draft, before: Draft, lead: int, lex: Lexicon) -> bool:
    """After a mere "to", "of", "under": only beside an amount of the same size."""
    value = draft.value or Decimal(0)
    if before.power:
        closed = (
            draft.end >= p.size
            or p.kind[draft.end] != WORD
            or p.low[draft.end] in WEAK_LINKS | lex.not_nouns
        )
        return before.money and closed and alike(shift(value, before.power), before.value, 30)
    if before.unit == "basis_point":
        return alike(value, before.value, 100)
    said = {p.folded(k) for k in range(max(0, lead - 3), lead)}
    average = said & (AVERAGES | _PRICES)
    if before.unit == "percent":
        return bool(draft.decimals and (average or "of" in said)) and alike(value, before.value, 10)
    return bool(average) and alike(value, before.value, 10)


def _next_money(drafts: list[Draft], sentence: list[int], n: int) -> Draft | None:
    for m in range(n + 1, min(len(drafts), n + 6)):
        if sentence[m] != sentence[n]:
            return None
        if drafts[m].money and drafts[m].power and drafts[m].kind == "quantity":
            return drafts[m]
    return None


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
        if counts and _stands_for_noun(p, draft.end, lex):
            continue
        times = 1000 if draft.decimals else 30
        near = [m for m in beside if alike(shift(value, drafts[m].power), drafts[m].value, times)]
        if not near or not value:
            continue
        other = drafts[min(near, key=lambda m: abs(m - n))]
        draft.alts = (value, shift(value, other.power))
        draft.kind = "ambiguous"
        draft.value = draft.high = draft.decimals = draft.decimals_high = None
        draft.qualifier = draft.direction = None


def _stands_for_noun(p: Passage, k: int, lex: Lexicon) -> bool:
    """ "2.400 der 31.000 Stellen", "38 eine Dividende", "310 m²": plainly a count."""
    return p.low[k] in lex.definite | lex.one | lex.linkers or p.word[k] in PHYSICAL | {"m"}
