"""The analysts' workbook, made from the schemas: headings, notes, drop-downs, formats, a guide."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from toolkit.readers.grid import column_letter
from toolkit.schemas import Field, RecordType, Schemas

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Records = Mapping[str, Sequence[Mapping[str, Any]]]  # by record type: field -> value

SHEETS = (  # in the order of the work
    "facts",
    "sources",
    "entities",
    "concepts",
    "key_figures",
    "claims",
    "assumptions",
    "fx_rates",
    "sums",
    "rulings",
    "waivers",
)
LISTS = "Lists"
LAST_ROW = 5000  # drop-downs reach this far
LONG = {"quote", "value_text", "text", "definition", "description", "note", "why", "url"}
WIDE = {"title", "name", "label", "as_printed", "attributed_to", "event", "scope", "rate_source"}
AMOUNT = "[>=1000000]#,##0;[<=-1000000]-#,##0;General"  # a wrong scale is seen by its commas


def make_workbook(schemas: Schemas, records: Records, house: Records) -> bytes:
    """A workbook of `records` with a sheet a record type; `house` lists fill the drop-downs."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    _guide(book, schemas)
    for name in SHEETS:
        _records_sheet(book, schemas.types[name], schemas, records.get(name, ()), house)
    _lists_sheet(book, house)
    book.active = 1
    epoch = datetime(2000, 1, 1)
    book.properties.creator = "factpack"
    book.properties.created = book.properties.modified = epoch
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _guide(book: Workbook, schemas: Schemas) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("Guide")
    sheet["A1"] = "How to fill in this workbook"
    sheet["A1"].font = Font(bold=True, size=16, color="1F3864")
    lines = [
        "One row is one record. Each sheet holds one kind of record; a heading with * is needed.",
        "Copy a quote from the source, do not retype it. Type values in full: 4200000000.",
        "Rest the pointer on a heading to read what belongs there. Unknown columns are kept.",
        "Then: factpack check DOSSIER shows what is missing or wrong, with its cell.",
    ]
    for row, line in enumerate(lines, 3):
        sheet.cell(row, 1, line)
    row = len(lines) + 4
    for column, text in enumerate(("Sheet", "Heading", "What belongs there", "For example"), 1):
        sheet.cell(row, column, text).font = Font(bold=True)
    for name in SHEETS:
        for field in schemas.types[name].fields:
            row += 1
            cells = (schemas.types[name].title, field.heading, field.description, field.example)
            for column, text in enumerate(cells, 1):
                cell = sheet.cell(row, column, text)
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=column == 3, vertical="top")
    for letter, width in zip("ABCD", (16, 22, 90, 34), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False


def _records_sheet(
    book: Workbook,
    record_type: RecordType,
    schemas: Schemas,
    records: Sequence[Mapping[str, Any]],
    house: Records,
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.table import Table, TableStyleInfo

    sheet = book.create_sheet(record_type.title)
    for number, field in enumerate(record_type.fields, 1):
        letter = column_letter(number)
        cell = sheet.cell(1, number, field.heading)
        cell.comment = Comment(_note(field), "factpack", height=120, width=280)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        column = sheet.column_dimensions[letter]
        column.width = 60 if field.key in LONG else 26 if field.key in WIDE else 16
        column.number_format = _format(field)
        _drop_down(sheet, letter, field, schemas, house)
        for row, record in enumerate(records, 2):
            value = record.get(field.key)
            if value is not None:
                written = sheet.cell(row, number, _typed(value, field))
                written.number_format = _format(field)
                if isinstance(written.value, str):
                    written.data_type = "s"  # a text that begins with = is no formula
                written.alignment = Alignment(wrap_text=field.key in LONG, vertical="top")
    last = max(len(records) + 1, 2)
    table = Table(
        displayName=record_type.title.replace(" ", "_"),
        ref=f"A1:{column_letter(len(record_type.fields))}{last}",
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 32


def _note(field: Field) -> str:
    lines = [field.description]
    if field.enum and len(field.enum) <= 20:
        lines.append("One of: " + ", ".join(field.enum))
    elif field.example:
        lines.append(f"For example: {field.example}")
    return "\n".join(lines)


def _format(field: Field) -> str:
    if field.format == "date":
        return "yyyy-mm-dd"
    if field.percent:
        return AMOUNT
    return "@" if field.type in ("string", "array") else "General"


def _drop_down(
    sheet: Worksheet, letter: str, field: Field, schemas: Schemas, house: Records
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    formula: str | None = None
    style: Literal["stop", "warning"] = "stop"
    if field.labels:
        formula, style = f'"{",".join(field.labels)}"', "warning"
    elif field.enum and len(field.enum) <= 20:
        formula = f'"{",".join(field.enum)}"'
    elif field.references and field.references in house and field.type == "string":
        formula, style = f"{LISTS}!$A$2:$A${len(house[field.references]) + 1}", "warning"
    elif field.references and field.type == "string":
        title = schemas.types[field.references].title
        formula, style = f"'{title}'!$A$2:$A${LAST_ROW}", "warning"
    if formula is None:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle=style)
    rule.showErrorMessage = True
    rule.errorTitle = field.title
    rule.error = field.description[:250]
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _typed(value: Any, field: Field) -> Any:
    """A value as an analyst would have typed it."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if field.labels and isinstance(value, int):
        return next((word for word, known in field.labels.items() if known == value), value)
    if field.format == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def _lists_sheet(book: Workbook, house: Records) -> None:
    """The house's concepts: what the drop-down of the Concept column offers."""
    from openpyxl.styles import Font

    sheet = book.create_sheet(LISTS)
    for column, text in enumerate(("House concept", "Label", "Unit kind", "Definition"), 1):
        sheet.cell(1, column, text).font = Font(bold=True)
    for row, concept in enumerate(house.get("concepts", ()), 2):
        for column, key in enumerate(("id", "label", "unit_kind", "definition"), 1):
            sheet.cell(row, column, concept.get(key))
    for letter, width in zip("ABCD", (28, 36, 14, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
