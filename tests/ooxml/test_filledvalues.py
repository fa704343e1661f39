"""The values that a chart keeps of filled cells, read back from the rows as they were written."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.ooxml.filling.filledvalues import FilledValues
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.sheets.moves import Growth, Moves


def row(number: int, text: str, value: str) -> str:
    return (
        f'<row r="{number}"><c r="B{number}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}'
        f'</t></is></c><c r="C{number}"><v>{value}</v></c>'
        f'<c r="D{number}"><f>C{number}*2</f><v>0</v></c><c r="E{number}" s="3"/></row>'
    )


CHUNKS = [
    (row(5, "a &amp; &lt;b&gt;", "1.5") + row(6, "two", "-2")).encode(),
    (row(7, "_x0041_", "3E2") + row(8, "", "0.1")).encode(),
]


def slot(name: str, sheet: str, first: int) -> Any:
    def bottom(rows: int) -> int:
        return first + max(rows, 1) - 1

    area = (2, first, 5, first)
    return SimpleNamespace(
        name=name, sheet=SimpleNamespace(name=sheet), area=area, first=first, bottom=bottom
    )


def values(rows: int = 4, chunks: Any = CHUNKS) -> FilledValues:
    names = [
        SimpleNamespace(name="Series", refers_to="Data!$C$5:$C$5"),
        SimpleNamespace(name="Series2", refers_to="Data!$C$6:$C$7"),
    ]
    growth = Growth("Data", 2, 5, 5, 5, 4 + rows)
    return FilledValues(
        [(slot("other", "Other", 2), 1, []), (slot("q", "Data", 5), rows, chunks)],
        SimpleNamespace(fed=lambda old: "Free" not in old),  # type: ignore[arg-type]
        SimpleNamespace(defined_names=names),  # type: ignore[arg-type]
        Follower(Moves([growth]), "t.xlsx"),
    )


TEXTS = ["a & <b>", "two", "A", ""]
NUMBERS = [Decimal("1.5"), Decimal(-2), Decimal(300), Decimal("0.1")]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("Data!$C$5:$C$8", NUMBERS),
        ("data!C5:C8", NUMBERS),
        ("Data!$B$5:$B$8", TEXTS),
        ("Data!$C$6:$C$7", NUMBERS[1:3]),
        ("Data!$C$8", NUMBERS[3:]),
        ("Data!$B$6:$C$6", ["two", Decimal(-2)]),
        ("Data!$E$5:$E$8", [None] * 4),
        ("Series", NUMBERS),
        ("series", NUMBERS),
        ("Data!$D$5:$D$8", None),  # formulas
        ("Data!$B$5:$C$8", None),  # several columns and rows
        ("Data!$C$4:$C$8", None),  # the heading is not filled
        ("Data!$C$5:$C$9", None),
        ("Data!$A$5:$A$8", None),
        ("Data!$E$5:$F$5", None),
        ("Other!$C$5:$C$8", None),
        ("(Data!$C$5,Data!$C$7)", None),
        ("Data!$C$5,Data!$C$7", None),
        ("OFFSET(Data!$C$5,0,0)", None),
        ("Nothing", None),
        ("Free!$A$1", "same"),
    ],
)
def test_the_values_behind_a_reference(reference: str, found: object) -> None:
    assert values().behind(reference, reference) == found


@pytest.mark.parametrize(
    ("reference", "blank"), [("Data!$C$5:$C$5", 1), ("Data!$B$5:$D$5", 3), ("Data!$C$6", None)]
)
def test_a_table_without_rows_shows_nothing(reference: str, blank: int | None) -> None:
    expected = None if blank is None else [None] * blank
    assert values(0, []).behind(reference, reference) == expected
