"""Which facts speak of the same thing: the key of a duplicate set, and what joins two keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from toolkit.agreement.records import Fact, normal


def group(facts: Sequence[Fact], elsewhere: frozenset[str] = frozenset()) -> list[list[Fact]]:
    """The facts by what they speak of: the key of a duplicate set.

    Facts of one entity, concept, scope and unit are one set where they share a period (both ends),
    or a non-blank event. Texts have no unit. A fact with neither period nor event shares with its
    own source only. A converted amount is in the set of the amount that it converts, unless that
    is `elsewhere`.
    """
    sets = Joined(len(facts))
    first: dict[Hashable, int] = {}
    ids: dict[str, int] = {}
    for index, fact in enumerate(facts):
        for key in _keys(fact):
            sets.join(first.setdefault(key, index), index)
        if fact.id and fact.id not in elsewhere:
            ids.setdefault(fact.id, index)
    for index, fact in enumerate(facts):
        origin = ids.get(fact.converted_from or "")
        if origin is not None and _restates(fact, facts[origin]):
            sets.join(origin, index)
    found: dict[int, list[Fact]] = defaultdict(list)
    for index, fact in enumerate(facts):
        found[sets.root(index)].append(fact)
    return list(found.values())


def _keys(fact: Fact) -> Iterator[tuple[Any, ...]]:
    thing = (*_thing(fact), "text" if fact.value is None else f"in {fact.unit}")
    event = normal(fact.event)
    stated = fact.period != (None, None)
    if stated:
        yield "period", *thing, fact.period
    if event:
        yield "event", *thing, event
    if not stated and not event:
        yield "source", *thing, fact.source


def _restates(fact: Fact, origin: Fact) -> bool:
    numbers = fact.value is not None and origin.value is not None
    return numbers and _thing(fact) == _thing(origin)


def _thing(fact: Fact) -> tuple[str, str, str]:
    return (fact.entity, fact.concept, normal(fact.scope))


class Joined:
    """Numbers joined into sets (union-find); the lowest number of a set is its root."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def join(self, first: int, second: int) -> None:
        one, other = sorted((self.root(first), self.root(second)))
        self._parents[other] = one
