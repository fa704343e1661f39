"""A query's rows as CSV: exact decimal text, and no text that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from toolkit.csvrows import row_writer
from toolkit.guarding import guarded
from toolkit.ooxml.sheets.rows import plain

BOM = b"\xef\xbb\xbf"
_END = "\n"


def as_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = False
) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """The CSV that `write_csv` writes, and what it gives."""
    out = io.BytesIO()
    changed = write_csv(out, columns, rows, bom=bom)
    return out.getvalue(), changed


def write_csv(
    out: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = False
) -> tuple[tuple[int, str], ...]:
    """Writes the CSV; gives which fields were guarded: (line of records from 1, column).

    RFC 4180 but for a line feed as the line's end; nothing for a blank; UTF-8, with `bom` after
    the mark by which Excel knows it.
    """
    out.write(BOM if bom else b"")
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    write = row_writer(text, end=_END)
    write([guarded(column) for column in columns])
    changed: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        says, safe = fields(columns, row)
        write(says)
        changed += [(number, column) for column in safe]
    text.detach()
    return tuple(changed)


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
