"""What stands beneath and beside a Table that grows or shrinks, and all that points at it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from made.beneath_template import AT, beneath
from made.filled import Made, filled

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container.package import Package

GREW = 12  # rows in place of one: all beneath is 11 lower


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return filled(beneath(tmp_path_factory.mktemp("t") / "t.xlsx"), {"figures": GREW})


def moved(name: str, by: int = GREW - 1) -> int:
    return int(AT[name]) + by


def test_cells_beneath_stand_lower_with_their_heights_and_styles(grown: Made) -> None:
    sheet = grown.book["Data"]
    assert sheet[f"A{moved('title')}"].value == "Beneath"
    assert sheet[f"A{moved('title')}"].font.b
    assert sheet[f"B{moved('link')}"].value == "To the total"
    assert sheet.row_dimensions[moved("total")].height == 33
    assert sheet.row_dimensions[AT["total"]].height is None
    assert [sheet[f"B{row}"].value for row in (5, 16)] == ["n0", "n11"]
    assert sheet.dimensions == f"A1:G{moved('other') + 2}"


def test_what_stands_beside_the_table_stays(grown: Made) -> None:
    sheet = grown.book["Data"]
    assert [sheet[f"F{row}"].value for row in range(4, 9)] == [f"card {n}" for n in range(5)]
    assert [sheet[f"G{row}"].value for row in range(4, 9)] == [0, 10, 20, 30, 40]


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        (("Data", f"C{moved('total')}"), "=SUM(C5:C16)"),
        (("Data", f"D{moved('total')}"), f"=C{moved('total')}*$G$5"),
        (("Data", "D16"), "=C16*2"),
        (("Away", "A1"), f"=Data!C{moved('total')}"),
        (("Away", "A2"), "=SUM(other[V])"),
        (("Away", "A4"), '=VLOOKUP("k1",Data!$B$26:$C$28,2,FALSE)'),
    ],
)  # fmt: skip
def test_formulas_anywhere_follow(grown: Made, cell: tuple[str, str], formula: str) -> None:
    assert grown.book[cell[0]][cell[1]].value == formula


def test_all_that_names_cells_follows(grown: Made) -> None:
    sheet, total = grown.book["Data"], moved("total")
    array = sheet[f"C{moved('array')}"].value
    assert (array.ref, array.text) == (f"C{moved('array')}", "=SUM(C5:C16*2)")
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A18:D18"]
    assert sheet.tables["figures"].ref == "B4:D16"
    assert sheet.tables["other"].ref == sheet.tables["other"].autoFilter.ref == "B26:C28"
    link = sheet[f"C{moved('link')}"].hyperlink
    assert (link.ref, link.location) == (f"C{moved('link')}", f"Data!C{total}")
    assert sheet[f"B{moved('link')}"].comment.text == "a comment"
    choice = sheet.data_validations.dataValidation[0]
    assert (str(choice.sqref), choice.formula1) == ("C23", "$B$20:$B$22")
    formats = {str(each.sqref): each.rules[0].formula for each in sheet.conditional_formatting}
    assert formats == {"C20:D23": [f"C{total}>$C${total}"], "C5:C16": []}
    assert [each.id for each in sheet.row_breaks.brk] == [AT["other"] - 1 + GREW - 1]
    assert sheet.print_area == f"'Data'!$A$1:$G${moved('chart') + 15}"
    names = {name: each.attr_text for name, each in grown.book.defined_names.items()}
    assert names == {"total": f"Data!$C${total}", "whole": "Data!$B$5:$D$16"}
    part = grown.part("xl/worksheets/sheet1.xml")
    assert '<ignoredError sqref="B23"' in part
    assert f"<xm:f>Data!C27:C28</xm:f><xm:sqref>E{total}</xm:sqref>" in part


def test_pictures_charts_and_comments_hang_lower(grown: Made) -> None:
    sheet = grown.book["Data"]
    (chart,), (picture,) = sheet._charts, sheet._images
    assert chart.anchor._from.row + 1 == picture.anchor._from.row + 1 == moved("chart")
    note = grown.part("xl/drawings/vmlDrawing1.vml")
    assert f"<x:Row>{moved('link') - 1}</x:Row>" in note


def test_a_charts_own_copy_of_the_values_is_made_anew(grown: Made) -> None:
    part = grown.part("xl/charts/chart1.xml")
    assert "Data!$B$5:$B$16" in part and "Data!$C$5:$C$16" in part
    assert part.count('<c:ptCount val="12"/>') == 2
    assert '<c:pt idx="11"><c:v>n11</c:v></c:pt>' in part
    assert '<c:pt idx="11"><c:v>120</c:v></c:pt>' in part


def test_values_are_taken_away_only_from_formulas_that_read_what_changed(grown: Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(grown.bytes), data_only=True)
    away = book["Away"]
    assert [away[f"A{row}"].value for row in (1, 2, 3, 4)] == [None, 3, 2, 1]
    total, array = f"Data!C{moved('total')}", f"Data!C{moved('array')}"
    assert set(grown.told.uncalculated) == {total, total.replace("C", "D"), array, "Away!A1"}


def test_what_had_to_change_is_listed_and_nothing_else_changed(grown: Made) -> None:
    assert set(grown.told.followed) == {
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/tables/table2.xml",
        "xl/comments1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/charts/chart1.xml",
    }
    assert grown.moved == (
        "what stands beneath the Table 'figures' on sheet 'Data' moved down by 11 rows",
    )
    ours = {"docProps/core.xml", "docProps/app.xml", "xl/workbook.xml", "xl/sharedStrings.xml"}
    filled_parts = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    for name in grown.before.names:
        if name not in ours | filled_parts | set(grown.told.followed):
            assert grown.package.read(name) == grown.before.read(name), name


@pytest.mark.parametrize(("sample", "rows", "by"), [(6, 2, -4), (6, 6, 0), (5, 0, -4), (5, 9, 4)])
def test_a_table_with_sample_rows_shrinks_and_grows(
    tmp_path: Path, sample: int, rows: int, by: int
) -> None:
    done = filled(beneath(tmp_path / "t.xlsx", sample=sample), {"figures": rows})
    sheet, last = done.book["Data"], 4 + max(rows, 1)
    total = AT["total"] + sample - 1 + by
    assert sheet.tables["figures"].ref == f"B4:D{last}"
    assert sheet[f"C{total}"].value == f"=SUM(C5:C{last})"
    assert done.book.defined_names["total"].attr_text == f"Data!$C${total}"
    assert "Beneath" in [cell.value for cell in sheet["A"]]


def test_rows_do_not_move_up_into_what_stands_beside(tmp_path: Path) -> None:
    """The cards beside the Table reach lower than its sample rows."""
    done = filled(beneath(tmp_path / "t.xlsx", sample=3), {"figures": 1})
    sheet = done.book["Data"]
    assert sheet.tables["figures"].ref == "B4:D5"
    assert (sheet["B6"].value, sheet["F8"].value, sheet["A9"].value) == (None, "card 4", "Beneath")


def test_what_points_at_a_lost_sample_row_points_at_a_blank_cell(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_formula("F20", "=C7")
        sheet.write("B10", "beneath")

    done = filled(small(tmp_path / "t.xlsx", more, last=7), {"figures": 1})
    sheet = done.book["S"]
    assert (sheet["F20"].value, sheet["C7"].value, sheet["B10"].value) == ("=C7", None, "beneath")


def test_a_total_row_moves_up_alone_where_something_taller_stands_beside(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    columns = [
        {"header": "Name", "total_string": "All"},
        {"header": "Value", "total_function": "sum"},
    ]
    sheet.add_table(
        "B4:C9",
        {"name": "figures", "columns": columns, "total_row": True, "data": [["x", 1]] * 4},
    )
    sheet.write_column("E4", range(12))
    sheet.write("B12", "beneath")
    for n, formula in enumerate(TOTALLED):
        sheet.write_formula(20 + n, 6, f"={formula}")
    book.close()
    done = filled(path, {"figures": 1})
    sheet = done.book["S"]
    assert sheet.tables["figures"].ref == "B4:C6"
    assert [sheet[each].value for each in ("B5", "B6", "B7", "B9", "E9", "B12")] == [
        "n0", "All", None, None, 5, "beneath",
    ]  # fmt: skip
    assert sheet["C6"].value == "=SUBTOTAL(109,[Value])"
    said = [sheet.cell(21 + n, 7).value for n in range(len(TOTALLED))]
    assert said == [f"={formula}" for formula in TOTALLED.values()]


TOTALLED = {  # a formula that points at the Table, and the same in the pack
    "C9*2": "C6*2",
    "C4:C9": "C4:C6",
    "SUM(C5:C8)": "SUM(C5:C5)",
    "SUM(C5:C7)": "SUM(C5:C5)",  # never the total too
    "C7": "C8",  # a lost sample row: still a blank cell
    "C6:C8": "C7:C9",
    "C8:C9": "C6:C6",
    "C9:C12": "C6:C12",
    "C12": "C12",
}


# -- other shapes -------------------------------------------------------------------------------


def small(path: Path, more: Callable[[Any, Any], None], *, last: int = 5) -> Path:
    """One Table at B4:C5 of sheet S."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    columns = [{"header": "Name"}, {"header": "Value"}]
    sheet.add_table(f"B4:C{last}", {"name": "figures", "columns": columns})
    for row in range(5, last + 1):
        sheet.write(f"B{row}", "sample")
        sheet.write(f"C{row}", 1)
    more(book, sheet)
    book.close()
    return path


def second(_: Any, sheet: Any) -> None:
    columns = [{"header": "Name"}, {"header": "Value"}]
    sheet.add_table("B9:C10", {"name": "others", "columns": columns})
    sheet.write("B12", "=end")
    sheet.write_formula("E1", "=SUM(C5:C5)+SUM(C10:C10)+C10")


def test_tables_one_beneath_the_other_both_grow(tmp_path: Path) -> None:
    done = filled(small(tmp_path / "t.xlsx", second), {"figures": 4, "others": 3})
    sheet = done.book["S"]
    assert (sheet.tables["figures"].ref, sheet.tables["others"].ref) == ("B4:C8", "B12:C15")
    assert [sheet[f"B{row}"].value for row in (5, 8, 12, 13, 15, 17)] == [
        "n0", "n3", "Name", "n0", "n2", "=end",
    ]  # fmt: skip
    assert sheet["E1"].value == "=SUM(C5:C8)+SUM(C13:C15)+C13"


def merged(_: Any, sheet: Any) -> None:
    sheet.merge.append((4, 2, 5, 3))  # XlsxWriter itself refuses it


def on_top(book: Any, sheet: Any) -> None:
    sheet.insert_textbox("B5", "floating over the rows")


def torn_formula(_: Any, sheet: Any) -> None:
    for row in range(4, 9):
        sheet.write(f"E{row}", row)
    sheet.write("B8", 1)
    sheet.write_formula("H1", "=SUM(B8:E8)")


def array_too_short(_: Any, sheet: Any) -> None:
    sheet.write_array_formula("H5:H6", "{=C5:C5*2}")


@pytest.mark.parametrize(
    ("more", "tables", "said"),
    [
        (merged, ("figures",), "stands in merged cells, C5:D6"),
        (on_top, ("figures",), "would grow beneath 'TextBox 1', which stands at S!B5"),
        (torn_formula, ("figures",), "the formula at S!H1 covers or points at SUM(B8:E8)"),
        (array_too_short, ("figures",), "the array formula at S!H5 fills H5:H6"),
    ],
)
def test_what_would_be_wrong_is_refused_by_its_cell(
    tmp_path: Path, more: Callable[[Any, Any], None], tables: tuple[str, ...], said: str
) -> None:
    path = small(tmp_path / "t.xlsx", more)
    with pytest.raises(UnusableTemplate) as refused:
        filled(path, dict.fromkeys(tables, 9))
    assert said in refused.value.what


def shared_down(_: Any, sheet: Any) -> None:
    for row in range(9, 12):
        sheet.write_formula(f"B{row}", f"=A{row}+$C$5")


def test_shared_formulas_are_written_out_where_they_move(tmp_path: Path) -> None:
    path = small(tmp_path / "t.xlsx", shared_down)
    package = Package.open(path)
    part = package.read("xl/worksheets/sheet1.xml").decode()
    part = part.replace("<f>A9+$C$5</f>", '<f t="shared" ref="B9:B11" si="0">A9+$C$5</f>')
    for row in (10, 11):
        part = part.replace(f"<f>A{row}+$C$5</f>", '<f t="shared" si="0"/>')
    data = package.to_bytes({"xl/worksheets/sheet1.xml": part.encode()})
    done = filled(data, {"figures": 3})
    assert [done.book["S"][f"B{row}"].value for row in (11, 12, 13)] == [
        "=A11+$C$5", "=A12+$C$5", "=A13+$C$5",
    ]  # fmt: skip


def test_a_shared_formula_that_moves_as_it_is_is_written_out_too(tmp_path: Path) -> None:
    def more(_: Any, sheet: Any) -> None:
        for row in (9, 10):
            sheet.write_formula(f"B{row}", "=$C$4")

    package = Package.open(small(tmp_path / "t.xlsx", more))
    part = package.read("xl/worksheets/sheet1.xml").decode()
    part = part.replace("<f>$C$4</f>", '<f t="shared" ref="B9:B10" si="0">$C$4</f>', 1)
    part = part.replace("<f>$C$4</f>", '<f t="shared" si="0"/>')
    data = package.to_bytes({"xl/worksheets/sheet1.xml": part.encode()})
    done = filled(data, {"figures": 3})
    assert [done.book["S"][f"B{row}"].value for row in (11, 12)] == ["=$C$4"] * 2
    assert "shared" not in done.part("xl/worksheets/sheet1.xml")


def test_a_running_total_in_the_table_means_the_rows_so_far(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = book.add_worksheet("S")
    columns = [{"header": "Name"}, {"header": "Value"}, {"header": "So far"}]
    sheet.add_table("B4:D5", {"name": "figures", "columns": columns})
    sheet.write_formula("D5", "=SUM(C$5:C5)/SUM($C$5:$C$5)")
    book.close()
    sheet = filled(tmp_path / "t.xlsx", {"figures": 3}).book["S"]
    assert sheet["D7"].value == "=SUM(C$5:C7)/SUM($C$5:$C$7)"


def dashboard(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=S!$C$5:$C$5"})
    sheet.insert_chart("F3", chart)
    sheet.write("B20", "foot")


def test_a_chart_beside_the_table_stays_where_it_is(tmp_path: Path) -> None:
    done = filled(small(tmp_path / "t.xlsx", dashboard), {"figures": 30})
    (chart,) = done.book["S"]._charts
    assert (chart.anchor._from.row, chart.anchor._from.col) == (2, 5)
    assert done.book["S"]["B49"].value == "foot"


def test_a_defined_name_called_like_a_word_gets_it_where_its_cell_is_free(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        book.define_name("title", "=S!$E$2")
        book.define_name("count", "=S!$E$20")
        book.define_name("status", "=S!$A$1")
        sheet.write("A1", "typed by hand")

    words = {"title": "A & B", "count": 7, "status": "draft"}
    done = filled(small(tmp_path / "t.xlsx", more), {"figures": 3}, words=words)
    sheet = done.book["S"]
    assert sheet["E2"].value == "A & B"
    assert sheet["E22"].value == 7
    assert sheet["A1"].value == "typed by hand"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reckons_the_moved_formulas_alike(grown: Made, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(grown.bytes)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", out, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(out / "pack.xlsx", data_only=True)
    total = sum(range(10, 10 * GREW + 1, 10))
    assert book["Data"][f"C{moved('total')}"].value == total
    assert book["Data"][f"D{moved('total')}"].value == total * 10
    assert book["Data"][f"C{moved('array')}"].value == total * 2
    assert [book["Away"][f"A{row}"].value for row in (1, 2, 3, 4)] == [total, 3, 2, 1]
