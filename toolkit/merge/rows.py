"""A record of the result in the making: who has it, what its cells come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.merge.result import Conflict, Merged
from toolkit.merge.side import Record, Typed
from toolkit.records.meaning import BLANK


@dataclass(slots=True)
class Row:
    """The record as each side has it, and its cells so far."""

    base: Record | None
    ours: Record | None
    theirs: Record | None
    cells: dict[str, Typed] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # columns in which THEIRS' word stands
    conflicts: dict[str, Conflict] = field(default_factory=dict)  # by column

    def made(self) -> Merged:
        """The finished record, with what is to change in OURS' row."""
        edits: dict[str, Typed | None] = {}
        if self.ours is not None:
            for name in self.cells.keys() | self.ours.cells.keys():
                now, then = self.cells.get(name), self.ours.cells.get(name)
                if (now.meaning if now else BLANK) != (then.meaning if then else BLANK):
                    edits[name] = now
        in_order = {name: edits[name] for name in sorted(edits)}
        return Merged(self.cells, self.ours, self.theirs, in_order)
