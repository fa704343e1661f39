"""The places of a template that can be filled: its Tables, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Sheet, Workbook
from toolkit.ooxml.sheets.address import Area, area_of, cell_of, letters_of
from toolkit.ooxml.sheets.formulatokens import copied
from toolkit.ooxml.sheets.strings import read_strings
from toolkit.ooxml.sheets.tables import Table, read_tables

_KEPT_OF_A_ROW = ("s", "customFormat", "outlineLevel")


@dataclass(frozen=True, slots=True)
class SlotColumn:
    """A column of a Table: its place, its heading, and how its first row of data is set."""

    number: int
    heading: str
    style: int
    formula: str
    width: float  # in characters
    array: bool = False  # its formula is one of a single cell, which Excel works out as an array
    dynamic: str = ""  # the cell's `cm`, by which Excel 365 knows one that may spill (18.3.1.4)


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
    # The formulas that several cells share (18.3.1.40): by number, where each is written, and it.
    shared: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def formula(self, row: int, column: int) -> str:
        """A cell's formula as Excel shows it, also where it shares that of another; "" without."""
        cell = self.cells.get((row, column))
        found = cell.child("f") if cell is not None else None
        if found is None:
            return ""
        if found.attributes.get("t") == "shared" and not found.text:
            first = self.shared.get(found.attributes.get("si", ""))
            if first is not None:
                return copied(first[2], row - first[0], column - first[1])
        return decode(found.text)

    def is_what_if(self, row: int, column: int) -> bool:
        """Whether a cell is of a data table (18.18.6), which is no formula to copy."""
        formula = self.cells[row, column].child("f")
        return formula is not None and formula.attributes.get("t") == "dataTable"

    @property
    def sheet_data(self) -> spans.Element | None:
        return self.root.child("sheetData")


def read_sheet_part(package: Package, sheet: Sheet, data: bytes = b"") -> SheetPart:
    """A worksheet's elements. Rows and cells may leave out their places (18.3.1.4, 18.3.1.73)."""
    data = data or package.read(sheet.part)
    root = spans.read_spans(data, package.shown, sheet.part)
    rows: dict[int, spans.Element] = {}
    cells: dict[tuple[int, int], spans.Element] = {}
    holder = root.child("sheetData")
    number = 0
    for row in holder.children if holder is not None else ():
        given = row.whole("r", number + 1)
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
    part = SheetPart(sheet, data, root, rows, cells)
    for (row_number, column), cell in cells.items():
        formula = cell.child("f")
        if formula is not None and formula.attributes.get("t") == "shared" and formula.text:
            first = (row_number, column, decode(formula.text))
            part.shared.setdefault(formula.attributes.get("si", ""), first)
    return part


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
        self._slots: dict[str, Slot] = {}

    def part(self, sheet: Sheet) -> SheetPart:
        if sheet.part not in self._parts:
            self._parts[sheet.part] = read_sheet_part(self.package, sheet)
        return self._parts[sheet.part]

    def ensure(self, sheet: Sheet, cells: Iterable[tuple[int, int]]) -> None:
        """Give a sheet empty cells, by row and column, where it has none there yet."""
        part = self.part(sheet)
        holder = part.sheet_data
        if holder is None:
            return
        name = spans.prefix(part.data, part.root).decode()
        new: dict[int, list[int]] = {}
        for at_row, at_column in sorted(set(cells) - part.cells.keys()):
            new.setdefault(at_row, []).append(at_column)
        edits: list[spans.Edit] = []
        opened: dict[int, bytes] = {}
        for number, columns in new.items():
            if number not in part.rows:
                made = "".join(f'<{name}c r="{letters_of(c)}{number}"/>' for c in columns)
                row_xml = f'<{name}row r="{number}">{made}</{name}row>'.encode()
                at = min(
                    (row.start for n, row in part.rows.items() if n > number),
                    default=-1,
                )
                opened[at] = opened.get(at, b"") + row_xml
                continue
            row = part.rows[number]
            among: dict[int, bytes] = {}
            for column in columns:
                after = [c for (r, c) in part.cells if r == number and c > column]
                at = part.cells[number, min(after)].start if after else -1
                cell = f'<{name}c r="{letters_of(column)}{number}"/>'.encode()
                among[at] = among.get(at, b"") + cell
            edits += [(at, at, text) for at, text in among.items() if at >= 0]
            if -1 in among:
                inside = part.data[row.inner : row.inner_end] if row.children else b""
                if inside:
                    edits.append((row.inner_end, row.inner_end, among[-1]))
                else:
                    edits.append(spans.content(part.data, row, among[-1]))
        edits += [(at, at, text) for at, text in opened.items() if at >= 0]
        if -1 in opened:
            if holder.children:
                edits.append((holder.inner_end, holder.inner_end, opened[-1]))
            else:
                edits.append(spans.content(part.data, holder, opened[-1]))
        if edits:
            data = spans.splice(part.data, edits)
            self._parts[sheet.part] = read_sheet_part(self.package, sheet, data)

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
        if not self._slots:
            for sheet in self.worksheets:
                for table in read_tables(self.package, sheet.part):
                    self._slots[table.name.casefold()] = self._slot(sheet, table)
        return self._slots

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
                part.formula(first, number),
                _width(part, number),
                *_array(part.cells.get((first, number))),
            )
            for number, heading in enumerate(table.columns, area[0])
        )
        return Slot(table.name, sheet, table, area, first, last, columns, _row_attributes(row))


def _array(cell: spans.Element | None) -> tuple[bool, str]:
    formula = cell.child("f") if cell is not None else None
    if cell is None or formula is None or formula.attributes.get("t") != "array":
        return False, ""
    return True, cell.attributes.get("cm", "")


def _style(part: SheetPart, row: spans.Element | None, number: int, column: int) -> int:
    """The format of a cell: its own, else its row's, else its column's (18.3.1.4, .73, .13)."""
    cell = part.cells.get((number, column))
    if cell is not None:
        return cell.whole("s")
    if row is not None and "s" in row.attributes:
        return row.whole("s")
    said = _of_column(part, column)
    return said.whole("style") if said is not None else 0


def _width(part: SheetPart, column: int) -> float:
    """A column's width in characters, or the sheet's usual one (18.3.1.13, 18.3.1.81)."""
    usual = part.root.child("sheetFormatPr")
    width = usual.number("defaultColWidth", 8.43) if usual is not None else 8.43
    said = _of_column(part, column)
    return said.number("width", width) if said is not None else width


def _of_column(part: SheetPart, column: int) -> spans.Element | None:
    columns = part.root.child("cols")
    for each in columns.children if columns is not None else ():
        if each.whole("min") <= column <= each.whole("max"):
            return each
    return None


def _row_attributes(row: spans.Element | None) -> str:
    """What every filled row takes from the template's first: its height where it is fixed."""
    if row is None:
        return ""
    names = [*_KEPT_OF_A_ROW]
    if row.attributes.get("customHeight") in ("1", "true"):
        names += ["ht", "customHeight"]
    return "".join(f' {name}="{row.attributes[name]}"' for name in names if name in row.attributes)
