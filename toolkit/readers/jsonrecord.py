"""One line of JSON as a record: every number as it was printed, or why the line is none."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NoReturn

from toolkit.readers.grid import Cell
from toolkit.readers.unchanged import Limits

_DEPTH = 32  # brackets within brackets; a record needs two
_DIGITS = 350  # of a number written out; the largest double has 309
SHOWN = 60  # characters of a bad line that its remark shows

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


class BadLine(Exception):
    """The line is no record, and why."""


class Number(str):
    """A number as plain decimal text, told apart from a JSON string."""

    __slots__ = ()


def record_of(line: bytes, limits: Limits) -> dict[str, object]:
    """The object in one line of JSON (RFC 8259). Raises BadLine where it is none or too large."""
    if len(line) > limits.record_chars:
        raise BadLine(f"it has {len(line):,} bytes, and at most {limits.record_chars:,} are read")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadLine(f"byte {error.start + 1} ({line[error.start]:02X}) is not UTF-8") from None
    _check_depth(text)
    try:
        record = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadLine(_in_words(error)) from None
    except RecursionError:
        raise BadLine("its brackets are nested too deep") from None
    if not isinstance(record, dict):
        raise BadLine(f"it is {_kind(record)}, not an object in braces")
    if _SURROGATE_ESCAPE.search(text):
        try:
            _json(record).encode("utf-8")
        except UnicodeEncodeError as error:
            half = f"\\u{ord(error.object[error.start]):04x}"
            raise BadLine(f"{half} is half a character (a lone surrogate)") from None
    return record


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= _DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > _DEPTH:
            raise BadLine(f"its brackets are nested more than {_DEPTH} deep")


def _in_words(error: json.JSONDecodeError) -> str:
    problem = _PROBLEMS.get(error.msg, "it is not JSON")
    if error.pos >= len(error.doc.rstrip()):
        problem = "it breaks off in the middle"
    return f"{problem} (at character {error.pos + 1})"


def _kind(value: object) -> str:
    if isinstance(value, Number):
        return "a number"
    names: dict[type, str] = {str: "a text", list: "a list", bool: "true or false"}
    return names.get(type(value), "null")


def _number(text: str) -> Number:
    """The number in plain notation, digit by digit as printed: "3.20" stays, "1.5e3" is "1500"."""
    if len(text) <= _DIGITS:
        if "e" not in text and "E" not in text:
            return Number(text)
        exponent = text.lower().partition("e")[2].lstrip("+-").lstrip("0")
        if len(exponent) <= 3:
            plain = format(Decimal(text), "f")
            if len(plain) <= _DIGITS:
                return Number(plain)
    raise BadLine(f"the number {text[:20]}{'…' if text[20:] else ''} is too long to be meant")


def _constant(name: str) -> NoReturn:
    raise BadLine(f"{name} is no number of JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise BadLine(f"the key {key[:SHOWN]!r} stands twice")
            seen.add(key)
    return record


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_number,
    parse_int=_number,
    parse_constant=_constant,
)


def cell_of(value: object) -> Cell | None:
    """What a value is as a cell; None where it is null or blank."""
    if type(value) is str:
        return Cell("text", value) if value and not value.isspace() else None
    if isinstance(value, Number):
        return Cell("number", str(value))
    if value is None:
        return None
    if isinstance(value, bool):
        return Cell("boolean", "true" if value else "false")
    texts = isinstance(value, list) and all(type(item) is str for item in value)
    return Cell("list" if texts else "other", _json(value))


def _json(value: object) -> str:
    """The JSON text of a decoded value, its numbers as they were printed."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_json(key)}: {_json(item)}' for key, item in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)
