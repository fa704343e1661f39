"""The places of a template that can be filled: its Tables, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.errors import UnusableTemplate
from toolkit.ooxml import spans
from toolkit.ooxml.address import Area, area_of, cell_of
from toolkit.ooxml.package import Package
from toolkit.ooxml.references import place
from toolkit.ooxml.strings import read_strings
from toolkit.ooxml.tables import Table, read_tables
from toolkit.ooxml.text import decode
from toolkit.ooxml.workbook import Sheet, Workbook

_KEPT_OF_A_ROW = ("s", "customFormat", "outlineLevel")


@dataclass(frozen=True, slots=True)
class SlotColumn:
    """A column of a Table: its place, its heading, and how its first row of data is set."""

    number: int
    heading: str
    style: int
    formula: str
    width: float  # in characters


@dataclass(frozen=True, slots=True)
class Slot:
    """One Table that a query can fill. Rows of data stand at `first` to `last` in the template."""

    name: str
    sheet: Sheet
    table: Table
    area: Area
    first: int
    last: int
    columns: tuple[SlotColumn, ...]
    row_attributes: str

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def bottom(self, rows: int) -> int:
        """The last row of data when `rows` are filled in; a Table has at least one (18.5.1.2)."""
        return self.first + max(rows, 1) - 1


@dataclass(slots=True)
class SheetPart:
    """A worksheet's part as it stands, with its cells by row and column."""

    sheet: Sheet
    data: bytes
    root: spans.Element
    rows: dict[int, spans.Element]
    cells: dict[tuple[int, int], spans.Element]  # by row and column

    @property
    def sheet_data(self) -> spans.Element | None:
        return self.root.child("sheetData")


def read_sheet_part(package: Package, sheet: Sheet) -> SheetPart:
    """A worksheet's elements. Rows and cells may leave out their places (18.3.1.4, 18.3.1.73)."""
    data = package.read(sheet.part)
    root = spans.read_spans(data, package.shown, sheet.part)
    rows: dict[int, spans.Element] = {}
    cells: dict[tuple[int, int], spans.Element] = {}
    holder = root.child("sheetData")
    number = 0
    for row in holder.children if holder is not None else ():
        given = int(row.attributes.get("r", number + 1))
        if given <= number:
            raise UnusableTemplate(
                f"{package.shown}: the rows of sheet '{sheet.name}' are out of order",
                hint="open it in Excel and save it anew",
            )
        number, column = given, 0
        rows[number] = row
        for cell in row.children:
            at = cell_of(cell.attributes["r"]) if "r" in cell.attributes else (column + 1, number)
            column = at[0] if at else column + 1
            cells[number, column] = cell
    return SheetPart(sheet, data, root, rows, cells)


def holds_something(cell: spans.Element) -> bool:
    """Whether a cell has a value, a text or a formula; a mere format is nothing."""
    return any(each.local in ("v", "f", "is") for each in cell.children)


class Template:
    """A template's sheets and slots, each read when it is asked for and then kept."""

    def __init__(self, package: Package, workbook: Workbook) -> None:
        self.package = package
        self.workbook = workbook
        self._parts: dict[str, SheetPart] = {}
        self._strings: list[str] | None = None

    def part(self, sheet: Sheet) -> SheetPart:
        if sheet.part not in self._parts:
            self._parts[sheet.part] = read_sheet_part(self.package, sheet)
        return self._parts[sheet.part]

    @property
    def worksheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.workbook.sheets if sheet.kind == "worksheet")

    @property
    def strings(self) -> list[str]:
        if self._strings is None:
            self._strings = read_strings(self.package, self.workbook.part)
        return self._strings

    def text(self, cell: spans.Element) -> str | None:
        """What a cell of text says."""
        kind = cell.attributes.get("t")
        if kind == "s" and (value := cell.child("v")) is not None:
            index = int(value.text) if value.text.isdecimal() else len(self.strings)
            return self.strings[index] if index < len(self.strings) else None
        if kind == "inlineStr" and (inline := cell.child("is")) is not None:
            return decode("".join(t.text for t in inline.every("t")))
        return None

    def slots(self) -> Mapping[str, Slot]:
        """Every Table of the workbook, by its name in lower case."""
        found: dict[str, Slot] = {}
        for sheet in self.worksheets:
            for table in read_tables(self.package, sheet.part):
                found[table.name.casefold()] = self._slot(sheet, table)
        return found

    def _slot(self, sheet: Sheet, table: Table) -> Slot:
        area = area_of(table.reference)
        if area is None or area[2] - area[0] + 1 != len(table.columns):
            raise UnusableTemplate(
                f"{self.package.shown}: the Table '{table.name}' stands at {table.reference}, but "
                f"has {len(table.columns)} columns",
                hint="open it in Excel, let it repair the file, and save it anew",
            )
        first, last = area[1] + table.heading_rows, area[3] - table.totals_rows
        part = self.part(sheet)
        row = part.rows.get(first)
        columns = tuple(
            SlotColumn(
                number,
                heading,
                _style(part, row, first, number),
                _formula(part, first, number),
                _width(part, number),
            )
            for number, heading in enumerate(table.columns, area[0])
        )
        return Slot(table.name, sheet, table, area, first, last, columns, _row_attributes(row))

    def check(self, slot: Slot) -> None:
        """Raise UnusableTemplate where filling the slot would lose or overwrite something."""
        refuse = f"{self.package.shown}: the Table '{slot.name}' on sheet '{slot.sheet.name}'"
        if not slot.table.heading_rows:
            raise UnusableTemplate(
                f"{refuse} has no heading row", hint="switch it on in Excel: Table Design"
            )
        part = self.part(slot.sheet)
        below = slot.area[3]
        for (row, column), cell in sorted(part.cells.items()):
            beside = not slot.area[0] <= column <= slot.area[2]
            if not holds_something(cell) or row < slot.first or (row <= below and not beside):
                continue
            raise UnusableTemplate(
                f"{refuse} has something {'beneath' if row > below else 'beside'} it, at "
                f"{place(slot.sheet.name, column, row)}, where it has to grow",
                hint="move that above the Table, or to a sheet of its own",
            )
        for merged in part.root.every("mergeCell"):
            area = area_of(merged.attributes.get("ref", ""))
            if area is not None and area[3] >= slot.area[1]:
                raise UnusableTemplate(
                    f"{refuse} has merged cells beside or beneath it, {merged.attributes['ref']}",
                    hint="unmerge them, or move them above the Table",
                )
        for drawn, name in self._drawn(slot.sheet):
            if drawn[3] >= slot.first and drawn[0] <= slot.area[2] and drawn[2] >= slot.area[0]:
                raise UnusableTemplate(
                    f"{refuse} would grow beneath '{name}', which stands at "
                    f"{place(slot.sheet.name, drawn[0], drawn[1])}",
                    hint="move that picture or chart beside or above the Table, or to a sheet of "
                    "its own",
                )

    def _drawn(self, sheet: Sheet) -> Iterator[tuple[Area, str]]:
        """Where each picture, chart or text box of a sheet is anchored (20.5.2.33)."""
        drawing = self.package.target(sheet.part, "drawing")
        if drawing is None:
            return
        root = spans.read_spans(self.package.read(drawing), self.package.shown, drawing)
        for anchor in root.children:
            start, stop = anchor.child("from"), anchor.child("to")
            if start is None:
                continue
            left, top = _marker(start)
            right, bottom = _marker(stop) if stop is not None else (left, top)
            named = next(iter(anchor.every("cNvPr")), None)
            name = named.attributes.get("name", "") if named is not None else ""
            yield (left, top, right, bottom), name or "a drawing"


def _marker(element: spans.Element) -> tuple[int, int]:
    column, row = element.child("col"), element.child("row")
    return int(column.text if column else 0) + 1, int(row.text if row else 0) + 1


def _style(part: SheetPart, row: spans.Element | None, number: int, column: int) -> int:
    """The format of a cell: its own, else its row's, else its column's (18.3.1.4, .73, .13)."""
    cell = part.cells.get((number, column))
    if cell is not None:
        return int(cell.attributes.get("s", "0"))
    if row is not None and "s" in row.attributes:
        return int(row.attributes["s"])
    return int(_of_column(part, column).get("style", "0"))


def _width(part: SheetPart, column: int) -> float:
    """A column's width in characters, or the sheet's usual one (18.3.1.13, 18.3.1.81)."""
    said = _of_column(part, column).get("width")
    usual = part.root.child("sheetFormatPr")
    if said is None and usual is not None:
        said = usual.attributes.get("defaultColWidth")
    return float(said) if said is not None else 8.43


def _of_column(part: SheetPart, column: int) -> dict[str, str]:
    columns = part.root.child("cols")
    for each in columns.children if columns is not None else ():
        if int(each.attributes["min"]) <= column <= int(each.attributes["max"]):
            return each.attributes
    return {}


def _formula(part: SheetPart, row: int, column: int) -> str:
    cell = part.cells.get((row, column))
    found = cell.child("f") if cell is not None else None
    return decode(found.text) if found is not None else ""


def _row_attributes(row: spans.Element | None) -> str:
    """What every filled row takes from the template's first: its height where it is fixed."""
    if row is None:
        return ""
    names = [*_KEPT_OF_A_ROW]
    if row.attributes.get("customHeight") in ("1", "true"):
        names += ["ht", "customHeight"]
    return "".join(f' {name}="{row.attributes[name]}"' for name in names if name in row.attributes)
