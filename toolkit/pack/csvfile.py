"""A query's rows as CSV: exact decimal text, and no text that a spreadsheet would run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.csvrows import row_writer
from toolkit.ooxml.rows import BLANKS, TRIGGERS, plain

# Where a cell may begin once a program splits the line its own way: at the start, after a line
# break inside quotes, after ; or a tab. There, a trigger gets an apostrophe before it.
_BEGINS = rf"(^|[\n\r;\t])([{BLANKS}]*)"
_RISKY = re.compile(rf"{_BEGINS}('*(?=[{TRIGGERS}]))")
_GUARDED = re.compile(rf"{_BEGINS}'('*(?=[{TRIGGERS}]))")
_SIGNED_NUMBER = re.compile(r"[-+]\d[\d.,' \u00a0\u202f]*%?")

BOM = b"\xef\xbb\xbf"
_END = "\n"
RULE = (
    "Where a text's start, or what follows a line break, a tab or a semicolon in it, begins (after "
    "blanks) with = + - @, their full-width forms, a tab or a carriage return, one apostrophe "
    "stands before that; take one away to read the text as it was. Signed numbers are untouched."
)


def guarded(text: str) -> str:
    """The text with nothing in it that a spreadsheet runs as a formula (OWASP: CSV Injection)."""
    if _SIGNED_NUMBER.fullmatch(text):
        return text
    return _RISKY.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return _GUARDED.sub(r"\1\2\3", text)


def as_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = False
) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """The CSV, and which fields were guarded: (line of records from 1, column).

    RFC 4180 but for a line feed as the line's end; nothing for a blank; UTF-8, with `bom` after
    the mark by which Excel knows it.
    """
    out = io.StringIO(newline="")
    write = row_writer(out, end=_END)
    write([guarded(column) for column in columns])
    changed: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        says, safe = fields(columns, row)
        write(says)
        changed += [(number, column) for column in safe]
    return (BOM if bom else b"") + out.getvalue().encode(), tuple(changed)


def fields(columns: Sequence[str], row: Sequence[Any]) -> tuple[list[str], list[str]]:
    """What a record says, and the columns that were guarded."""
    says, changed = [], []
    for column, value in zip(columns, row, strict=True):
        field = _written(value)
        if not isinstance(value, Decimal | int | float | date):
            safe = guarded(field)
            if safe != field:
                changed.append(column)
            field = safe
        says.append(field)
    return says, changed


def line(says: Sequence[str]) -> bytes:
    """A record as its line."""
    out = io.StringIO(newline="")
    row_writer(out, end=_END)(says)
    return out.getvalue().encode()


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int | float):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value if one is not None)
    return str(value)
