"""Scale slips: the same digits with the decimal point elsewhere, such as 5.3 for 53 billion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from toolkit.agreement.arithmetic import exactly
from toolkit.agreement.pairs import Class, sense
from toolkit.agreement.records import Fact, normal
from toolkit.agreement.words import said
from toolkit.decimals import grouped

SIBLING_FACTORS = frozenset(map(Decimal, (10, 100, 1000)))
GROUP_LIMIT = 100  # facts compared with one another; further ones of a group are left out


class ScaleSlip(NamedTuple):
    """A row of the table `scale_slips`: `b` is exactly `factor` times `a`."""

    a: str
    b: str
    a_row: int
    b_row: int
    factor: Decimal
    set: int | None
    why: str


def slip_in_set(a: Fact, b: Fact, found: Class, set_number: int) -> ScaleSlip | None:
    """The slip between two facts of one set, if they have one and neither is superseded.

    Any power of ten: the two speak of the same thing, so the same digits at another place are more
    than chance (thousand, million and billion confused are 1,000 and 1,000,000; 万 and 亿 are 10^4
    and 10^8). One digit is enough where currency amounts conflict, and where two bounds are worded
    alike (more than 9 % and more than 90 %); elsewhere it takes two: counts and percents that
    conflict anyway, bounds that allow each other (more than 10 million and 100 million users).
    """
    factor = factor_between(a, b)
    if factor is None or a.unit != b.unit:
        return None
    conflict = found in ("inconsistent", "conversion") and is_currency(a.unit)
    alike = found == "within_bound" and a.qualifier == b.qualifier
    return _slip(a, b, factor, set_number) if conflict or alike or _digits(a) >= 2 else None


@exactly
def sibling_slips(
    facts: Iterable[Fact], parents: Mapping[str, str], superseded: Mapping[str, Fact]
) -> tuple[ScaleSlip, ...]:
    """Slips of 10, 100 or 1,000 times between facts of sibling concepts under one parent.

    Siblings are not the same thing, so chance must be kept out: currency amounts of at least two
    digits (5.3, not 5), of one entity, scope, unit and sense, in two different sources (a source
    that prints both means both), and of one period unless a period is not stated, or the event is
    one.
    """
    groups: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        parent = parents.get(fact.concept)
        if parent and fact.value and is_currency(fact.unit) and fact.id not in superseded:
            digits = fact.value.normalize().as_tuple().digits
            if len(digits) >= 2:
                key = (fact.entity, parent, fact.unit, normal(fact.scope), sense(fact), digits)
                groups[key].append(fact)
    found = []
    for group in groups.values():
        for a, b in combinations(group[:GROUP_LIMIT], 2):
            if a.concept != b.concept and a.source != b.source and _at_one_time(a, b):
                factor = factor_between(a, b)
                if factor in SIBLING_FACTORS:
                    found.append(_slip(a, b, factor, None))
    return tuple(sorted(found, key=lambda slip: (slip.a, slip.b, slip.a_row, slip.b_row)))


def factor_between(a: Fact, b: Fact) -> Decimal | None:
    """The power of ten that lies between two facts' numbers (and their upper ends), or None."""
    if a.value is None or b.value is None:
        return None
    factor = _power(a.value, b.value)
    if a.value_high is None and b.value_high is None:
        return factor
    if a.value_high is None or b.value_high is None:
        return None
    return factor if _power(a.value_high, b.value_high) == factor else None


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, which alone is written in capitals."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _power(first: Decimal, second: Decimal) -> Decimal | None:
    if not first or not second:
        return None
    one, other = first.normalize().as_tuple(), second.normalize().as_tuple()
    if (one.sign, one.digits) != (other.sign, other.digits) or one.exponent == other.exponent:
        return None
    return Decimal(10 ** abs(int(one.exponent) - int(other.exponent)))


def _digits(fact: Fact) -> int:
    return len(fact.value.normalize().as_tuple().digits) if fact.value is not None else 0


def _at_one_time(a: Fact, b: Fact) -> bool:
    none = (None, None)
    one_event = bool(normal(a.event)) and normal(a.event) == normal(b.event)
    return one_event or a.period == b.period or none in (a.period, b.period)


def _slip(a: Fact, b: Fact, factor: Decimal, set_number: int | None) -> ScaleSlip:
    small, large = sorted((a, b), key=lambda fact: (abs(fact.value or Decimal(0)), fact.row))
    what = f" of {large.concept}", f" of {small.concept}"
    of_large, of_small = ("", "") if large.concept == small.concept else what
    why = (
        f"{large.name} says {said(large)}{of_large}, {small.name} says {said(small)}{of_small}: "
        f"exactly {grouped(factor)} times"
    )
    return ScaleSlip(small.name, large.name, small.row, large.row, factor, set_number, why)
