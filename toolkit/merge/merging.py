"""Three sides into one, record by record and field by field; nothing is read or written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolkit.merge.additions import same_additions
from toolkit.merge.headings import told_of_headings
from toolkit.merge.ids import Ids
from toolkit.merge.match import aligned, match
from toolkit.merge.outcome import outcome
from toolkit.merge.result import Conflict, ConflictKind, Merge, MergedTable
from toolkit.merge.rows import Row
from toolkit.merge.sameid import SameIds
from toolkit.merge.side import Column, Loose, Record, Side, Table
from toolkit.records.meaning import BLANK


def merge(base: Side | None, ours: Side, theirs: Side) -> Merge:
    """OURS with what THEIRS changed since `base`; without a base, with what THEIRS has besides.

    A sheet or column that one side does not have says nothing: its cells count as unchanged there.
    """
    tables: dict[str, MergedTable] = {}
    conflicts: list[Conflict] = []
    notes: list[str] = []
    ids = Ids((*([base] if base else []), ours, theirs), since=base, theirs=theirs)
    for name in _types(base, ours, theirs):
        one = _Table(
            base.tables.get(name) if base else None,
            ours.tables.get(name),
            theirs.tables.get(name),
            ids,
            based=base is not None,
        )
        tables[name] = one.merged()
        conflicts += one.conflicts
        notes += one.notes
    rescue = _rescued(base, ours, theirs)
    return Merge(tables, tuple(conflicts), rescue, tuple(notes))


def _types(base: Side | None, ours: Side, theirs: Side) -> list[str]:
    sides = (ours, theirs, base) if base else (ours, theirs)
    return list(dict.fromkeys(name for side in sides for name in side.tables))


def _rescued(base: Side | None, ours: Side, theirs: Side) -> tuple[Loose, ...]:
    """What THEIRS typed outside of records that neither the base nor OURS holds, each instance."""
    known: Counter[tuple[str, str]] = Counter()
    for side in (base, ours) if base else (ours,):
        known |= Counter((loose.sheet.casefold(), loose.text) for loose in side.loose)
    kept = []
    for loose in theirs.loose:
        at = (loose.sheet.casefold(), loose.text)
        if known[at]:
            known[at] -= 1
        else:
            kept.append(loose)
    return tuple(kept)


@dataclass(slots=True)
class _Table:
    """The merging of one record type."""

    base: Table | None
    ours: Table | None
    theirs: Table | None
    ids: Ids
    based: bool
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    deleted: list[Record] = field(default_factory=list)

    def merged(self) -> MergedTable:
        shown = self.ours or self.theirs or self.base
        assert shown is not None  # the type is named by one of them
        if self.base is None and self.based:
            # a sheet that is new on both sides: an empty one is what they have in common
            self.base = replace(shown, columns=(), records=())
        if self.base is not None:
            self.ours = aligned(self.base, self.ours) if self.ours else None
            self.theirs = aligned(self.base, self.theirs) if self.theirs else None
        elif self.ours is not None and self.theirs is not None:
            self.theirs = aligned(self.ours, self.theirs)
        shown = self.ours or self.theirs or self.base
        assert shown is not None
        self.notes += told_of_headings(self.base, self.ours, self.theirs)
        if self.based:
            self._three_way()
        else:
            self._two_way()
        if self.ours is not None and self.theirs is not None:
            same = SameIds(self.ours, self.theirs, self.ids, self._cell_conflict)
            self.rows = same.told_apart(self.rows)
            self.conflicts += same.conflicts
            self.notes += same.notes
        for row in self.rows:
            self.conflicts += row.conflicts.values()
        return MergedTable(
            shown,
            self._columns(),
            tuple(row.made() for row in self.rows),
            tuple(self.deleted),
            has_sheet=self.ours is not None,
        )

    # -- columns --------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        columns: dict[str, Column] = {}
        for table in (self.ours, self.theirs, self.base):
            for column in table.columns if table else ():
                columns.setdefault(column.name, column)
        held = {name for row in self.rows for name in row.cells}
        own = self.ours.names if self.ours else frozenset()
        return tuple(c for c in columns.values() if c.name in own or c.name in held)

    def _column(self, name: str) -> Column:
        tables = [table for table in (self.ours, self.theirs, self.base) if table]
        return next(c for table in tables for c in table.columns if c.name == name)

    # -- records --------------------------------------------------------------------------------

    def _three_way(self) -> None:
        assert self.base is not None
        base = self.base
        ours_of, new_ours = self._matched(base, self.ours, "OURS")
        theirs_of, new_theirs = self._matched(base, self.theirs, "THEIRS")
        placed: dict[int, Row] = {}
        for number, was in enumerate(base.records):
            mine, other = ours_of.get(number), theirs_of.get(number)
            if self.ours is not None and self.theirs is not None:
                row = self._known(was, mine, other)
            else:  # one side does not have the sheet, and says nothing
                row = self._fields(was, mine, other) if mine or other else None
            if row is not None:
                placed[number] = row
        in_order = {id(row.ours): row for row in placed.values() if row.ours is not None}
        for record in self.ours.records if self.ours else ():
            if id(record) in in_order:
                self.rows.append(in_order[id(record)])
        self.rows += [row for row in placed.values() if row.ours is None]
        self._additions(new_ours, new_theirs)

    def _matched(
        self, base: Table, side: Table | None, who: str
    ) -> tuple[dict[int, Record], list[Record]]:
        if side is None:
            return {}, []
        found = match(base, side)
        for number in found.unsure:
            record = side.records[number]
            name = side.label(record) or f"row {record.line}"
            self.notes.append(f"{side.title} {name}: it cannot be told which record of the base"
                              f" this is in {who}; it counts as a new one")  # fmt: skip
        known = {base_: side.records[n] for n, base_ in found.of.items()}
        new = [record for n, record in enumerate(side.records) if n not in found.of]
        return known, new

    def _known(self, was: Record, mine: Record | None, other: Record | None) -> Row | None:
        """A record of the base, which either side may have edited or deleted."""
        if mine is not None and other is not None:
            return self._fields(was, mine, other)
        if mine is None and other is None:
            return None
        if mine is not None:
            if not self._changed(was, mine, self.ours):
                self.deleted.append(mine)
                return None
            row = Row(was, mine, None, dict(mine.cells))
            self._about_record("deleted in theirs", mine, row)
            return row
        if other is not None and self._changed(was, other, self.theirs):
            self._about_record("deleted in ours", other, Row(was, None, other))
        return None

    def _about_record(self, kind: ConflictKind, there: Record, row: Row) -> None:
        table = self.ours if there is row.ours else self.theirs
        assert table is not None
        self.conflicts.append(
            Conflict(kind, table, table.label(there), row.base, row.ours, row.theirs)
        )

    def _changed(self, was: Record, now: Record, table: Table | None) -> bool:
        names = table.names if table else frozenset()
        return any(was.meaning(n) != now.meaning(n) for n in names)

    def _fields(self, was: Record | None, mine: Record | None, other: Record | None) -> Row:
        """The cells of one record; a blank one takes the place of a base that there is not."""
        row = Row(was, mine, other)
        base = was or Record({})
        ours_names = self.ours.names if self.ours else frozenset()
        theirs_names = self.theirs.names if self.theirs else frozenset()
        for name in sorted(ours_names | theirs_names | base.cells.keys()):
            before = base.cells.get(name)
            left = mine.cells.get(name) if mine and name in ours_names else before
            right = other.cells.get(name) if other and name in theirs_names else before
            said = outcome(*(each.meaning if each else BLANK for each in (before, left, right)))
            own = mine.cells.get(name) if mine else None
            if said == "theirs" and own is not None and own.formula:
                said = "conflict"  # a value must not silently take a formula's place
            stands = right if said == "theirs" else left
            if said == "theirs":
                row.taken.add(name)
            elif said == "conflict":
                row.conflicts[name] = self._cell_conflict(row, name)
            if stands is not None and stands.meaning:
                row.cells[name] = stands
        return row

    def _cell_conflict(self, row: Row, name: str) -> Conflict:
        assert self.ours is not None and row.ours is not None  # a row they lack differs nowhere
        label = self.ours.label(row.ours)
        column = self._column(name)
        return Conflict("cell", self.ours, label, row.base, row.ours, row.theirs, column)

    def _additions(self, mine: Sequence[Record], others: Sequence[Record]) -> None:
        """New rows: what both added alike is one, the same record by its id is merged."""
        pairs = same_additions(self.ours, self.theirs, mine, others)
        filled: list[Record] = []
        paired = {id(other) for other in pairs.values()}
        for record in mine:
            other = pairs.get(id(record))
            if other is not None:
                self.rows.append(self._fields(None, record, other))
                if self.rows[-1].taken:
                    filled.append(record)
            else:
                self._keep(record)
        for record in others:
            if id(record) not in paired:
                self._add(record)
        if filled and self.ours is not None:
            names = ", ".join(map(self.ours.label, filled[:5]))
            more = f" and {len(filled) - 5:,} more" if len(filled) > 5 else ""
            self.notes.append(f"{self.ours.title} {names}{more}: the base has no such record, so it"
                              " cannot be told who cleared a cell; what was blank in OURS is filled"
                              " from THEIRS. --base FILE names a later base")  # fmt: skip

    def _keep(self, record: Record) -> None:
        """A row that OURS alone has."""
        self.rows.append(Row(None, record, None, dict(record.cells)))

    def _add(self, record: Record) -> None:
        """A row that THEIRS alone has."""
        taken = {name for name, each in record.cells.items() if each.meaning}
        self.rows.append(Row(None, None, record, dict(record.cells), taken))

    def _two_way(self) -> None:
        """Without a base: what is equal, what only one side has; all else is a conflict."""
        if self.ours is None or self.theirs is None:
            for record in self.ours.records if self.ours else ():
                self._keep(record)
            for record in self.theirs.records if self.theirs else ():
                self._add(record)
            return
        found = match(self.ours, self.theirs)
        back = found.back()
        for number, record in enumerate(self.ours.records):
            if number not in back:
                self._keep(record)
                continue
            other = self.theirs.records[back[number]]
            row = Row(None, record, other, cells=dict(record.cells))
            for name in sorted(self.ours.names | self.theirs.names):
                left, right = record.meaning(name), other.meaning(name)
                if left == right:
                    continue
                if name not in self.ours.names:
                    row.cells[name] = other.cells[name]
                    row.taken.add(name)
                elif name in self.theirs.names:
                    row.conflicts[name] = self._cell_conflict(row, name)
            self.rows.append(row)
        for number, record in enumerate(self.theirs.records):
            if number not in found.of:
                self._add(record)
