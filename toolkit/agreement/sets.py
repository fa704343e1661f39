"""Duplicate sets: the facts that speak of the same thing, and how they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from toolkit.agreement.arithmetic import exactly
from toolkit.agreement.grouping import Joined, group
from toolkit.agreement.pairs import (
    CLASSES,
    RELATIONS,
    Class,
    Context,
    compare,
    converts,
    pair_ratio,
    sense,
    voices,
)
from toolkit.agreement.records import Fact, Ruling, Source, normal
from toolkit.agreement.slips import ScaleSlip, slip_in_set
from toolkit.agreement.words import period

PAIR_LIMIT = 60  # a set of more facts than this is compared by its distinct statements
NAME_LIMIT = 500  # characters: rulings.set holds no more
PRIMARY = frozenset({"filing", "release"})


class DuplicateSet(NamedTuple):
    """A row of the table `duplicate_sets`: two facts or more."""

    set: int
    name: str
    entity: str
    concept: str
    period_start: date | None
    period_end: date | None
    periods: int
    scope: str | None
    event: str | None
    unit: str | None
    facts: tuple[str, ...]
    rows: tuple[int, ...]
    sources: tuple[str, ...]
    superseded: tuple[str, ...]
    class_: Class
    relation: str
    witnesses: int
    has_primary: bool
    ratio: Decimal | None
    scale_slip: Decimal | None
    ruling: str | None
    ruling_fact: str | None
    ruling_row: int | None
    pairs_left_out: int


class DuplicatePair(NamedTuple):
    """A row of the table `duplicate_pairs`."""

    set: int
    a: str
    b: str
    a_row: int
    b_row: int
    class_: Class
    relation: str
    ratio: Decimal | None
    why: str


class Duplicates(NamedTuple):
    """The sets, their pairs, and the scale slips between facts of one set."""

    sets: tuple[DuplicateSet, ...]
    pairs: tuple[DuplicatePair, ...]
    slips: tuple[ScaleSlip, ...]


class Judged(NamedTuple):
    """A set that has neither number nor name yet: both say where it stands among all others.

    In their place is its first fact's _row. `told_of` is the part of its name that says when.
    """

    told_of: str
    nameless: bool
    set: DuplicateSet
    pairs: list[DuplicatePair]
    slips: list[ScaleSlip]


@exactly
def duplicates(
    facts: Sequence[Fact], sources: Mapping[str, Source], rulings: Mapping[str, Ruling]
) -> Duplicates:
    """Every duplicate set of two facts or more, by name."""
    context = Context(sources, successors(facts))
    named = _named([members for members in group(facts) if len(members) > 1])
    sets, pairs, slips = [], [], []
    for set_number, (name, members) in enumerate(named, 1):
        mine, my_slips, left_out = _pairs(members, set_number, context)
        pairs += mine
        slips += my_slips
        sets.append(_set(set_number, name, members, mine, my_slips, left_out, context, rulings))
    return Duplicates(tuple(sets), tuple(pairs), tuple(slips))


@exactly
def judged(
    facts: Sequence[Fact],
    sources: Mapping[str, Source],
    newer: Mapping[str, Fact],
    elsewhere: frozenset[str] = frozenset(),
) -> list[Judged]:
    """The sets of some facts, who speak of nothing that any other fact speaks of.

    `newer` are the `successors` of them; `elsewhere` the ids that are borne first by other facts.
    """
    context = Context(sources, newer)
    found = []
    for members in group(facts, elsewhere):
        if len(members) > 1:
            number = members[0].row
            pairs, slips, left_out = _pairs(members, number, context)
            one = _set(number, "", members, pairs, slips, left_out, context, {})
            found.append(Judged(_parts(members)[2], members[0].id is None, one, pairs, slips))
    return found


def successors(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The fact that supersedes each superseded one, by the superseded one's id."""
    return {f.supersedes: f for f in facts if f.supersedes and f.supersedes != f.id}


# -- names -----------------------------------------------------------------------------------------


def _named(groups: list[list[Fact]]) -> list[tuple[str, list[Fact]]]:
    """The sets with their names, in the order of the names."""
    parted = sorted(((_parts(members), members) for members in groups), key=lambda one: one[0])
    seen: dict[str, int] = defaultdict(int)
    named = []
    for parts, members in parted:
        name = " / ".join(part for part in parts if part)
        seen[normal(name)] += 1
        count = seen[normal(name)]
        named.append((_shortened(name if count == 1 else f"{name} ({count})"), members))
    return named


def _parts(members: list[Fact]) -> tuple[str, ...]:
    """Entity, concept, event or period or source, scope, unit: "alibaba / revenue / 2025-… / USD".

    Of several events or periods the first in order; of several units that of the amount which the
    others convert.
    """
    fact = members[0]
    events = sorted({one.event for one in members if one.event})
    periods = sorted({period(one) for one in members if one.period != (None, None)})
    when = [*events, *periods, fact.source][0]
    scope = min(one.scope for one in members)
    return (fact.entity, fact.concept, when, scope, _unit(members))


def _unit(members: list[Fact]) -> str:
    """The unit of a set's numbers; blank for texts."""
    origins = {fact.converted_from for fact in members if fact.converted_from}
    converted = [f.unit for f in members if f.id in origins and not f.converted_from]
    units = converted or [fact.unit for fact in members if fact.value is not None]
    return min(units, default="")


def _shortened(name: str) -> str:
    """A name that fits; one that is cut ends with the hash of the whole."""
    if len(name) <= NAME_LIMIT:
        return name
    mark = sha256(name.encode()).hexdigest()[:12]
    return f"{name[: NAME_LIMIT - 14]}… {mark}"


# -- pairs -----------------------------------------------------------------------------------------


def _pairs(
    members: list[Fact], set_number: int, context: Context
) -> tuple[list[DuplicatePair], list[ScaleSlip], int]:
    """The pairs of a set, its scale slips, and how many pairs are left out."""
    chosen, left_out = _chosen(members, context)
    pairs, slips = [], []
    for a, b in chosen:
        found, why = compare(a, b, context)
        relation, ratio = RELATIONS[found], pair_ratio(a, b)
        pairs.append(
            DuplicatePair(set_number, a.name, b.name, a.row, b.row, found, relation, ratio, why)
        )
        if not {a.id, b.id} & context.successors.keys():
            slip = slip_in_set(a, b, found, set_number)
            slips += [slip] if slip else []
    return pairs, slips, left_out


def _chosen(members: list[Fact], context: Context) -> tuple[list[tuple[Fact, Fact]], int]:
    """The pairs to compare: all of one unit, and each conversion with its origin.

    A set of more than PAIR_LIMIT facts is compared by its distinct statements: one fact speaks for
    all that say the same, each of which is paired with it. Of more than PAIR_LIMIT statements, in
    the order of their values, each is paired with the first, the last and the next.
    """
    if len(members) <= PAIR_LIMIT:
        return [(a, b) for a, b in combinations(members, 2) if _comparable(a, b)], 0
    possible = listed = 0
    chosen: list[tuple[Fact, Fact]] = []
    for unit in sorted({_kind_of_unit(fact) for fact in members}):
        of_unit = [fact for fact in members if _kind_of_unit(fact) == unit]
        possible += len(of_unit) * (len(of_unit) - 1) // 2
        speaking: dict[Hashable, Fact] = {}
        for fact in of_unit:
            speaker = speaking.setdefault(_statement(fact, context), fact)
            if speaker is not fact:
                chosen.append((speaker, fact))
        chosen += _some(list(speaking.values()))
    listed = len(chosen)
    origins = {fact.id: fact for fact in reversed(members) if fact.id}
    converted = [(origins.get(fact.converted_from or ""), fact) for fact in members]
    chosen += [(one, other) for one, other in converted if one and converts(one, other)]
    place = {fact.row: index for index, fact in enumerate(members)}
    chosen = [(a, b) if place[a.row] < place[b.row] else (b, a) for a, b in chosen]
    chosen.sort(key=lambda pair: (place[pair[0].row], place[pair[1].row]))
    return chosen, possible - listed


def _some(facts: list[Fact]) -> list[tuple[Fact, Fact]]:
    if len(facts) <= PAIR_LIMIT:
        return list(combinations(facts, 2))
    facts.sort(key=lambda fact: (fact.value or Decimal(0), fact.name, fact.row))
    last = len(facts) - 1
    numbers = {
        (low, high)
        for index in range(last + 1)
        for low, high in ((0, index), (index, index + 1), (index, last))
        if low < high <= last
    }
    return [(facts[low], facts[high]) for low, high in sorted(numbers)]


def _comparable(a: Fact, b: Fact) -> bool:
    return _kind_of_unit(a) == _kind_of_unit(b) or converts(a, b)


def _kind_of_unit(fact: Fact) -> tuple[bool, str]:
    return (True, fact.unit) if fact.value is not None else (False, "")


def _statement(fact: Fact, context: Context) -> Hashable:
    """What a fact says, in which sense, as far as the class of its pairs depends on it."""
    return (
        (fact.value, fact.value_high, fact.qualifier, fact.decimals, fact.value_text),
        voices(fact, context.sources) if sense(fact) == "view" else sense(fact),
        fact.converted_from is not None,
        fact.id in context.successors,
    )


# -- one set ---------------------------------------------------------------------------------------


def _set(
    set_number: int,
    name: str,
    members: list[Fact],
    pairs: list[DuplicatePair],
    slips: list[ScaleSlip],
    left_out: int,
    context: Context,
    rulings: Mapping[str, Ruling],
) -> DuplicateSet:
    fact = members[0]
    worst = min((pair.class_ for pair in pairs), key=CLASSES.index)
    periods = {one.period for one in members} - {(None, None)}
    start, end = next(iter(periods)) if len(periods) == 1 else (None, None)
    ruling = rulings.get(normal(name))
    types = {context.sources[f.source].type for f in members if f.source in context.sources}
    return DuplicateSet(
        set=set_number,
        name=name,
        entity=fact.entity,
        concept=fact.concept,
        period_start=start,
        period_end=end,
        periods=len(periods),
        scope=min(one.scope for one in members) or None,
        event=min((one.event for one in members if one.event), default=None),
        unit=_unit(members) or None,
        facts=tuple(one.name for one in members),
        rows=tuple(one.row for one in members),
        sources=tuple(sorted({one.source for one in members})),
        superseded=tuple(one.name for one in members if one.id in context.successors),
        class_=worst,
        relation=RELATIONS[worst],
        witnesses=witnesses(members, context.sources),
        has_primary=bool(types & PRIMARY),
        ratio=max((pair.ratio for pair in pairs if pair.ratio is not None), default=None),
        scale_slip=max((slip.factor for slip in slips), default=None),
        ruling=ruling.decision if ruling else None,
        ruling_fact=ruling.fact if ruling else None,
        ruling_row=ruling.row if ruling else None,
        pairs_left_out=left_out,
    )


def witnesses(members: Sequence[Fact], sources: Mapping[str, Source]) -> int:
    """How many independent witnesses stand behind facts: five articles may have one.

    Facts with one speaker or one relayer are one witness. What a source says on its own adds one
    only if the source quotes nobody on the matter; sources of one publisher are one. There are
    never more witnesses than sources: what one article alone tells has one witness.
    """
    quoting = {fact.source for fact in members if fact.attributed_to or fact.via}
    heard = [f for f in members if f.attributed_to or f.via or f.source not in quoting]
    joined = Joined(len(heard))
    first: dict[Hashable, int] = {}
    for index, fact in enumerate(heard):
        for voice in voices(fact, sources):
            joined.join(first.setdefault(voice, index), index)
    roots = {joined.root(index) for index in range(len(heard))}
    return min(len(roots), len({fact.source for fact in members}))
