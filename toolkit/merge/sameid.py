"""Rows that a merge would give one id, though neither side gave it to both: told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.merge.ids import Ids
from toolkit.merge.match import identity_of
from toolkit.merge.result import Conflict
from toolkit.merge.rows import Row
from toolkit.merge.side import Record, Table, Typed


@dataclass(slots=True)
class SameIds:
    """The rows of one table: those of THEIRS get another id, or a person decides.

    `cell_conflict` makes the conflict of a row's cell in a column.
    """

    ours: Table
    theirs: Table
    ids: Ids
    cell_conflict: Callable[[Row, str], Conflict]
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def told_apart(self, all_rows: Sequence[Row]) -> list[Row]:
        """The rows that stay."""
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in all_rows:
            if identity := identity_of(self.ours, Record(row.cells)):
                groups[identity].append(row)
        there = [
            Counter(identity_of(side, r) for r in side.records) for side in (self.ours, self.theirs)
        ]
        gone: set[int] = set()
        for identity, rows in groups.items():
            if len(rows) < 2 or any(counted[identity] >= len(rows) for counted in there):
                continue
            for row in rows:
                if row.ours is not None:
                    self._keep_id(row, row.ours)
                elif not self._renumbered(row):
                    gone.add(id(row))
                    self._same_id(row, rows)
        return [row for row in all_rows if id(row) not in gone]

    def _renumbered(self, row: Row) -> bool:
        """Give an added record the next free id; not where others may mean it by that id."""
        table = self.theirs
        if len(table.identity) != 1:
            return False
        typed = row.cells[table.identity[0]]
        if self.ids.referred_to(table.type, typed.cell.raw):
            return False
        free = self.ids.next_free(table.type, typed.cell.raw)
        if not free:
            return False
        row.cells[table.identity[0]] = Typed(typed.cell._replace(raw=free), f"t {free}")
        self.notes.append(f"{table.title} {typed.cell.raw}: both added a record under this id; that"
                          f" of THEIRS is now {free}")  # fmt: skip
        return True

    def _same_id(self, row: Row, rows: Iterable[Row]) -> None:
        assert row.theirs is not None
        label = self.theirs.label(row.theirs)
        mine = next(other.ours for other in rows if other.ours is not None)
        free = ""
        if len(self.theirs.identity) == 1:
            free = self.ids.next_free(self.theirs.type, label)
        self.conflicts.append(
            Conflict("same id", self.theirs, label, None, mine, row.theirs, proposed=free)
        )

    def _keep_id(self, row: Row, mine: Record) -> None:
        """THEIRS retyped an id into one that another record has: a person decides."""
        for name in [each for each in self.ours.identity if each in row.taken]:
            row.conflicts[name] = self.cell_conflict(row, name)
            row.cells.pop(name)
            if before := mine.cells.get(name):
                row.cells[name] = before
