"""Workbooks: every cell as it stands in the file, and what people should know of it."""

from __future__ import annotations

import datetime as dt
import io
import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ooxml import build
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineWorkbook

from toolkit.codes import READING
from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.sheets.worksheet import read_sheet
from toolkit.readers.grid import Cell, Grid, Remark
from toolkit.readers.xlsx import read_workbook


def read(folder: Path, *sheets: str, limits: Limits | None = None, **more: Any) -> tuple[Grid, ...]:
    return read_parts(folder, build.parts(*sheets, **more), limits)


def read_parts(
    folder: Path, parts: dict[str, str | bytes], limits: Limits | None = None
) -> tuple[Grid, ...]:
    path = folder / "a.xlsx"
    path.write_bytes(build.packed(parts))
    return read_workbook(path, "facts/a.xlsx", limits)


def cells(grid: Grid) -> dict[tuple[int, int], Cell]:
    """By column and row."""
    return {(column, row.number): cell for row in grid.rows for column, cell in row.cells.items()}


CELLS: dict[str, tuple[str, Cell | None]] = {
    "a number": ("<c><v>3200000000</v></c>", Cell("number", "3200000000")),
    "a number with noise": ("<c><v>274.65999999999997</v></c>", Cell("number", "274.66")),
    "a number in scientific form": ("<c><v>3.2E9</v></c>", Cell("number", "3200000000")),
    "a small number": ("<c><v>1.5E-7</v></c>", Cell("number", "0.00000015")),
    "a number padded": ("<c><v> 007.50 </v></c>", Cell("number", "7.5")),
    "sixteen digits": ("<c><v>1234567890123456</v></c>", Cell("number", "1234567890123456")),
    "nought": ("<c><v>0</v></c>", Cell("number", "0")),
    "a percentage": ('<c s="1"><v>0.84</v></c>', Cell("percent", "0.84")),
    "a percentage as text": ('<c s="1" t="str"><v>84 %</v></c>', Cell("text", "84 %")),
    "a day": ('<c s="2"><v>45912</v></c>', Cell("date", "2025-09-12")),
    "a moment": ('<c s="2"><v>45912.5</v></c>', Cell("date", "2025-09-12T12:00:00")),
    "the day that never was": ('<c s="2"><v>60</v></c>', Cell("undatable", "60")),
    "a day before all": ('<c s="2"><v>-1.5</v></c>', Cell("undatable", "-1.5")),
    "a time of day": ('<c s="3"><v>0.5</v></c>', Cell("undatable", "0.5")),
    "a style that is not there": ('<c s="99"><v>1</v></c>', Cell("number", "1")),
    "an ISO date": ('<c t="d"><v>2025-09-12</v></c>', Cell("date", "2025-09-12")),
    "an ISO midnight": ('<c t="d"><v>2025-09-12T00:00:00.000</v></c>', Cell("date", "2025-09-12")),
    "an ISO time": ('<c t="d"><v>12:30:00</v></c>', Cell("undatable", "12:30:00")),
    "true": ('<c t="b"><v>1</v></c>', Cell("boolean", "true")),
    "false": ('<c t="b"><v>0</v></c>', Cell("boolean", "false")),
    "an error": ('<c t="e"><v>#REF!</v></c>', Cell("error", "#REF!")),
    "an error that holds nothing": (
        '<c t="e"><v/></c>',
        Cell("error", "an error without a name"),
    ),
    "an error that holds not even that": (
        '<c t="e" s="1"/>',
        Cell("error", "an error without a name"),
    ),
    "a new error": ('<c t="e"><v>#SPILL!</v></c>', Cell("error", "#SPILL!")),
    "an error of a formula": ('<c t="e"><f>A2</f><v>#N/A</v></c>', Cell("error", "#N/A")),
    "a shared text": ('<c t="s"><v>0</v></c>', Cell("text", "shared")),
    "a shared blank": ('<c t="s"><v>1</v></c>', None),
    "a shared text of no number": ('<c t="s"><v></v></c>', None),
    "an inline text": ('<c t="inlineStr"><is><t> in line </t></is></c>', Cell("text", " in line ")),
    "an inline rich text": (
        '<c t="inlineStr"><is><r><t>a</t></r><r><t>_x0041_</t></r><rPh><t>x</t></rPh></is></c>',
        Cell("text", "aA"),
    ),
    "an inline text as others write it": (
        '<c t="inlineStr"><f>B1</f><v>text</v></c>',
        Cell("text", "text"),
    ),
    "CDATA and comments": (
        '<c t="str"><v>a<!-- no --><![CDATA[<b>]]>&#x20AC;</v></c>',
        Cell("text", "a<b>€"),
    ),
    "a lone carriage return": ('<c t="str"><v>a_x000D_b</v></c>', Cell("text", "a\rb")),
    "a formula's value": ("<c><f>A2*2</f><v>4</v></c>", Cell("number", "4")),
    "a formula's text": ('<c t="str"><f>A2</f><v>x</v></c>', Cell("text", "x")),
    "a formula's empty text": ('<c t="str"><f>A2</f><v></v></c>', None),
    "a formula not calculated": ("<c><f>A2*2</f></c>", Cell("uncached", "=A2*2")),
    "a formula with an empty value": ("<c><f>A2*2</f><v/></c>", Cell("uncached", "=A2*2")),
    "a text formula not calculated": ('<c t="str"><f>A2</f></c>', Cell("uncached", "=A2")),
    "a follower not calculated": ('<c><f t="shared" si="0"/></c>', Cell("uncached", "=…")),
    "an array not calculated": ('<c><f t="array" ref="A1">B</f></c>', Cell("uncached", "=B")),
    "a follower": ('<c><f t="shared" si="0"/><v>7</v></c>', Cell("number", "7")),
    "white space": ('<c t="str"><v> \u00a0\t</v></c>', None),
    "a style alone": ('<c s="1"/>', None),
    "an extension": ("<c><v>1</v><extLst><ext><v>2</v></ext></extLst></c>", Cell("number", "1")),
}
STRINGS = ["<si><t>shared</t></si>", "<si><t> </t></si>"]
FORMATS = ["0.0%", "yyyy-mm-dd", "h:mm"]


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_read_as_what_it_is(name: str, tmp_path: Path) -> None:
    xml, expected = CELLS[name]
    for main, office in ((build.MAIN, build.OFFICE), (build.STRICT, build.STRICT_OFFICE)):
        sheet = build.sheet(f'<row r="3">{xml}</row>', main=main)
        (grid,) = read(tmp_path, sheet, strings=STRINGS, formats=FORMATS, main=main, office=office)
        assert cells(grid) == ({(1, 3): expected} if expected else {})
        assert grid.remarks == ()


def test_the_same_number_is_another_cell_in_another_style(tmp_path: Path) -> None:
    row = '<row><c><v>1</v></c><c s="1"><v>1</v></c><c s="2"><v>61</v></c><c><v>61</v></c></row>'
    (grid,) = read(tmp_path, build.sheet(row), formats=FORMATS)
    assert list(cells(grid).values()) == [
        Cell("number", "1"),
        Cell("percent", "1"),
        Cell("date", "1900-03-01"),
        Cell("number", "61"),
    ]


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*given: Any) -> Any:
        content = read_sheet(*given)
        (tmp_path / "a.xlsx").write_bytes(b"another file")
        return content

    monkeypatch.setattr("toolkit.readers.xlsx.read_sheet", slowly)
    with pytest.raises(UnreadableFile, match=r"facts/a\.xlsx changed while it was read"):
        read(tmp_path, build.sheet(""))


def test_the_1904_system_and_placeholders_are_the_workbooks(tmp_path: Path) -> None:
    row = '<row><c s="2"><v>44450</v></c><c><f>A2</f><v>0</v></c><c><v>0</v></c></row>'
    said = '<workbookPr date1904="1"/><calcPr fullCalcOnLoad="1"/>'
    (grid,) = read(tmp_path, build.sheet(row), formats=FORMATS, workbook=said)
    assert cells(grid) == {
        (1, 1): Cell("date", "2025-09-12"),
        (2, 1): Cell("uncached", "=A2"),  # a nought that nobody calculated
        (3, 1): Cell("number", "0"),
    }


def test_positions_are_counted_where_they_are_not_written(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>'
        '<row r="9"/><row><c/><c><v>4</v></c></row>'
    )
    (grid,) = read(tmp_path, build.sheet(rows))
    assert {at: cell.raw for at, cell in cells(grid).items()} == {
        (1, 1): "1",
        (4, 1): "2",
        (5, 1): "3",
        (2, 10): "4",
    }


def test_the_dimension_is_not_believed(tmp_path: Path) -> None:
    row = '<row r="7"><c r="C7"><v>1</v></c></row>'
    for said in ("A1", "A1:XFD1048576"):
        (grid,) = read(tmp_path, build.sheet(row, before=f'<dimension ref="{said}"/>'))
        assert list(cells(grid)) == [(3, 7)]


def test_the_last_cell_of_the_grid_costs_no_memory(tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (grid,) = read(tmp_path, build.sheet(row))
    assert cells(grid) == {(16384, 1048576): Cell("number", "1")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_may_be_written_in_either_unicode(encoding: str, tmp_path: Path) -> None:
    xml = build.sheet('<row><c t="str"><v>ß€</v></c></row>').replace("UTF-8", encoding[:6])
    if encoding.startswith("utf-8"):
        xml = xml.replace("utf-8-", "utf-8")
    parts = {**build.parts(""), "xl/worksheets/sheet1.xml": xml.encode(encoding)}
    (grid,) = read_parts(tmp_path, parts)
    assert cells(grid) == {(1, 1): Cell("text", "ß€")}


def test_names_with_a_prefix_are_the_same_names(tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{build.MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    (grid,) = read(tmp_path, xml)
    assert cells(grid) == {(1, 1): Cell("number", "1")}


def test_what_is_hidden_and_holds_something_is_said(tmp_path: Path) -> None:
    cell = '<c r="{0}{1}"><v>1</v></c>'
    hidden = {5, 6, 7, 9, 11}
    rows = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in hidden else ""}>'
        + (cell.format("B", n) + cell.format("F", n) if n != 11 else "")
        + "</row>"
        for n in range(4, 12)
    )
    columns = '<cols><col min="6" max="16384" hidden="1"/><col min="2" max="3" width="0"/></cols>'
    grids = read(
        tmp_path,
        build.sheet(rows, before=columns),
        build.sheet(""),
        build.sheet(""),
        states={2: "hidden", 3: "veryHidden"},
    )
    said = [[(m.code, m.cell, m.says["what"]) for m in grid.remarks] for grid in grids]
    assert said == [
        [
            ("SHT002", "5:7", "rows 5 to 7 are hidden"),
            ("SHT002", "9:9", "row 9 is hidden"),
            ("SHT002", "B:B", "column B is hidden"),
            ("SHT002", "F:F", "column F is hidden"),
        ],
        [("SHT002", None, "the sheet is hidden")],
        [("SHT002", None, "the sheet is hidden, and Excel's own menu does not list it")],
    ]


def test_many_hidden_rows_are_summed_up(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" hidden="1"><c><v>1</v></c></row>' for n in range(1, 101, 2))
    (grid,) = read(tmp_path, build.sheet(rows))
    assert len(grid.remarks) == 21
    assert grid.remarks[-1] == Remark("SHT002", None, None, {"what": "30 more rows are hidden"})


def test_merged_cells_are_named(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2"/></mergeCells>'
    (grid,) = read(tmp_path, build.sheet("", after=after))
    assert grid.remarks == (Remark("SHT003", "A1:C1", None, {"range": "A1:C1"}),)


MISPLACED = {
    "a cell twice": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        {(1, 1): "1"},
        ("A1", "cell A1 stands in the file twice; the first is read"),
    ),
    "cells out of order": (
        '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>',
        {(1, 1): "1", (3, 1): "3"},
        ("A1", "cell A1 stands after cell C1 in the file"),
    ),
    "rows out of order": (
        '<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        {(1, 2): "2", (1, 5): "5"},
        ("2:2", "row 2 stands after row 5 in the file"),
    ),
    "a row twice": (
        '<row r="5"><c r="A5"><v>5</v></c></row><row r="5"><c r="B5"><v>6</v></c></row>',
        {(1, 5): "5", (2, 5): "6"},
        ("5:5", "row 5 stands in the file twice"),
    ),
    "a number that is none": (
        "<row><c><v>12a</v></c></row>",
        {},
        ("A1", "cell A1 holds '12a' where its type says a number"),
    ),
    "no number": (
        "<row><c><v>NaN</v></c></row>",
        {},
        ("A1", "cell A1 holds 'NaN' where its type says a number"),
    ),
    "too large a number": (
        "<row><c><v>1e400</v></c></row>",
        {},
        ("A1", "cell A1 holds '1e400' where its type says a number"),
    ),
    "a boolean that is none": (
        '<row><c t="b"><v>2</v></c></row>',
        {},
        ("A1", "cell A1 holds '2' where its type says true or false"),
    ),
    "a text that is not there": (
        '<row><c t="s"><v>7</v></c></row>',
        {},
        ("A1", "cell A1 points at the shared text '7', but there are 2"),
    ),
    "an unknown type": (
        '<row><c t="x"><v>7</v></c></row>',
        {},
        ("A1", "cell A1 has the type 'x', which no spreadsheet knows"),
    ),
    "two values": (
        "<row><c><v>1</v><v>2</v></c></row>",
        {(1, 1): "2"},
        ("A1", "cell A1 holds two values or two formulas"),
    ),
}


@pytest.mark.parametrize("name", MISPLACED)
def test_cells_that_readers_read_two_ways_are_named(name: str, tmp_path: Path) -> None:
    rows, expected, (where, problem) = MISPLACED[name]
    (grid,) = read(tmp_path, build.sheet(rows), strings=STRINGS)
    assert {at: cell.raw for at, cell in cells(grid).items()} == expected
    assert [row.number for row in grid.rows] == sorted(row.number for row in grid.rows)
    assert list(grid.remarks) == [Remark("SHT009", where, None, {"problem": problem})]


def test_thousands_of_misplaced_cells_are_summed_up(tmp_path: Path) -> None:
    (grid,) = read(tmp_path, build.sheet('<row r="1"/>' * 1000))
    assert len(grid.remarks) == 101
    assert grid.remarks[-1].says == {"problem": "899 more cells or rows are misplaced"}


REFUSED = {
    "a row beyond": ('<row r="1048577"/>', "at row 1048577, beyond the last cell"),
    "a row of many digits": (f'<row r="{"9" * 5000}"/>', "beyond the last cell"),
    "a column beyond": ('<row r="1"><c r="XFE1"/></row>', "at cell XFE1, beyond the last cell"),
    "a cell beyond": ('<row r="1"><c r="A1048577"/></row>', "A1048577, beyond the last cell"),
    "a column past the last": (
        '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>',
        "column 16385 of row 1, beyond",
    ),
    "no address": ('<row r="1"><c r="1A"><v>1</v></c></row>', "has the address '1A'"),
    "another row's cell": ('<row r="1"><c r="A2"/></row>', "the cell A2 stands in row 1"),
    "no row number": ('<row r="x"/>', "a row's number is 'x'"),
    "row nought": ('<row r="0"/>', "beyond the last cell"),
    "a choice": (
        '<row><m:AlternateContent xmlns:m="urn:m"><c><v>1</v></c></m:AlternateContent></row>',
        "where only rows and cells may stand",
    ),
    "a cell in a cell": ("<row><c><c><v>1</v></c></c></row>", "it holds <c> where only"),
    "a cell outside a row": ("<c><v>1</v></c>", "it holds <c> where only"),
    "another namespace": ('<row xmlns="urn:x"><c><v>1</v></c></row>', "changes its namespace"),
    "another namespace's value": (
        '<row><c><v xmlns="urn:x">1</v></c></row>',
        "changes its namespace",
    ),
    "malformed": ("<row><c></row>", r"xl/worksheets/sheet1\.xml is no well-formed XML"),
    "cut short": ("<row><c>", "is no well-formed XML"),
    "an unknown entity": ("<row><c><v>&a;</v></c></row>", "is no well-formed XML"),
    "merged nowhere": (
        '</sheetData><mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells><sheetData>',
        "it merges 'A1:ZZZZ9'",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sheet_that_cannot_be_trusted_is_refused_by_name(name: str, tmp_path: Path) -> None:
    rows, said = REFUSED[name]
    with pytest.raises(UnreadableFile, match=said) as refusal:
        read(tmp_path, build.sheet(rows))
    assert "facts/a.xlsx" in refusal.value.what
    assert "xl/worksheets/sheet1.xml" in refusal.value.what


def test_a_sheet_in_no_known_namespace_is_refused_and_not_read_as_empty(tmp_path: Path) -> None:
    sheet = build.sheet("<row><c><v>1</v></c></row>", main="urn:other")
    with pytest.raises(UnreadableFile, match="begins with 'worksheet', as no sheet does"):
        read(tmp_path, sheet)


def test_limits_hold_for_cells_and_for_one_text(tmp_path: Path) -> None:
    row = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    with pytest.raises(UnreadableFile, match="more than 3 cells"):
        read(tmp_path, build.sheet(row), build.sheet(row), limits=Limits(cells=3))
    words = " ".join(map(str, range(50_000)))
    for sheet, strings in (
        (build.sheet(f'<row><c t="str"><v>{words}</v></c></row>'), ()),
        (build.sheet(""), [f"<si><t>{words}</t></si>"]),
    ):
        with pytest.raises(UnreadableFile, match="a text of more than 1000 characters"):
            read(tmp_path, sheet, strings=strings, limits=Limits(text_characters=1000))


def test_every_remark_fills_its_rules_message(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    rows = '<row hidden="1"><c><v>x</v></c><c><v>1</v></c></row>'
    (grid,) = read(tmp_path, build.sheet(rows, after=after), states={1: "hidden"})
    assert {remark.code for remark in grid.remarks} == {"SHT002", "SHT003", "SHT009"}
    for remark in grid.remarks:
        assert READING[remark.code].says.format(**remark.says)


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xltx"])
def test_templates_and_macro_workbooks_are_read_alike(suffix: str, tmp_path: Path) -> None:
    kinds = {
        "xlsx": f"{build.SPREADSHEET}.sheet.main+xml",
        "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "xltx": f"{build.SPREADSHEET}.template.main+xml",
    }
    parts = build.parts(build.sheet("<row><c><v>1</v></c></row>"))
    types = str(parts["[Content_Types].xml"]).replace(kinds["xlsx"], kinds[suffix])
    (grid,) = read_parts(tmp_path, {**parts, "[Content_Types].xml": types})
    assert cells(grid) == {(1, 1): Cell("number", "1")}


def test_a_chart_sheet_is_a_grid_without_rows(tmp_path: Path) -> None:
    parts = build.parts(build.sheet(""), build.sheet("").replace("worksheet", "chartsheet"))
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        'Id="rId2" Type="' + build.OFFICE + '/worksheet"',
        'Id="rId2" Type="' + build.OFFICE + '/chartsheet"',
    )
    assert [(grid.sheet, grid.rows) for grid in read_parts(tmp_path, parts)] == [
        ("S1", ()),
        ("S2", ()),
    ]


# What openpyxl writes and reads back unchanged: text that XML can hold, and numbers of at most 15
# digits; it takes "=…" for a formula, and does not decode _xHHHH_, which tests/ooxml covers.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
).filter(
    lambda text: text.strip() and text[0] != "=" and "_x" not in text and not text.startswith("#")
)
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda value: float(f"{value:.15g}")),
).filter(lambda value: math.isfinite(value))
values = st.one_of(
    texts,
    numbers,
    st.booleans(),
    st.dates(dt.date(1900, 3, 1)),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 30)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
addresses = st.tuples(st.integers(1, 40), st.integers(1, 60))


def as_read(value: object) -> Cell:
    """The cell that a value of openpyxl's or calamine's stands for."""
    match value:
        case bool():
            return Cell("boolean", str(value).lower())
        case dt.datetime():
            nearest = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
            return Cell("date", nearest.isoformat().removesuffix("T00:00:00"))
        case dt.date():
            return Cell("date", value.isoformat())
        case int() | float():
            return Cell("number", repr(float(value) + 0.0))
        case _:
            return Cell("text", str(value))


def normal(cell: Cell) -> Cell:
    return Cell("number", repr(float(cell.raw))) if cell.kind == "number" else cell


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(addresses, values, max_size=30))
def test_cells_equal_those_of_two_other_readers(
    tmp_path: Path, typed: dict[tuple[int, int], Any]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (column, row), value in typed.items():
        assert not isinstance(value, str) or not ILLEGAL_CHARACTERS_RE.search(value)
        sheet.cell(row, column).value = value
    file = io.BytesIO()
    book.save(file)
    path = tmp_path / "random.xlsx"
    path.write_bytes(file.getvalue())

    (grid,) = read_workbook(path, "random.xlsx")
    ours = {at: normal(cell) for at, cell in cells(grid).items()}
    assert ours == {at: as_read(value) for at, value in typed.items()}

    again = openpyxl.load_workbook(path).active
    assert again is not None
    assert ours == {
        (cell.column, cell.row): as_read(cell.value)
        for cells_of_row in again.iter_rows()
        for cell in cells_of_row
        if cell.value is not None
    }
    fast = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    top, left = fast.start or (0, 0)
    assert ours == {
        (left + j + 1, top + i + 1): as_read(value)
        for i, row in enumerate(fast.to_python(skip_empty_area=True))
        for j, value in enumerate(row)
        if value != ""
    }
