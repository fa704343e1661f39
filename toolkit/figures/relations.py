"""What figures of one sentence lend each other: a scale or unit left out, a currency."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.common import PHYSICAL, PLACES
from toolkit.figures.context import AVERAGES, SPANS, noun_after
from toolkit.figures.draft import Draft
from toolkit.figures.heads import bracketed, counted_head, headed
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.numbers import shift
from toolkit.figures.tokens import WORD, Passage

_PLACE_STEMS = {stem: code for code, stems in PLACES.items() for stem in stems.split()}
_PLACE_TUPLE = tuple(_PLACE_STEMS)
_CLAUSE = 10
"""How many tokens before a number may name what it counts."""
_ABBREVIATED = frozenset(
    "art abs abb sept approx inc corp ltd mrs bzw prev prec est incl excl max min env aprox exkl "
    "vorj rev fig vol resp".split()
)
_SUBJECT = 14
"""How many tokens before its points the subject of a clause may stand."""
_POINTS = ("pt", "pts")
_INDICES = ("indice", "índice", "index", "indices", "stoxx", "dax", "ibex", "pmi", "bourse")
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


def relate(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with what their neighbours settle; loose words that count nothing are dropped."""
    ends = sentence_ends(p, lex)
    drafts = bracketed(p, headed(p, drafts, lex), lex)
    sentence = _numbered(drafts, ends)
    _forward(p, drafts, sentence, lex)
    _shares(p, drafts, sentence, lex)
    _backward(p, drafts, sentence, lex)
    _undecided(p, drafts, sentence, lex)
    _origins(p, drafts, lex)
    _currencies(p, drafts, sentence, ends)
    _points(p, drafts, sentence, lex)
    _levels(p, drafts, sentence, lex)
    _abroad(p, drafts, sentence, ends, lex)
    _counted(p, drafts, lex)
    _conversions(p, drafts, sentence, lex)
    _per_subjects(p, drafts, sentence, ends, lex)
    _days(p, drafts, sentence, lex)
    _calques(drafts, sentence)
    return [draft for draft in drafts if not (draft.weak and draft.loose and draft.unitless)]


def sentence_ends(p: Passage, lex: Lexicon) -> list[int]:
    """The index after each sentence's last token."""
    ends = []
    for i in range(p.size - 1):
        if p.word[i] in (".", "!", "?") and p.gap(i + 1) and p.kind[i] != WORD:
            following = i + 1
            while following < p.size and p.word[following] in "\"'„“»«(":
                following += 1
            if following < p.size and (p.capital(following) or p.is_number(following)):
                before = p.folded(i - 1)
                if p.word[i] != "." or not (
                    before in lex.dotted
                    or (before in lex.any_month and len(before) < 5)
                    or (len(before) <= 2 and not before.isdigit())
                    or before in _ABBREVIATED
                    or (before.isdigit() and lex.table.ordinal_dot and len(before) <= 2)
                ):
                    ends.append(i + 1)
        elif "\n" in p.gap(i + 1) and p.gap(i + 1).count("\n") > 1:
            ends.append(i + 1)
    ends.append(p.size)
    return ends


def _numbered(drafts: list[Draft], ends: list[int]) -> list[int]:
    answer, s = [], 0
    for draft in drafts:
        while s < len(ends) - 1 and draft.first >= ends[s]:
            s += 1
        answer.append(s)
    return answer


def _amount(draft: Draft) -> bool:
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


def _forward(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "von 1,8 auf 2,4 Mrd. Euro", "4, 6 and 9 per cent": from the figure that follows."""
    for n in range(len(drafts) - 2, -1, -1):
        draft, other = drafts[n], drafts[n + 1]
        listed = other.kind == "ambiguous" and other.prefixed and bool(other.alts)
        if not (_amount(draft) and (_amount(other) or listed)) or sentence[n] != sentence[n + 1]:
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
        link = _link(p, draft, other, lex) or _parallel(p, draft, other)
        if link is None:
            continue
        if link == "list" and draft.power:
            continue
        if not draft.loose and not draft.power:
            continue
        if draft.loose and other.power:
            scaled = shift(draft.value or Decimal(0), other.power)
            if not _near(scaled, other.value, 300):
                plain = draft.value or Decimal(0)
                if _near(plain, other.value, 300):
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


def _shares(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "two of the three billion euros" are billions; of three million customers, who knows."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        if not (_amount(draft) and _amount(other)) or sentence[n] != sentence[n + 1]:
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
    link = _link(p, draft, other, lex) if other.power else None
    if link is None or (other.prefixed and link == "list"):
        return False
    times = 10 if other.prefixed else 300
    if not _near(shift(draft.value or Decimal(0), other.power), other.value, times):
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
    return _near(shift(draft.value or Decimal(0), other.power), other.value, 10)


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


def _near(one: Decimal, other: Decimal | None, times: int) -> bool:
    if other is None or not one or not other:
        return True
    ratio = (
        abs(one) / abs(other)
        if abs(one) < Decimal(10) ** 40 and abs(other) < Decimal(10) ** 40
        else Decimal(0)
    )
    return Decimal(1) / times <= ratio <= times


def _link(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> str | None:
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


def _backward(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "nach 12,8", "$4bn, not six", "half a billion": from a figure before."""
    for n, draft in enumerate(drafts):
        if not _amount(draft) or not draft.unitless:
            continue
        if not (draft.loose or draft.power):
            continue
        if draft.digits and _counts_heads(p, drafts, n, lex):
            draft.loose = False
            draft.of = counted_head(p, draft, lex)
            continue
        lead = draft.lead or draft.first
        restated = lex.conversions.ending(p, lead) is not None
        counted = restated or bool(_cue(p, lex, lead)) or p.is_sign(lead - 1, ",")
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
        cue = _cue(p, lex, draft.first) or _cue(p, lex, lead)
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
            if not _near(shift(draft.value, before.power), before.value, limit):
                continue
            _scale(draft, before.power)
        elif not _near(draft.value or Decimal(0), before.value, limit):
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
    if not _near(shift(value, power), other.value, times):
        return
    if other.power:
        _scale(draft, other.power)
    draft.take_unit(other)
    draft.loose = False


def _cue(p: Passage, lex: Lexicon, at: int) -> tuple[int, None] | None:
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
        return before.money and closed and _near(shift(value, before.power), before.value, 30)
    if before.unit == "basis_point":
        return _near(value, before.value, 100)
    said = {p.folded(k) for k in range(max(0, lead - 3), lead)}
    average = said & (AVERAGES | _PRICES)
    if before.unit == "percent":
        return bool(draft.decimals and (average or "of" in said)) and _near(value, before.value, 10)
    return bool(average) and _near(value, before.value, 10)


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
        if not _amount(other) or other.converted_from:
            continue
        if draft.power and not (other.money or (counted and other.of is not None)):
            continue
        if other.unitless and not other.power:
            continue
        return other
    return None


def _undecided(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """A bare number beside an amount with a scale may share it: both readings, no value."""
    for n, draft in enumerate(drafts):
        if not (_amount(draft) and draft.loose and draft.unitless and draft.digits):
            continue
        beside = [
            m
            for m in range(max(0, n - 3), min(len(drafts), n + 4))
            if m != n and sentence[m] == sentence[n] and drafts[m].power and _amount(drafts[m])
        ]
        value = draft.value or Decimal(0)
        counts = not draft.decimals and draft.per is None and p.is_word(draft.end)
        if counts and _stands_for_noun(p, draft.end, lex):
            continue
        times = 1000 if draft.decimals else 30
        near = [m for m in beside if _near(shift(value, drafts[m].power), drafts[m].value, times)]
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


def _origins(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """The first of "from A to B" is a level; members of a list change together."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        if not (_amount(draft) and _amount(other)):
            continue
        link = _link(p, draft, other, lex)
        signed = p.text[draft.start] in "+-−–" or (draft.value is not None and draft.value < 0)
        by = {p.folded((draft.lead or draft.first) - 1), p.folded(draft.first - 1)} & {"um", "by"}
        if link == "change" and not signed and not by and _starts_there(draft, other):
            draft.direction = None
        elif link == "list" and draft.unit == other.unit and not other.direction:
            other.direction = draft.direction
        elif draft.direction and not other.direction:
            if link == "instead" or _same_change(p, draft, other, lex):
                other.direction = draft.direction


def _same_change(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "shed 112 points, or 1.2%", "gained 1.4%, the CSI 300 0.2%": the verb holds for both."""
    begin, end = draft.after or draft.end, other.lead or other.first
    if not p.is_sign(begin, ","):
        return draft.unit == other.unit == "percent" and _elided_verb(p, draft, begin, end, lex)
    rate = "percent" in (draft.unit, other.unit) and draft.unit != other.unit
    between = range(begin + 1, end)
    if rate and not (draft.power and draft.money) and len(between) <= 3:
        fine = (lex.list_words | lex.definite | lex.one | {"'", "’"}) - lex.level_markers
        if all(p.low[k] in fine or lex.conversions.at(p, k) for k in between):
            return not lex.more.at(p, other.end) and not lex.less.at(p, other.end)
    return draft.unit == other.unit == "percent" and _elided_verb(p, draft, begin, end, lex)


def _elided_verb(p: Passage, draft: Draft, begin: int, end: int, lex: Lexicon) -> bool:
    """Whether what stands between two rates names another subject and nothing more."""
    if not 1 < end - begin <= 9 or not (p.is_sign(begin, ",") or p.low[begin] in lex.list_words):
        return False
    lead, other = p.folded((draft.lead or draft.first) - 1), p.folded(end - 1)
    if (
        lex.up.fit(other)
        or lex.down.fit(other)
        or any(lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) for k in range(begin, end))
    ):
        return False
    if any(p.is_sign(k, ".;:()") for k in range(begin, end)):
        return False
    if lead == other and lead in lex.change_markers:
        return True
    if lead in lex.definite and other in lex.definite:
        return True
    named = lex.definite | lex.list_words
    subject = range(begin + 1, end)
    return all(p.capital(k) or p.is_number(k) or p.low[k] in named for k in subject)


def _starts_there(draft: Draft, other: Draft) -> bool:
    """ "fell from 120 to 98" starts there; "up 3% to $12" and "down 12 to 118" are by how much."""
    if (draft.unit, draft.candidates) != (other.unit, other.candidates) or draft.of != other.of:
        return draft.unitless
    if draft.value is None or other.value is None or draft.direction is None:
        return True
    if draft.direction == "down":
        return other.value < draft.value
    return draft.value < other.value <= 4 * draft.value


def _currencies(p: Passage, drafts: list[Draft], sentence: list[int], ends: list[int]) -> None:
    """A place named in the sentence settles which crowns, pesos or ¥ these are."""
    known: dict[int, set[str]] = {}
    for draft, s in zip(drafts, sentence, strict=True):
        if not draft.candidates:
            continue
        if s not in known:
            known[s] = _places(p, ends[s - 1] if s else 0, ends[s])
        fits = [code for code in draft.candidates if code in known[s]]
        if len(fits) == 1:
            draft.unit, draft.candidates = fits[0], ()
        else:
            draft.candidates = tuple(sorted(draft.candidates))


def _points(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "gagne 0,4 point à 18,9 %": few points of something measured in percent."""
    for n, draft in enumerate(drafts):
        if draft.of is None or draft.value is None or draft.value > 10 or draft.power:
            continue
        point = lex.points.at(p, draft.end)
        if point is None or draft.of.lower() not in lex.point_words:
            continue
        beside = [
            m
            for m, other in enumerate(drafts)
            if sentence[m] == sentence[n]
            and other.unit in ("percent", "percentage_point")
            and abs(m - n) <= 3
            and not _clause_ends(p, drafts[min(m, n)].end, drafts[max(m, n)].first)
        ]
        following = n + 1 in beside and p.is_sign(draft.after, ",")
        parted = n - 1 in beside and p.is_sign(drafts[n - 1].end, ",")
        short = draft.decimals and draft.of.lower() in _POINTS
        if (beside and not following and not parted) or short or _of_rate(p, draft, lex):
            draft.unit, draft.of = "percentage_point", None
            draft.end = draft.after = point[0]
            draft.stop = p.end[point[0] - 1]


def _levels(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "cede 212 punti a 17.455": the level is in the points its change was in."""
    for n in range(1, len(drafts)):
        draft = drafts[n]
        if not (_amount(draft) and draft.loose and draft.unitless and draft.digits):
            continue
        lead = p.folded((draft.lead or draft.first) - 1)
        if lead not in lex.level_markers and not p.is_sign((draft.lead or draft.first) - 1, ":"):
            continue
        for other in drafts[max(0, n - 2) : n]:
            if other.of is not None and other.of.lower() in lex.point_words and other.digits:
                draft.of, draft.loose = other.of, False


def _counted(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "die Zahl der Nutzer stieg auf 34,6 Millionen": what the sentence counts."""
    for n, draft in enumerate(drafts):
        if not (_amount(draft) and draft.unitless and draft.digits):
            continue
        passed = bool(n) and drafts[n - 1].unit != "percent"
        floor = max(0, draft.first - _SUBJECT)
        for k in range(draft.first - 2, floor - 1, -1):
            if p.is_sign(k, ".;:!?") and p.gap(k + 1):
                break
            if passed and p.is_sign(k, ",") and k < drafts[n - 1].first:
                break
            if p.low[k] not in lex.counting or p.low[k + 1] not in lex.counting_of:
                continue
            noun = noun_after(p, k + 2, lex, deep=False)
            if noun and noun[1] <= draft.first:
                draft.of, draft.loose = noun[0], False
            break


def _per_subjects(
    p: Passage, drafts: list[Draft], sentence: list[int], ends: list[int], lex: Lexicon
) -> None:
    """ "Gewinn je Aktie: 95 Cent, nach 82 Cent": the subject says per what."""
    for s in dict.fromkeys(sentence):
        inside = [d for d, at in zip(drafts, sentence, strict=True) if at == s]
        if not any(d.money and not d.power and d.per is None for d in inside):
            continue
        per, near, given = "", 0, False
        n = 0
        for k in range(ends[s - 1] if s else 0, ends[s]):
            if p.is_sign(k, ";") or "\n" in p.gap(k):
                per = ""
            while n < len(inside) and inside[n].end <= k:
                n += 1
            if n < len(inside) and inside[n].first == k:
                draft = inside[n]
                said = per and k - near <= _SUBJECT and draft.money and not draft.power
                if said and (not given or _compared_with(p, draft, lex)):
                    draft.per, near, given = draft.per or per, draft.end, True
            elif not (n < len(inside) and inside[n].first < k):
                found = _per_subject(p, k, inside[n - 1].end if n else 0, lex)
                per, near, given = (found, k, False) if found else (per, near, given)


def _compared_with(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """Whether an amount is what the one before is compared with."""
    lead = draft.lead or draft.first
    return _cue(p, lex, lead) is not None or p.is_sign(lead - 1, "(") or p.is_sign(lead - 1, ":")


def _per_subject(p: Passage, k: int, floor: int, lex: Lexicon) -> str:
    """What an amount of the noun just before is per: "Preis je Tonne", EPS."""
    if not p.is_word(k):
        return ""
    if p.low[k] in lex.per_subjects and p.word[k].isupper():
        return "share"
    if p.low[k] not in lex.per_sure or not p.is_word(k - 1) or k - 1 < floor:
        return ""
    noun = lex.per_nouns.get(p.folded(k + 1), "")
    return "" if noun in SPANS or p.is_number(k + 2) else noun


def _clause_ends(p: Passage, begin: int, end: int) -> bool:
    return any(p.is_sign(k, ";") for k in range(begin, end))


def _of_rate(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "la marge a gagné 0,9 point": the subject of the clause is measured in percent."""
    for k in range(draft.first - 1, max(-1, draft.first - _SUBJECT), -1):
        if p.is_sign(k, ";:!?()") or (p.is_sign(k, ".") and p.gap(k + 1)):
            return False
        if p.kind[k] == WORD and lex.rates.fit(p.low[k]):
            return True
        if p.kind[k] == WORD and p.low[k].startswith(_INDICES):
            return False
    return False


def _abroad(
    p: Passage, drafts: list[Draft], sentence: list[int], ends: list[int], lex: Lexicon
) -> None:
    """ "México: 98,800 millones": where a country named here parts thousands otherwise."""
    if not lex.grouped_abroad:
        return
    for draft, s in zip(drafts, sentence, strict=True):
        if not (_amount(draft) and draft.digits) or draft.high is not None or draft.of:
            continue
        if draft.unit == "percent" or draft.decimals is None or draft.value is None:
            continue
        printed = [p.word[k] for k in range(draft.first, draft.end) if p.is_number(k)]
        if len(printed) != 1 or draft.decimals != 3 - draft.power or printed[0].count(",") != 1:
            continue
        if _places(p, ends[s - 1] if s else 0, ends[s]) & lex.grouped_abroad:
            draft.kind, draft.alts = "ambiguous", (draft.value, shift(draft.value, 3))
            draft.value = draft.decimals = draft.qualifier = draft.direction = None


def _places(p: Passage, begin: int, end: int) -> set[str]:
    found = set()
    for k in range(begin, end):
        if (p.kind[k] == WORD and p.word[k][0].isupper()) or (
            p.kind[k] == WORD and len(p.word[k]) > 5
        ):
            low = p.low[k]
            if low.startswith(_PLACE_TUPLE):
                for stem, code in _PLACE_STEMS.items():
                    if low.startswith(stem) and (len(stem) > 4 or len(low) - len(stem) <= 4):
                        found.add(code)
    return found


def _conversions(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "380 Mrd. Yuan (52,4 Mrd. Dollar)": the amount in brackets restates the one before."""
    for n in range(1, len(drafts)):
        draft, other = drafts[n], drafts[n - 1]
        if not (_amount(draft) and _amount(other) and draft.money and other.money):
            continue
        if sentence[n] != sentence[n - 1]:
            continue
        same = draft.unit == other.unit and draft.candidates == other.candidates
        root = other
        begin, end = other.end, draft.lead or draft.first
        if other.converted_from and _only(p, begin, end, lex, ";,/", words_too=True):
            first = next(
                (
                    d
                    for d in reversed(drafts[: n - 1])
                    if p.text[d.start : d.stop] == other.converted_from
                ),
                None,
            )
            if (
                first is not None
                and (first.unit, first.candidates) != (draft.unit, draft.candidates)
                and not same
            ) and (
                any(p.is_sign(k, "(") for k in range(max(0, other.first - 6), other.first))
                or p.folded(begin) in ("or", "oder")
            ):
                draft.converted_from = other.converted_from
            continue
        if same:
            continue
        bracket = end - 1
        while bracket > begin and _conversion_word(p, bracket, lex):
            bracket -= 1
        if (
            (
                p.is_sign(bracket, "([")
                and bracket - begin <= 5
                and not any(p.is_number(k) for k in range(begin, bracket))
            )
            or (end > begin and _only(p, begin, end, lex, ",–—=-/", words_too=False))
            or (end < draft.first and _only(p, begin, draft.first, lex, ",", words_too=False))
            or (
                p.folded(draft.end) in ("in",)
                and p.folded(draft.end + 1) == "all"
                and end - begin <= 4
            )
        ):
            draft.converted_from = p.text[root.start : root.stop]


def _conversion_word(p: Passage, k: int, lex: Lexicon) -> bool:
    return (
        (p.kind[k] == WORD and lex.conversions.ending(p, k + 1) is not None)
        or p.is_sign(k, "=≈~.")
        or p.folded(k)
        in (
            "umgerechnet",
            "ca",
            "circa",
            "about",
            "rund",
            "aktuell",
            "etwa",
            "jeweils",
            "cambio",
            "al",
            "environ",
        )
    )


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


def _days(p: Passage, drafts: list[Draft], sentence: list[int], lex: Lexicon) -> None:
    """ "il 12 maggio (e il 19)": a bare day, where the sentence has named another."""
    for n, draft in enumerate(drafts):
        if not (draft.loose and draft.digits and p.folded(draft.first - 1) in lex.day_articles):
            continue
        value = draft.value if draft.value is not None else min(draft.alts, default=Decimal(0))
        if not 1 <= value <= 31 or not p.word[draft.first].isdigit() or p.is_word(draft.end):
            continue
        if any(d.kind == "date" and s == sentence[n] for d, s in zip(drafts[:n], sentence)):
            draft.kind, draft.value, draft.decimals, draft.alts = "date", None, None, ()
            draft.of = draft.qualifier = draft.direction = draft.unit = None


def _calques(drafts: list[Draft], sentence: list[int]) -> None:
    """ "trilioni di dollari": news means 10^12 where the sentence restates it; else both stand."""
    for n, draft in enumerate(drafts):
        if not draft.alts or draft.value is None or draft.kind != "quantity":
            continue
        if draft.calque:
            restated = any(
                m != n
                and sentence[m] == sentence[n]
                and _amount(other)
                and other.power
                and other.value
                and _near(other.value, draft.value, 8)
                for m, other in enumerate(drafts[max(0, n - 6) : n + 7], max(0, n - 6))
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
