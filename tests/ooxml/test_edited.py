"""Cells given new values whatever they held: stored so that their format shows them right."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value

PERCENT, DAY, CLOCK, MONEY = "0.0%", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "#,##0.00"


def workbook() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("S")
    looks = {code: book.add_format({"num_format": code}) for code in (PERCENT, DAY, CLOCK, MONEY)}
    sheet.set_column("D:D", 9, looks[MONEY])
    sheet.set_column("E:E", 9, looks[DAY])
    rows: list[list[tuple[Any, str | None]]] = [
        [(0.5, PERCENT), (1, None), (45_000, DAY), (1, MONEY), (45_000, DAY), (0.25, PERCENT)],
        [(0.25, PERCENT), ("x", None), ("x", DAY), ("x", DAY), ("x", MONEY), ("x", DAY)],
        [(3, None), (45_000.5, CLOCK), ("x", None), ("x", None), ("x", None), ("x", None)],
    ]
    for row, cells in enumerate(rows):
        for column, (value, code) in enumerate(cells):
            sheet.write(row, column, value, looks.get(code or ""))
    sheet.write_formula("A9", "=1+1", None, 2)
    sheet.write_array_formula("B9:C9", "{=A1:B1}", None, 1)
    sheet.merge_range("A11:B12", "both", looks[MONEY])
    book.close()
    return made.getvalue()


SOURCE = workbook()


def edited(
    values: dict[str, Value | None], points: Collection[str] = (), **told: Any
) -> dict[str, tuple[object, str]]:
    package = Package.open(SOURCE)
    listed = read_workbook_part(package)
    (sheet,) = listed.sheets
    cells = SheetCells(package, sheet, read_formats(package, listed.part), listed.dates)
    made = package.to_bytes({sheet.part: cells.edited(values, points=points, **told)})
    read = openpyxl.load_workbook(io.BytesIO(made))["S"]
    return {at: (read[at].value, read[at].number_format) for at in values}


@pytest.mark.parametrize(
    ("address", "value", "points", "stored"),
    [
        ("A1", Decimal("12.5"), True, (0.125, PERCENT)),  # points under a percent format
        ("A1", Decimal("0.125"), False, (0.125, PERCENT)),
        ("B1", Decimal("12.5"), True, (12.5, "General")),
        ("D1", 7, False, (7, MONEY)),
        ("A1", "text", True, ("text", PERCENT)),
        ("A1", True, False, (True, PERCENT)),
        # a number under a format of days takes the format of its nearest neighbour
        ("C1", 7, False, (7, "General")),
        ("D2", 7, False, (7, MONEY)),
        ("B3", 7, False, (7, "General")),
        ("E1", 7, False, (7, "General")),
        ("F2", 7, False, (7, PERCENT)),
        ("F2", 7, True, (0.07, PERCENT)),
        # and so does a day under a format of numbers; where there is none it is a text
        ("C3", date(2025, 9, 26), False, (datetime(2025, 9, 26), DAY)),
        ("E3", date(2025, 9, 26), False, (datetime(2025, 9, 26), DAY)),
        ("E9", date(2025, 9, 26), False, (datetime(2025, 9, 26), DAY)),
        ("A3", date(2025, 9, 26), False, ("2025-09-26", "General")),
        ("C1", date(2025, 9, 26), False, (datetime(2025, 9, 26), DAY)),
        (
            "B3",
            datetime(2025, 9, 26, 12, 30, 15),
            False,
            (datetime(2025, 9, 26, 12, 30, 15), CLOCK),
        ),
        ("C1", date(1899, 1, 1), False, ("1899-01-01", DAY)),
    ],
)
def test_a_value_is_shown_as_what_it_is(
    address: str, value: Value, points: bool, stored: tuple[object, str]
) -> None:
    assert edited({address: value}, [address] if points else [])[address] == stored


def test_a_cell_is_cleared_and_keeps_its_format() -> None:
    assert edited({"A1": None, "Z99": None, "A11": None}) == {
        "A1": (None, PERCENT),
        "Z99": (None, "General"),
        "A11": (None, MONEY),
    }


REFUSED = [
    ("A9", "A9 holds a formula"),
    ("B9", "B9 holds a formula"),
    ("C9", "C9 belongs to the formula of B9:C9"),
    ("B12", "B12 is part of the merged cells A11:B12: unmerge them first"),
    ("XFE1", "XFE1 lies beyond the last cell, XFD1048576"),
]


@pytest.mark.parametrize(("address", "says"), REFUSED)
def test_what_cannot_be_changed_is_named(address: str, says: str) -> None:
    with pytest.raises(FactpackError) as told:
        edited({address: 7, "A1": 7})
    assert told.value.what.endswith(f"sheet 'S': {says}")
    assert told.value.hint == "nothing was written"


def test_a_formula_is_replaced_where_that_is_asked_for() -> None:
    assert edited({"A9": 7}, over_formulas=True)["A9"] == (7, "General")
    with pytest.raises(FactpackError, match="B9 holds the formula of B9:C9"):
        edited({"B9": 7}, over_formulas=True)
