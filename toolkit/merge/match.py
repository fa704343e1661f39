"""Which record of an edited table is which of its base: by hidden key, by id, by what it says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.merge.side import Column, Record, Table
from toolkit.records.meaning import BLANK, meaning_of
from toolkit.schemas import plain

_BY_KEY, _BY_ID = 1.0, 0.8  # what a shared key, a shared id count beside alike cells (0 to 1)
_STILL_ITSELF = 0.25  # less alike, a row of the same key with another id is a new record typed over
_ITS_OWN = 0.5  # less like every row of its key or id, or not alone with that, it may be another
_ALIKE = 0.6  # from here on a row whose id was retyped is known by its other cells
_CLEARLY = 0.1  # by how much the best must be ahead of the next
_COMMON = 32  # values on more rows than these tell nothing about which row is meant

Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """For each record of the side, by its number, that of the base; and which could be several."""

    of: Mapping[int, int]
    unsure: tuple[int, ...] = ()

    def back(self) -> dict[int, int]:
        """From the base's records to the side's."""
        return {base: side for side, base in self.of.items()}


class _Pair(NamedTuple):
    score: float
    base: int
    side: int
    named: bool  # they share a key or an id


def identity_of(table: Table, record: Record) -> tuple[str, ...]:
    """What identifies the record; empty where any part of it is blank."""
    parts = tuple(record.meaning(name) for name in table.identity)
    return parts if all(parts) else ()


def signature(record: Record) -> Signature:
    """All it says, for telling whether two records say the same."""
    return tuple(sorted((name, each.meaning) for name, each in record.cells.items()
                        if each.meaning != BLANK))  # fmt: skip


def match(base: Table, side: Table) -> Matching:
    """Pairs the records of `side` with those of `base`, one with one, in whatever order they stand.

    A row with the key of another is a copy of it: of two, the one more alike is the record itself.
    A row that is like several is left unpaired: it then counts as one deleted and one added.
    """
    alike = Likeness(base, side)
    pairs = list(_named(base, side, alike))
    best: dict[int, float] = defaultdict(float)
    for pair in pairs:
        best[pair.side] = max(best[pair.side], alike(pair.base, pair.side))
    claims = Counter(pair.base for pair in pairs)
    contested = {pair.side for pair in pairs if claims[pair.base] > 1}
    doubtful = [n for n in range(len(side.records)) if best[n] < _ITS_OWN or n in contested]
    named = {(pair.base, pair.side) for pair in pairs}
    pairs += (p for p in alike.candidates(doubtful) if (p.base, p.side) not in named)
    return _paired(pairs, base, side)


def _named(base: Table, side: Table, alike: Likeness) -> Iterator[_Pair]:
    """Every pair that shares a key or an id."""
    keys: dict[str, list[int]] = defaultdict(list)
    ids: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, record in enumerate(base.records):
        if record.key:
            keys[record.key].append(number)
        if identity := identity_of(base, record):
            ids[identity].append(number)
    for number, record in enumerate(side.records):
        by_key = keys.get(record.key, ()) if record.key else ()
        identity = identity_of(side, record)
        by_id = ids.get(identity, ()) if identity else ()
        for other in by_key:
            likeness = alike(other, number)
            if other in by_id:
                yield _Pair(likeness + _BY_KEY + _BY_ID, other, number, True)
            elif likeness >= _STILL_ITSELF:
                yield _Pair(likeness + _BY_KEY, other, number, True)
        for other in by_id:
            if other not in by_key:
                yield _Pair(alike(other, number) + _BY_ID, other, number, True)


def _paired(pairs: Iterable[_Pair], base: Table, side: Table) -> Matching:
    """The best pair first; its order does not depend on where rows stand."""
    base_says = [signature(record) for record in base.records]
    side_says = [signature(record) for record in side.records]

    def order(pair: _Pair) -> tuple[float, Signature, Signature, int, int]:
        return -pair.score, base_says[pair.base], side_says[pair.side], pair.base, pair.side

    ordered = sorted(pairs, key=order)
    rivals: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in ordered:
        rivals["base", pair.base].append(pair)
        rivals["side", pair.side].append(pair)
    of: dict[int, int] = {}
    taken: set[int] = set()
    unsure: set[int] = set()

    def rivalled(pair: _Pair) -> bool:
        for other in rivals["base", pair.base] + rivals["side", pair.side]:
            free = other.side not in of and other.base not in taken
            close = pair.score - other.score < _CLEARLY
            twin = (
                base_says[other.base] == base_says[pair.base]
                and side_says[other.side] == side_says[pair.side]
            )
            if other is not pair and free and close and not twin:
                return True
        return False

    for pair in ordered:
        if pair.side in of or pair.base in taken:
            continue
        if not pair.named and rivalled(pair):
            unsure.add(pair.side)
            continue
        of[pair.side] = pair.base
        taken.add(pair.base)
    return Matching(of, tuple(sorted(unsure - of.keys())))


@dataclass(slots=True)
class Likeness:
    """How alike two records are, from 0 to 1: a shared value counts the more the rarer it is.

    An id is left out, as it may have been retyped; the parts of a longer identity are not.
    """

    base: Table
    side: Table
    columns: tuple[str, ...] = ()
    _seen: tuple[Counter[tuple[str, str]], ...] = ()
    _known: dict[tuple[int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shared = self.base.names & self.side.names
        if len(self.base.identity) == 1:
            shared -= set(self.base.identity)
        self.columns = tuple(sorted(shared))
        self._seen = tuple(
            Counter(
                (name, record.cells[name].meaning)
                for record in table.records
                for name in self.columns
                if name in record.cells
            )
            for table in (self.base, self.side)
        )

    def weight(self, name: str, meaning: str) -> float:
        """One, shared between all the rows that say so; one of them does."""
        return 1 / max(seen[name, meaning] for seen in self._seen)

    def __call__(self, base: int, side: int) -> float:
        known = self._known.get((base, side))
        if known is None:
            known = self._of(self.base.records[base], self.side.records[side])
            self._known[base, side] = known
        return known

    def _of(self, one: Record, other: Record) -> float:
        shared = whole = 0.0
        for name in self.columns:
            left, right = one.meaning(name), other.meaning(name)
            if left == right:
                if left:
                    weight = self.weight(name, left)
                    shared += weight
                    whole += weight
            else:
                whole += max(self.weight(name, each) for each in (left, right) if each)
        return shared / whole if whole else 0.0

    def candidates(self, rows: Iterable[int]) -> Iterator[_Pair]:
        """Pairs alike enough to be one record whose id was retyped."""
        wanted = {n: said for n in rows if (said := self._said(self.side.records[n]))}
        if not wanted:
            return
        where: dict[tuple[str, str], list[int]] = defaultdict(list)
        whole: dict[Signature, list[int]] = defaultdict(list)
        for number, record in enumerate(self.base.records):
            whole[self._said(record)].append(number)
            for name in self.columns:
                if name in record.cells:
                    where[name, record.cells[name].meaning].append(number)
        for number, said in wanted.items():
            record = self.side.records[number]
            found = set(whole.get(said, ()))
            for name in self.columns:
                rows_there = where.get((name, record.meaning(name)), ())
                if record.meaning(name) and len(rows_there) <= _COMMON:
                    found.update(rows_there)
            for other in sorted(found):
                likeness = self(other, number)
                if likeness >= _ALIKE:
                    yield _Pair(likeness, other, number, False)

    def _said(self, record: Record) -> Signature:
        return tuple(pair for pair in signature(record) if pair[0] in self.columns)


def aligned(base: Table, side: Table) -> Table:
    """`side` with its columns called as in `base`, also those whose heading was rewritten.

    A column that the base does not have is taken for one that it misses where they agree on most
    rows; where no value tells, if one heading begins with the other; else it is a new one.
    """
    missing = [column for column in base.columns if column.name not in side.names]
    new = [column for column in side.columns if column.name not in base.names]
    if not missing or not new:
        return side
    back = match(base, side).of
    found: list[tuple[float, str, str]] = []
    for was in missing:
        for now in new:
            share = _agreeing(base, side, back, was, now) or _called_alike(was, now)
            if share:
                found.append((share, was.name, now.name))
    names: dict[str, Column] = {}
    used: set[str] = set()
    by_name = {column.name: column for column in missing}
    for share, was_name, now_name in sorted(found, key=lambda each: -each[0]):
        rival = any(
            other[0] == share and other[1:] != (was_name, now_name)
            and (other[1] == was_name or other[2] == now_name)
            and other[1] not in used and other[2] not in names
            for other in found
        )  # fmt: skip
        if was_name in used or now_name in names or rival:
            continue
        names[now_name] = by_name[was_name]
        used.add(was_name)
    return side.renamed(names)


def _called_alike(was: Column, now: Column) -> float:
    """Next to nothing, where one heading is the other with more words or letters behind it."""
    one, other = plain(was.heading), plain(now.heading)
    return 0.01 if one and other and (one.startswith(other) or other.startswith(one)) else 0.0


def _agreeing(base: Table, side: Table, back: Mapping[int, int], was: Column, now: Column) -> float:
    """On which share of the rows two columns say the same; 0 where it is less than half."""
    same = seen = 0
    for number, other in back.items():
        typed = side.records[number].cells.get(now.name)
        right = BLANK
        if typed is not None:
            right = meaning_of(typed.cell, was.field, decimal_point=side.decimal_point)
        left = base.records[other].meaning(was.name)
        seen += bool(left or right)
        same += bool(left) and left == right
    return same / seen if same and same * 2 >= seen else 0.0
