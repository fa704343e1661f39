"""Two numbers that are one figure: "3 bis 4 Mrd. Euro", "between 10 and 12 per cent", "$3-4bn"."""

from __future__ import annotations

import re
from decimal import Decimal

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
    for _ in p.back(i, floor):  # "tra circa l'8 e il 12%"
        found = lex.range_openers.ending(p, i, floor)
        if found:
            return p.low[found[0]]
        before, hedge = p.low[i - 1], lex.qualifiers.ending(p, i, floor)
        if hedge:
            i = hedge[0]
        elif before == "'" or before in lex.definite or before in lex.one:
            i -= 1
        else:
            return ""
    return ""


def range_from(p: Passage, a: Draft, lex: Lexicon, floor: int) -> Draft | None:
    """The range that begins with amount `a`, or None."""
    _tick(p, a)
    opener = opener_before(p, a.first, lex, floor)
    if a.loose and not opener and (lasting := _lasting(p, a, lex)):
        return lasting
    link = _link(p, a, lex, opener)
    if link is None:
        return None
    k, way = link
    if way not in ("dash", "apart"):
        led = p.folded(k) in lex.definite and p.is_number(k + 1)
        k += led or p.is_sign(k, "'’")
        qualifier = lex.qualifiers.at(p, k)
        k = qualifier[0] if qualifier else k
    n = _number_index(p, k, lex)
    if n is None:
        return None
    b = read_amount(p, n, lex, k)
    if b is None or b.first != k:
        return None
    signed = a.direction is not None and (a.unit == b.unit or a.loose) and way != "dash"
    if b.direction and not signed:
        return None
    if is_year(p, a.first) and is_year(p, b.first) and b.loose:
        return None
    if way == "dash" and _vote(p, a, b):
        return label(p, a.first, b.end, "name")
    if a.loose and b.loose and (way != "apart" or a.worth < b.worth):
        lasting = _duration(p, a, b, lex)
        if lasting:
            return lasting
    if way == "apart":
        if not _apart(p, a, b, lex):
            return None
        way = "dash"
    if b.digits and b.decimals and not a.digits and not b.power:
        return None  # "two years, tres a 3,58 %"
    if way == "word" and (_moved(p, a, b, lex) or _dated(p, a, b, lex)):
        return None
    return _merge(p, a, b, lex, way, opener)


def _apart(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "$2.95 - $3.10 a share": alike at both ends of the dash, and nothing told of the second."""
    if lex.more.at(p, b.end) or lex.less.at(p, b.end) or (b.loose and not a.prefixed):
        return False
    unit = (a.unit, a.candidates) == (b.unit, b.candidates)
    unit = unit or (a.unitless and not b.prefixed) or (b.unitless and a.prefixed)
    low = a.worth if a.power else shift(a.worth, b.power)
    return unit and a.power in (0, b.power) and low < b.worth <= _NARROW * low


_NARROW = 3
"""How many times the first the second may be past a dash with spaces, which may part clauses."""


def _vote(p: Passage, a: Draft, b: Draft) -> bool:
    """ "voted 7-2", "won 3-1": two bare numbers that go down."""
    return a.loose and b.loose and p.glued(b.first) and a.worth >= b.worth


def _tick(p: Passage, a: Draft) -> None:
    """ "$5.42-3/4", "542-1/4 cents": a part of the last digit, as grain is quoted."""
    found = _TICK.match(p.text, a.stop) if a.prefixed else None
    if found is None:
        return
    assert a.value is not None and a.decimals is not None
    a.value += shift(Decimal(found[1]) / Decimal(found[2]), -a.decimals)
    a.decimals = -int(a.value.as_tuple().exponent)
    a.stop = found.end()
    a.end = p.end.index(a.stop, a.end) + 1


_TICK = re.compile(r"-([0-9]{1,2})/(2|4|8|16|32)(?!\w|[.,][0-9])")


def _moved(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "up 22 to 164 million" is a change and its level: a range is not that wide."""
    assert a.value is not None and b.value is not None
    before = p.folded(a.first - 1)
    if not a.loose or not (lex.up.fit(before) or lex.down.fit(before)):
        return False
    return shift(b.value, -b.power) > 4 * a.value


def _dated(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> bool:
    """ "entré en 2019 à 22 euros", "fell during 2004 to 136,000": a year, then what it came to."""
    until = b.loose and is_year(p, b.first) and not p.is_word(b.end)
    if until and p.low[b.first - 1] in lex.until and not is_year(p, a.first):
        return True
    return a.loose and is_year(p, a.first) and p.folded(a.first - 1) in lex.year_before


def _duration(p: Passage, a: Draft, b: Draft, lex: Lexicon) -> Draft | None:
    lasting = duration_after(p, b.first, b.end, lex)
    return label(p, a.first, lasting.end, "duration") if lasting else None


def _lasting(p: Passage, a: Draft, lex: Lexicon) -> Draft | None:
    """ "se recupera en 3 a 5 años": a span of time, whatever verb stands before."""
    word = lex.range_words.at(p, a.end)
    if word is None or p.low[a.end] in lex.list_words or not p.is_number(word[0]):
        return None
    b = read_amount(p, word[0], lex, word[0], joined=False)
    rising = b is not None and b.loose and a.value is not None and a.worth < b.worth
    return _duration(p, a, b, lex) if b and rising else None


def _link(p: Passage, a: Draft, lex: Lexicon, opener: str) -> tuple[int, str] | None:
    j = a.end
    if lex.table.nouns_are_capital and p.is_sign(j, "-") and lex.range_words.at(p, j + 1):
        j += 1  # "fünf- bis sechstausend"
    if p.is_sign(j, _DASHES):
        tight = p.glued(j) and p.glued(j + 1)
        apart = not p.glued(j) and not p.glued(j + 1)
        if tight or (apart and a.loose and p.word[j] != "-"):
            return j + 1, "dash"
        return (j + 1, "apart") if apart else None
    if opener:
        joined = lex.range_and.at(p, j)
        if joined and opener not in lex.from_words.first_words():
            return joined[0], "and"
    word = lex.range_words.at(p, j)
    if not word:
        return None
    if p.low[j] in lex.list_words:
        listed = p.is_sign(a.first - 1, ",") and p.is_number(a.first - 2)
        return None if listed else (word[0], "or")  # "0,5, 1,1 oder 1,6 Prozent"
    sure = p.low[j] in lex.range_sure or _spans_to(p, a, word[0], lex, opener)
    return (word[0], "word") if sure else None


def _spans_to(p: Passage, a: Draft, k: int, lex: Lexicon, opener: str) -> bool:
    """Whether "to" before token k leads to the other end of a span, not to where `a` moved."""
    if _from_now(p, a, lex):
        return False
    if not opener and a.direction and p.folded(k) == p.low[a.first]:
        return True  # "attendu: -4% à -9%"
    bare = p.low[k - 1] in lex.range_bare
    if opener in lex.from_words.first_words():
        if spans(p, a.first, lex):
            return True
        if not (changes(p, a.first, lex) or _moves_on(p, a.first, lex)):
            return not forecast(p, a.first, lex)
        if not lex.table.from_is_change and growth_of(p, a.first, opener, lex):
            return not forecast(p, a.first, lex)
        return opener in lex.rising_by and climbs(p, a, k, lex) and not of_level(p, a, lex)
    before = p.folded(a.first - 1)
    if a.loose:
        if before in lex.by:
            return climbs(p, a, k, lex, bare=True) and not rated(p, a, lex)
        return not (bare and before in lex.change_markers and moved(p, a.first - 1, lex))
    growth = p.folded(a.first - 2) in lex.change_nouns | lex.savings  # "growth of 3% to 5%"
    moving = before in lex.by or (moved(p, a.first, lex) and not growth)
    return not bare and (not moving or climbs(p, a, k, lex))


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
    if p.folded(k) not in lex.now:
        return False
    k -= p.folded(k - 1) in lex.definite | lex.one
    return lex.from_words.ending(p, k) is not None


def _number_index(p: Passage, k: int, lex: Lexicon) -> int | None:
    if lex.number_ops(p.folded(k)) or p.folded(k) in lex.one | lex.half:
        return k
    return next((n for n in p.ahead(k) if p.kind[n] == NUMBER), None)


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
    assert a.value is not None and b.value is not None and a.decimals is not None
    same = a.unit == b.unit and a.candidates == b.candidates
    a_has, b_has = (bool(draft.unit or draft.candidates) for draft in (a, b))
    value, decimals, alts = a.value, a.decimals, a.alts
    hundreds = shift(value, 2)
    if _hundreds(p, a, b, lex) and hundreds < b.value:
        value = hundreds
    like_a = b.value if a_has else shift(b.value, -b.minor)  # "20 bis 50 Cent"
    whole = a_has and not a.prefixed  # "500.000 Euro": nothing is left out
    lent = 0 if a.power or whole else b.power
    if way != "dash" and not opener:
        alone = a.money and not b.power
        if (lent or alone) and like_a > _WIDE * shift(value, lent):
            return None  # "un 6 hasta 410 millones", "diesel 2.1p to 140.2p": its level
    if (way == "word" or b.loose) and a.value > like_a and not like_a.is_signed():
        return None
    if way == "or" and not (a.loose and value < shift(b.value, -lent)):
        return None  # but "2 or 3 million"
    if a_has and b_has and not same:
        return None
    if whole and not b_has and not (way == "and" and b.power):
        return None
    if a.large and not b.power:
        return None
    if lent:
        scaled = shift(value, lent)
        if scaled < b.value:
            value, decimals = scaled, decimals - lent
            alts = tuple(shift(x, lent) for x in alts)
        elif scaled <= 100 * b.value:
            return None
        elif b.large:
            return _undecided(a, b, scaled)
    source = b if b_has else a
    if b.minor and not a_has:
        value, decimals = shift(value, b.minor), decimals - b.minor
    return Draft(
        a.first,
        b.end,
        a.start,
        b.stop,
        "quantity",
        value=value,
        high=b.value,
        decimals=decimals,
        decimals_high=b.decimals,
        unit=source.unit,
        candidates=source.candidates,
        qualifier="between",
        direction=None if b.direction not in (None, a.direction) else a.direction,
        alts=alts,
        power=b.power,
        digits=a.digits and b.digits,
        loose=a.loose and b.loose,
        minor=source.minor,
        prefixed=a.prefixed,
        after=b.after,
    )
