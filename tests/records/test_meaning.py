"""Two ways of typing one thing mean the same, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.dossier import data_folder
from toolkit.readers.grid import Cell
from toolkit.records.meaning import BLANK, meaning_of
from toolkit.schemas import load_schemas

FACTS = load_schemas(data_folder("schemas")).types["facts"]


@pytest.mark.parametrize(
    ("key", "kind", "raw", "meaning"),
    [
        ("value", "text", "1.0", "n 1"),
        ("value", "number", "1", "n 1"),
        ("value", "number", "-0", "n 0"),
        ("value", "text", "1\u00a0000\u00a0000", "n 1000000"),
        ("value", "percent", "0.845", "n 84.5"),
        ("value", "text", "380  bn", "? text 380  bn"),
        ("value", "error", "#REF!", "? error #REF!"),
        ("value", "text", " ", BLANK),
        ("decimals", "text", "billion", "n -9"),
        ("decimals", "number", "-9", "n -9"),
        ("period_end", "text", "24.02.2025", "d 2025-02-24"),
        ("period_end", "date", "2025-02-24", "d 2025-02-24"),
        ("period_end", "date", "2025-02-24T10:00:00", "? date 2025-02-24T10:00:00"),
        ("note", "text", "e\u0301\u00a0a\r\nb\rc", "t é a\nb\nc"),
        ("note", "text", "a  b", "t a  b"),  # runs of blanks may be meant
        ("note", "number", "1.50", "t 1.50"),
        ("note", "text", "\u200b", BLANK),
        ("kind", "text", "Actual", "t actual"),
        ("tags", "text", " a ;b;", "l a; b"),
        ("tags", "list", '["a", "b"]', "l a; b"),
        ("tags", "list", '["a\u00a0b", ""]', "l a b; "),
        ("tags", "list", '["", " "]', BLANK),
        ("tags", "list", "[]", BLANK),
        ("tags", "text", ";", BLANK),
        ("", "number", "1.50", "n 1.5"),
        ("", "percent", "0.84", "n 0.84"),
        ("", "text", " 1.50 ", "n 1.5"),
        ("", "text", "-0.0", "n 0"),
        ("", "text", "0", "n 0"),
        ("", "text", "007", "t 007"),
        ("", "text", "1,5", "t 1,5"),
        ("", "text", "+1", "t +1"),
        ("", "text", "1" * 100, "n " + "1" * 100),
        ("", "text", "1" * 101, "t " + "1" * 101),
        ("", "text", "0." + "1" * 99, "n 0." + "1" * 99),
        ("", "text", "0." + "1" * 100, "t 0." + "1" * 100),
        ("", "date", "2025-02-24", "d 2025-02-24"),
        ("", "text", "2025-02-24", "d 2025-02-24"),
        ("", "text", "2025-02-24T10:00:00", "d 2025-02-24T10:00:00"),
        ("", "text", "2025-02-24T10:00", "t 2025-02-24T10:00"),
        ("", "text", "24.02.2025", "t 24.02.2025"),
        ("", "boolean", "true", "b True"),
        ("", "boolean", "false", "b False"),
        ("", "text", "TRUE", "b True"),
        ("", "text", "False", "b False"),
        ("", "text", "\u00a0", BLANK),
        ("", "text", "a\u2009b\tc\r\nd", "t a b c\nd"),
        ("", "error", "#REF!", "error #REF!"),
        ("", "uncached", "=A1", "uncached =A1"),
        ("", "list", '["a"]', 't ["a"]'),
        ("", "text", '["a"]', 't ["a"]'),
        ("", "other", '{"a": 1}', 't {"a": 1}'),
    ],
)
def test_a_cell_means_what_is_typed_there(key: str, kind: Any, raw: str, meaning: str) -> None:
    field = FACTS.field(key) if key else None
    assert meaning_of(Cell(kind, raw), field, decimal_point=False) == meaning


def test_a_lone_point_means_what_the_file_says() -> None:
    cell, value = Cell("text", "1.234"), FACTS.field("value")
    assert meaning_of(cell, value, decimal_point=True) == "n 1.234"
    assert meaning_of(cell, value, decimal_point=False) == "? text 1.234"
    assert meaning_of(cell, None, decimal_point=False) == "n 1.234"
    assert meaning_of(None, value, decimal_point=True) == BLANK
