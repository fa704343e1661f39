"""JSON lines: every good line becomes a record, every bad one a remark that shows it."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.codes import READING
from toolkit.errors import UnreadableFile
from toolkit.readers.grid import Cell, Grid
from toolkit.readers.jsonl import read_jsonl
from toolkit.readers.unchanged import Limits


def read(folder: Path, data: str | bytes, **limits: int) -> Grid:
    path = folder / "facts.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_jsonl(path, "facts.jsonl", Limits(**limits))


def records(grid: Grid) -> dict[int, dict[str, Cell]]:
    """The cells of each line by their headings."""
    if not grid.rows:
        return {}
    headings, *rest = grid.rows
    assert headings.number == 0
    assert all(cell.kind == "text" for cell in headings.cells.values())
    return {
        row.number: {headings.cells[at].raw: cell for at, cell in row.cells.items()} for row in rest
    }


VALUES: dict[str, tuple[str, Cell | None]] = {
    "a text stays as typed": ('" 007 "', Cell("text", " 007 ")),
    "an empty text is blank": ('""', None),
    "a text of spaces is blank": ('" \\u00a0\\n"', None),
    "an escape is read": ('"\\u00e4\\ud834\\udd1e\\"\\n"', Cell("text", 'ä𝄞"\n')),
    "a line separator of Unicode is a letter": ('"a\u2028b\x85c"', Cell("text", "a\u2028b\x85c")),
    "null is absent": ("null", None),
    "true is a boolean": ("true", Cell("boolean", "true")),
    "false is a boolean": ("false", Cell("boolean", "false")),
    "an integer keeps its digits": (
        "12345678901234567890123456789",
        Cell("number", "12345678901234567890123456789"),
    ),
    "a decimal keeps its last nought": ("3.20", Cell("number", "3.20")),
    "a negative is a number": ("-2.02", Cell("number", "-2.02")),
    "a decimal is never a double": (
        "0.1000000000000000055",
        Cell("number", "0.1000000000000000055"),
    ),
    "an exponent is written out": ("1.50E+3", Cell("number", "1500")),
    "a negative exponent is written out": ("32e-7", Cell("number", "0.0000032")),
    "a double's largest exponent is written out": ("1e308", Cell("number", "1" + "0" * 308)),
    "a list of texts is a list": ('["a", "ä,b"]', Cell("list", '["a", "ä,b"]')),
    "an empty list is a list": ("[]", Cell("list", "[]")),
    "a list of numbers is other": ("[1.50, 2]", Cell("other", "[1.50, 2]")),
    "a list of lists is other": ('[["a"]]', Cell("other", '[["a"]]')),
    "an object is other": (
        '{"a": {"b": [null, true, 1.0]}, "c": "\\""}',
        Cell("other", '{"a": {"b": [null, true, 1.0]}, "c": "\\""}'),
    ),
}


@pytest.mark.parametrize(("typed", "cell"), VALUES.values(), ids=VALUES)
def test_a_value_becomes_a_cell_of_its_kind(tmp_path: Path, typed: str, cell: Cell | None) -> None:
    grid = read(tmp_path, f'{{"id": "x", "it": {typed}}}\n')
    expected = {"id": Cell("text", "x")} | ({"it": cell} if cell else {})
    assert records(grid) == {1: expected}
    assert grid.remarks == ()
    assert (grid.file, grid.sheet, grid.decimal_point) == ("facts.jsonl", None, True)


BAD: dict[str, tuple[str | bytes, str]] = {
    "NaN": ('{"value": NaN}', "NaN is no number of JSON"),
    "Infinity": ('{"value": -Infinity}', "-Infinity is no number of JSON"),
    "a huge exponent": ('{"value": 1e400}', "the number 1e400 is too long to be meant"),
    "an absurd exponent": (
        '{"value": 1e99999999999999999999}',
        "the number 1e999999999999999999… is too long to be meant",
    ),
    "an absurd negative exponent": (
        '{"value": 1e-999999999}',
        "the number 1e-999999999 is too long to be meant",
    ),
    "5,000 digits": (
        f'{{"value": {"7" * 5000}}}',
        f"the number {'7' * 20}… is too long to be meant",
    ),
    "a key twice": ('{"id": "a", "value": 1, "id": "b"}', "the key 'id' stands twice"),
    "a key twice further in": ('{"id": {"a": 1, "a": 1}}', "the key 'a' stands twice"),
    "a list": ('["id"]', "it is a list, not an object in braces"),
    "a number": ("84", "it is a number, not an object in braces"),
    "a text": ('"id"', "it is a text, not an object in braces"),
    "a boolean": ("true", "it is true or false, not an object in braces"),
    "null": ("null", "it is null, not an object in braces"),
    "a lone surrogate": ('{"id": "\\ud83d"}', "\\ud83d is half a character (a lone surrogate)"),
    "a lone surrogate in a key": (
        '{"\\udc00": 1}',
        "\\udc00 is half a character (a lone surrogate)",
    ),
    "a lone surrogate further in": (
        '{"id": ["\\uD83D\\uD83D\\uDE00"]}',
        "\\ud83d is half a character (a lone surrogate)",
    ),
    "brackets without end": ("[" * 100_000, "its brackets are nested more than 32 deep"),
    "objects without end": ('{"a":' * 100_000, "its brackets are nested more than 32 deep"),
    "bytes that are not UTF-8": (b'{"id": "gr\xf6sser"}', "byte 11 (F6) is not UTF-8"),
    "a surrogate as bytes": (b'{"id": "\xed\xa0\x80"}', "byte 9 (ED) is not UTF-8"),
    "a control character": ('{"id": "a\tb"}', "an unescaped control character stands in a text"),
    "a NUL": ('{"id": "a\0b"}', "an unescaped control character stands in a text"),
    "an unknown escape": ('{"id": "\\x"}', "a backslash escapes nothing that JSON knows"),
    "two objects": ('{"id": "a"} {"id": "b"}', "something stands after the object"),
    "single quotes": ("{'id': 'a'}", "a key in double quotes is missing"),
    "a missing comma": ('{"id": "a" "value": 1}', "a comma or a closing bracket is missing"),
    "a missing colon": ('{"id" "a"}', "a colon is missing after a key"),
    "a missing value": ('{"id": , "value": 1}', "a value is missing or misspelt"),
    "a leading nought": ('{"value": 007}', "a comma or a closing bracket is missing"),
    "an open quote": ('{"id": "a}', "a quote is never closed"),
    "words": ("id,value", "a value is missing or misspelt"),
}


@pytest.mark.parametrize(("line", "problem"), BAD.values(), ids=BAD)
def test_a_bad_line_is_remarked_with_its_beginning_and_the_others_are_read(
    tmp_path: Path, line: str | bytes, problem: str
) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    started = time.process_time()
    grid = read(tmp_path, b'{"id": "a"}\r\n\n' + raw + b'\n{"id": "z", "new": 1}')
    assert time.process_time() - started < 1
    assert records(grid) == {
        1: {"id": Cell("text", "a")},
        4: {"id": Cell("text", "z"), "new": Cell("number", "1")},
    }
    (remark,) = grid.remarks
    assert (remark.code, remark.cell, remark.line) == ("JSL001", None, 3)
    assert remark.says["problem"].partition(" (at character")[0] == problem
    assert raw.decode("utf-8", "replace").startswith(remark.says["value"])
    assert len(remark.says["value"]) == min(60, len(raw.decode("utf-8", "replace")))
    assert READING["JSL001"].says.format_map(remark.says).startswith("the line is no record: ")


@pytest.mark.parametrize("torn", ['{"id": "F-002", "value"', '{"id": "F-002", ', '{"id": 1', "{"])
def test_a_torn_last_line_is_said_to_break_off(tmp_path: Path, torn: str) -> None:
    grid = read(tmp_path, '{"id": "F-001"}\n' + torn)
    assert records(grid) == {1: {"id": Cell("text", "F-001")}}
    problem = f"it breaks off in the middle (at character {len(torn.rstrip()) + 1})"
    said = [(remark.line, remark.says) for remark in grid.remarks]
    assert [(line, says["value"]) for line, says in said] == [(2, torn.strip())]
    assert said[0][1]["problem"].startswith(problem.partition(" (")[0])


def test_columns_stand_in_the_order_in_which_keys_first_appear(tmp_path: Path) -> None:
    grid = read(tmp_path, '{"b": 1, "a": null}\n{"c": 2, "b": 3, " ": 4}\n')
    assert [(at, cell.raw) for at, cell in grid.rows[0].cells.items()] == [
        (1, "b"),
        (2, "a"),
        (3, "c"),
    ]
    assert grid.rows[2].cells == {
        3: Cell("number", "2"),
        1: Cell("number", "3"),
        4: Cell("number", "4"),  # its key is blank: a value without a heading
    }


def test_blank_lines_and_blank_records_are_left_out_and_line_numbers_go_on(tmp_path: Path) -> None:
    grid = read(tmp_path, '\n \r\n{}\n{"id": null}\n{"id": "x"}\n\n')
    assert records(grid) == {5: {"id": Cell("text", "x")}}
    assert grid.remarks == ()


def test_a_mark_of_utf8_is_no_letter_of_the_first_line(tmp_path: Path) -> None:
    assert records(read(tmp_path, b'\xef\xbb\xbf{"id": "x"}')) == {1: {"id": Cell("text", "x")}}


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"{}\n"])
def test_a_file_without_records_has_no_rows(tmp_path: Path, data: bytes) -> None:
    grid = read(tmp_path, data)
    assert (grid.rows, grid.remarks) == ((), ())


LINE = '{"id": "x", "value": 1}'
LIMITED: dict[str, tuple[dict[str, int], str]] = {
    "of a line": ({"record_chars": 22}, "it has 23 bytes, and at most 22 are read"),
    "of keys": ({"columns": 1}, "with it, the file has more than 1 keys"),
}


@pytest.mark.parametrize(("limit", "problem"), LIMITED.values(), ids=LIMITED)
def test_a_line_beyond_a_limit_is_remarked(
    tmp_path: Path, limit: dict[str, int], problem: str
) -> None:
    grid = read(tmp_path, f'{LINE}\n{{"id": "y"}}\n', **limit)
    assert records(grid) == {2: {"id": Cell("text", "y")}}
    assert [(remark.line, remark.says["problem"]) for remark in grid.remarks] == [(1, problem)]


REFUSED: dict[str, tuple[str | bytes, dict[str, int], str]] = {
    "a file too large": (LINE, {"file_bytes": 22}, "it has 23 bytes, and at most 22 are read"),
    "too many values": (LINE, {"cells": 1}, "it has up to 2 values, and at most 1 are read"),
    "UTF-16": (LINE.encode("utf-16"), {}, "it is UTF-16, and JSON is UTF-8 (RFC 8259)"),
    "UTF-16 without its mark": (
        LINE.encode("utf-16-be"),
        {},
        "it is UTF-16, and JSON is UTF-8 (RFC 8259)",
    ),
    "JSON laid out over many lines": (
        json.dumps([{"id": "x"}, {"id": "y"}], indent=1),
        {},
        "none of its lines is a record; it seems one JSON text laid out over many lines",
    ),
    "a workbook under a false name": (
        b"PK\x03\x04\x14",
        {},
        "in truth it is an Excel workbook, or another zip",
    ),
}


@pytest.mark.parametrize(("data", "limit", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_json_lines_is_refused(
    tmp_path: Path, data: str | bytes, limit: dict[str, int], problem: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, data, **limit)
    assert refusal.value.what == f"facts.jsonl: {problem}"
    assert refusal.value.hint


def test_lines_that_are_all_bad_are_still_said_one_by_one(tmp_path: Path) -> None:
    grid = read(tmp_path, '{"id": "a",}\n{"id": "b",}\n')
    assert [remark.line for remark in grid.remarks] == [1, 2]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.none() | st.booleans() | NUMBERS | TEXT
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4).filter(str.strip)


def same(cell: Cell | None, value: Any) -> bool:
    if value is None or (isinstance(value, str) and not value.strip()):
        return cell is None
    assert cell is not None
    match value:
        case bool():
            return cell == ("boolean", "true" if value else "false")
        case str():
            return cell == ("text", value)
        case int() | float():
            assert "e" not in cell.raw.lower()
            return cell.kind == "number" and Decimal(cell.raw) == Decimal(repr(value))
    texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return cell.kind == ("list" if texts else "other") and exact(cell.raw) == exact(
        json.dumps(value)
    )


def exact(text: str) -> Any:
    return json.loads(text, parse_int=Decimal, parse_float=Decimal)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    table=st.lists(st.dictionaries(KEYS, NESTED, max_size=4), max_size=5),
    ascii_only=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_what_json_writes_is_read_back_value_by_value(
    tmp_path: Path, table: list[dict[str, Any]], ascii_only: bool, end: str
) -> None:
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in table]
    grid = read(tmp_path, end.join(lines))
    assert grid.remarks == ()
    found = records(grid)
    for number, record in enumerate(table):
        cells = found.pop(number * end.count("\n") + 1, {})
        assert set(cells) <= set(record)
        assert all(same(cells.get(key), value) for key, value in record.items())
    assert found == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=60) | st.text('{}[]":,\\u1d8e-.tn\n \r', max_size=60).map(str.encode)
)
def test_any_bytes_give_cells_remarks_or_one_clean_refusal(tmp_path: Path, data: bytes) -> None:
    try:
        grid = read(tmp_path, data)
    except UnreadableFile as refusal:
        assert refusal.what.startswith("facts.jsonl: ")
    else:
        told = {remark.line for remark in grid.remarks} | {row.number for row in grid.rows}
        blank = (b"", b"{}")
        for number, line in enumerate(data.split(b"\n"), 1):
            if number not in told and line.strip(b" \t\r\f\v\xef\xbb\xbf") not in blank:
                value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
                assert all(item is None or not str(item).strip() for item in value.values())
