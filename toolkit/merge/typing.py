"""A cell of one file as it is typed into another: in a workbook, a CSV or JSON lines."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal

from toolkit.decimals import in_full
from toolkit.merge.side import Column, Typed
from toolkit.ooxml.sheets.written import Value, unwritable
from toolkit.readers.grid import Cell
from toolkit.records.values import read_cell, trim
from toolkit.schemas import Field

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


def for_workbook(typed: Typed, column: Column) -> Value:
    """What a workbook's cell is given; a plain number or date of a text file becomes one.

    A percent-formatted cell of a field that counts points is given in points.
    """
    kind, raw = typed.cell
    if (text := _text_of(typed.cell, column.field)) is not None:
        return text
    dated = column.field is not None and column.field.format == "date"
    if kind in ("number", "percent") or _digits(typed, column):
        return _fitting(_number(typed.cell, column.field))
    if kind == "date" or (kind == "text" and dated and _DAY.fullmatch(raw)):
        try:
            return datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
        except ValueError:
            return raw
    return raw == "true" if kind == "boolean" else raw


def for_csv(typed: Typed, column: Column, *, decimal_point: bool) -> str:
    """The text of a CSV's cell; where a comma is the decimal mark, a field of numbers has one."""
    kind, raw = typed.cell
    if (text := _text_of(typed.cell, column.field)) is not None:
        return text
    if kind == "percent":
        raw = in_full(_number(typed.cell, column.field))
    machine = typed.meaning[:2] == "n " and _digits(typed, column)
    counted = kind in ("number", "percent") and _counts(column.field)
    if (counted or machine) and not decimal_point:
        raw = trim(raw).replace(".", ",")
        return f"{raw}0" if _TWO_WAYS.fullmatch(raw) else raw  # 1,234 could be a thousand
    return raw


def for_jsonl(typed: Typed, column: Column) -> str:
    """The JSON text of a value."""
    kind, raw = typed.cell
    if kind == "percent" and (text := _text_of(typed.cell, column.field)) is not None:
        return json.dumps(text)
    if kind == "percent":
        return in_full(_number(typed.cell, column.field))
    if kind in ("number", "list", "other", "boolean"):
        return raw
    if _digits(typed, column):
        return trim(raw)
    return json.dumps(raw, ensure_ascii=False)


def _counts(field: Field | None) -> bool:
    return field is not None and field.type in ("number", "integer")


def _digits(typed: Typed, column: Column) -> bool:
    """Whether it is a text in which a field of numbers has a plain number; "0.1" may be a word."""
    kind, raw = typed.cell
    field = column.field
    numeric = kind == "text" and field is not None and _counts(field)
    return bool(numeric and field and raw not in field.labels and _PLAIN.fullmatch(trim(raw)))


def _number(cell: Cell, field: Field | None) -> Decimal:
    number = Decimal(trim(cell.raw))
    points = cell.kind == "percent" and field is not None and field.percent
    return number * 100 if points else number


def _fitting(number: Decimal) -> Value:
    """The number, or its digits as text where no cell keeps them all."""
    return str(number) if unwritable(number) else number


def _text_of(cell: Cell, field: Field | None) -> str | None:
    """What a list, and a percent in a field of texts, are typed as to stay what they are.

    A list in a column of the analyst's own is told from a text by its JSON alone.
    """
    if cell.kind == "list":
        parts = json.loads(cell.raw)
        text = "; ".join(map(str, parts))
        same = (
            field is not None and read_cell(Cell("text", text), field, decimal_point=True) == parts
        )
        return text if same else cell.raw
    if cell.kind == "percent" and field is not None and not _counts(field):
        return in_full(Decimal(cell.raw) * 100) + "%"
    return None


def of_value(value: Value) -> Cell:
    """What a reader gives for a cell that was given this value."""
    if isinstance(value, bool):
        return Cell("boolean", str(value).lower())
    if isinstance(value, date):
        return Cell("date", value.isoformat())
    if isinstance(value, str):
        return Cell("text", value)
    return Cell("number", f"{Decimal(value):f}")
