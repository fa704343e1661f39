"""Two numbers that are one figure: "3 bis 4 Mrd. Euro", "between 10 and 12 per cent", "$3-4bn"."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.context.units import unit_before
from toolkit.figures.dates.clock import duration_after
from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.digits import shift
from toolkit.figures.quantities.amounts import read_amount
from toolkit.figures.quantities.climbs import (
    changes,
    climbs,
    forecast,
    growth_of,
    moved,
    of_level,
    rate_moved,
    rated,
    spans,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, Passage, is_year

_DASHES = "-–—‑"
_WIDE = 20
"""How many times the first the second may be, and share its scale where no "from" opens."""


def opener_before(p: Passage, i: int, lex: Lexicon, floor: int) -> str:
    """The word that opens a range just before token i: between, zwischen, from; else ""."""
    for _ in range(3):
        if p.is_sign(i - 1, "'’"):
            i -= 1
        found = lex.range_openers.ending(p, i, floor)
        if found:
            return p.low[found[0]]
        match = lex.qualifiers.ending(p, i, floor)
        if match and match[1] in ("about", "nearly"):
            i = match[0]
        elif p.folded(i - 1) in lex.definite | lex.one:
            i -= 1
        else:
            break
    return ""


def range_from(p: Passage, a: Draft, lex: Lexicon, floor: int) -> Draft | None:
    """The range that begins with amount `a`, or None."""
    if _tick(p, a):
        return a
    opener = opener_before(p, a.first, lex, floor)
    link = _link(p, a, lex, opener)
    if link is None:
        return None
    k, way = link
    if way != "dash":
        led = p.folded(k) in lex.definite | lex.one and p.is_number(k + 1)
        k += led or p.is_sign(k, "'’")
        qualifier = lex.qualifiers.at(p, k)
        k = qualifier[0] if qualifier else k
    n = _number_index(p, k, lex)
    if n is None:
        return None
    b = read_amount(p, n, lex, k, joined=False)
    if b is None or b.first != k or b.value is None or a.value is None:
        return None
    signed = a.direction is not None and (a.unit == b.unit or a.loose) and way != "dash"
    if b.direction and not signed:
        return None
    if is_year(p, a.first) and is_year(p, b.first) and b.loose:
        return None
    if way == "dash" and _vote(p, a, b):
        return label(p, a.first, b.end, "name")
    if a.loose and b.loose:
        lasting = _duration(p, a, b, lex)
        if lasting:
            return lasting
    if b.digits and b.decimals and not a.digits and not b.power:
        return None  # "two years, tres a 3,58 %"
    if way == "word" and (_moved(p, a, b, lex) or _dated(p, a, b, lex)):
        return None
    return _merge(p, a, b, lex, way, opener)


def _vote(p: Passage, a: Draft, b: Draft) -> bool:
    """ "voted 7-2", "won 3-1": two bare whole numbers that go down."""
    bare = a.loose and b.loose and a.digits and b.digits and not (a.decimals or b.decimals)
    return bare and p.glued(a.end) and p.glued(b.first) and a.worth > b.worth and a.worth < 1000


def _tick(p: Passage, a: Draft) -> bool:
    """ "$5.42-3/4", "542-1/4 cents": a part of the last digit, as grain is quoted."""
    j = a.end
    if a.value is None or not a.digits or not a.prefixed or a.power or a.high is not None:
        return False
    if not all(p.glued(k) for k in range(j, j + 4)) or j + 3 >= p.size:
        return False
    top, bottom = p.word[j + 1], p.word[j + 3]
    if not (p.is_sign(j, "-") and p.is_sign(j + 2, "/") and top.isdigit() and bottom in _TICKS):
        return False
    if int(top) >= int(bottom):
        return False
    part = shift(Decimal(top) / Decimal(bottom), -(a.decimals or 0))
    a.value, a.end = a.value + part, j + 4
    a.stop, a.after, a.decimals = p.end[j + 3], j + 4, -int(a.value.as_tuple().exponent)
    return True


_TICKS = ("2", "4", "8", "16", "32")


def _moved(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "up 22 to 164 million" is a change and its level: a range is not that wide."""
    assert a.value is not None and b.value is not None
    before = p.folded(a.first - 1)
    if not a.loose or not (lex.up.fit(before) or lex.down.fit(before)):
        return False
    return not a.value < shift(b.value, -b.power) <= 4 * a.value


def _dated(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "entré en 2019 à 22 euros", "fell during 2004 to 136,000": a year, then what it came to."""
    until = b.loose and is_year(p, b.first) and not p.is_word(b.end)
    if until and p.low[b.first - 1] in lex.until and not is_year(p, a.first):
        return True
    year = a.loose and is_year(p, a.first) and p.folded(a.first - 1) in lex.year_before
    return year and (
        not b.unitless or b.power > 0 or (b.worth > a.worth and not is_year(p, b.first))
    )


def _duration(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> Draft | None:
    lasting = duration_after(p, b.first, b.end, lex)
    return label(p, a.first, lasting.end, "duration") if lasting else None


def _link(p: Passage, a: Draft, lex: Lexicon, opener: str) -> tuple[int, str] | None:
    j = a.end
    if lex.table.nouns_are_capital and p.is_sign(j, "-") and lex.range_words.at(p, j + 1):
        j += 1  # "fünf- bis sechstausend"
    if p.is_sign(j, _DASHES):
        tight = p.glued(j) and p.glued(j + 1)
        if tight or (p.gap(j) != "" and p.gap(j + 1) != "" and a.loose and p.word[j] != "-"):
            return j + 1, "dash"
        return None
    if opener:
        joined = lex.range_and.at(p, j)
        if joined and opener not in lex.from_words.first_words():
            return joined[0], "and"
    word = lex.range_words.at(p, j)
    if not word:
        return None
    low = p.low[j]
    if low in lex.range_sure:
        return word[0], "word"
    if _from_now(p, a, lex):
        return None
    signs = "-−–+"
    if not opener and p.is_sign(a.first, signs) and p.is_sign(word[0], p.word[a.first]):
        return word[0], "word"  # "attendu: -4% à -9%"
    if low in lex.list_words:
        if p.is_sign(a.first - 1, ",") and p.is_number(a.first - 2):
            return None  # "0,5, 1,1 oder 1,6 Prozent"
        return word[0], "or"
    growth = p.folded(a.first - 2) in lex.change_nouns | lex.savings
    growth = growth and not rate_moved(p, a.first - 2, opener, lex)
    if opener in lex.from_words.first_words():
        if (
            (changes(p, a.first, lex) or _moves_on(p, a.first, lex))
            and not spans(p, a.first, lex)
            and (lex.table.from_is_change or not (growth or growth_of(p, a.first, opener, lex)))
        ):
            rising = opener in lex.rising_by and climbs(p, a, word[0], lex)
            return (word[0], "word") if rising and not of_level(p, a, lex) else None
        if forecast(p, a.first, lex) and not spans(p, a.first, lex):
            return None
        return word[0], "word"
    if not a.loose and low in lex.range_bare:
        return None
    if not a.loose and moved(p, a.first, lex) and not growth:
        return (word[0], "word") if climbs(p, a, word[0], lex) else None
    before = p.folded(a.first - 1)
    if before in lex.by and a.loose and climbs(p, a, word[0], lex, bare=True):
        return None if rated(p, a, lex) else (word[0], "word")
    if before in lex.by or (before in lex.head_words and a.loose and moved(p, a.first - 1, lex)):
        return None
    marked = low in lex.range_bare and before in lex.change_markers
    if marked and moved(p, a.first - 1, lex):
        return None
    return word[0], "word"


def _moves_on(p: Passage, first: int, lex: Lexicon) -> bool:
    """ "rose from 4 to 5 million, costs from 30 to 35": the verb before the first holds on."""
    for k in p.back(first - 1):
        if p.low[k] == p.low[first - 1]:
            return changes(p, k + 1, lex)
        if p.stops(k, ".!?") and p.low[k - 1] not in lex.dotted:
            break
    return False


def _from_now(p: Passage, a: Draft, lex: Lexicon) -> bool:
    """ "from a current 37 to 65": what is, and what it will come to."""
    k = a.first - 1
    if k < 1 or p.low[k] not in lex.now:
        return False
    if lex.from_words.ending(p, k) is not None:
        return True
    article = k > 1 and p.low[k - 1] in lex.definite | lex.one
    return article and lex.from_words.ending(p, k - 1) is not None


def _number_index(p: Passage, k: int, lex: Lexicon) -> int | None:
    for n in p.ahead(k):
        if p.kind[n] == NUMBER or (
            n == k and (lex.number_ops(p.low[n]) or p.low[n] in lex.one | lex.half)
        ):
            if n > k and unit_before(p, n, k) is None and not p.is_sign(n - 1, "-−–+"):
                return None
            return n
    return None


def _undecided(a: Draft, b: Draft, scaled: Decimal) -> Draft:
    """ "500 to 1.2 billion": neither 500 nor 500 billion can be meant without a doubt."""
    assert a.value is not None
    draft = Draft(a.first, b.end, a.start, b.stop, "ambiguous", after=b.after)
    draft.alts = (a.value, shift(scaled, -3), scaled)
    return draft


def _hundreds(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "two to three hundred cars", all in words."""
    spelled = not a.digits and not b.digits
    return spelled and lex.number_ops(p.folded(b.first + 1)) == (("hundred", 0),)


def _merge(p: Passage, a: Draft, b: Draft, lex: Lexicon, way: str, opener: str) -> Draft | None:
    assert a.value is not None and b.value is not None
    same = a.unit == b.unit and a.candidates == b.candidates
    a_has, b_has = (bool(draft.unit or draft.candidates) for draft in (a, b))
    like_a = b.value if a_has else shift(b.value, -b.minor)  # "20 bis 50 Cent"
    wide = b.power and not a.power and like_a > _WIDE * shift(a.value, b.power)
    if way == "word":
        if wide and (not opener or opener in lex.contracted):
            return None  # "un 6 hasta 410 millones"
        if not opener and a.money and same and not b.power and b.value > _WIDE * a.value:
            return None  # "diesel 2.1p to 140.2p": a change and its level
        if a.value > like_a >= 0 and (a.power or not b.power):
            return None
    if a_has and b_has and not same:
        return None
    if a.power and not b.power and (a.large or not b.money):
        return None
    hundreds = _hundreds(p, a, b, lex)
    unscaled = b.value if a.power else shift(b.value, -b.power - 2 * hundreds)  # "2 or 3 million"
    if way == "or" and not (a.loose and a.value < unscaled <= 10 * a.value):
        return None
    if a_has and not b_has and not a.prefixed and not (way == "and" and b.power):
        return None
    if a_has and a.prefixed and not b_has and way != "dash" and b.loose and a.power:
        return None
    if a.loose and b.loose and b.value < a.value:
        return None
    value, decimals, alts = a.value, a.decimals or 0, a.alts
    if hundreds and value < 10:
        value *= 100
    if b.power and not a.power:
        scaled = shift(value, b.power)
        if b.value < scaled <= 100 * b.value and value < b.value:
            return None
        if scaled > 100 * b.value and b.large and value < b.value:
            return _undecided(a, b, scaled)
        if scaled <= b.value or value >= b.value:
            value, decimals = scaled, decimals - b.power
            alts = tuple(shift(x, b.power) for x in alts)
    elif a.power and not b.power and b.loose:
        return None
    draft = Draft(a.first, b.end, a.start, b.stop, "quantity", digits=a.digits and b.digits)
    draft.value, draft.high, draft.decimals, draft.decimals_high = (
        value,
        b.value,
        decimals,
        b.decimals,
    )
    source = b if b_has else a
    draft.minor = source.minor
    if b.minor and not a_has:
        draft.value, draft.decimals = shift(value, b.minor), decimals - b.minor
    draft.unit, draft.candidates = source.unit, source.candidates
    draft.power, draft.prefixed = b.power, a.prefixed
    draft.qualifier, draft.after, draft.alts = "between", b.after, alts
    draft.direction = None if b.direction not in (None, a.direction) else a.direction
    draft.loose = a.loose and b.loose
    if a.value < 0 and way == "dash":
        return None
    if value > 100 * b.value and b.power and not a.power:
        draft.kind, draft.alts = "ambiguous", (a.value, value)
        draft.value = draft.high = None
        draft.decimals = draft.decimals_high = None
        draft.qualifier = None
    return draft
