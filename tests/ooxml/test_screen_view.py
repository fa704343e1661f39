"""What a sheet shows first when it is opened: its corner, its frozen panes, its active cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from made.filled import filled


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_one_cell_stays_one_where_panes_are_frozen_and_a_cell_is_active(
    tmp_path: Path, rows: int
) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = book.add_worksheet("Data")
    sheet.add_table("A4:B5", {"name": "figures", "columns": [{"header": "N"}, {"header": "V"}]})
    sheet.write("A5", "sample")
    sheet.write("A9", "beneath")
    sheet.freeze_panes(4, 1)  # the first cell beneath is the Table's only row
    sheet.set_selection("B5")
    sheet.add_table("D20:E21", {"name": "other", "columns": [{"header": "K"}, {"header": "W"}]})
    book.close()
    part = filled(tmp_path / "t.xlsx", {"figures": rows}).part("xl/worksheets/sheet1.xml")
    assert re.findall(r'topLeftCell="([^"]*)"', part) == ["B5"]
    assert re.findall(r'activeCell="([^"]*)"', part)[-1] == "B5"


def test_what_is_shown_first_beneath_a_table_moves_with_it(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = book.add_worksheet("Data")
    sheet.add_table("A4:B5", {"name": "figures", "columns": [{"header": "N"}, {"header": "V"}]})
    sheet.write("A9", "beneath")
    sheet.set_top_left_cell(8, 0)
    sheet.set_selection("A9:B10")
    book.close()
    part = filled(tmp_path / "t.xlsx", {"figures": 3}).part("xl/worksheets/sheet1.xml")
    assert re.findall(r'(?:topLeftCell|activeCell|sqref)="([^"]*)"', part) == [
        "A11", "A11", "A11:B12",
    ]  # fmt: skip
