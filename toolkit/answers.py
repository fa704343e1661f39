"""A query's answer as bytes: a table for people, CSV, JSON, JSON lines, Parquet."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from toolkit.csvrows import row_writer
from toolkit.database import Table
from toolkit.decimals import in_full
from toolkit.disk.scratch import scratch
from toolkit.errors import QueryRefused
from toolkit.guarding import guarded
from toolkit.locked.answer import Answer
from toolkit.onscreen import on_screen

_WIDEST = 60  # characters of one column before its text is cut


def as_table(answer: Answer) -> bytes:
    """Columns side by side, numbers to the right, as wide as what stands in them."""
    rows = answer.rows
    numeric = [kind.startswith(("DECIMAL", "BIGINT", "INT", "DOUBLE")) for kind in answer.types]
    shown = [[_cut(_shown(value)) for value in row] for row in rows]
    columns = [on_screen(name) for name in answer.columns]
    widths = [
        max([_width(name), *(_width(row[n]) for row in shown)]) for n, name in enumerate(columns)
    ]
    lines = [_line(columns, widths, numeric), "  ".join("─" * width for width in widths)]
    lines += [_line(row, widths, numeric) for row in shown]
    lines.append(f"({len(rows):,} row{'' if len(rows) == 1 else 's'})")
    return ("\n".join(lines) + "\n").encode()


def as_csv(answer: Answer) -> bytes:
    """RFC 4180 with a line feed; decimals in full, nothing for a null; no text a formula."""
    out = io.StringIO(newline="")
    write = row_writer(out)
    write([guarded(name) for name in answer.columns])
    for row in answer.rows:
        write([_field(value) for value in row])
    return out.getvalue().encode()


def as_json(answer: Answer) -> bytes:
    """An array of one object a row; decimals are numbers in full, dates are text."""
    columns = _apart(answer.columns)
    rows = [_object(columns, row) for row in answer.rows]
    return ("[" + ",\n ".join(rows) + "]\n").encode()


def as_jsonl(answer: Answer) -> bytes:
    """One object a line."""
    columns = _apart(answer.columns)
    return "".join(_object(columns, row) + "\n" for row in answer.rows).encode()


def as_parquet(answer: Answer) -> bytes:
    with scratch() as folder:
        path = folder / "answer.parquet"
        answer.write_parquet(path)
        return path.read_bytes()


WRITERS: dict[str, Callable[[Answer], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "parquet": as_parquet,
}


def listing(tables: Sequence[Table]) -> str:
    """Tables and views with their columns, and what each holds."""
    lines: list[str] = []
    for table in tables:
        lines += [f"{table.name}: {table.comment}"]
        widest = max(len(name) for name, _, _ in table.columns)
        lines += [
            f"  {name:<{widest}}  {kind:<14}  {says}".rstrip() for name, kind, says in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def _apart(columns: Sequence[str]) -> Sequence[str]:
    """The columns, no two of one name: of two values under one key most programs keep the last."""
    for name in columns:
        if columns.count(name) > 1:
            raise QueryRefused(
                f"two columns of the answer are called {on_screen(name)}, and JSON keeps one",
                hint="name them apart:  select a.id as a_id, b.id as b_id",
            )
    return columns


def _object(columns: Sequence[str], row: Sequence[Any]) -> str:
    pairs = (
        f"{json.dumps(name, ensure_ascii=False)}: {_json(value)}"
        for name, value in zip(columns, row, strict=True)
    )
    return "{" + ", ".join(pairs) + "}"


def _json(value: Any) -> str:
    """Decimals as numbers in full, which json.dumps would make floats of."""
    if isinstance(value, Decimal):
        return in_full(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, dict):
        return _object([str(key) for key in value], list(value.values()))
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return "null"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(_shown(value), ensure_ascii=False)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return in_full(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return _json(value) if isinstance(value, dict) else "; ".join(map(_shown, value))
    return str(value)


def _field(value: Any) -> str:
    """As a CSV's field: what is text by its type begins no formula (see guarding.RULE)."""
    return guarded(_shown(value)) if isinstance(value, str | list | tuple | dict) else _shown(value)


def _cut(text: str) -> str:
    text = on_screen(" ".join(text.split()))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Cells that a terminal gives it: two for wide letters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()
