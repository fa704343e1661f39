"""What a cell means, so that two ways of typing one thing are equal: 1.0 and 1, NBSP, a format."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from toolkit.decimals import in_full
from toolkit.readers.grid import Cell
from toolkit.records.values import Doubt, read_cell, trim
from toolkit.schemas import Field

BLANK = ""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,99})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_SPACES = re.compile(r"[^\S\n]")
_BREAKS = re.compile(r"\r\n|\r")


def meaning_of(cell: Cell | None, field: Field | None, *, decimal_point: bool) -> str:
    """A text that two cells share where they mean the same; "" for a blank.

    With a field, what the cell is read as; a cell that cannot be read so means what is typed there.
    Without one, a number, a date and a text that is plainly the same number or date are equal.
    """
    if cell is None:
        return BLANK
    if field is None:
        return _unread(cell)
    value = read_cell(cell, field, decimal_point=decimal_point)
    if isinstance(value, Doubt):
        return f"? {cell.kind} {_text(cell.raw)}" if _text(cell.raw) else BLANK
    return _of_value(value)


def _of_value(value: Any) -> str:
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return f"b {value}"
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        return f"n {in_full(number) if number else 0}"
    if isinstance(value, date):
        return f"d {value.isoformat()}"
    if isinstance(value, list | tuple):
        parts = [_text(str(part)) for part in value]
        return f"l {'; '.join(parts)}" if any(parts) else BLANK
    text = _text(str(value))
    return f"t {text}" if text else BLANK


def _unread(cell: Cell) -> str:
    """The meaning of a cell that stands under a heading of the analyst's own."""
    if cell.kind in ("number", "percent"):
        return _of_value(Decimal(cell.raw))
    if cell.kind == "date":
        return f"d {cell.raw}"
    if cell.kind == "boolean":
        return f"b {cell.raw == 'true'}"
    text = _text(cell.raw)
    if cell.kind in ("list", "other"):
        return f"t {text}"  # as its JSON typed into a cell
    if cell.kind == "text":
        if _NUMBER.fullmatch(text):
            return _of_value(Decimal(text))
        if _DAY.fullmatch(text):
            return f"d {text}"
        if text.casefold() in ("true", "false"):
            return f"b {text.casefold() == 'true'}"
        return f"t {text}" if text else BLANK
    return f"{cell.kind} {text}"


def _text(text: str) -> str:
    """Text composed alike (NFC), any blank a space, any line end one; runs of blanks are kept."""
    return trim(_SPACES.sub(" ", _BREAKS.sub("\n", normalize("NFC", text))))
