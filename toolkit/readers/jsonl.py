"""JSON-lines files: one object a line, every number as printed, every bad line said."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, NoReturn

from toolkit.readers.encodings import bare_utf16, is_utf8
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.readers.staged import OPENING, Staged, Staging
from toolkit.readers.unchanged import LIMITS, Limits, no_pattern, read_unchanged, refuse, same_file

_DEPTH = 32  # brackets within brackets; a record needs two
_DIGITS = 350  # of a number written out; the largest double has 309
_SEEN = 20_000  # values remembered, so that the same one again is the same cell
_SAMPLES = 200  # lines from all over a large file that tell its style
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


def read_jsonl(
    path: Path,
    shown: str,
    limits: Limits = LIMITS,
    staging: Staging | None = None,
    *,
    swift: bool = True,
) -> Grid:
    """One record a line; row 0 holds the keys, in the order in which they first appear.

    `shown` is the file's name for people. A number's text keeps every digit but no exponent, a null
    or blank text is no cell. A line that is no JSON object (RFC 8259, and no key twice, no NaN) is
    remarked (JSL001) with its beginning, and the others are read. With `staging`, the records of a
    large file are put there, by DuckDB where it is `swift` and certain. Raises UnreadableFile where
    the file as a whole is none of JSON lines.
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
    reader = _Reader(data, limits)
    rows = reader.rows()
    if staging is not None and data.count(b"\n") >= staging.least:
        first = list(islice(rows, OPENING))
        if first and staging.heading(shown, None, [reader.header(), *first]) is not None:
            staged = _swiftly(path, shown, data, limits, staging) if swift else None
            if staged is None:
                from toolkit.readers.rowfilling import fill

                staged = fill(chain(first, rows), staging)
                reader.check(shown)
            opening = (reader.header(), *first)
            remarks = () if staged.rereader else tuple(reader.remarks)
            return Grid(shown, None, opening, remarks, decimal_point=True, staged=staged)
        rows = chain(first, rows)
    body = list(rows)
    reader.check(shown)
    header = reader.header()
    if header.cells:
        body.insert(0, header)
    return Grid(shown, None, tuple(body), tuple(reader.remarks), decimal_point=True)


class _Reader:
    """Reads lines with care, and knows the keys met so far, and what was wrong."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self.columns: dict[str, int] = {}
        self.remarks: list[Remark] = []
        self._records = 0
        self._texts: dict[Any, Cell] = {}  # what stands in many records is one cell
        self._numbers: dict[Any, Cell] = {}

    def rows(self) -> Iterator[Row]:
        """Each record that has a cell; what is none goes to `remarks`."""
        for number, line in _lines(self._data):
            found = self.read(number, line)
            if isinstance(found, Remark):
                self.remarks.append(found)
            elif found:
                yield Row(number, found)

    def read(self, number: int, line: bytes) -> dict[int, Cell] | Remark:
        """The cells of one line, or why it is no record."""
        limits, columns = self._limits, self.columns
        try:
            record = _record(line, limits)
            if len(record.keys() - columns.keys()) + len(columns) > limits.columns:
                raise _BadLine(f"with it, the file has more than {limits.columns:,} keys")
        except _BadLine as bad:
            begins = line[: 4 * _SHOWN].decode("utf-8", "replace").strip()[:_SHOWN]
            return Remark("JSL001", None, number, {"problem": str(bad), "value": begins})
        self._records += 1
        cells = {}
        for key, value in record.items():
            column = columns.get(key)
            if column is None:
                column = columns[key] = len(columns) + 1
            seen = self._seen(value)
            cell = None if seen is None else seen.get(value)
            if cell is None and (cell := _cell(value)) and seen is not None and len(seen) < _SEEN:
                seen[value] = cell
            if cell is not None:
                cells[column] = cell
        return cells

    def _seen(self, value: object) -> dict[Any, Cell] | None:
        if type(value) is str:
            return self._texts
        return self._numbers if type(value) is _Number else None

    def header(self) -> Row:
        """Row 0, which holds the keys."""
        named = self.columns.items()
        return Row(0, {column: Cell("text", key) for key, column in named if key.strip()})

    def check(self, shown: str) -> None:
        """Raise UnreadableFile where it all seems one text laid out over many lines."""
        remarks = self.remarks
        opens = len(remarks) > 1 and remarks[0].says["value"] in ("{", "[", "[{")
        if not self._records and opens:
            refuse(
                shown,
                "none of its lines is a record; it seems one JSON text laid out over many lines",
                "write each record as one JSON object on a line of its own",
            )


def _swiftly(
    path: Path, shown: str, data: bytes, limits: Limits, staging: Staging
) -> Staged | None:
    """The file's lines as a query; None where they have no style, or are no lines to DuckDB."""
    from toolkit.readers.swiftjsonl import style_of

    before = path.stat()
    long = any(
        data.find(b"\n", at, at + limits.record_chars // 2) < 0
        for at in range(0, len(data) - limits.record_chars // 2, limits.record_chars // 2)
    )
    marked = data.startswith(codecs.BOM_UTF8)
    if long or marked or before.st_size != len(data) or not is_utf8(data):
        return None
    reader = _Reader(data, limits)
    sample = []
    for number, line in _sampled(data):
        found = reader.read(number, line)
        if not isinstance(found, Remark):
            sample.append((line.decode("utf-8"), _record(line, limits)))
    opening = _Reader(data, limits)
    for _ in islice(opening.rows(), OPENING):
        pass
    style = style_of(sample)
    if style is None or set(style.keys) != opening.columns.keys():
        return None
    return Staged(
        style.query(no_pattern(path), opening.columns),
        data.count(b"\n") + (not data.endswith(b"\n")),
        {number: style.shapes[key] for key, number in sorted(opening.columns.items(), key=_second)},
        line=1,
        rereader=_Again(opening, data),
        still=lambda: same_file(before, path.stat()),
        otherwise=lambda: read_jsonl(path, shown, limits, staging, swift=False),
    )


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _sampled(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The first lines, and lines from all over the file, whose numbers do not matter."""
    yield from islice(_lines(data), OPENING)
    for part in range(1, _SAMPLES):
        start = data.find(b"\n", len(data) * part // _SAMPLES) + 1
        end = data.find(b"\n", start)
        if start and end > start:
            yield 0, data[start:end]


class _Again:
    """Reads single lines again, which come in their order."""

    def __init__(self, reader: _Reader, data: bytes) -> None:
        self._reader = reader
        self._lines = _lines(data)

    def cells(self, line: int) -> dict[int, Cell] | Remark:
        number, text = next(one for one in self._lines if one[0] == line)
        return self._reader.read(number, text)

    def header(self) -> Row:
        return self._reader.header()


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
