"""Rows put beneath a sheet's records, and cells changed: what grows, stays, and is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from made.formula_book import recalculated
from ooxml.build import packed, parts, relationships, sheet

from toolkit.errors import FactpackError
from toolkit.ooxml.container.dropping import without_calculation_chain
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.append import Records, append_rows
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value
from toolkit.readers.xlsx import read_workbook

HEADINGS = ("Id", "Value", "Day", "Status")
ROWS: list[Mapping[int, Value]] = [
    {1: "b-001", 2: Decimal("3.25"), 3: date(2025, 9, 12)},
    {1: "=b-002", 2: 84, 4: "proposed"},
]
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def appended(
    source: Path | bytes, rows: Sequence[Mapping[int, Value]] = ROWS, **where: Any
) -> tuple[bytes, tuple[int, ...], set[str]]:
    """The workbook with rows beneath the records of its first sheet, and the parts that changed."""
    package = Package.open(source)
    workbook = read_workbook_part(package)
    records = Records(**{"header": 1, "last": 3, "columns": (1, 2, 3, 4), "points": (2,), **where})
    formats = read_formats(package, workbook.part)
    done = append_rows(package, workbook, workbook.sheets[0], records, rows, formats)
    made = package.to_bytes(done.replaced)
    after = Package.open(made)
    assert after.names == package.names
    changed = {name for name in package.names if after.read(name) != package.read(name)}
    assert changed == set(done.replaced)
    return made, done.rows, changed


def edited(
    source: bytes, values: Mapping[str, Value | None], *, over_formulas: bool = False, **more: Any
) -> str:
    """The first sheet's part with its cells changed."""
    package = Package.open(source)
    workbook = read_workbook_part(package)
    formats = read_formats(package, workbook.part)
    cells = SheetCells(package, workbook.sheets[0], formats, workbook.dates)
    points = more.get("points", values)
    return cells.edited(values, points=points, over_formulas=over_formulas).decode()


def as_read(made: bytes, tmp_path: Path) -> dict[int, dict[int, tuple[str, str]]]:
    """The first sheet as factpack reads it."""
    path = tmp_path / "read.xlsx"
    path.write_bytes(made)
    grid = read_workbook(path, "read.xlsx")[0]
    assert not [each for each in grid.remarks if each.code == "SHT009"]
    return {row.number: {c: tuple(cell) for c, cell in row.cells.items()} for row in grid.rows}


NEW = {
    4: {1: ("text", "b-001"), 2: ("number", "3.25"), 3: ("date", "2025-09-12")},
    5: {1: ("text", "=b-002"), 2: ("number", "84"), 4: ("text", "proposed")},
}


def by_openpyxl(path: Path) -> Path:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    here = book.active
    here.append(HEADINGS)
    here.append(["a-001", 1, date(2025, 1, 1), "draft"])
    here.append(["a-002", 2, date(2025, 1, 2), "draft"])
    for row in (2, 3):
        here.cell(row, 3).number_format = "dd/mm/yyyy"
    here.add_table(Table(displayName="Facts", ref="A1:D3"))
    listed = DataValidation(type="list", formula1='"draft,proposed"')
    listed.add("D2:D3")
    here.add_data_validation(listed)
    red = PatternFill(bgColor="FF0000", fill_type="solid")
    here.conditional_formatting.add("A2:D3", FormulaRule(formula=["$B2>5"], fill=red))
    other = book.create_sheet("Other")
    ids = DataValidation(type="list", formula1="Sheet!$A$2:$A$3")
    ids.add("A1:A9")
    other.add_data_validation(ids)
    book.defined_names["ids"] = DefinedName("ids", attr_text="Sheet!$A$2:$A$3")
    book.defined_names["below"] = DefinedName("below", attr_text="Sheet!$A$9")
    book.save(path)
    return path


def by_xlsxwriter(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    here = book.add_worksheet("Sheet")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    here.add_table("A1:D3", {"name": "Facts", "columns": [{"header": each} for each in HEADINGS]})
    for row, id in enumerate(("a-001", "a-002"), 1):
        here.write_row(row, 0, [id, row])
        here.write_datetime(row, 2, datetime(2025, 1, row), day)
        here.write(row, 3, "draft")
    here.data_validation("D2:D3", {"validate": "list", "source": ["draft", "proposed"]})
    here.data_validation("A2:A3", {"validate": "list", "source": "=Other!$A$2:$A$3"})
    here.conditional_format("A2:D3", {"type": "formula", "criteria": "=$B2>5"})
    here.conditional_format(
        "B2:B3", {"type": "data_bar", "data_bar_2010": True}
    )  # x14: kept in an extension
    other = book.add_worksheet("Other")
    other.data_validation("A1:A9", {"validate": "list", "source": "=Sheet!$A$2:$A$3"})
    book.define_name("ids", "=Sheet!$A$2:$A$3")
    book.define_name("below", "=Sheet!$A$9")
    book.close()
    return path


def by_libreoffice(path: Path) -> Path:
    source = by_xlsxwriter(path.with_name("first.xlsx"))
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    out = path.parent / "saved"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", out, source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out / "first.xlsx"


@pytest.mark.parametrize(
    "make", [by_openpyxl, by_xlsxwriter, pytest.param(by_libreoffice, marks=needs_office)]
)
def test_rows_are_put_beneath_the_records_and_all_that_ended_there_grows(
    make: Any, tmp_path: Path
) -> None:
    path = make(tmp_path / "made.xlsx")
    before = as_read(path.read_bytes(), tmp_path)
    made, numbers, changed = appended(path)
    assert numbers == (4, 5)
    assert as_read(made, tmp_path) == before | NEW
    book = openpyxl.load_workbook(io.BytesIO(made))
    here = book.worksheets[0]
    (table,) = here.tables.values()
    assert (table.ref, table.autoFilter.ref if table.autoFilter else "A1:D5") == ("A1:D5", "A1:D5")
    areas = {str(each.sqref): each.formula1 for each in here.data_validations.dataValidation}
    assert areas.get("D2:D5") == '"draft,proposed"'
    assert areas.get("A2:A5", "Other!$A$2:$A$3") == "Other!$A$2:$A$3"
    assert "A2:D5" in {str(each.sqref) for each in here.conditional_formatting}
    (ids,) = book.worksheets[1].data_validations.dataValidation
    assert re.sub("['$]", "", ids.formula1) == "Sheet!A2:A5"
    names = {name: re.sub("['$]", "", each.attr_text) for name, each in book.defined_names.items()}
    assert names["ids"] == "Sheet!A2:A5"
    assert names["below"] == "Sheet!A9"
    assert here["C4"].number_format == here["C5"].number_format == here["C3"].number_format
    assert here["A5"].data_type == "s"
    assert not [name for name in changed if "style" in name.casefold() or "string" in name]
    extended = Package.open(made).read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"sqref>B2:B3<", extended)


def test_blank_rows_that_the_table_holds_ready_are_filled_first(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    book = xlsxwriter.Workbook(str(path))
    here = book.add_worksheet()
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    here.add_table("A1:D4", {"columns": [{"header": each} for each in HEADINGS]})
    here.write_row("A2", ["a-001", 1])
    for row in (2, 3):
        here.write_blank(row, 0, None, bold)
        here.write_blank(row, 2, None, day)
    book.close()
    made, numbers, changed = appended(path, last=2)
    assert (numbers, changed) == ((3, 4), {"xl/worksheets/sheet1.xml"})
    here = openpyxl.load_workbook(io.BytesIO(made)).active
    assert here["C3"].value == datetime(2025, 9, 12)
    assert here["A3"].font.b
    made, numbers, changed = appended(path, [*ROWS, {1: "b-003"}], last=2)
    assert numbers == (3, 4, 5)
    assert openpyxl.load_workbook(io.BytesIO(made)).active.tables["Table1"].ref == "A1:D5"


def test_a_table_without_records_takes_its_first_in_its_blank_row(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.column_dimensions["C"].number_format = "yyyy-mm-dd"
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="Facts", ref="A1:D2"))
    book.save(path)
    made, numbers, _ = appended(path, last=1)
    assert numbers == (2, 3)
    here = openpyxl.load_workbook(io.BytesIO(made)).active
    assert here.tables["Facts"].ref == "A1:D3"
    assert here["C2"].value == datetime(2025, 9, 12)
    assert here["C2"].number_format == "yyyy-mm-dd"


def number(address: str, value: object, style: str = "") -> str:
    return f"<c r='{address}'{style}><v>{value}</v></c>"


def rows(*cells: str) -> str:
    return "".join(f"<row r='{n}'>{each}</row>" for n, each in enumerate(cells, 1))


def test_without_a_table_the_filter_and_its_name_grow() -> None:
    cells = rows(*(f"{number(f'A{n}', n)}{number(f'B{n}', n)}" for n in (1, 2, 3)))
    named = (
        "<definedNames><definedName name='_xlnm._FilterDatabase' localSheetId='0' hidden='1'>"
        "S1!$A$1:$D$3</definedName></definedNames>"
    )
    content = parts(sheet(cells, after="<autoFilter ref='A1:D3'/>"))
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        "</sheets>", f"</sheets>{named}"
    )
    made, numbers, changed = appended(packed(content))
    package = Package.open(made)
    assert numbers == (4, 5)
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}
    assert b'ref="A1:D5"' in package.read("xl/worksheets/sheet1.xml")
    assert b"S1!$A$1:$D$5" in package.read("xl/workbook.xml")


def test_a_note_beneath_the_records_is_not_written_into() -> None:
    cells = rows(number("A1", 1), number("A2", 2), number("A3", 3), "", number("B5", 5))
    assert appended(packed(parts(sheet(cells))))[1] == (6, 7)
    beside = rows(number("A1", 1), number("A2", 2), number("A3", 3), "", number("Z5", 5))
    assert appended(packed(parts(sheet(beside))))[1] == (4, 5)


def test_validations_that_reach_further_stay_as_they_are() -> None:
    after = (
        "<dataValidations><dataValidation sqref='A2:A3 A4:A99'/><dataValidation sqref='B2:B99'/>"
        "<dataValidation sqref='C1:C2'/><dataValidation sqref='F2:F3'/></dataValidations>"
    )
    cells = rows(number("A1", 1), number("A2", 2), number("A3", 3))
    made, _, _ = appended(packed(parts(sheet(cells, after=after))))
    assert after.encode() in Package.open(made).read("xl/worksheets/sheet1.xml")


def test_a_new_cell_looks_as_most_above_it_do_not_as_the_one_that_was_marked() -> None:
    plain, marked = " s='1'", " s='2'"
    cells = rows(*(number(f"B{n}", n, marked if n == 5 else plain) for n in range(1, 6)))
    source = packed(parts(sheet(cells), formats=["0.00", "0"]))
    made, _, _ = appended(source, [{2: 7}, {1: "x"}], last=5)
    part = Package.open(made).read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B6" s="1"><v>7</v></c>' in part
    assert '<c r="B7" s="1"/>' in part


def test_a_number_takes_no_format_that_shows_something_else() -> None:
    """A value below 5 %, a date where none stood before."""
    above = rows(number("A1", 1), number("A2", 2), number("B3", "0.05", " s='1'"))
    made, _, _ = appended(
        packed(parts(sheet(above), formats=["0%"])), [{2: 84, 3: date(2025, 9, 12)}]
    )
    part = Package.open(made).read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B4" s="1"><v>0.84</v></c>' in part
    assert "<t>2025-09-12</t>" in part


TABLE = (
    "<table xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' id='{id}' "
    "name='T{id}' displayName='T{id}' ref='{ref}'{more}><tableColumns count='1'>"
    "<tableColumn id='1' name='Id'/></tableColumns></table>"
)


def with_tables(cells: str, *tables: tuple[str, str], after: str = "") -> bytes:
    content = parts(sheet(cells, after=after))
    arrows = [("table", f"../tables/table{n}.xml") for n, _ in enumerate(tables, 1)]
    content["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(*arrows)
    for n, (ref, more) in enumerate(tables, 1):
        content[f"xl/tables/table{n}.xml"] = TABLE.format(id=n, ref=ref, more=more)
    return packed(content)


THREE = rows(number("A1", 1), number("A2", 2), number("A3", 3))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (with_tables(THREE, ("A1:D3", " totalsRowCount='1'")),
         "has a total row that counts as a record, in the Table 'T1'"),
        (with_tables(THREE, ("A1:D3", ""), ("B5:D9", "")),
         "has the Table 'T2' beneath its records, at B5:D9"),
        (with_tables(THREE + "<row r='5'><c r='C5'><v>1</v></c></row>", ("A1:D3", "")),
         "has something beneath its records, at C5"),
        (packed(parts(sheet(THREE, after="<mergeCells><mergeCell ref='B4:C4'/></mergeCells>"))),
         "has merged cells beneath its records, at B4:C4"),
        (packed(parts(sheet(THREE, after="<sheetProtection sheet='1'/>"))), "is protected"),
        (packed(parts(sheet(THREE + "<row r='4'><c r='B4'><f>1</f></c></row>"))),
         "cannot take the new rows: B4 holds a formula"),
    ],
)  # fmt: skip
def test_rows_are_refused_where_something_stands_in_the_way(source: bytes, says: str) -> None:
    with pytest.raises(FactpackError, match=re.escape(says)):
        appended(source)


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


def test_a_table_with_a_total_row_and_blank_rows_above_it_takes_rows() -> None:
    source = with_tables(THREE, ("A1:D6", " totalsRowCount='1'"))
    assert appended(source)[1:] == ((4, 5), {"xl/worksheets/sheet1.xml"})


def test_a_table_that_waits_for_its_first_row_waits_no_more() -> None:
    source = with_tables(rows(number("A1", 1)), ("A1:D2", " insertRow='1'"))
    made, numbers, _ = appended(source, [{1: "x"}], last=1)
    assert numbers == (2,)
    assert b"insertRow" not in Package.open(made).read("xl/tables/table1.xml")


# -- cells changed ---------------------------------------------------------------------------------

STRINGS = ["<si><t>one</t></si>"]


@pytest.mark.parametrize(
    ("cells", "values", "expected"),
    [
        ("<c r='A1' s='1' t='s'><v>0</v></c>", {"A1": "two"},
         "<c r='A1' s='1' t=\"inlineStr\"><is><t>two</t></is></c>"),
        ("<c r='A1' t='s'><v>0</v></c>", {"A1": 7}, "<c r='A1'><v>7</v></c>"),
        ("<c r='A1' s='0'><v>1</v></c>", {"A1": None}, "<c r='A1' s='0'></c>"),
        ("<c r='A1'><v>1</v></c>", {"B1": None}, "<c r='A1'><v>1</v></c>"),
        ("<c r='A1' t='inlineStr'><is><r><t>a</t></r></is></c>", {"A1": True},
         "<c r='A1' t=\"b\"><v>1</v></c>"),
        ("<c r='A1' s='1'><v>0.5</v></c>", {"A1": Decimal("84.5")},
         "<c r='A1' s='1'><v>0.845</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": date(2025, 9, 12)},
         "<c r='A1' s='2'><v>45912</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": datetime(2025, 9, 12, 6)},
         "<c r='A1' s='2'><v>45912.25</v></c>"),
        ("<c r='A1' s='0'><v>1</v></c>", {"A1": date(2025, 9, 12)},
         "<c t=\"inlineStr\" r='A1' s='0'><is><t>2025-09-12</t></is></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": 3}, "<c r='A1'><v>3</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": date(1850, 1, 1)},
         "<c t=\"inlineStr\" r='A1' s='2'><is><t>1850-01-01</t></is></c>"),
    ],
)  # fmt: skip
def test_a_cell_takes_a_new_value_and_keeps_its_style(
    cells: str, values: Mapping[str, Value | None], expected: str
) -> None:
    content = parts(sheet(rows(cells)), strings=STRINGS, formats=["0.0%", "dd/mm/yyyy"])
    assert edited(packed(content), values) == sheet(rows(expected))


def test_a_number_beneath_dates_takes_the_format_of_its_nearest_neighbour() -> None:
    cells = rows(
        number("A1", 1, " s='2'"), number("A2", 2, " s='1'"), number("A3", 3, " s='2'"),
        number("A4", 4, " s='1'"),
    )  # fmt: skip
    source = packed(parts(sheet(cells), formats=["yyyy-mm-dd", "0.00"]))
    assert "<c r='A4' s=\"2\"><v>9</v></c>" in edited(source, {"A4": 9})
    assert "<c r='A1' s=\"1\"><v>45912</v></c>" in edited(source, {"A1": date(2025, 9, 12)})


def test_a_rate_under_a_percent_format_is_stored_as_it_is() -> None:
    source = packed(parts(sheet(rows(number("A1", 1, " s='1'"))), formats=["0%"]))
    assert "<v>1.08</v>" in edited(source, {"A1": Decimal("1.08")}, points=())


@pytest.mark.parametrize(
    ("cells", "address", "says"),
    [
        ("<c r='A1'><f>B1</f><v>1</v></c>", "A1", "A1 holds a formula"),
        ("<c r='A1' vm='1'><v>1</v></c>", "A1", "A1 holds a value of a newer kind"),
        ("<c r='A1' cm='1'><v>1</v></c>", "A1", "A1 holds a value of a newer kind"),
        ("<c r='A1'><f t='array' ref='A1:A2'>B1:B2</f></c>", "A2",
         "A2 belongs to the formula of A1:A2"),
    ],
)  # fmt: skip
def test_what_is_no_typed_value_is_not_changed(cells: str, address: str, says: str) -> None:
    with pytest.raises(FactpackError, match=re.escape(says)):
        edited(packed(parts(sheet(rows(cells)))), {address: 1})


@pytest.mark.parametrize("value", [7, None])
def test_a_formula_gives_way_where_that_is_asked_and_the_chain_of_formulas_with_it(
    value: Value | None,
) -> None:
    shared = "<c r='B1'><f t='shared' ref='B1:B2' si='0'>A1</f><v>1</v></c>"
    content = parts(sheet(rows(f"<c r='A1' t='str'><f>C1</f><v>x</v></c>{shared}")))
    arrows = [("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")]
    content["xl/_rels/workbook.xml.rels"] = relationships(*arrows)
    content["xl/calcChain.xml"] = "<calcChain/>"
    source = packed(content)
    part = edited(source, {"A1": value}, over_formulas=True)
    inside = "" if value is None else "<v>7</v>"
    assert f"<c r='A1'>{inside}</c>{shared}" in part
    with pytest.raises(FactpackError, match="B1 holds the formula of B1:B2"):
        edited(source, {"B1": 1}, over_formulas=True)
    package = Package.open(source)
    replaced = {"xl/worksheets/sheet1.xml": part.encode()}
    made = Package.open(
        package.to_bytes(without_calculation_chain(package, "xl/workbook.xml", replaced))
    )
    assert "xl/calcChain.xml" not in made
    assert made.target("xl/workbook.xml", "calcChain") is None


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=4),
    st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip),
)
_CELLS = {
    "blank": "", "number": "<v>5</v>", "text": "<v>0</v>", "formula": "<f>1</f><v>1</v>",
    "inline": "<is><t>x</t></is>", "true": "<v>1</v>",
}  # fmt: skip
_TYPES = {"text": " t='s'", "inline": " t='inlineStr'", "true": " t='b'"}


@settings(max_examples=120, deadline=None)
@given(
    grid=st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(_CELLS)), st.integers(0, 3)), max_size=4),
        max_size=5,
    ),
    values=st.dictionaries(st.tuples(st.integers(1, 6), st.integers(1, 5)), _VALUES, max_size=8),
)
def test_what_is_written_over_reads_back_and_nothing_else_changes(
    grid: list[list[tuple[str, int]]],
    values: dict[tuple[int, int], Value | None],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from toolkit.readers.grid import Cell
    from toolkit.records.values import read_cell
    from toolkit.schemas import load_schemas

    fields = load_schemas(Path("schemas")).types["facts"]
    made = [
        "".join(
            f"<c r='{'ABCDE'[c]}{n}' s='{style}'{_TYPES.get(kind, '')}>{_CELLS[kind]}</c>"
            for c, (kind, style) in enumerate(row)
        )
        for n, row in enumerate(grid, 1)
    ]
    codes = ["0.0%", "yyyy-mm-dd", "@"]
    content = parts(sheet(rows(*made)), strings=STRINGS, formats=codes)
    folder = tmp_path_factory.mktemp("edited")
    before = as_read(packed(content), folder)
    addressed = {f"{'ABCDE'[c - 1]}{r}": value for (r, c), value in values.items()}
    part = edited(packed(content), addressed, over_formulas=True)
    after = as_read(packed({**content, "xl/worksheets/sheet1.xml": part}), folder)
    flat = [
        {(r, c): v for r, row in one.items() for c, v in row.items()} for one in (before, after)
    ]
    untouched = [{at: v for at, v in one.items() if at not in values} for one in flat]
    assert untouched[0] == untouched[1]
    for at, value in values.items():
        cell = flat[1].get(at)
        if value is None:
            assert cell is None
        elif isinstance(value, bool):
            assert cell == ("boolean", str(value).lower())
        elif isinstance(value, str):
            assert cell == ("text", value)
        else:
            assert cell is not None
            field = fields.field("period_end" if isinstance(value, date) else "value")
            assert read_cell(Cell(*cell), field, decimal_point=False) == value  # type: ignore[arg-type]


def test_a_new_row_looks_as_if_it_had_been_typed_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    book = xlsxwriter.Workbook(path)
    made = book.add_worksheet("F")
    wrap, grouped, plain = (
        book.add_format(each)
        for each in ({"text_wrap": True}, {"num_format": "#,##0"}, {"num_format": "General"})
    )
    made.set_column(0, 0, 20)
    rows = [["a", 3_200_000_000, None, None], ["b", 5.9, None, None]]
    columns = [
        {"header": "Id", "format": wrap},
        {"header": "Value"},
        {"header": "Twice", "formula": "=T[[#This Row],[Value]]*2"},
        {"header": "Above", "formula": "=B1"},
    ]
    made.add_table("A1:D3", {"data": rows, "columns": columns, "name": "T"})
    made.write(1, 1, 3_200_000_000, grouped)
    made.write(2, 1, 5.9, plain)
    book.close()
    long = "a text of more than one line in a column of twenty characters"
    new: list[Mapping[int, Value]] = [{1: long, 2: 1_850_000_000}, {1: "c", 2: 3}]
    done, numbers, _ = appended(path, new, last=3, points=())
    assert numbers == (4, 5)
    found = openpyxl.load_workbook(io.BytesIO(done))["F"]
    assert [found.cell(row, 3).value for row in (4, 5)] == ["=T[[#This Row],[Value]]*2"] * 2
    assert [found.cell(row, 4).value for row in (4, 5)] == [None, None]
    assert found["B4"].number_format == "#,##0"
    assert found["B5"].number_format == "General"
    assert found.row_dimensions[4].height > 40
    assert found.row_dimensions[5].height is None


def test_a_sheet_that_is_full_is_refused() -> None:
    rows = '<row r="1048575"><c r="A1048575"><v>1</v></c></row>'
    with pytest.raises(FactpackError, match="has no room for 2 more rows") as refused:
        appended(packed(parts(sheet(rows))), header=1, last=1_048_575, columns=(1,))
    assert refused.value.hint == "begin a new workbook"
