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
from toolkit.ooxml.editing.room import make_room
from toolkit.ooxml.editing.usual import Looks, calculated, heights
from toolkit.ooxml.sheets.address import MAX_ROW, Area, area_of, reference_of
from toolkit.ooxml.sheets.formats import Format
from toolkit.ooxml.sheets.moves import Growth, Moves
from toolkit.ooxml.sheets.placed import Place
from toolkit.ooxml.sheets.references import moved_areas, moved_formula
from toolkit.ooxml.sheets.tables import Table, read_tables
from toolkit.ooxml.sheets.written import Value, unwritable

_LOOKED_AT = 5  # rows whose style is the usual one: Excel's own rule looks at five
_LARGE = 1_000_000  # from here on, a number without separators cannot be read at a glance
_LISTS_OF_AREAS = ("conditionalFormatting", "dataValidations", "protectedRanges", "ignoredErrors")


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


class _Reaching(Moves):
    """What ended with the last record ends with the new last one; nothing else moves."""

    def __init__(self, growth: Growth) -> None:
        super().__init__((growth,))
        self.growth = growth

    def area(
        self, sheet: str, area: Area, *, one_cell_grows: bool = False, grows: bool = True
    ) -> Area:
        left, top, right, bottom = area
        growth = self.growth
        apart = not (self.of(sheet) and growth.overlaps(left, right))
        single = (left, top) == (right, bottom) and not one_cell_grows
        if not grows or apart or single or bottom != growth.last or top > growth.last:
            return area
        return left, top, right, growth.after


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
        reaching = _Reaching(grown)
        replaced = {self.sheet.part: self._fitted(self.cells.written(puts), puts)}
        if self.table is not None:
            replaced[self.table.part] = self._table_until(self.table, grown.after)
        if grown.by:
            self._grow(reaching, replaced)
        for part in [part for part, data in replaced.items() if data == self.package.read(part)]:
            del replaced[part]
        return Appended(replaced, numbers)

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
            if _meet(new, area):
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

    # -- what grows with it ---------------------------------------------------------------------

    def _grow(self, reaching: _Reaching, replaced: dict[str, bytes]) -> None:
        replaced[self.sheet.part] = self._edited(
            self.sheet.part, replaced[self.sheet.part], reaching
        )
        replaced[self.workbook.part] = self._named(reaching)
        for sheet in self.workbook.sheets:
            if sheet != self.sheet and sheet.kind == "worksheet":
                data = self.package.read(sheet.part)
                if b"dataValidation" in data:
                    replaced[sheet.part] = self._listed(sheet, data, reaching)

    def _table_until(self, table: Table, end: int) -> bytes:
        """The Table's places (18.5.1.2) and its filter's (18.5.1.1), once a row was put in."""
        data = self.package.read(table.part)
        root = spans.read_spans(data, self.package.shown, table.part)
        edits: list[spans.Edit] = []
        if "insertRow" in root.attributes:  # its first row no longer waits for a record
            edits.append(spans.attribute(data, root, "insertRow", None))
        if end > self.end:
            edits.append(spans.attribute(data, root, "ref", reference_of((*self.area[:3], end))))
            for each in root.children:
                area = area_of(each.attributes.get("ref", ""))
                if each.local == "autoFilter" and area is not None and area[3] == self.end:
                    longer = reference_of((*area[:3], end))
                    edits.append(spans.attribute(data, each, "ref", longer))
        return spans.splice(data, edits)

    def _edited(self, part: str, data: bytes, reaching: _Reaching) -> bytes:
        """The sheet with what ended at the last record ending at the new last one."""
        root = spans.read_spans(data, self.package.shown, part)
        edits: list[spans.Edit] = []
        for each in root.children:
            if each.local in _LISTS_OF_AREAS:
                edits += self._attributes(data, [each, *each.children], "sqref", reaching)
            elif each.local == "autoFilter" and self.table is None:
                edits += self._attributes(data, [each], "ref", reaching)
            elif each.local == "extLst":  # the newer formats and validations (MS-XLSX 2.6)
                for one in each.every("sqref"):
                    if (new := self._reached(one.text, reaching)) != one.text:
                        edits.append(spans.text_content(data, one, new))
        edits += self._formulas(data, root, reaching)
        return spans.splice(data, edits)

    def _attributes(
        self, data: bytes, elements: Sequence[spans.Element], name: str, reaching: _Reaching
    ) -> Iterator[spans.Edit]:
        for each in elements:
            old = each.attributes.get(name)
            if old is not None and (new := self._reached(old, reaching)) != old:
                yield spans.attribute(data, each, name, new)

    def _reached(self, areas: str, reaching: _Reaching) -> str:
        """A list of areas, each that ended with the records longer; as it was where it is long."""
        listed = [area for one in areas.split() if (area := area_of(one))]
        grown = reaching.growth
        under = grown.left, grown.last + 1, grown.right, grown.after
        if any(_meet(area, under) for area in listed):
            return areas
        return moved_areas(areas, self.sheet.name, reaching)

    def _named(self, reaching: _Reaching) -> bytes:
        """Names for the records' columns, also the filter's and the print area's (18.2.5)."""
        data = self.package.read(self.workbook.part)
        root = spans.read_spans(data, self.package.shown, self.workbook.part)
        edits = [
            spans.text_content(data, each, new)
            for each in root.every("definedName")
            if (new := moved_formula(each.text, "", reaching)) != each.text
        ]
        return spans.splice(data, edits)

    def _listed(self, sheet: Sheet, data: bytes, reaching: _Reaching) -> bytes:
        """Drop-downs of another sheet that list a column of these records."""
        root = spans.read_spans(data, self.package.shown, sheet.part)
        return spans.splice(data, self._formulas(data, root, reaching, sheet.name))

    def _formulas(
        self, data: bytes, root: spans.Element, reaching: _Reaching, here: str = ""
    ) -> Iterator[spans.Edit]:
        for holder in root.every("dataValidation"):
            for tag in ("formula1", "formula2"):
                for each in holder.every(tag):
                    at = next((one for one in each.children if one.local == "f"), each)
                    new = moved_formula(at.text, here or self.sheet.name, reaching)
                    if new != at.text:
                        yield spans.text_content(data, at, new)

    def _refuse(self, problem: str, hint: str = "") -> None:
        raise FactpackError(
            f"{self.package.shown}: the sheet '{self.sheet.name}' {problem}",
            hint=hint or "move that to a sheet of its own, so that the records can grow",
        )


def _meet(one: Area, other: Area) -> bool:
    return not (one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1])
