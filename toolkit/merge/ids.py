"""Ids over all sides of a merge: which are taken, which are referred to, which is the next free."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field

from toolkit.merge.side import Side

_NUMBERED = re.compile(r"(.*[^0-9])([0-9]{1,9})", re.DOTALL)
_PARTS = re.compile(r"[;,\n]")


@dataclass(slots=True)
class Ids:
    """What every side calls its records. An id that was given out is never proposed again."""

    sides: Iterable[Side]
    since: InitVar[Side | None]
    theirs: InitVar[Side]
    _taken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _referred: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self, since: Side | None, theirs: Side) -> None:
        for side in self.sides:
            for table in side.tables.values():
                for record in table.records:
                    self._taken[table.type].add(table.label(record).casefold())
        before = set(_references(since)) if since else set()
        self._referred = set(_references(theirs)) - before

    def referred_to(self, type_: str, id_: str) -> bool:
        """Whether THEIRS newly refers to a record by this id."""
        return (type_, id_.strip().casefold()) in self._referred

    def next_free(self, type_: str, id_: str) -> str:
        """The next id of the same row of numbers, then given out; "" where it has no number."""
        numbered = _NUMBERED.fullmatch(id_.strip())
        if not numbered:
            return ""
        stem, digits = numbered[1], numbered[2]
        used = [
            int(found[2])
            for each in self._taken[type_]
            if (found := _NUMBERED.fullmatch(each)) and found[1] == stem.casefold()
        ]
        free = f"{stem}{max([*used, int(digits)]) + 1:0{len(digits)}}"
        self._taken[type_].add(free.casefold())
        return free


def _references(side: Side) -> Iterator[tuple[str, str]]:
    for table in side.tables.values():
        targets = {c.name: c.field.references for c in table.columns if c.field}
        for record in table.records:
            for name, typed in record.cells.items():
                if target := targets.get(name):
                    for part in _PARTS.split(typed.cell.raw):
                        yield target, part.strip().casefold()
