"""A cell of one file as it is typed into a workbook, a CSV and JSON lines: and what it then is."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.dossier import data_folder
from toolkit.merge.side import Column, Typed
from toolkit.merge.typing import for_csv, for_jsonl, for_workbook, of_value
from toolkit.readers.grid import Cell
from toolkit.records.meaning import meaning_of
from toolkit.schemas import load_schemas

TYPES = load_schemas(data_folder("schemas")).types


def column(called: str) -> Column:
    """A field of facts, or of the type before a point; a heading of one's own after a ~."""
    if called.startswith("~"):
        return Column(called, called[1:], None)
    *name, key = called.split(".")
    return Column(key, key, TYPES[name[0] if name else "facts"].field(key))


# field or heading of one's own, kind, raw: workbook, CSV (with a decimal comma), JSON
CELLS: list[tuple[str, str, str, Any, str, str]] = [
    ("value", "text", "1000000", Decimal(1000000), "1000000", "1000000"),
    ("value", "text", "-0.5", Decimal("-0.5"), "-0,5", "-0.5"),
    ("value", "text", "007", "007", "007", '"007"'),
    ("value", "text", "380 bn", "380 bn", "380 bn", '"380 bn"'),
    ("value", "text", "1.234,5", "1.234,5", "1.234,5", '"1.234,5"'),
    ("value", "number", "2.5", Decimal("2.5"), "2,5", "2.5"),
    ("value", "number", "1.234", Decimal("1.234"), "1,2340", "1.234"),
    ("value", "number", "-999.125", Decimal("-999.125"), "-999,1250", "-999.125"),
    ("value", "number", "0.125", Decimal("0.125"), "0,125", "0.125"),
    ("value", "number", "1234.125", Decimal("1234.125"), "1234,125", "1234.125"),
    ("value", "number", "1.25", Decimal("1.25"), "1,25", "1.25"),
    ("value", "percent", "0.84", Decimal(84), "84", "84"),
    ("value", "percent", "0.845", Decimal("84.5"), "84,5", "84.5"),
    ("value", "text", " 1.5\u200b", Decimal("1.5"), "1,5", "1.5"),
    ("value", "number", "1" * 17, "1" * 17, "1" * 17, "1" * 17),
    ("value", "number", "1" * 40, "1" * 40, "1" * 40, "1" * 40),
    ("value", "number", "0." + "1" * 40, "0." + "1" * 40, "0," + "1" * 40, "0." + "1" * 40),
    ("value", "text", "0." + "1" * 16, "0." + "1" * 16, "0," + "1" * 16, "0." + "1" * 16),
    ("decimals", "text", "0.1", "0.1", "0.1", '"0.1"'),
    ("decimals", "text", "-9", Decimal(-9), "-9", "-9"),
    ("decimals", "text", "billion", "billion", "billion", '"billion"'),
    ("note", "text", "12.5", "12.5", "12.5", '"12.5"'),
    ("note", "number", "12.5", Decimal("12.5"), "12.5", "12.5"),
    ("note", "percent", "0.84", "84%", "84%", '"84%"'),
    ("note", "text", 'say "é"', 'say "é"', 'say "é"', '"say \\"é\\""'),
    ("note", "text", "2025-09-12", "2025-09-12", "2025-09-12", '"2025-09-12"'),
    ("note", "boolean", "true", True, "true", "true"),
    ("note", "boolean", "false", False, "false", "false"),
    ("period_end", "text", "2025-09-12", date(2025, 9, 12), "2025-09-12", '"2025-09-12"'),
    ("period_end", "text", "2025-02-30", "2025-02-30", "2025-02-30", '"2025-02-30"'),
    ("period_end", "text", "12.9.2025", "12.9.2025", "12.9.2025", '"12.9.2025"'),
    ("period_end", "date", "2025-09-12", date(2025, 9, 12), "2025-09-12", '"2025-09-12"'),
    (
        "note",
        "date",
        "2025-09-12T10:30:00",
        datetime(2025, 9, 12, 10, 30),
        "2025-09-12T10:30:00",
        '"2025-09-12T10:30:00"',
    ),
    ("tags", "list", '["a", "b, c"]', "a; b, c", "a; b, c", '["a", "b, c"]'),
    ("tags", "list", '["a", "b; c"]', '["a", "b; c"]', '["a", "b; c"]', '["a", "b; c"]'),
    ("claims.facts", "list", '["a", "b"]', "a; b", "a; b", '["a", "b"]'),
    ("claims.facts", "list", '["a, b"]', '["a, b"]', '["a, b"]', '["a, b"]'),
    ("tags", "percent", "0.84", "84%", "84%", '"84%"'),
    ("~mine", "list", '["a", "b"]', '["a", "b"]', '["a", "b"]', '["a", "b"]'),
    ("note", "other", '{"a": 1}', '{"a": 1}', '{"a": 1}', '{"a": 1}'),
    ("~mine", "text", "12.5", "12.5", "12.5", '"12.5"'),
    ("~mine", "number", "1.234", Decimal("1.234"), "1.234", "1.234"),
    ("~mine", "percent", "0.84", Decimal("0.84"), "0.84", "0.84"),
    ("~mine", "date", "2025-09-12", date(2025, 9, 12), "2025-09-12", '"2025-09-12"'),
    ("~mine", "text", "2025-09-12", "2025-09-12", "2025-09-12", '"2025-09-12"'),
]


@pytest.mark.parametrize(("key", "kind", "raw", "value", "text", "line"), CELLS)
def test_a_cell_is_typed_into_each_sort_of_file(
    key: str, kind: Any, raw: str, value: Any, text: str, line: str
) -> None:
    field, cell = column(key).field, Cell(kind, raw)
    typed = Typed(cell, meaning_of(cell, field, decimal_point=True))
    written = for_workbook(typed, column(key))
    assert (written, type(written)) == (value, type(value))
    assert for_csv(typed, column(key), decimal_point=False) == text
    assert for_jsonl(typed, column(key)) == line
    if kind not in ("list", "percent"):
        assert for_csv(typed, column(key), decimal_point=True) == raw


def test_a_text_that_is_a_number_only_there_keeps_its_mark() -> None:
    """1.5 that a file with points could not read as its field wants it is no number here."""
    unread = Typed(Cell("text", "1.5"), "? text 1.5")
    assert for_csv(unread, column("value"), decimal_point=False) == "1.5"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, Cell("boolean", "true")),
        (False, Cell("boolean", "false")),
        (date(2025, 9, 12), Cell("date", "2025-09-12")),
        (datetime(2025, 9, 12, 10, 30), Cell("date", "2025-09-12T10:30:00")),
        ("a", Cell("text", "a")),
        (Decimal("1E+3"), Cell("number", "1000")),
        (Decimal("0.50"), Cell("number", "0.50")),
    ],
)
def test_a_value_reads_back_as_its_cell(value: Any, cell: Cell) -> None:
    assert of_value(value) == cell


def back(text: str) -> Cell:
    """A JSON value as the reader of JSON lines gives it."""
    value = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    if isinstance(value, Decimal):
        return Cell("number", text)
    if isinstance(value, bool):
        return Cell("boolean", text)
    return Cell("text", value) if isinstance(value, str) else Cell("list", text)


pieces = st.sampled_from(
    (
        *("1", "12", "007", "1.5", "1.234", "1,234", "-2", "-0", "84%", "9" * 16, "0." + "1" * 10),
        *("2025-02-24", "24.02.2025", "billion", "0.1", "Plan", "a; b", "a, b", "[x]", '["a"]'),
        *("true", " ", "\u00a0", "\u200b", "\n", "é", '"', "\\", "'"),
    )
)
texts = st.lists(pieces, min_size=1, max_size=3).map("".join)
numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?", fullmatch=True)
cells = (
    st.builds(Cell, st.just("text"), texts)
    | st.builds(Cell, st.sampled_from(["number", "percent"]), numbers)
    | st.builds(Cell, st.just("date"), st.dates().map(str))
    | st.builds(
        Cell, st.just("date"), st.datetimes().map(lambda day: day.isoformat(timespec="seconds"))
    )
    | st.builds(Cell, st.just("boolean"), st.sampled_from(["true", "false"]))
    | st.builds(Cell, st.just("list"), st.lists(texts).map(lambda parts: json.dumps(parts)))
)
columns = st.sampled_from(
    [*("~mine", "value", "decimals", "note", "kind", "period_end", "tags", "claims.facts")]
)


@settings(max_examples=200, deadline=None)
@given(cells, columns, st.booleans(), st.booleans())
def test_what_is_taken_into_another_sort_of_file_means_the_same_there(
    cell: Cell, called: str, typed_with_point: bool, written_with_point: bool
) -> None:
    here, field = column(called), column(called).field
    typed = Typed(cell, meaning_of(cell, field, decimal_point=typed_with_point))
    if typed.meaning[:1] in ("", "?"):
        return
    there = Cell("text", for_csv(typed, here, decimal_point=written_with_point))
    assert meaning_of(there, field, decimal_point=written_with_point) == typed.meaning
    assert meaning_of(back(for_jsonl(typed, here)), field, decimal_point=True) == typed.meaning
    there = of_value(for_workbook(typed, here))
    assert meaning_of(there, field, decimal_point=False) == typed.meaning
