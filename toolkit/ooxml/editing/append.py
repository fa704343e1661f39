"""Rows put after the last of a sheet's records: its Table grows, and what ended with it too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.errors import FactpackError
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Sheet, Workbook, read_workbook_part
from toolkit.ooxml.editing.cells import Put, SheetCells
from toolkit.ooxml.editing.reach import Reach
from toolkit.ooxml.editing.room import make_room
from toolkit.ooxml.editing.usual import Looks, calculated, heights
from toolkit.ooxml.sheets.address import MAX_ROW, Area, area_of, meet, reference_of
from toolkit.ooxml.sheets.formats import Format
from toolkit.ooxml.sheets.moves import Growth
from toolkit.ooxml.sheets.placed import Place
from toolkit.ooxml.sheets.tables import Table, read_tables
from toolkit.ooxml.sheets.written import Value, unwritable

_LOOKED_AT = 5  # rows whose style is the usual one: Excel's own rule looks at five
_LARGE = 1_000_000  # from here on, a number without separators cannot be read at a glance


@dataclass(frozen=True, slots=True)
class Records:
    """Where a sheet's records stand: the row of headings, the last record's, the headed columns.

    `last` is the row of headings where there is no record yet. `points` are the columns whose
    numbers count percentage points (see `SheetCells.edited`).
    """

    header: int
    last: int
    columns: Collection[int]
    points: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Appended:
    """The parts to put in place, and the number of each new row."""

    replaced: Mapping[str, bytes | None]
    rows: tuple[int, ...]
    moved: tuple[int, int] = (0, 0)  # beneath this row, all went down by so many rows


def append_rows(
    package: Package,
    workbook: Workbook,
    sheet: Sheet,
    records: Records,
    rows: Sequence[Mapping[int, Value]],
    formats: Sequence[Format],
) -> Appended:
    """`rows`, each {column number: value}, put beneath the last record of `sheet`.

    Blank rows that the Table or the sheet's formats hold ready are filled first; beyond them the
    Table grows, and with it validations, conditional formats, filters, names and drop-downs that
    ended where it did; its total row moves down with all that stands beneath. A new cell has the
    style that most of the last five records have there, a large number that of the nearest large
    one above; a calculated column is filled down, and a row is as high as its wrapped texts need.
    All other bytes stay. Raises FactpackError where something stands in the way: cells beneath, a
    merged cell, a protected sheet.
    """
    work = _Appending(package, workbook, sheet, records, formats)
    if not (lacking := work.lacking(len(rows))) or work.table is None:
        return work.done(rows)
    room = make_room(package, workbook, work.table, lacking)
    wider = Package.open(package.to_bytes(room), shown=package.shown)
    again = _Appending(wider, read_workbook_part(wider), sheet, records, formats, work.end)
    done = again.done(rows)
    return Appended({**room, **done.replaced}, done.rows, (work.end, lacking))


class _Appending:
    """One sheet that rows are put into, and the parts that change with it."""

    def __init__(
        self,
        package: Package,
        workbook: Workbook,
        sheet: Sheet,
        records: Records,
        formats: Sequence[Format],
        ended: int | None = None,
    ) -> None:
        """`ended` is the Table's last row before there was room made in it."""
        self.package, self.workbook, self.sheet, self.records = package, workbook, sheet, records
        self.cells = SheetCells(package, sheet, formats, workbook.dates)
        self.looks = Looks(package, workbook)
        self.tables = [
            (each, area) for each in read_tables(package, sheet.part)
            if (area := area_of(each.reference)) is not None
        ]  # fmt: skip
        self.table, self.area = self._table()
        self.last = self._last()
        self.end = self.area[3] - (self.table.totals_rows if self.table is not None else 0)
        self.ended = self.end if ended is None else ended

    def _table(self) -> tuple[Table | None, Area]:
        """The Table that the records stand in, and its area; else where they stand."""
        header, last = self.records.header, self.records.last
        left, right = min(self.records.columns), max(self.records.columns)
        for table, area in self.tables:
            inside = area[0] <= right and area[2] >= left and table.heading_rows
            if not inside or area[1] != header:
                continue
            if last <= area[3] - table.totals_rows or self._is_total(table):
                return table, area
            if table.totals_rows:  # LibreOffice keeps the row, and not what makes it one of totals
                self._refuse(
                    f"has a total row that counts as a record, in the Table '{table.name}'",
                    "switch it off in Excel (Table Design > Total Row) and on again",
                )
        return None, (left, header, right, last)

    def _is_total(self, table: Table) -> bool:
        """Whether the Table ends with a total row, so that what stands beneath is no record."""
        area = area_of(table.reference)
        return area is not None and table.total_row(self.cells.cells_of(area[3])) is not None

    def _last(self) -> int:
        """The last record's row; where the Table has a total row, the last above that."""
        end = self.area[3] - (self.table.totals_rows if self.table is not None else 0)
        if self.table is None or self.records.last <= end:
            return self.records.last
        held = [n for n in self.cells.rows if self.area[1] < n <= end and self._held(n) is not None]
        return max(held, default=self.area[1])

    def done(self, rows: Sequence[Mapping[int, Value]]) -> Appended:
        if not rows:
            return Appended({}, ())
        first = self._first_free(len(rows))
        numbers = tuple(range(first, first + len(rows)))
        self._check(numbers, rows)
        usual = self._usual_styles()
        puts: dict[Place, Put] = {}
        for number, row in zip(numbers, rows, strict=True):
            puts |= self._row(number, row, usual)
        for place, put in self._filled_down(numbers, usual):
            if place not in puts or puts[place].value is None:
                puts[place] = put
        left, _, right, _ = self.area
        reached = max(self.end, numbers[-1])
        grown = Growth(self.sheet.name, left, right, self.area[1] + 1, self.end, reached)
        reach = Reach(self.package, self.workbook, self.sheet, self.table, grown)
        parts = reach.parts(self._fitted(self.cells.written(puts), puts))
        changed = {part: new for part, new in parts.items() if new != self.package.read(part)}
        return Appended(changed, numbers)

    # -- where ----------------------------------------------------------------------------------

    def lacking(self, count: int) -> int:
        """How many rows lack above the total row of the records' Table; 0 where it has none."""
        if not count or self.table is None or not self.table.totals_rows:
            return 0
        return 0 if self.cells.protected else max(self._first_free(count) + count - 1 - self.end, 0)

    def _first_free(self, count: int) -> int:
        """The first of `count` rows beneath the records with nothing in the records' columns."""
        held = [number for number in self.cells.rows if number > self.last
                and self._held(number) is not None]  # fmt: skip
        if self.table is not None:
            return max([self.last, *(row for row in held if row <= self.end)]) + 1
        first = self.last + 1
        return first if not set(held) & set(range(first, first + count)) else max(held) + 1

    def _held(self, number: int) -> int | None:
        """The first of the records' columns in which a row holds a value; formulas are none."""
        left, _, right, _ = self.area
        for column, cell in self.cells.cells_of(number).items():
            kinds = [names.local(one.tag) for one in cell.children if one.text or one.children]
            if left <= column <= right and ("v" in kinds or "is" in kinds) and "f" not in kinds:
                return column
        return None

    def _check(self, numbers: Sequence[int], rows: Sequence[Mapping[int, Value]]) -> None:
        """Raise FactpackError where a new row would meet something, or a value cannot be held."""
        if self.cells.protected:
            self._refuse("is protected", "unprotect it in Excel (Review)")
        if numbers[-1] > MAX_ROW:
            self._refuse(f"has no room for {len(rows):,} more rows", "begin a new workbook")
        left, _, right, _ = self.area
        new = left, numbers[0], right, numbers[-1]
        beneath = [number for number in numbers if number > self.end]
        others = [(area, f"the Table '{table.name}'") for table, area in self.tables
                  if table is not self.table]  # fmt: skip
        others += [(area, "merged cells") for area in self.cells.merged]
        others += [(area, "one formula of several cells") for area in self.cells.computed]
        for area, what in others:
            if meet(new, area):
                self._refuse(f"has {what} beneath its records, at {reference_of(area)}")
        for number in numbers if self.table is None else beneath:
            column = self._held(number)
            if column is not None:
                self._refuse(f"has something beneath its records, at {Place(number, column)}")
        told = [
            f"{place} {why}"
            for number, row in zip(numbers, rows, strict=True)
            for column, value in row.items()
            if (place := Place(number, column))
            and (why := self.cells.no_edit(str(place), value) or unwritable(value))
        ]
        if told:
            self._refuse(f"cannot take the new rows: {'; '.join(told)}", "nothing was written")

    # -- what -----------------------------------------------------------------------------------

    def _usual_styles(self) -> dict[int, str | None]:
        """By column, the style that most of the last records have; of equals the last one's."""
        above = self._above()[-_LOOKED_AT:]
        left, _, right, _ = self.area
        found: dict[int, str | None] = {}
        for column in range(left, right + 1) if above else ():
            styles = [self.cells.style_of(Place(number, column)) for number in reversed(above)]
            found[column] = Counter(styles).most_common(1)[0][0]
        return found

    def _row(
        self, number: int, row: Mapping[int, Value], usual: Mapping[int, str | None]
    ) -> Iterator[tuple[Place, Put]]:
        standing = self.cells.cells_of(number)
        for column in sorted({*row, *usual}):
            place = Place(number, column)
            own = self.cells.style_of(place)
            style = own if column in standing else usual.get(column, own)
            if column in row:
                points = column in self.records.points
                value = row[column]
                if not isinstance(value, str | date) and not -_LARGE < value < _LARGE:
                    style = self._of_large(column, style)
                yield place, self.cells.put(place, row[column], style, points=points)
            elif column not in standing and style != own:
                yield place, Put(None, style)

    def _above(self) -> list[int]:
        return [row for row in self.cells.rows if self.records.header < row <= self.last]

    def _of_large(self, column: int, style: str | None) -> str | None:
        """The style of the nearest large number above, whose zeros its format may group."""
        if not self.looks.general(style):
            return style
        for number in reversed(self._above()):
            held = self.cells.cells_of(number).get(column)
            value = held.child("v") if held is not None else None
            if held is None or value is None or held.attributes.get("t", "n") != "n":
                continue
            if len(value.text.strip().lstrip("-").partition(".")[0]) >= len(str(_LARGE)):
                return held.attributes.get("s", style)
        return style

    def _filled_down(
        self, numbers: Sequence[int], usual: Mapping[int, str | None]
    ) -> Iterator[tuple[Place, Put]]:
        """The calculated columns of the rows that the Table takes in."""
        formulas = calculated(self.package, self.table, self.area[0]) if self.table else {}
        for column, formula in formulas.items():
            for number in numbers:
                if number > self.ended:
                    place = Place(number, column)
                    yield place, Put(formula, usual.get(column, self.cells.style_of(place)))

    def _fitted(self, data: bytes, puts: Mapping[Place, Put]) -> bytes:
        """The sheet with its new rows as high as their texts need."""
        wanted: dict[int, list[tuple[str, float, float]]] = {}
        for place, put in puts.items():
            if isinstance(put.value, str) and self.looks.wraps(put.style):
                width = self.cells.column_width(place.column)
                said = put.value, width, self.looks.size(put.style)
                wanted.setdefault(place.row, []).append(said)
        root = spans.read_spans(data, self.package.shown, self.sheet.part)
        return spans.splice(data, list(heights(data, root, wanted)))

    def _refuse(self, problem: str, hint: str = "") -> None:
        raise FactpackError(
            f"{self.package.shown}: the sheet '{self.sheet.name}' {problem}",
            hint=hint or "move that to a sheet of its own, so that the records can grow",
        )
