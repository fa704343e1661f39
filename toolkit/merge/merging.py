"""Three sides into one, record by record and field by field; nothing is read or written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.meaning import BLANK
from toolkit.merge.ids import Ids
from toolkit.merge.match import Likeness, aligned, identity_of, match, signature
from toolkit.merge.outcome import outcome
from toolkit.merge.result import Conflict, Merge, Merged, MergedTable
from toolkit.merge.side import Column, Loose, Record, Side, Table, Typed
from toolkit.schemas import plain

_SAME_RECORD = 0.5  # so alike, two new rows of one id are one record that both added


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
    return Merge(tables, tuple(conflicts), rescue, tuple(notes), base is not None)


def _types(*sides: Side | None) -> list[str]:
    names: dict[str, None] = {}
    for side in (sides[1], sides[2], sides[0]):
        names |= dict.fromkeys(side.tables if side else ())
    return list(names)


def _rescued(base: Side | None, ours: Side, theirs: Side) -> tuple[Loose, ...]:
    """What THEIRS typed outside of records that neither the base nor OURS holds, each instance."""
    known: Counter[tuple[str, str]] = Counter()
    for side in (base, ours):
        for_side = side.loose if side is not None else ()
        known |= Counter((loose.sheet.casefold(), loose.text) for loose in for_side)
    kept = []
    for loose in theirs.loose:
        at = (loose.sheet.casefold(), loose.text)
        if known[at]:
            known[at] -= 1
        else:
            kept.append(loose)
    return tuple(kept)


@dataclass(slots=True)
class _Row:
    """A record of the result in the making."""

    base: Record | None
    ours: Record | None
    theirs: Record | None
    cells: dict[str, Typed] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # columns in which THEIRS' word stands
    conflicts: dict[str, Conflict] = field(default_factory=dict)  # by column


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
    rows: list[_Row] = field(default_factory=list)
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
        self._absent()
        if self.based:
            self._three_way()
        else:
            self._two_way()
        self._tell_ids_apart()
        for row in self.rows:
            self.conflicts += row.conflicts.values()
        return MergedTable(
            shown,
            self._columns(),
            tuple(map(self._made, self.rows)),
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
        for table in (self.ours, self.theirs, self.base):
            for column in table.columns if table else ():
                if column.name == name:
                    return column
        raise KeyError(name)

    def _absent(self) -> None:
        """Tell of sheets, columns and headings that one side lacks or calls otherwise."""
        for who, table in (("OURS", self.ours), ("THEIRS", self.theirs)):
            if table is None:
                if self.base is not None and self.base.records:
                    self.notes.append(f"{who} has no sheet {self.base.title}: nothing is taken for"
                                      " deleted there")  # fmt: skip
                continue
            was = {c.name: c.heading for c in self.base.columns} if self.base else {}
            held = {name for r in self.base.records for name in r.cells} if self.base else set()
            new = [c for c in table.columns if c.name not in was] if self.base else []
            for name in was:
                if name not in table.names and new and name not in held:
                    self.notes.append(
                        f"{table.title}: {who} has no column '{was[name]}', and has"
                        f" '{new[0].heading}', which the base has not: they are kept apart"
                    )
                elif name not in table.names and name in held:
                    self.notes.append(f"{table.title}: {who} has no column '{was[name]}': its"
                                      " cells are kept")  # fmt: skip
            for column in table.columns:
                then = was.get(column.name, column.heading)
                if who == "THEIRS" and plain(column.heading) != plain(then):
                    self.notes.append(f"{table.title}: THEIRS calls the column '{then}'"
                                      f" '{column.heading}'; OURS' heading stands")  # fmt: skip

    # -- records --------------------------------------------------------------------------------

    def _three_way(self) -> None:
        assert self.base is not None
        base = self.base
        ours_of, new_ours = self._matched(base, self.ours, "OURS")
        theirs_of, new_theirs = self._matched(base, self.theirs, "THEIRS")
        placed: dict[int, _Row] = {}
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

    def _known(self, was: Record, mine: Record | None, other: Record | None) -> _Row | None:
        """A record of the base, which either side may have edited or deleted."""
        if mine is not None and other is not None:
            return self._fields(was, mine, other)
        if mine is None and other is None:
            return None
        if mine is not None:
            if not self._changed(was, mine, self.ours):
                self.deleted.append(mine)
                return None
            self._about_record("deleted in theirs", was, mine, None)
            row = _Row(was, mine, None)
            row.cells = dict(mine.cells)
            return row
        if other is not None and self._changed(was, other, self.theirs):
            self._about_record("deleted in ours", was, None, other)
        return None

    def _about_record(
        self, kind: str, base: Record | None, mine: Record | None, other: Record | None
    ) -> None:
        table = self.theirs if mine is None else self.ours
        assert table is not None
        label = table.label(mine or other or base or Record({}))
        self.conflicts.append(Conflict(kind, table, label, base, mine, other))  # type: ignore[arg-type]

    def _changed(self, was: Record, now: Record, table: Table | None) -> bool:
        names = table.names if table else frozenset()
        return any(was.meaning(n) != now.meaning(n) for n in names)

    def _fields(self, was: Record | None, mine: Record | None, other: Record | None) -> _Row:
        """The cells of one record; a blank one takes the place of a base that there is not."""
        row = _Row(was, mine, other)
        base = was or Record({})
        ours_names = self.ours.names if self.ours and mine else frozenset()
        theirs_names = self.theirs.names if self.theirs and other else frozenset()
        for name in sorted(ours_names | theirs_names | base.cells.keys()):
            before = base.cells.get(name)
            left = mine.cells.get(name) if mine and name in ours_names else before
            right = other.cells.get(name) if other and name in theirs_names else before
            said = outcome(*(each.meaning if each else BLANK for each in (before, left, right)))
            if said == "theirs" and left is not None and left.formula:
                said = "conflict"  # a value must not silently take a formula's place
            stands = right if said == "theirs" else left
            if said == "theirs":
                row.taken.add(name)
            elif said == "conflict":
                row.conflicts[name] = self._cell_conflict(row, name)
            if stands is not None and stands.meaning:
                row.cells[name] = stands
        return row

    def _cell_conflict(self, row: _Row, name: str) -> Conflict:
        table = self.ours or self.theirs
        assert table is not None
        label = table.label(row.ours or row.theirs or Record({}))
        return Conflict("cell", table, label, row.base, row.ours, row.theirs, self._column(name))

    def _additions(self, mine: Sequence[Record], others: Sequence[Record]) -> None:
        """New rows: what both added alike is one, the same record by its id is merged."""
        pairs = _same_additions(self.ours, self.theirs, mine, others)
        paired = {id(other) for other in pairs.values()}
        for record in mine:
            other = pairs.get(id(record))
            if other is not None:
                self.rows.append(self._fields(None, record, other))
            else:
                self.rows.append(_Row(None, record, None, cells=dict(record.cells)))
        for record in others:
            if id(record) not in paired:
                self._add(record)

    def _add(self, record: Record) -> None:
        taken = {name for name, each in record.cells.items() if each.meaning}
        self.rows.append(_Row(None, None, record, dict(record.cells), taken))

    def _two_way(self) -> None:
        """Without a base: what is equal, what only one side has; all else is a conflict."""
        if self.ours is None or self.theirs is None:
            for record in self.ours.records if self.ours else ():
                self.rows.append(_Row(None, record, None, cells=dict(record.cells)))
            for record in self.theirs.records if self.theirs else ():
                self._add(record)
            return
        found = match(self.ours, self.theirs)
        back = found.back()
        for number, record in enumerate(self.ours.records):
            if number not in back:
                self.rows.append(_Row(None, record, None, cells=dict(record.cells)))
                continue
            other = self.theirs.records[back[number]]
            row = _Row(None, record, other, cells=dict(record.cells))
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

    # -- ids ------------------------------------------------------------------------------------

    def _tell_ids_apart(self) -> None:
        """Where THEIRS' word would give two records one id that neither side gave to both."""
        table = self.ours or self.theirs
        if table is None:
            return
        groups: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for row in self.rows:
            if identity := identity_of(table, Record(row.cells)):
                groups[identity].append(row)
        there = [
            Counter(identity_of(side, r) for r in side.records) if side else Counter()
            for side in (self.ours, self.theirs)
        ]
        gone: set[int] = set()
        for identity, rows in groups.items():
            if len(rows) < 2 or any(counted[identity] >= len(rows) for counted in there):
                continue
            for row in rows:
                if row.ours is None and row.base is None and row.theirs is not None:
                    if not self._renumbered(row, identity):
                        gone.add(id(row))
                        self._same_id(row, rows)
                elif row.taken & set(table.identity):
                    self._keep_id(row, table.identity)
        self.rows = [row for row in self.rows if id(row) not in gone]

    def _renumbered(self, row: _Row, identity: tuple[str, ...]) -> bool:
        """Give an added record the next free id; not where others may mean it by that id."""
        table = self.theirs
        if table is None or len(table.identity) != 1 or row.theirs is None:
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

    def _same_id(self, row: _Row, rows: Iterable[_Row]) -> None:
        assert self.theirs is not None and row.theirs is not None
        label = self.theirs.label(row.theirs)
        mine = next((other.ours for other in rows if other.ours is not None), None)
        free = ""
        if len(self.theirs.identity) == 1:
            free = self.ids.next_free(self.theirs.type, label)
        self.conflicts.append(
            Conflict("same id", self.theirs, label, None, mine, row.theirs, proposed=free)
        )

    def _keep_id(self, row: _Row, identity: Sequence[str]) -> None:
        """THEIRS retyped an id into one that another record has: a person decides."""
        for name in set(identity) & row.taken:
            row.taken.discard(name)
            row.conflicts[name] = self._cell_conflict(row, name)
            before = row.ours.cells.get(name) if row.ours else None
            if before is None:
                row.cells.pop(name, None)
            else:
                row.cells[name] = before

    # -- the result -----------------------------------------------------------------------------

    def _made(self, row: _Row) -> Merged:
        edits: dict[str, Typed | None] = {}
        if row.ours is not None:
            for name in row.cells.keys() | row.ours.cells.keys():
                now, then = row.cells.get(name), row.ours.cells.get(name)
                if (now.meaning if now else BLANK) != (then.meaning if then else BLANK):
                    edits[name] = now
        in_order = {name: edits[name] for name in sorted(edits)}
        return Merged(row.cells, row.ours, row.theirs, in_order)


def _same_additions(
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


def _without_id(table: Table):  # type: ignore[no-untyped-def]
    single = table.identity if len(table.identity) == 1 else ()
    return lambda record: tuple(each for each in signature(record) if each[0] not in single)


def _two_ids(table: Table, one: Record, other: Record) -> bool:
    """Whether both are identified, and not alike."""
    left, right = identity_of(table, one), identity_of(table, other)
    return bool(left and right) and left != right
