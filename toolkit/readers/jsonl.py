"""JSON-lines files: one object a line, every number as printed, every bad line said."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from toolkit.readers.delimited import LIMITS, Limits, bare_utf16, read_unchanged, refuse
from toolkit.readers.grid import Cell, Grid, Remark, Row

_DEPTH = 32  # brackets within brackets; a record needs two
_DIGITS = 350  # of a number written out; the largest double has 309
_SEEN = 20_000  # values remembered, so that the same one again is the same cell
_SHOWN = 60  # characters of a bad line that its remark shows

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_PROBLEMS = {  # what the standard library's decoder says, in a person's words
    "Expecting value": "a value is missing or misspelt",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing after a key",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Illegal trailing comma before end of object": "a comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before a closing bracket",
    "Unterminated string starting at": "a quote is never closed",
    "Invalid control character at": "an unescaped control character stands in a text",
    "Invalid \\escape": "a backslash escapes nothing that JSON knows",
    "Invalid \\uXXXX escape": "\\u needs four hexadecimal digits",
    "Extra data": "something stands after the object",
}


class _BadLine(Exception):
    """The line is no record, and why."""


class _Number(str):
    """A number as plain decimal text, told apart from a JSON string."""

    __slots__ = ()


def read_jsonl(path: Path, shown: str, limits: Limits = LIMITS) -> Grid:
    """One record a line; row 0 holds the keys, in the order in which they first appear.

    `shown` is the file's name for people. A number's text keeps every digit but no exponent, a null
    or blank text is no cell. A line that is no JSON object (RFC 8259, and no key twice, no NaN) is
    remarked (JSL001) with its beginning, and the others are read. Raises UnreadableFile where the
    file as a whole is none of JSON lines.
    """
    data = read_unchanged(path, shown, limits)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or bare_utf16(data):
        refuse(shown, "it is UTF-16, and JSON is UTF-8 (RFC 8259)", "save it as UTF-8")
    if data.count(b":") > limits.cells:
        refuse(
            shown,
            f"it has up to {data.count(b':'):,} values, and at most {limits.cells:,} are read",
            "split it into several files, as facts-1 and facts-2",
        )
    columns: dict[str, int] = {}
    rows: list[Row] = []
    remarks: list[Remark] = []
    records = 0
    texts: dict[Any, Cell] = {}  # what stands in many records is one cell
    numbers: dict[Any, Cell] = {}
    for number, line in _lines(data):
        try:
            record = _record(line, limits)
            if len(record.keys() - columns.keys()) + len(columns) > limits.columns:
                raise _BadLine(f"with it, the file has more than {limits.columns:,} keys")
        except _BadLine as bad:
            begins = line[: 4 * _SHOWN].decode("utf-8", "replace").strip()[:_SHOWN]
            remarks.append(Remark("JSL001", None, number, {"problem": str(bad), "value": begins}))
            continue
        records += 1
        cells = {}
        for key, value in record.items():
            column = columns.get(key)
            if column is None:
                column = columns[key] = len(columns) + 1
            seen = texts if type(value) is str else numbers if type(value) is _Number else None
            cell = None if seen is None else seen.get(value)
            if cell is None and (cell := _cell(value)) and seen is not None and len(seen) < _SEEN:
                seen[value] = cell
            if cell is not None:
                cells[column] = cell
        if cells:
            rows.append(Row(number, cells))
    if not records and len(remarks) > 1 and remarks[0].says["value"] in ("{", "[", "[{"):
        refuse(
            shown,
            "none of its lines is a record; it seems one JSON text laid out over many lines",
            "write each record as one JSON object on a line of its own",
        )
    headings = {column: Cell("text", key) for key, column in columns.items() if key.strip()}
    if headings:
        rows.insert(0, Row(0, headings))
    return Grid(shown, None, tuple(rows), tuple(remarks), decimal_point=True)


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, and its number; only LF ends one, as a CR before it is blank.

    The mark of UTF-8 is no part of a line: it may stand midway, where two files were joined.
    """
    start = number = 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].removeprefix(codecs.BOM_UTF8)
        if line and not line.isspace():
            yield number, line
        start = end + 1


def _record(line: bytes, limits: Limits) -> dict[str, object]:
    if len(line) > limits.record_chars:
        raise _BadLine(f"it has {len(line):,} bytes, and at most {limits.record_chars:,} are read")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _BadLine(f"byte {error.start + 1} ({line[error.start]:02X}) is not UTF-8") from None
    _check_depth(text)
    try:
        record = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _BadLine(_in_words(error)) from None
    except RecursionError:
        raise _BadLine("its brackets are nested too deep") from None
    if not isinstance(record, dict):
        raise _BadLine(f"it is {_kind(record)}, not an object in braces")
    if _SURROGATE_ESCAPE.search(text):
        try:
            _json(record).encode("utf-8")
        except UnicodeEncodeError as error:
            half = f"\\u{ord(error.object[error.start]):04x}"
            raise _BadLine(f"{half} is half a character (a lone surrogate)") from None
    return record


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= _DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > _DEPTH:
            raise _BadLine(f"its brackets are nested more than {_DEPTH} deep")


def _in_words(error: json.JSONDecodeError) -> str:
    problem = _PROBLEMS.get(error.msg, "it is not JSON")
    if error.pos >= len(error.doc.rstrip()):
        problem = "it breaks off in the middle"
    return f"{problem} (at character {error.pos + 1})"


def _kind(value: object) -> str:
    if isinstance(value, _Number):
        return "a number"
    names: dict[type, str] = {str: "a text", list: "a list", bool: "true or false"}
    return names.get(type(value), "null")


def _number(text: str) -> _Number:
    """The number in plain notation, digit by digit as printed: "3.20" stays, "1.5e3" is "1500"."""
    if len(text) <= _DIGITS:
        if "e" not in text and "E" not in text:
            return _Number(text)
        exponent = text.lower().partition("e")[2].lstrip("+-").lstrip("0")
        if len(exponent) <= 3:
            plain = format(Decimal(text), "f")
            if len(plain) <= _DIGITS:
                return _Number(plain)
    raise _BadLine(f"the number {text[:20]}{'…' if text[20:] else ''} is too long to be meant")


def _constant(name: str) -> NoReturn:
    raise _BadLine(f"{name} is no number of JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _BadLine(f"the key {key[:_SHOWN]!r} stands twice")
            seen.add(key)
    return record


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_number,
    parse_int=_number,
    parse_constant=_constant,
)


def _cell(value: object) -> Cell | None:
    """What a value is as a cell; None where it is null or blank."""
    if type(value) is str:
        return Cell("text", value) if value and not value.isspace() else None
    if isinstance(value, _Number):
        return Cell("number", str(value))
    if value is None:
        return None
    if isinstance(value, bool):
        return Cell("boolean", "true" if value else "false")
    texts = isinstance(value, list) and all(type(item) is str for item in value)
    return Cell("list" if texts else "other", _json(value))


def _json(value: object) -> str:
    """The JSON text of a decoded value, its numbers as they were printed."""
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_json(key)}: {_json(item)}' for key, item in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)
