"""Rows put above a Table's total row: all beneath it moves down, and all that points there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from made.formula_book import recalculated
from ooxml.appending import appended

from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.sheets.written import Value

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def with_total_row(path: Path) -> Path:
    """A Table with a total row; notes beneath it, formulas and a chart that point at both."""
    book = xlsxwriter.Workbook(str(path))
    here = book.add_worksheet("Sheet")
    bold = book.add_format({"bold": True})
    columns = [
        {"header": "Id", "total_string": "Total"},
        {"header": "Value", "total_function": "sum"},
        {"header": "Share", "formula": "Facts[[#This Row],[Value]]/2"},
        {"header": "Sum so far"},
    ]
    here.add_table(
        "A1:D4", {"name": "Facts", "columns": columns, "total_row": True,
                  "data": [["a", 1], ["b", 2]]},
    )  # fmt: skip
    for row in (2, 3):
        here.write_formula(f"D{row}", f"=SUM(B$2:B{row})", None, row * 1.5)
    here.write_formula("B4", "=SUBTOTAL(109,Facts[Value])", bold, 3)
    here.write("F4", "beside the total")
    here.merge_range("A6:B6", "a note beneath", bold)
    here.write_formula("B7", "=B4*10", None, 30)
    here.write_comment("B7", "mind this")
    here.conditional_format("B2:B3", {"type": "cell", "criteria": ">", "value": 5})
    here.set_row(5, 40)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet!$B$2:$B$3", "categories": "=Sheet!$A$2:$A$3"})
    other = book.add_worksheet("Other")
    other.write_formula("A1", "=Sheet!B4+Sheet!B7", None, 33)
    other.write_formula("A2", "=SUM(Sheet!B2:B3)", None, 3)
    other.insert_chart("C1", chart)
    book.define_name("total", "=Sheet!$B$4")
    book.define_name("values", "=Sheet!$B$2:$B$3")
    book.close()
    return path


NEW_ROWS: list[Mapping[int, Value]] = [{1: "c", 2: 40}, {1: "d", 2: 50}, {1: "e", 2: 7}]


def test_rows_go_above_the_total_row_and_all_beneath_it_moves_down(tmp_path: Path) -> None:
    source = with_total_row(tmp_path / "made.xlsx")
    made, numbers, changed = appended(source, NEW_ROWS, points=())
    assert numbers == (4, 5, 6)
    assert not changed & {"xl/styles.xml", "xl/sharedStrings.xml", "xl/drawings/drawing1.xml"}
    (tmp_path / "new.xlsx").write_bytes(made)
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    here, other = book["Sheet"], book["Other"]
    table = here.tables["Facts"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:D7", "A1:D6", 1)
    assert [row[:2] for row in here.iter_rows(min_row=2, max_row=6, values_only=True)] == [
        ("a", 1), ("b", 2), ("c", 40), ("d", 50), ("e", 7),
    ]  # fmt: skip
    assert [here[f"C{row}"].value for row in (3, 4, 6)] == ["=Facts[[#This Row],[Value]]/2"] * 3
    assert [here[f"D{row}"].value for row in (2, 3)] == ["=SUM(B$2:B2)", "=SUM(B$2:B3)"]
    assert (here["A7"].value, here["B7"].value) == ("Total", "=SUBTOTAL(109,Facts[Value])")
    assert here["B7"].font.bold
    assert here["F7"].value == "beside the total"
    assert (here["A9"].value, here["B10"].value) == ("a note beneath", "=B7*10")
    assert [str(area) for area in here.merged_cells.ranges] == ["A9:B9"]
    assert (here.row_dimensions[9].height, here["B10"].comment.text) == (39.75, "mind this")
    (rule,) = here.conditional_formatting
    assert str(rule.sqref) == "B2:B6"
    assert (other["A1"].value, other["A2"].value) == ("=Sheet!B7+Sheet!B10", "=SUM(Sheet!B2:B6)")
    assert book.defined_names["total"].attr_text == "Sheet!$B$7"
    assert book.defined_names["values"].attr_text == "Sheet!$B$2:$B$6"
    chart = Package.open(made).read("xl/charts/chart1.xml")
    assert b"Sheet!$B$2:$B$6" in chart and b"Sheet!$A$2:$A$6" in chart
    shown = openpyxl.load_workbook(tmp_path / "new.xlsx", data_only=True)
    assert (shown["Sheet"]["B10"].value, shown["Other"]["A1"].value) == (30, 33)


@needs_office
def test_libreoffice_sums_the_rows_above_a_total_row(tmp_path: Path) -> None:
    made, _, _ = appended(with_total_row(tmp_path / "made.xlsx"), NEW_ROWS, points=())
    office = tmp_path / "office"
    office.mkdir()
    again = recalculated({"new": made}, office)["new"]
    (tmp_path / "again.xlsx").write_bytes(again)
    book = openpyxl.load_workbook(tmp_path / "again.xlsx", data_only=True)
    assert (book["Sheet"]["B7"].value, book["Sheet"]["B10"].value) == (100, 1000)
    assert (book["Other"]["A1"].value, book["Other"]["A2"].value) == (1100, 100)


def test_a_total_row_that_cannot_move_whole_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(with_total_row(tmp_path / "made.xlsx"))
    for row in (3, 4, 5, 7):
        book["Sheet"][f"F{row}"] = "beside, and it stays"
    book["Sheet"].merge_cells("D6:F6")
    book.save(tmp_path / "torn.xlsx")
    with pytest.raises(FactpackError, match="the merged cells D6:F6 on sheet 'Sheet'"):
        appended(tmp_path / "torn.xlsx", NEW_ROWS, points=())
