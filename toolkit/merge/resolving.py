"""A merge that waited for choices, finished as somebody ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.disk.inplace import check_free, hash_of, replace_in_place
from toolkit.dossier import data_folder, edited, find_dossier
from toolkit.errors import FactpackError
from toolkit.merge.checking import verified
from toolkit.merge.conflicts import Chosen, check_choices, fingerprint, read_choices, waiting
from toolkit.merge.files import Renewal, write_new
from toolkit.merge.plan import plan_of
from toolkit.merge.reading import CONFLICTS, FileKind, kind_of, read_side
from toolkit.merge.result import Merge, Merged, MergedTable
from toolkit.merge.side import Column, Record, Side, Table, Typed
from toolkit.merge.textfiles import write_csv, write_jsonl
from toolkit.merge.workbook import Written, write_workbook
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.readers.grid import Cell, Grid
from toolkit.records.meaning import meaning_of
from toolkit.records.sheets import Column as Typing
from toolkit.records.sheets import Sheet
from toolkit.records.validate import examined
from toolkit.schemas import Schemas, load_schemas, plain


@dataclass(frozen=True, slots=True)
class Resolved:
    """The finished file, what it took the place of, and how many choices were carried out."""

    path: Path
    backup: Path | None
    count: int


def resolve(waiting: Path, *, out: Path | None = None, in_place: bool = False) -> Resolved:
    """Finish the merge that waits in `waiting`, a workbook or the CSV of its conflicts.

    The result goes to `out`, else to the name the merge began with, which must be free; in place
    it replaces that file, which must still be as it was when the merge began.
    Raises FactpackError that names every conflict without a choice; nothing is written then.
    """
    with edited(waiting, wanted=in_place):
        return _resolved(waiting, out, in_place=in_place)


def _resolved(waiting: Path, out: Path | None, *, in_place: bool) -> Resolved:
    schemas = load_schemas(data_folder("schemas"))
    path, grid = _parts(waiting)
    chosen = read_choices(grid)
    check_choices(chosen)
    kind = kind_of(path)
    data = path.read_bytes()
    target, backed = _target(waiting, chosen, out, in_place=in_place)
    shown = target.name
    side = read_side(path, shown, schemas, kind, unfinished=True)
    merge = _Choices(side, schemas).merged(chosen)
    made = _written(data, path.name, kind, merge, chosen[0].made_of.opens)

    def look(new: Path) -> None:
        verified(read_side(new, shown, schemas, kind), side, merge, made, kind)

    if backed is not None:
        if kind == "workbook" and not (dossier := find_dossier(target)).bare:
            Renewal(dossier, None).of(made, shown, schemas)
        backup = replace_in_place(target, backed, made.data, look=look)
        return Resolved(target, backup, len(chosen))
    write_new(target, made.data, look)
    return Resolved(target, None, len(chosen))


def _parts(waiting: Path) -> tuple[Path, Grid]:
    """The file that holds the records, and the conflicts."""
    if kind_of(waiting) == "workbook":
        from toolkit.readers.xlsx import read_workbook

        for grid in read_workbook(waiting, waiting.name):
            if plain(grid.sheet or "") == plain(CONFLICTS):
                return waiting, grid
        raise FactpackError(
            f"{waiting} has no sheet {CONFLICTS}", hint="name the file that factpack merge wrote"
        )
    from toolkit.readers.delimited import read_csv

    if ".conflicts" in waiting.name:
        for suffix in (".csv", ".jsonl"):
            stem = waiting.stem.replace(".conflicts", ".unfinished")
            unfinished = waiting.with_name(stem + suffix)
            if unfinished.exists():
                return unfinished, read_csv(waiting, waiting.name)
    raise FactpackError(
        f"{waiting} is no list of conflicts, or the NAME.unfinished beside it is gone",
        hint="name the file that factpack merge wrote",
    )


def _target(
    waiting: Path, chosen: Sequence[Chosen], out: Path | None, *, in_place: bool
) -> tuple[Path, bytes | None]:
    """Where the result goes, and what is there where that is replaced."""
    made_of = chosen[0].made_of
    target = out or waiting.with_name(made_of.ours if in_place else made_of.result)
    if not target.exists():
        return target, None
    if not in_place:
        raise FactpackError(
            f"{target} is there already, and is not written over",
            hint="-o NAME writes elsewhere; --in-place replaces it, with a backup",
        )
    check_free(target)
    if hash_of(target) != made_of.hash:
        raise FactpackError(
            f"{target} has changed since the merge began",
            hint=f"-o NAME writes elsewhere; or merge {target.name} again",
        )
    return target, target.read_bytes()


def _written(data: bytes, shown: str, kind: FileKind, merge: Merge, opens: int) -> Written:
    plan = plan_of(merge)
    if kind == "csv":
        made = write_csv(data, shown, plan)
    elif kind == "jsonl":
        made = write_jsonl(data, shown, plan)
    else:
        made = write_workbook(data, shown, plan)
        made.data = _without_conflicts(made.data, shown, opens)
    if made.rescue:
        told = "; ".join(f"{each.place}: {each.text}" for each in made.rescue)
        raise FactpackError(
            f"{shown}: a choice cannot be carried out: {told}",
            hint="make room for it there, save, and resolve again",
        )
    return made


def _without_conflicts(data: bytes, shown: str, opens: int) -> bytes:
    from toolkit.ooxml.editing.dropsheet import without_sheet

    package = Package.open(data, shown=shown)
    sheets = read_workbook_part(package).sheets
    gone = next(each for each in sheets if plain(each.name) == plain(CONFLICTS))
    return package.to_bytes(without_sheet(package, gone, opens=opens))


@dataclass(slots=True)
class _Row:
    record: Record | None  # None: to be added
    cells: dict[str, Typed]


@dataclass(slots=True)
class _Choices:
    """The records as they wait, and what the choices make of them."""

    side: Side
    schemas: Schemas
    rows: dict[str, list[_Row]] = field(default_factory=dict)
    deleted: dict[str, list[Record]] = field(default_factory=dict)
    columns: dict[str, list[Column]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)  # what was typed under Other, and no field has

    def merged(self, chosen: Sequence[Chosen]) -> Merge:
        for name, table in self.side.tables.items():
            self.rows[name] = [_Row(record, dict(record.cells)) for record in table.records]
            self.deleted[name] = []
            self.columns[name] = list(table.columns)
        for one in chosen:
            self._carry_out(one)
        if self.faults:
            raise waiting(self.faults)
        tables = {
            name: MergedTable(
                table,
                tuple(self.columns[name]),
                tuple(
                    _made(row) for row in self.rows[name]
                    if not any(row.record is gone for gone in self.deleted[name])
                ),
                tuple(self.deleted[name]),
                has_sheet=True,
            )
            for name, table in self.side.tables.items()
        }  # fmt: skip
        return Merge(tables, (), (), ())

    def _carry_out(self, one: Chosen) -> None:
        kind, choice = one.kind, one.choice
        if choice == "ours":
            return
        table = self._table(one)
        if kind == "cell":
            row, heading = self._row(one, table), str(one.data["heading"])
            self._type(row, table, heading, one.other if choice == "other" else one.cell(choice))
            if choice == "other":
                self._check(one, row, table, heading)
        elif kind == "deleted in theirs":
            row = self._row(one, table)
            assert row.record is not None
            self.deleted[table.type].append(row.record)
        elif kind == "deleted in ours" or choice == "both":
            row = _Row(None, {})
            for heading, cell in one.theirs.items():
                self._type(row, table, heading, cell)
            if choice == "both":
                heading = self._column(table, table.identity[0]).heading
                self._type(row, table, heading, one.other)
                self._check(one, row, table, heading)
            self.rows[table.type].append(row)
        else:  # both have the id, and THEIRS' takes the place
            row = self._row(one, table)
            row.cells.clear()
            for heading, cell in one.theirs.items():
                self._type(row, table, heading, cell)

    def _table(self, one: Chosen) -> Table:
        table = self.side.tables.get(str(one.data["type"]))
        if table is None:
            raise FactpackError(
                f"{one.name}: the sheet {one.data['type']} is gone", hint="merge again"
            )
        return table

    def _row(self, one: Chosen, table: Table) -> _Row:
        """The record that the conflict is about, also where rows have moved since."""
        said = str(one.data["says"])
        alike = [r for r in self.rows[table.type] if r.record and fingerprint(r.record) == said]
        there = [r for r in alike if r.record and r.record.line == one.data["line"]
                 and r.record.sheet == one.data["sheet"]]  # fmt: skip
        found = there or alike
        if len(found) != 1:
            raise FactpackError(
                f"{one.name}: the record is no longer as it was when the merge began",
                hint="make further changes once the merge is finished; merge again",
            )
        return found[0]

    def _column(self, table: Table, name: str) -> Column:
        return next(column for column in self.columns[table.type] if column.name == name)

    def _type(self, row: _Row, table: Table, heading: str, cell: Cell | None) -> None:
        columns = self.columns[table.type]
        column = next((c for c in columns if plain(c.heading) == plain(heading)), None)
        if column is None:
            known = self.schemas.types[table.type].field_for(heading)
            column = Column(known.key if known else f"~{plain(heading)}", heading, known)
            columns.append(column)
        meaning = meaning_of(cell, column.field, decimal_point=table.decimal_point)
        if cell is None or not meaning:
            row.cells.pop(column.name, None)
        else:
            row.cells[column.name] = Typed(cell, meaning)

    def _check(self, one: Chosen, row: _Row, table: Table, heading: str) -> None:
        """Notes what `check` would refuse of the value that somebody typed."""
        columns = self.columns[table.type]
        sheet = Sheet(
            type=self.schemas.types[table.type],
            file=self.side.shown,
            name=None,
            header=0,
            lines=(1,),
            columns=tuple(
                Typing(
                    n,
                    c.heading,
                    c.field,
                    (row.cells[c.name].cell if c.name in row.cells else None,),
                )
                for n, c in enumerate(columns, 1)
            ),
            remarks=(),
            decimal_point=table.decimal_point,
        )
        key = next((c.name for c in columns if plain(c.heading) == plain(heading)), "")
        found = examined(sheet, self.schemas, {})
        self.faults += [
            f"{one.name} (row {one.number}): {fault.message}"
            for fault in (*found.doubts, *found.faults)
            if fault.field == key and fault.severity == "error"
        ]


def _made(row: _Row) -> Merged:
    edits: dict[str, Typed | None] = {}
    if row.record is not None:
        for name in sorted(row.cells.keys() | row.record.cells.keys()):
            now = row.cells.get(name)
            if (now.meaning if now else "") != row.record.meaning(name):
                edits[name] = now
    return Merged(row.cells, row.record, None, edits)
