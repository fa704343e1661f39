"""Which new rows of two sides are one record that both added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from toolkit.merge.match import Likeness, Signature, identity_of, signature
from toolkit.merge.side import Record, Table

_SAME_RECORD = 0.5  # so alike, two new rows of one id are one record that both added


def same_additions(
    ours: Table | None, theirs: Table | None, mine: Sequence[Record], others: Sequence[Record]
) -> Mapping[int, Record]:
    """Which of THEIRS' new records is which of OURS', by the identity of OURS' objects."""
    pairs: dict[int, Record] = {}
    if ours is None or theirs is None:
        return pairs
    left = list(others)
    for say in (signature, _without_id(ours)):
        waiting: dict[object, list[Record]] = defaultdict(list)
        for record in left:
            waiting[say(record)].append(record)
        for record in mine:
            if id(record) in pairs or not (found := waiting.get(say(record))):
                continue
            fits = [o for o in found if not _two_ids(ours, record, o)]
            if fits:
                pairs[id(record)] = fits[0]
                found.remove(fits[0])
        used = {id(other) for other in pairs.values()}
        left = [record for record in left if id(record) not in used]
    alike = Likeness(replace(ours, records=tuple(mine)), replace(theirs, records=tuple(left)))
    waits = [n for n, record in enumerate(mine) if id(record) not in pairs]
    by_id = _by_identity(theirs, left, range(len(left)))
    for identity, numbers in _by_identity(ours, mine, waits).items():
        others_of = by_id.get(identity, [])
        if len(numbers) == len(others_of) == 1:
            (one,), (other,) = numbers, others_of
            if alike(one, other) >= _SAME_RECORD or len(ours.identity) > 1:
                pairs[id(mine[one])] = left[other]
    return pairs


def _by_identity(
    table: Table, records: Sequence[Record], numbers: Iterable[int]
) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        if identity := identity_of(table, records[number]):
            found[identity].append(number)
    return found


def _without_id(table: Table) -> Callable[[Record], Signature]:
    single = table.identity if len(table.identity) == 1 else ()
    return lambda record: tuple(each for each in signature(record) if each[0] not in single)


def _two_ids(table: Table, one: Record, other: Record) -> bool:
    """Whether both are identified, and not alike."""
    left, right = identity_of(table, one), identity_of(table, other)
    return bool(left and right) and left != right
