"""The sheet Guide: how to fill in the workbook, and what belongs under every heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.authoring.cells import TEXT
from toolkit.authoring.layout import SHEETS, Place
from toolkit.authoring.looks import FACE, INK, SIZE, page, row_height
from toolkit.authoring.stamp import GUIDE_TITLE, Stamp
from toolkit.schemas import Schemas

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (14, 22, 90, 34)
_LINES = (
    "One row is one record, and each sheet holds one kind. Type below the last row.",
    "A heading in bold with * is needed: in a row that you begin, its blank cell is marked. "
    "Behind the + above the headings are the columns that are needed now and then.",
    "Copy a quote from the source, do not retype it, and with it the number as it is printed.",
    "A value can be typed in full, 4200000000, or as it is said, 4.2 bn or 3,2 Mrd.; "
    "Value as read shows what factpack makes of it.",
    "A blank Language is that of the source. A blank Fact in a draft is no fault: "
    "the check proposes a name.",
    "Choose a cell to see what belongs there; rest the pointer on a heading to read more.",
    "A column of your own goes to the right of the others. It is kept, and not checked.",
    "Then: factpack check DOSSIER shows what is missing or wrong, with its cell.",
)


def build(
    sheet: Worksheet, schemas: Schemas, layout: Mapping[str, Sequence[Place]], stamp: Stamp
) -> None:
    """Fills the sheet."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet["A1"] = GUIDE_TITLE
    sheet["A1"].font = Font(FACE, 16, bold=True, color=INK)
    for row, line in enumerate(_LINES, 3):
        sheet.cell(row, 1, f"{row - 2}  {line}")
    row = len(_LINES) + 4
    for column, text in enumerate(("Sheet", "Heading", "What belongs there", "For example"), 1):
        cell = sheet.cell(row, column, text)
        cell.font = Font(FACE, SIZE, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=INK)
    for name in SHEETS:
        record_type = schemas.types[name]
        row += 1
        sheet.cell(row, 1, record_type.title).font = Font(FACE, SIZE, bold=True, color=INK)
        sheet.cell(row, 2, record_type.description).font = Font(FACE, SIZE, italic=True, color=INK)
        for field in (place.field for place in layout[name] if place.field):
            row += 1
            cells = ("", field.heading, field.description, field.example)
            for column, text in enumerate(cells, 1):
                cell = sheet.cell(row, column, text or None)
                cell.number_format = TEXT
                cell.alignment = Alignment(wrap_text=column == 3, vertical="top")
                cell.font = Font(FACE, SIZE, bold=field.required and column == 2)
            sheet.row_dimensions[row].height = row_height([field.description], [_WIDTHS[2]])
    sheet.cell(row + 2, 1, f"Made by factpack: {stamp}.").font = Font(FACE, SIZE, color="7F7F7F")
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    page(sheet)
