"""A workbook filled in as people fill them in: each slip is found on its own cell, nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from toolkit import open_dossier
from toolkit.annotating.beginning import begin

COMMON = {
    "Entity": "example",
    "Concept": "revenue",
    "Source": "example-note",
    "Kind": "actual",
    "Status": "draft",
    "Unit": "USD",
    "Period from": date(2025, 1, 1),
    "Period to": date(2025, 6, 30),
}
ROWS: list[dict[str, Any]] = [  # from row 6 on, below two lines of title
    {
        "Fact": "F1",
        "Value": "over 380 bn",
        "Entity": "exmple",
        "Kind": "rumor",
        "Period to": "30.02.25",
    },
    {"Fact": "F1", "Value": 84, "Concept": "revenu"},
    {"Fact": "F3", "Value": "=1+1"},
    {"Fact": "F4", "Value": "#REF!"},
    {"Fact": "F5", "Value": "1.234,5", "Entity": " example ", "Kind": "Actual"},
    {"Fact": "F6", "Value": "1.234"},
    {"Fact": "F7", "Value": 7, "Entity": None},
    {"Fact": "F8", "Value": True},
    {"Fact": "F9", "Value": "1\u00a0234,50", "Period to": "12.09.2025"},
    {"Fact": "F10", "Value": 8, "Period to": "12/09/2025"},
]
READING = ("SHT", "CEL", "SCH", "REF", "ID0", "FIL")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    workbook, *_ = begin(tmp_path / "d", title="Slips", today=date(2025, 9, 26), empty=False)
    book = openpyxl.load_workbook(workbook)
    sheet = book["Facts"]
    column = {cell.value.strip(" *"): cell.column for cell in sheet[1]}
    for number, row in enumerate(ROWS, 4):
        for heading, value in (COMMON | row).items():
            cell = sheet.cell(number, column[heading], value)
            if value == "#REF!":
                cell.data_type = "e"
    percent = sheet.cell(5, column["Value"], 0.84)
    percent.number_format = "0%"
    sheet.cell(1, 40, "My own column")
    sheet.cell(4, 40, "kept")
    sheet.cell(12, 45, "stray")
    sheet.row_dimensions[8].hidden = True
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Our facts, confidential"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A30:A31")
    book.create_sheet("Scratch")["A1"] = "x"
    book["Sums"].sheet_state = "hidden"
    book.save(workbook)
    return tmp_path / "d"


def test_each_slip_is_found_on_its_cell(dossier: Path) -> None:
    found = {(one.sheet, one.cell, one.code) for one in open_dossier(dossier).findings()}
    assert {one for one in found if one[2].startswith(READING)} == {
        ("Facts", "AN3", "SHT006"),
        ("Facts", "A6", "ID001"),
        ("Facts", "D6", "SCH002"),
        ("Facts", "H6", "REF001"),
        ("Facts", "K6", "SCH005"),
        ("Facts", "L6", "SCH003"),
        ("Facts", "A7", "ID001"),
        ("Facts", "I7", "REF001"),
        ("Facts", "8:8", "SHT002"),
        ("Facts", "D8", "CEL002"),
        ("Facts", "D9", "CEL001"),
        ("Facts", "D11", "SCH006"),
        ("Facts", "H12", "SCH001"),
        ("Facts", "D13", "SCH002"),
        ("Facts", "K15", "SCH006"),
        ("Facts", "AS14", "SHT008"),
        ("Facts", "A30:A31", "SHT003"),
        ("Scratch", None, "SHT001"),
        ("Sums", None, "SHT002"),
    }


def test_what_can_be_read_is_read(dossier: Path) -> None:
    rows = open_dossier(dossier).sql(
        "select id, value, entity, period_end from facts where id not like 'example%' order by _row"
    )
    half = date(2025, 6, 30)
    assert [row for row in rows.rows if row[1] is not None] == [
        ("F1", Decimal(84), "example", half),
        ("F5", Decimal("1234.5"), "example", half),
        ("F7", Decimal(7), None, half),
        ("F9", Decimal("1234.50"), "example", date(2025, 9, 12)),
        ("F10", Decimal(8), "example", None),
    ]


def test_an_unknown_column_is_in_the_cells(dossier: Path) -> None:
    rows = open_dossier(dossier).sql("select cell, raw from cells where field = 'My own column'")
    assert rows.rows == [("AN6", "kept")]


@pytest.mark.parametrize(
    ("name", "copied", "codes"),
    [
        ("Facts July", False, {"SHT011"}),  # renamed: nobody reads it
        ("Facts July", True, {"SHT001"}),  # a copy beside the sheet that is read
    ],
)
def test_a_sheet_of_records_under_another_name_is_no_mere_note(
    tmp_path: Path, name: str, copied: bool, codes: set[str]
) -> None:
    root = tmp_path / "d"
    begin(root, title="A dossier", today=date(2025, 9, 26), empty=False)
    file = root / "facts" / "facts.xlsx"
    book = openpyxl.load_workbook(file)
    (book.copy_worksheet(book["Facts"]) if copied else book["Facts"]).title = name
    contacts = book.create_sheet("Contacts")
    contacts.append(["ID", "Name", "Kind", "Telephone"])
    book.save(file)
    found = {one.code for one in open_dossier(root).findings() if one.sheet == name}
    assert found == codes
    assert {one.code for one in open_dossier(root).findings() if one.sheet == "Contacts"} == {
        "SHT001"
    }
