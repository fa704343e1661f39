"""A workbook as it stands: each cell's value and look, and formulas that several cells share."""

from __future__ import annotations

import pytest
from ooxml.build import packed, parts, sheet

from toolkit.pack.standing import Book, Cell, read_book

FORMATS = ("0.0%", "yyyy-mm-dd", "[h]:mm")


def book(cells: str, *, workbook: str = "", **more: str) -> Book:
    made = parts(
        sheet(cells, **more), strings=["<si><t>one</t></si>"], formats=FORMATS, workbook=workbook
    )
    return read_book(packed(made), "book.xlsx")


CELLS: list[tuple[str, Cell | None]] = [
    ('<c r="A1"><v>12.50</v></c>', Cell("number", "12.5", look="General")),
    ('<c r="A1"><v>007</v></c>', Cell("number", "7", look="General")),
    ('<c r="A1"><v>0</v></c>', Cell("number", "0", look="General")),
    ('<c r="A1"><v> -1E3 </v></c>', Cell("number", "-1000", look="General")),
    ('<c r="A1"><v>1E308</v></c>', Cell("number", "1" + "0" * 308, look="General")),
    ('<c r="A1" s="1"><v>0.845</v></c>', Cell("number", "0.845", None, "84.5 %", "0.0%")),
    ('<c r="A1" s="2"><v>45912</v></c>', Cell("date", "45912", None, "2025-09-12", "date")),
    ('<c r="A1" s="9"><v>5</v></c>', Cell("number", "5", look="General")),
    ('<c r="A1" t="s"><v>0</v></c>', Cell("text", "one")),
    ('<c r="A1" t="inlineStr"><is><t>a_x0041_</t></is></c>', Cell("text", "aA")),
    ('<c r="A1" t="str"><v></v></c>', None),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', Cell("text", "", '""')),
    ('<c r="A1" t="b"><v>1</v></c>', Cell("boolean", "true")),
    ('<c r="A1" t="b"><v>true</v></c>', Cell("boolean", "true")),
    ('<c r="A1" t="b"><v>0</v></c>', Cell("boolean", "false")),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0! </v></c>', Cell("error", "#DIV/0!", "1/0")),
    ('<c r="A1" t="d"><v>2025-09-12</v></c>', Cell("date", "2025-09-12", None, "2025-09-12")),
    ('<c r="A1"><f>B1*2</f></c>', Cell("blank", None, "B1*2")),
    ('<c r="A1"><f>B1*2</f><v></v></c>', Cell("blank", None, "B1*2")),
    ('<c r="A1"><f>B1*2</f><v>0</v></c>', Cell("number", "0", "B1*2", None, "General")),
    ('<c r="A1"><v></v></c>', None),
    # What no program writes counts as nothing, so that verify misses the cell.
    ('<c r="A1" t="s"><v>1</v></c>', None),
    ('<c r="A1" t="s"><v>-1</v></c>', None),
    ('<c r="A1" t="x"><v>1</v></c>', None),
    ('<c r="A1"><v>1,5</v></c>', None),
    ('<c r="A1"><v>NaN</v></c>', None),
    ('<c r="A1"><v>-1.1E308</v></c>', None),
]


@pytest.mark.parametrize(("written", "read"), CELLS)
def test_a_cell_is_read_as_excel_shows_it(written: str, read: Cell | None) -> None:
    (found,) = book(f'<row r="1">{written}<c r="B1"><v>1</v></c></row>').sheets
    assert found.rows[1].get(1) == read
    assert found.rows[1][2].value == "1"


def test_a_formula_that_nobody_calculated_has_no_value_though_zero_stands_there() -> None:
    cells = '<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>0</v></c>' \
        '<c r="C1"><f>B1+1</f><v>1</v></c></row>'  # fmt: skip
    waits = '<calcPr fullCalcOnLoad="1"/>'
    (found,) = book(cells, workbook=waits).sheets
    assert [found.rows[1][n].value for n in (1, 2, 3)] == [None, "0", "1"]
    data = packed(parts(sheet(cells), workbook=waits))
    (counted,) = read_book(data, "book.xlsx", zeros_count=True).sheets
    assert counted.rows[1][1].value == "0"


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:B3" si="0">$C1*D$1+F:F</f><v>1</v></c>'
    '<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row><c><f t="shared" si="0"></f><v>3</v></c><c><f t="shared" si="7"/><v>4</v></c></row>'
    '<row r="4"><c r="A4"><f t="array" ref="A4:B5">TRANSPOSE(&lt;x&gt;)</f><v>5</v></c>'
    '<c r="B4"><v>6</v></c><c r="C4"><v>7</v></c></row>'
    '<row r="5"><c r="A5"><v>8</v></c><c r="B5"><f>1+1</f><v>2</v></c></row>'
    '<row r="6"><c r="A6"><v>9</v></c></row>'
)


def test_every_cell_of_a_shared_or_array_formula_has_its_own() -> None:
    (found,) = book(SHARED).sheets
    formulas = {
        f"{row}:{column}": cell.formula
        for row, cells in found.rows.items()
        for column, cell in cells.items()
    }
    assert formulas == {
        "1:1": "$C1*D$1+F:F",
        "1:2": "$C1*E$1+G:G",
        "2:1": "$C2*D$1+F:F",
        "2:2": "",  # it shares what is written nowhere
        "4:1": "TRANSPOSE(<x>)",
        "4:2": "TRANSPOSE(<x>)",
        "4:3": None,
        "5:1": "TRANSPOSE(<x>)",
        "5:2": "1+1",
        "6:1": None,
    }


def test_cells_within_an_area_are_found_whether_it_is_large_or_small() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>0</v></c></row>' for n in (1, 3, 9)
    )
    (found,) = book(rows).sheets

    def within(left: int, top: int, right: int, bottom: int) -> list[tuple[int, int]]:
        return [(row, column) for row, column, _ in found.within((left, top, right, bottom))]

    assert within(1, 1, 1, 2) == [(1, 1)]
    assert within(1, 2, 3, 3) == [(3, 1), (3, 3)]
    assert within(1, 1, 2, 9) == [(1, 1), (3, 1), (9, 1)]
    assert within(2, 3, 3, 1_048_576) == [(3, 3), (9, 3)]
    assert within(2, 1, 2, 1_048_576) == []


def test_what_is_left_out_or_hidden_is_told() -> None:
    row = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    )
    columns = '<cols><col min="2" max="3" hidden="1"/></cols>'
    data = packed(parts(sheet(row, before=columns), sheet(row), states={2: "hidden"}))
    whole = read_book(data, "book.xlsx")
    assert [(each.name, each.visible) for each in whole.sheets] == [("S1", True), ("S2", False)]
    assert whole.by_sheet["s1"].hidden_rows == {1}
    assert whole.by_sheet["s1"].hidden_columns == {2, 3}
    less = read_book(data, "book.xlsx", without=["S1"])
    assert [len(each.rows) for each in less.sheets] == [0, 2]
