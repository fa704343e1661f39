"""Cells as a new workbook keeps them: what each becomes, and how it is written."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from toolkit.decimals import in_full
from toolkit.errors import FactpackError
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.sheets.serials import plain
from toolkit.readers.grid import Cell
from toolkit.records.values import Doubt, read_cell
from toolkit.schemas import Field

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Made

MOST_CHARACTERS = 32_767
_DIGITS = 15  # that a spreadsheet keeps
_FIRST_DAY = date(1900, 3, 1)  # before it programs differ by a day
DATE = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm:ss"
TEXT = "@"
AMOUNT = "[>=1000000]#,##0;[<=-1000000]-#,##0;General"  # a wrong scale is seen by its commas


def kept(cell: Cell, field: Field | None, *, typed_here: bool, decimal_point: bool) -> Cell:
    """What the new workbook holds of a cell, so that it reads as the same value.

    Text that a person typed into a workbook stays to the letter; what a CSV or JSON-lines file
    holds as text becomes the number or day that it means. A formula without its result becomes
    its text, and stays a finding.
    """
    if cell.kind in ("list", "other", "uncached"):
        return Cell("text", _as_text(cell, field))
    if field is None:
        return _number(Decimal(cell.raw)) if cell.kind == "number" else cell
    if cell.kind == "percent" or (cell.kind == "text" and not typed_here):
        value = read_cell(cell, field, decimal_point=decimal_point)
        if isinstance(value, Doubt) or value is None or field.type in ("string", "array"):
            return _plain_text(cell, value, field)
        return typed(value, field)
    if cell.kind == "number":
        if field.type in ("string", "array") and field.format != "date":
            return Cell("text", cell.raw)
        return _number(Decimal(cell.raw))
    return cell


def typed(value: Any, field: Field) -> Cell:
    """A value as one would have typed it: str, Decimal, int, date or a list of texts."""
    if isinstance(value, list | tuple):
        return Cell("text", _listed(list(value), field))
    if field.format == "date":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return Cell("date" if day >= _FIRST_DAY else "text", day.isoformat())
    if field.labels and value in field.labels.values():
        return Cell("text", next(w for w, known in field.labels.items() if known == value))
    if isinstance(value, str):
        return Cell("text", value)
    return _number(Decimal(str(value)))


def _number(value: Decimal) -> Cell:
    """A number cell, or a text where a spreadsheet would not keep every digit."""
    text = in_full(value)
    digits = len(value.normalize().as_tuple().digits)
    if digits <= _DIGITS and plain(float(value)) == ("0" if text == "-0" else text):
        return Cell("number", plain(float(value)))
    return Cell("text", text)


def _plain_text(cell: Cell, value: Any, field: Field) -> Cell:
    """A percent or a text that stays what it is, or becomes the text it is read as."""
    if cell.kind == "percent" and isinstance(value, str):
        return Cell("text", value)
    return cell


def _as_text(cell: Cell, field: Field | None) -> str:
    if cell.kind == "list" and field is not None and field.type == "array":
        return _listed(json.loads(cell.raw), field)
    return cell.raw


def _listed(parts: list[str], field: Field) -> str:
    """Parts with ; between them; as JSON where one holds what would part it."""
    text = "; ".join(parts)
    read = read_cell(Cell("text", text), field, decimal_point=False)
    return text if read == parts else json.dumps(parts, ensure_ascii=False)


def write(made: Made, cell: Cell, *, number_format: str) -> None:
    """Put `cell` into a cell of a workbook under way, whose column has this number format.

    Raises FactpackError for what no workbook can hold.
    """
    made.number_format = number_format
    match cell.kind:
        case "number":
            made.value = _as_number(cell.raw)
            if number_format in (TEXT, DATE):
                made.number_format = "General"
        case "percent":
            made.value = _as_number(cell.raw)
            made.number_format = "0.00%"
        case "date":
            moment = datetime.fromisoformat(cell.raw)
            made.value = moment.date() if len(cell.raw) == 10 else moment
            made.number_format = DATE if len(cell.raw) == 10 else MOMENT
        case "undatable":
            made.value = _as_number(cell.raw)
            made.number_format = DATE
        case "boolean":
            made.value = cell.raw == "true"
            made.number_format = "General"
        case "error":
            made.value = cell.raw
            made.data_type = "e"
        case _:
            write_text(made, cell.raw)


def write_text(made: Made, text: str) -> None:
    """Put a text into a cell, whatever it begins with or holds."""
    if len(text) > MOST_CHARACTERS:
        raise FactpackError(
            f"a text of {len(text):,} characters, {text[:40]!r}…, does not fit into a cell",
            hint=f"shorten it; a cell holds {MOST_CHARACTERS:,} characters",
        )
    made.value = encode(text)
    made.data_type = "s"  # a text that begins with = is no formula
    if made.number_format != TEXT:
        made.quotePrefix = True  # nor when somebody edits it


def _as_number(raw: str) -> int | float:
    number = Decimal(raw)
    return int(number) if number == number.to_integral_value() else float(number)
