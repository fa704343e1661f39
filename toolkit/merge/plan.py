"""What is to be done to OURS' file: cells, rows and columns, whatever sort of file it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.merge.result import Merge, Merged, MergedTable
from toolkit.merge.side import Column, Loose, Record, Typed


@dataclass(slots=True)
class Work:
    """The changes of one sheet, or of a text file, and what of them found no place."""

    table: MergedTable
    sheet: str
    edits: list[tuple[Record, Mapping[str, Typed | None]]] = field(default_factory=list)
    deleted: list[Record] = field(default_factory=list)
    added: list[Merged] = field(default_factory=list)

    @property
    def new_columns(self) -> list[Column]:
        """Columns that this sheet lacks, in which something is to be written."""
        there = self.table.table.spots[self.sheet].columns
        named = {name for _, cells in self.edits for name, typed in cells.items() if typed}
        named |= {name for record in self.added for name in record.cells}
        return [c for c in self.table.columns if c.name in named and c.name not in there]


@dataclass(slots=True)
class Plan:
    """Everything to do; `new` are tables that OURS has no sheet for."""

    works: list[Work]
    new: list[MergedTable]
    rescue: list[Loose]


def plan_of(merge: Merge) -> Plan:
    """The changes that `merge` asks for, sheet by sheet."""
    tables = merge.tables.values()
    works = [work for table in tables if table.has_sheet for work in _works(table)]
    new = [table for table in tables if not table.has_sheet and table.added]
    return Plan(works, new, list(merge.rescue))


def _works(table: MergedTable) -> list[Work]:
    """What there is to do in each sheet of a table; what is added goes into the first."""
    by_sheet = {sheet: Work(table, sheet) for sheet in table.table.spots}
    for record in table.records:
        if record.ours is not None and record.edits:
            by_sheet[record.ours.sheet].edits.append((record.ours, record.edits))
    for gone in table.deleted:
        by_sheet[gone.sheet].deleted.append(gone)
    next(iter(by_sheet.values())).added.extend(table.added)
    return [work for work in by_sheet.values() if work.edits or work.deleted or work.added]


def rescued(work: Work, record: Merged, why: str) -> Sequence[Loose]:
    """A record that cannot be put in, cell by cell."""
    columns = {column.name: column.heading for column in work.table.columns}
    label = work.table.table.label(Record(record.cells)) or "a new record"
    return [
        Loose(work.table.table.title, f"{label}: {columns[name]}", f"{typed.cell.raw}")
        for name, typed in record.cells.items()
    ] + [Loose(work.table.table.title, label, f"not put in, because {why}")]
