"""Rows put beneath a sheet's records: what grows, stays, and is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from ooxml.appending import HEADINGS, ROWS, THREE, appended, as_read, number, rows, with_tables
from ooxml.build import packed, parts, sheet

from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.sheets.written import Value

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


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


def test_a_table_with_a_total_row_and_blank_rows_above_it_takes_rows() -> None:
    source = with_tables(THREE, ("A1:D6", " totalsRowCount='1'"))
    assert appended(source)[1:] == ((4, 5), {"xl/worksheets/sheet1.xml"})


def test_a_table_that_waits_for_its_first_row_waits_no_more() -> None:
    source = with_tables(rows(number("A1", 1)), ("A1:D2", " insertRow='1'"))
    made, numbers, _ = appended(source, [{1: "x"}], last=1)
    assert numbers == (2,)
    assert b"insertRow" not in Package.open(made).read("xl/tables/table1.xml")


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
