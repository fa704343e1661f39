"""A merge written into OURS' workbook part by part: formats, order and all other parts stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.errors import FactpackError
from toolkit.merge.plan import Plan, Work, rescued
from toolkit.merge.reading import RESCUE
from toolkit.merge.result import Merged, MergedTable
from toolkit.merge.side import Column, Loose, Record, Typed
from toolkit.merge.typing import for_workbook
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.signed import is_signed
from toolkit.ooxml.container.workbook import Sheet, Workbook, read_workbook_part
from toolkit.ooxml.editing.append import Records, append_rows
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.editing.newsheet import NewColumn, NewSheet, with_sheet
from toolkit.ooxml.sheets.address import area_of, letters_of, reference_of
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.tables import read_tables
from toolkit.ooxml.sheets.written import Value

# By sheet and row, what was written there: what reading it back must give.
Cells = Mapping[str, Typed | None]


@dataclass(slots=True)
class Written:
    """The new bytes, where added records stand, and what found no place in the cells."""

    data: bytes
    rows: dict[int, tuple[str, int]] = field(default_factory=dict)  # by id() of an added record
    refused: list[tuple[Record, str]] = field(default_factory=list)  # edits that a cell refused
    undeleted: list[Record] = field(default_factory=list)  # rows that could not be blanked
    homeless: list[Merged] = field(default_factory=list)  # added records that found no row
    rescue: list[Loose] = field(default_factory=list)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)  # of new columns, as written
    moved: dict[str, tuple[int, int]] = field(default_factory=dict)  # by sheet, see `Appended`

    def line(self, sheet: str, line: int) -> int:
        """Where a row of OURS stands now."""
        if sheet not in self.moved:
            return line
        below, by = self.moved[sheet]
        return line + by if line > below else line


def write_workbook(data: bytes, shown: str, plan: Plan) -> Written:
    """OURS' workbook with the plan done, and a sheet for what found no place.

    A deleted row's cells are blanked and the row stays, so that nothing else moves.
    Raises FactpackError where the workbook is signed.
    """
    made = Written(data)
    package = Package.open(data, shown=shown)
    if is_signed(package):
        raise FactpackError(
            f"{shown} is digitally signed, and a change would void that",
            hint="remove the signature in Excel, or merge into a copy",
        )
    for work in plan.works:
        _Sheet(made, shown, work).done()
    made.rescue += plan.rescue
    sheets = [_new_sheet(table, made) for table in plan.new]
    if made.rescue:
        sheets.append(_rescue_sheet(made.rescue))
    for sheet in sheets:
        package = Package.open(made.data, shown=shown)
        made.data = package.to_bytes(with_sheet(package, sheet))
    return made


class _Sheet:
    """The changes of one sheet of records."""

    def __init__(self, made: Written, shown: str, work: Work) -> None:
        self.made, self.shown, self.work = made, shown, work
        self.spot = work.table.table.spots[work.sheet]
        self.columns = {column.name: column for column in work.table.columns}
        self.numbers = dict(self.spot.columns)
        self.last = self.spot.last

    def done(self) -> None:
        for column in self.work.new_columns:
            self._new_column(column)
        self._edit()
        if self.work.added:
            self._append()

    def _opened(self) -> tuple[Package, Workbook, Sheet, SheetCells]:
        package = Package.open(self.made.data, shown=self.shown)
        workbook = read_workbook_part(package)
        sheet = next(each for each in workbook.sheets if each.name == self.work.sheet)
        formats = read_formats(package, workbook.part)
        return package, workbook, sheet, SheetCells(package, sheet, formats, workbook.dates)

    # -- cells ----------------------------------------------------------------------------------

    def _edit(self) -> None:
        package, _, sheet, cells = self._opened()
        values: dict[str, Value | None] = {}
        points: set[str] = set()
        for record, edits in self.work.edits:
            for name, typed in edits.items():
                address = self._address(name, record.line)
                value = for_workbook(typed, self.columns[name]) if typed else None
                why = cells.no_edit(address, value) if address else "its column found no place"
                if why is not None:
                    self._refuse(record, name, typed, f"{address} {why}".strip())
                    continue
                values[address] = value
                if (of := self.columns[name].field) is not None and of.percent:
                    points.add(address)
        for record in self.work.deleted:
            self._blank(record, cells, values)
        if values:
            part = cells.edited(values, points=points)
            self.made.data = package.to_bytes({sheet.part: part})

    def _blank(self, record: Record, cells: SheetCells, values: dict[str, Value | None]) -> None:
        """Clear the record's cells, all of them or none."""
        addresses = {name: f"{letters_of(n)}{record.line}" for name, n in self.numbers.items()}
        told = [
            f"{addresses[name]} {why}"
            for name in record.cells
            if (why := cells.no_edit(addresses[name], None)) is not None
        ]
        if told:
            title, label = self.work.table.table.title, self.work.table.table.label(record)
            text = f"THEIRS deleted this record; it stands, because {'; '.join(told)}"
            self.made.rescue.append(Loose(title, label or f"row {record.line}", text))
            self.made.undeleted.append(record)
            return
        key = [f"{letters_of(self.spot.key)}{record.line}"] if self.spot.key else []
        for address in [*addresses.values(), *key]:
            if cells.no_edit(address, None) is None:
                values[address] = None

    def _address(self, name: str, line: int) -> str:
        number = self.numbers.get(name)
        return f"{letters_of(number)}{line}" if number else ""

    def _refuse(self, record: Record, name: str, typed: Typed | None, why: str) -> None:
        title, label = self.work.table.table.title, self.work.table.table.label(record)
        said = typed.cell.raw if typed else "(cleared)"
        place = f"{label or f'row {record.line}'}: {self.columns[name].heading}"
        self.made.refused.append((record, name))
        self.made.rescue.append(Loose(title, place, said))
        self.made.rescue.append(Loose(title, place, f"not written, because {why}"))

    # -- rows -----------------------------------------------------------------------------------

    def _append(self) -> None:
        package, workbook, sheet, _ = self._opened()
        gone = {record.line for record in self.work.deleted}
        lines = [
            record.ours.line for record in self.work.table.records
            if record.ours is not None and record.ours.sheet == self.work.sheet
            and record.ours.line not in gone
        ]  # fmt: skip
        points = {
            self.numbers[column.name]
            for column in self.work.table.columns
            if column.field and column.field.percent and column.name in self.numbers
        }
        records = Records(
            self.spot.header,
            max([self.spot.header, *lines]),
            sorted(self.numbers.values()),
            points,
        )
        rows = [
            {
                self.numbers[name]: for_workbook(typed, self.columns[name])
                for name, typed in record.cells.items()
                if name in self.numbers
            }
            for record in self.work.added
        ]
        formats = read_formats(package, workbook.part)
        try:
            done = append_rows(package, workbook, sheet, records, rows, formats)
        except FactpackError as error:
            for record in self.work.added:
                self.made.homeless.append(record)
                self.made.rescue += rescued(self.work, record, error.what)
            return
        self.made.data = package.to_bytes(dict(done.replaced))
        self.made.moved[self.work.sheet] = done.moved
        for record, number in zip(self.work.added, done.rows, strict=True):
            self.made.rows[id(record)] = (self.work.sheet, number)

    # -- columns --------------------------------------------------------------------------------

    def _new_column(self, column: Column) -> None:
        """A column right of all others, in the Table where there is one."""
        package, _, sheet, cells = self._opened()
        taken = {*self.numbers.values(), *([self.spot.key] if self.spot.key else [])}
        areas = [(table, area) for table in read_tables(package, sheet.part)
                 if (area := area_of(table.reference)) and area[1] == self.spot.header]  # fmt: skip
        used = max(max(taken), *(area[2] for _, area in areas), _widest(cells))
        number = used + 1
        heading = self._heading(column, package, sheet)
        replaced: dict[str, bytes | None] = {}
        adjoining = [(table, area) for table, area in areas if area[2] == used]
        if cells.no_edit(f"{letters_of(number)}{self.spot.header}", heading) is not None:
            return
        replaced[sheet.part] = cells.edited(
            {f"{letters_of(number)}{self.spot.header}": heading}, points=()
        )
        for table, area in adjoining:
            replaced[table.part] = _wider(package, table.part, area, heading)
        self.made.data = package.to_bytes(replaced)
        self.numbers[column.name] = number
        self.made.headings[self.work.sheet, column.name] = heading

    def _heading(self, column: Column, package: Package, sheet: Sheet) -> str:
        """The heading, told apart from those that stand there: a Table holds none twice."""
        taken = {each.heading.casefold() for each in self.work.table.table.columns}
        taken |= {
            name.casefold() for table in read_tables(package, sheet.part) for name in table.columns
        }
        heading, number = column.heading, 1
        while heading.casefold() in taken:
            number += 1
            heading = f"{column.heading} ({number})"
        return heading


def _widest(cells: SheetCells) -> int:
    """The last column in which any row has a cell."""
    return max((max(cells.cells_of(row), default=1) for row in cells.rows), default=1)


def _wider(package: Package, part: str, area: tuple[int, int, int, int], heading: str) -> bytes:
    """The Table with one more column (ECMA-376 Part 1, 18.5.1.2 to 18.5.1.4)."""
    data = package.read(part)
    root = spans.read_spans(data, package.shown, part)
    left, top, right, bottom = area
    edits = [spans.attribute(data, root, "ref", reference_of((left, top, right + 1, bottom)))]
    for each in root.children:
        found = area_of(each.attributes.get("ref", "")) if each.local == "autoFilter" else None
        if found is not None and found[2] == right:
            wider = reference_of((found[0], found[1], right + 1, found[3]))
            edits.append(spans.attribute(data, each, "ref", wider))
        if each.local == "tableColumns":
            ids = [int(one.attributes.get("id", "0")) for one in each.children]
            name = spans.escape(re.sub(r"\n", "_x000a_", heading), quote=True)
            new = f'tableColumn id="{max(ids, default=0) + 1}" name="{name}"/>'.encode()
            end = each.inner_end
            edits.append((end, end, b"<" + spans.prefix(data, each) + new))
            edits.append(spans.attribute(data, each, "count", str(len(ids) + 1)))
    return spans.splice(data, edits)


# -- sheets ----------------------------------------------------------------------------------------


def _new_sheet(table: MergedTable, made: Written) -> NewSheet:
    """The records of a type that OURS has no sheet for."""
    held = {name for record in table.records for name in record.cells}
    columns = [column for column in table.columns if column.name in held]
    rows = [
        [
            for_workbook(record.cells[column.name], column) if column.name in record.cells else None
            for column in columns
        ]
        for record in table.records
    ]
    for number, record in enumerate(table.records, 2):
        made.rows[id(record)] = (table.table.title, number)
    headed = [NewColumn(column.heading, 24) for column in columns]
    return NewSheet(table.table.title, headed, rows)


def _rescue_sheet(rescue: Sequence[Loose]) -> NewSheet:
    columns = [
        NewColumn("Sheet", 18),
        NewColumn("Place", 28),
        NewColumn("What THEIRS has there", 80),
    ]
    rows = [[loose.sheet, loose.place, loose.text] for loose in rescue]
    return NewSheet(RESCUE, columns, rows, "FFFFC000")
