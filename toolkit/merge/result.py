"""What a merge comes to: records and the edits they need, deletions, conflicts, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toolkit.merge.side import Column, Loose, Record, Table, Typed

ConflictKind = Literal[
    "cell",  # both changed it, differently
    "deleted in ours",  # ours deleted the record that theirs changed
    "deleted in theirs",  # theirs deleted the record that ours changed
    "same id",  # both added a record under one id, or theirs took an id that ours has
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What only a person can decide. `ours` and `theirs` are records; None where deleted."""

    kind: ConflictKind
    table: Table  # that says what its columns are
    label: str
    base: Record | None
    ours: Record | None
    theirs: Record | None
    column: Column | None = None  # of a cell
    proposed: str = ""  # another id that is free

    def cell(self, side: Literal["base", "ours", "theirs"]) -> Typed | None:
        """The cell in conflict, as one side has it."""
        record: Record | None = getattr(self, side)
        return record.cells.get(self.column.name) if record and self.column else None


@dataclass(frozen=True, slots=True)
class Merged:
    """One record of the result: OURS' word where a conflict stands."""

    cells: Mapping[str, Typed]
    ours: Record | None  # None: to be added
    theirs: Record | None
    edits: Mapping[str, Typed | None]  # what to change in OURS' row; None clears the cell


@dataclass(frozen=True, slots=True)
class MergedTable:
    """The records of one type, in OURS' order, what is added behind them."""

    table: Table  # OURS' own, or where it has none the one whose records are added
    columns: tuple[Column, ...]  # OURS', then those that only others have
    records: tuple[Merged, ...]
    deleted: tuple[Record, ...]  # rows of OURS
    has_sheet: bool  # whether OURS has a sheet for this type

    @property
    def added(self) -> tuple[Merged, ...]:
        return tuple(record for record in self.records if record.ours is None)


@dataclass(frozen=True, slots=True)
class Merge:
    """The whole: `rescue` is what belongs to no record, `notes` what a person should know."""

    tables: Mapping[str, MergedTable]
    conflicts: tuple[Conflict, ...]
    rescue: tuple[Loose, ...]
    notes: tuple[str, ...]


class Unplaced(NamedTuple):
    """How many changes of THEIRS found no place in OURS' file, and were rescued instead."""

    cells: int = 0
    added: int = 0
    deleted: int = 0


ALL_PLACED = Unplaced()
