"""What a spreadsheet does not keep whole of a pack is told with its cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from made.packs import put_pack

from toolkit.ooxml.sheets.rows import Column
from toolkit.pack.bounds import too_many_digits, too_many_links

COLUMN = Column(3, "Value", "number", 0, value=0)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal("1234567890.123456789"), True),
        (Decimal("-0.1234567890123456"), True),
        (Decimal("123456789012345"), False),
        (Decimal("0.123456789012345"), False),
        (Decimal("1234567890123456"), True),
        (Decimal("1234567890123450"), False),
        (Decimal("12345678901234500000.000000000"), False),
        (Decimal("0.000000001"), False),
        (Decimal(0), False),
        (1234567890123456, True),
        (10**20, False),
        (None, False),
        ("1234567890123456", False),
        (True, False),
    ],
)
def test_a_sixteenth_digit_is_told(value: object, told: bool) -> None:
    assert bool([*too_many_digits("q", [COLUMN], [(value,)], "S", 2)]) is told


def test_the_first_cell_and_how_many_there_are_are_named() -> None:
    rows = [(Decimal(1),), (Decimal("1e-9") + 10**9,), (Decimal("1e-9") + 10**8,)]
    assert list(too_many_digits("figures", [COLUMN], rows, "Two words", 5)) == [
        "2 numbers of figures, Value, with more than 15 digits, of which a spreadsheet keeps 15: "
        "Two words!C6 and below; the CSV has every digit"
    ]


def test_links_past_the_most_are_told() -> None:
    assert list(too_many_links({"A": 65_530, "B": 65_533})) == [
        "the last 3 links of sheet 'B' are left out: Excel keeps 65,530 a sheet"
    ]


def test_a_pack_says_where_digits_are_lost(tmp_path: Path) -> None:
    facts = [
        {"id": "many", "value": Decimal("1234567890.123456789"), "unit": "USD"},
        {"id": "few", "value": 5, "unit": "USD"},
    ]
    _, pack = put_pack(tmp_path, facts)
    (note,) = [note for note in pack.manifest.notes if "digits" in note]
    assert note.startswith("1 number of figures, Value, with more than 15 digits")
    assert b"1234567890.123456789" in pack.files["csv/figures.csv"]
