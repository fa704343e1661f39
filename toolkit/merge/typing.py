"""A cell of one file as it is typed into another: in a workbook, a CSV or JSON lines."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from toolkit.merge.side import Column, Typed
from toolkit.ooxml.sheets.written import Value, unwritable
from toolkit.readers.grid import Cell

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


def for_workbook(typed: Typed, column: Column) -> Value:
    """What a workbook's cell is given; a plain number or date of a text file becomes one.

    A percent-formatted cell of a field that counts points is given in points.
    """
    kind, raw = typed.cell
    dated = column.field is not None and column.field.format == "date"
    if kind == "percent" and column.field is not None and column.field.percent:
        return _fitting(Decimal(raw) * 100)
    if kind in ("number", "percent") or _digits(typed, column):
        return _fitting(Decimal(raw))
    if kind == "date" or (kind == "text" and dated and _DAY.fullmatch(raw)):
        try:
            return datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
        except ValueError:
            return raw
    if kind == "boolean":
        return raw == "true"
    return _listed(raw) if kind == "list" else raw


def _digits(typed: Typed, column: Column) -> bool:
    """Whether it is a text in which a field of numbers has a plain number; "0.1" may be a word."""
    kind, raw = typed.cell
    field = column.field
    numeric = kind == "text" and field is not None and field.type in ("number", "integer")
    return bool(numeric and field and raw not in field.labels and _PLAIN.fullmatch(raw))


def _fitting(number: Decimal) -> Value:
    """The number, or its digits as text where no cell keeps them all."""
    try:
        return str(number) if unwritable(number) else number
    except InvalidOperation:
        return str(number)


def _listed(raw: str) -> str:
    return "; ".join(map(str, json.loads(raw)))


def for_csv(typed: Typed, column: Column, *, decimal_point: bool) -> str:
    """The text of a CSV's cell; where a comma is the decimal mark, a number has one."""
    kind, raw = typed.cell
    if kind == "list":
        return _listed(raw)
    if kind == "percent" and column.field is not None and column.field.percent:
        raw = f"{Decimal(raw) * 100:f}"
    machine = typed.meaning[:2] == "n " and _digits(typed, column)
    if (kind in ("number", "percent") or machine) and not decimal_point:
        raw = raw.replace(".", ",")
        return f"{raw}0" if _TWO_WAYS.fullmatch(raw) else raw  # 1,234 could be a thousand
    return raw


def for_jsonl(typed: Typed, column: Column) -> str:
    """The JSON text of a value."""
    kind, raw = typed.cell
    if kind == "percent" and column.field is not None and column.field.percent:
        return f"{Decimal(raw) * 100:f}"
    if kind in ("number", "percent") or _digits(typed, column):
        return raw
    if kind in ("list", "other", "boolean"):
        return raw
    return json.dumps(raw, ensure_ascii=False)


def of_value(value: Value) -> Cell:
    """What a reader gives for a cell that was given this value."""
    if isinstance(value, bool):
        return Cell("boolean", str(value).lower())
    if isinstance(value, date):
        return Cell("date", value.isoformat())
    if isinstance(value, str):
        return Cell("text", value)
    return Cell("number", f"{Decimal(value):f}")
