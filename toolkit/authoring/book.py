"""The analysts' workbook, put together: one sheet a record type as a table, a guide, the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from toolkit.authoring import as_read, dressed, entry, guide, lists, looks, words
from toolkit.authoring.base import BaseRecord, base_id
from toolkit.authoring.carried import Carried
from toolkit.authoring.cells import AMOUNT, TEXT, kept, write, write_text
from toolkit.authoring.extras import OURS
from toolkit.authoring.layout import (
    GUIDE,
    KEPT,
    LAST_ROW,
    LISTS,
    READY,
    SHEETS,
    Place,
    places,
    table_name,
)
from toolkit.authoring.packing import EPOCH, packed
from toolkit.authoring.stamp import VERSION, Stamp, schemas_hash
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.editing.saved import as_bytes
from toolkit.readers.grid import STAMP, Cell, Grid
from toolkit.schemas import RecordType, Schemas

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as OneCell
    from openpyxl.worksheet.worksheet import Worksheet

House = Mapping[str, Sequence[Mapping[str, Any]]]  # by record type: field -> value


def make_workbook(
    schemas: Schemas, carried: Carried, house: House, *, annotator: str = ""
) -> bytes:
    """The workbook of what is `carried`; the `house`'s lists are among what drop-downs offer.

    The same input gives the same bytes. Raises FactpackError for a text that no cell can hold.
    """
    return _Book(schemas, carried, house, annotator).made()


class _Book:
    """One workbook under way."""

    def __init__(self, schemas: Schemas, carried: Carried, house: House, annotator: str) -> None:
        from openpyxl import Workbook

        self.schemas, self.carried, self.house, self.annotator = schemas, carried, house, annotator
        keyed = carried.keyed
        base = base_id(keyed, carried.earlier)
        self.stamp = Stamp(VERSION, schemas_hash(schemas), base, carried.earlier)
        self.layout = {
            name: places(schemas.types[name], carried.theirs.get(name, ())) for name in SHEETS
        }
        self.records: dict[str, list[tuple[int, BaseRecord]]] = {name: [] for name in SHEETS}
        for number, record in enumerate(keyed):
            self.records[record.type].append((number, record))
        most = max(map(len, self.records.values()))
        self.last = max(LAST_ROW, 2 * most)
        self.results: dict[str, dict[str, Any]] = {}  # by sheet and cell: a formula's first result
        self.book: Workbook = Workbook()

    def made(self) -> bytes:
        book = self.book
        book.remove(book.active)  # type: ignore[arg-type]
        guide.build(book.create_sheet(GUIDE), self.schemas, self.layout, self.stamp)
        sheets = {name: book.create_sheet(self.schemas.types[name].title) for name in SHEETS}
        listed = self._lists()
        for name, sheet in sheets.items():
            self._records_sheet(sheet, self.schemas.types[name], listed)
        for grid in self.carried.sheets:
            self._their_sheet(grid)
        if self.carried.leftovers:
            self._kept_sheet()
        book.active = 1
        self._describe()
        return packed(as_bytes(book), book.sheetnames, self.results)

    def _lists(self) -> lists.Lists:
        from openpyxl.workbook.defined_name import DefinedName

        sheet = self.book.create_sheet(LISTS)
        looks.page(sheet)
        ids = {
            name: [one.cells["id"].raw if "id" in one.cells else None for _, one in records]
            for name, records in self.records.items()
        }
        made = lists.build(sheet, self.schemas, self.layout, ids, self.house, self.last)
        self.results[LISTS] = made.results
        for name, refers_to in sorted(made.names.items()):
            self.book.defined_names[name] = DefinedName(name, attr_text=refers_to)
        return made

    # -- a sheet of records ------------------------------------------------------------------------

    def _records_sheet(
        self, sheet: Worksheet, record_type: RecordType, listed: lists.Lists
    ) -> None:
        layout, records = self.layout[record_type.name], self.records[record_type.name]
        bottom = len(records) + 1 + READY
        for place in layout:
            self._column(sheet, place, record_type, listed)
        for row, (number, record) in enumerate(records, 2):
            self._row(sheet, row, number, record, layout)
        for row in range(len(records) + 2, bottom + 1):
            self._ready_row(sheet, row, layout)
        if record_type.name == "facts":
            self._as_read(sheet, layout, bottom)
        self._table(sheet, record_type, layout, bottom)
        looks.colours(sheet, layout, self.last)
        _view(sheet, layout)
        if worn := self.carried.worn.get(record_type.name):
            rows = {number: row for row, (number, _) in enumerate(records, 2)}
            dressed.wear(sheet, worn, layout, rows)

    def _column(
        self, sheet: Worksheet, place: Place, record_type: RecordType, listed: lists.Lists
    ) -> None:
        from openpyxl.comments import Comment

        head = _cell(sheet, 1, place.number)
        looks.heading(head, place)
        write_text(head, place.heading)
        said = as_read.NOTE if place.kind == "as_read" else ""
        if place.field is not None:
            said = words.note(place.field, annotator=self.annotator)
        if said:
            head.comment = Comment(said, OURS, height=130, width=300)
        column = sheet.column_dimensions[place.letter]
        column.width = place.width
        column.number_format = looks.number_format(place)
        if place.folded:
            column.outlineLevel = 1
            column.hidden = True
        column.hidden = column.hidden or place.kind == "key"
        rule = entry.validation(place, record_type, self.schemas, listed.by_field, self.last)
        if rule is not None:
            sheet.add_data_validation(rule)

    def _row(
        self, sheet: Worksheet, row: int, number: int, record: BaseRecord, layout: Sequence[Place]
    ) -> None:
        from openpyxl.comments import Comment

        for place in layout:
            made = _cell(sheet, row, place.number)
            looks.body(made, place)
            made.number_format = looks.number_format(place)
            cell = record.cells.get(place.name) if place.name else None
            if place.kind == "key":
                write(made, Cell("text", record.key), number_format=TEXT)
            elif cell is not None:
                shown = looks.number_format(place)
                if cell.kind == "number" and place.field is not None and place.field.percent:
                    shown = AMOUNT
                write(made, cell, number_format=shown)
            if look := self.carried.looks.get((number, place.name)):
                look.put_on(made)
            if note := self.carried.notes.get((number, place.name)):
                made.comment = Comment(note, "as it was", height=100, width=260)
        long = [place for place in layout if looks.wraps(place) and place.name in record.cells]
        texts = [record.cells[place.name].raw for place in long]
        sheet.row_dimensions[row].height = looks.row_height(texts, [p.width for p in long])

    def _ready_row(self, sheet: Worksheet, row: int, layout: Sequence[Place]) -> None:
        for place in layout:
            made = _cell(sheet, row, place.number)
            looks.body(made, place)
            made.number_format = looks.number_format(place)

    def _as_read(self, sheet: Worksheet, layout: Sequence[Place], bottom: int) -> None:
        """The formula of Value as read in every row of the table, with its first result."""
        place = next(place for place in layout if place.kind == "as_read")
        results = self.results.setdefault(sheet.title, {})
        sources = {
            one.cells["id"].raw: one.cells["language"].raw
            for _, one in reversed(self.records["sources"])
            if {"id", "language"} <= one.cells.keys()
        }
        records = [record for _, record in self.records["facts"]]
        formula = self._formula()
        for row in range(2, bottom + 1):
            sheet.cell(row, place.number, formula)
            record = records[row - 2] if row - 2 < len(records) else None
            shown: Any = ""
            if record is not None:
                own, source = record.cells.get("language"), record.cells.get("source")
                spoken = own.raw if own else sources.get(source.raw) if source else None
                shown = as_read.shown(record.cells.get("value"), spoken)
            results[f"{place.letter}{row}"] = shown

    def _formula(self) -> str:
        facts = self.schemas.types["facts"]
        headings = (facts.field(key).heading for key in ("value", "language", "source"))
        return as_read.formula(table_name(facts), *headings)

    def _table(
        self, sheet: Worksheet, record_type: RecordType, layout: Sequence[Place], bottom: int
    ) -> None:
        from openpyxl.styles.differential import DifferentialStyle
        from openpyxl.styles.numbers import NumberFormat
        from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo

        table = Table(displayName=table_name(record_type), ref=f"A1:{layout[-1].letter}{bottom}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        table._initialise_columns()  # type: ignore[attr-defined]
        styles = self.book._differential_styles  # type: ignore[attr-defined]
        for column, place in zip(table.tableColumns, layout, strict=True):
            column.name = encode(place.heading)
            if looks.number_format(place) == TEXT:
                text = DifferentialStyle(numFmt=NumberFormat(numFmtId=49, formatCode=TEXT))
                column.dataDxfId = styles.add(text)
            if place.kind == "as_read":
                column.calculatedColumnFormula = TableFormula(attr_text=self._formula()[1:])
        sheet.add_table(table)

    # -- what is not a record ----------------------------------------------------------------------

    def _their_sheet(self, grid: Grid) -> None:
        """A sheet of the analysts' own: its values where they stood."""
        sheet = self.book.create_sheet(_free(grid.sheet or "Sheet", self.book.sheetnames))
        for row in grid.rows:
            for number, cell in row.cells.items():
                same = kept(cell, None, typed_here=True, decimal_point=False)
                write(_cell(sheet, row.number, number), same, number_format="General")

    def _kept_sheet(self) -> None:
        from openpyxl.styles import Font

        sheet = self.book.create_sheet(KEPT)
        for column, text in enumerate(("File", "Sheet", "Cell", "What", "What stood there"), 1):
            sheet.cell(1, column, text).font = Font(bold=True)
        for row, left in enumerate(self.carried.leftovers, 2):
            for column, text in enumerate(left, 1):
                made = _cell(sheet, row, column)
                if text:
                    write(made, Cell("text", text), number_format=TEXT)
        for letter, width in zip("ABCDE", (26, 18, 10, 22, 90), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"

    # -- the file ----------------------------------------------------------------------------------

    def _describe(self) -> None:
        from openpyxl.packaging.custom import StringProperty

        book = self.book
        book.properties.creator = "factpack"
        book.properties.created = EPOCH
        stamp = StringProperty(name=STAMP, value=str(self.stamp))
        book.custom_doc_props.append(stamp)  # type: ignore[attr-defined]
        book.calculation.fullCalcOnLoad = False  # every formula has its result


def _free(name: str, taken: Sequence[str]) -> str:
    """A sheet's name that no other sheet has, in any case."""
    known = {one.casefold() for one in taken}
    made, number = name, 1
    while made.casefold() in known:
        number += 1
        made = f"{name[:26]} ({number})"
    return made


def _cell(sheet: Worksheet, row: int, column: int) -> OneCell:
    return cast("OneCell", sheet.cell(row, column))


def _view(sheet: Worksheet, layout: Sequence[Place]) -> None:
    """Frozen headings and first column; a + above the columns that are folded away."""
    from openpyxl.worksheet.properties import Outline

    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 34
    sheet.sheet_properties.outlinePr = Outline(summaryRight=True)
    for place, before in zip(layout[1:], layout, strict=False):
        if before.folded and not place.folded:
            sheet.column_dimensions[place.letter].collapsed = True
            sheet.sheet_format.outlineLevelCol = 1
    sheet.print_title_rows = "1:1"
    looks.page(sheet)
