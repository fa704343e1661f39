"""What a template says of one sample row: the next row, a series or a sparkline along the row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from made.filled import Made, filled

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.sheets.moves import Growth, Moves
from toolkit.ooxml.sheets.references import moved_formula

GREW = Growth("Data", 2, 4, 5, 5, 14)  # B5:D5 became B5:D14
TOTALLED = GREW._replace(totals=1)


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("IF(C5<>C6,1,0)", "IF(C5<>C6,1,0)"),
        ("SUM(C5:C7)", "SUM(C5:C7)"),
        ("SUM(C4:C6)", "SUM(C4:C6)"),
        ("SUM($C$5:$C6)", "SUM($C$5:$C6)"),
        ("Data!C6", "Data!C6"),
        ("C$6+C5", "C$15+C5"),  # a cell beneath, and no row to come
        ("C9", "C18"),
        ("F6", "F15"),  # not the Table's
        ("SUM($C$5:$C$5)", "SUM($C$5:$C$14)"),
    ],
)
def test_the_next_row_is_the_next_row_where_the_template_has_one(formula: str, after: str) -> None:
    assert moved_formula(formula, "Data", Moves([GREW]), row=GREW) == after


def test_the_next_row_moves_with_its_table_alone() -> None:
    above = Growth("Data", 2, 4, 2, 2, 3)
    assert moved_formula("C5-C6", "Data", Moves([above, GREW]), row=GREW) == "C6-C7"


def test_beneath_the_last_row_a_total_row_is_no_next_row() -> None:
    assert moved_formula("C5/C6", "Data", Moves([TOTALLED]), row=TOTALLED) == "C5/C15"


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(Data!C6#/Data!C7)", "SUM(Data!C15#/Data!C16)"),
        ("IF(Data!C6=#DIV/0!,#N/A,Data!C7)", "IF(Data!C15=#DIV/0!,#N/A,Data!C16)"),
        ("#REF!+Data!C6", "#REF!+Data!C15"),
    ],
)
def test_what_spills_is_no_error(formula: str, after: str) -> None:
    assert moved_formula(formula, "Other", Moves([GREW])) == after


def put(path: Path, rows: int, more: Callable[[Any, Any], None]) -> Path:
    """A Table `figures` of so many sample rows at B4 of Data: a name, two numbers, a trend."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Data")
    columns = [{"header": each} for each in ("Name", "First", "Second", "Trend")]
    sheet.add_table(3, 1, 3 + rows, 4, {"name": "figures", "columns": columns})
    for row in range(4, 4 + rows):
        sheet.write_row(row, 1, ["sample", 1, 2, 3])
    more(book, sheet)
    book.close()
    return path


def shown(made: Made, part: str, pattern: str) -> list[tuple[str, ...]]:
    data = made.package.read(part).decode()
    return [tuple(each.groups()) for each in re.finditer(pattern, data)]


LINE = r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref>"
SHEET, CHART = "xl/worksheets/sheet1.xml", "xl/charts/chart1.xml"


@pytest.mark.parametrize("samples", [1, 2])
@pytest.mark.parametrize("rows", [0, 1, 4])
def test_a_sparkline_of_a_sample_row_stands_in_every_row(
    tmp_path: Path, samples: int, rows: int
) -> None:
    def more(_: Any, sheet: Any) -> None:
        for row in range(5, 5 + samples):  # each in a group of its own
            sheet.add_sparkline(f"E{row}", {"range": f"Data!C{row}:D{row}"})
        sheet.add_sparkline("G5", {"range": "Data!C5:D5"})  # beside the Table
        sheet.add_sparkline("B9", {"range": f"Data!C5:C{4 + samples}"})

    made = filled(put(tmp_path / "t.xlsx", samples, more), {"figures": rows})
    found = shown(made, SHEET, LINE)
    last, beneath = 4 + max(rows, 1), 9 + max(rows, 1) - samples
    rest = [("Data!C5:D5", "G5"), (f"Data!C5:C{last}", f"B{beneath}")]
    assert sorted(found) == sorted(
        [*((f"Data!C{row}:D{row}", f"E{row}") for row in range(5, last + 1)), *rest]
    )
    assert b"<x14:sparklines></x14:sparklines>" not in made.package.read(SHEET)


def test_a_series_along_a_row_shows_that_row(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "line"})
        for values, names in (("$C$5:$D$5", "$C$4:$D$4"), ("$C$5:$C$5", "$B$5:$B$5")):
            chart.add_series(
                {"name": "=Data!$B$5", "categories": f"=Data!{names}", "values": f"=Data!{values}"}
            )
        sheet.insert_chart("G4", chart)

    made = filled(put(tmp_path / "t.xlsx", 1, more), {"figures": 6})
    found = [each for (each,) in shown(made, CHART, r"<c:f>([^<]*)</c:f>")]
    assert found == [
        *("Data!$B$5", "Data!$C$4:$D$4", "Data!$C$5:$D$5"),
        *("Data!$B$5", "Data!$B$5:$B$10", "Data!$C$5:$C$10"),
    ]


def test_a_rule_that_compares_with_the_next_row_does_so_in_each(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        line = book.add_format({"bottom": 1})
        rule = {"type": "formula", "criteria": "=$B5<>$B6", "format": line}
        sheet.conditional_format("B5:E5", rule)

    made = filled(put(tmp_path / "t.xlsx", 1, more), {"figures": 6})
    assert shown(made, SHEET, r'sqref="([^"]*)">.*?<formula>([^<]*)<') == [
        ("B5:E10", "$B5&lt;&gt;$B6")
    ]


@pytest.mark.parametrize("dynamic", [False, True])
def test_an_array_formula_of_one_cell_is_one_in_every_row(tmp_path: Path, dynamic: bool) -> None:
    """Excel 365 keeps SUM(FILTER(…)) so, also in a Table's column."""

    def more(_: Any, sheet: Any) -> None:
        write = sheet.write_dynamic_array_formula if dynamic else sheet.write_array_formula
        write("E5:E5", "=SUM((figures[First]>C5)*figures[Second])+SUM($C$5:C5)")

    made = filled(put(tmp_path / "t.xlsx", 1, more), {"figures": 3})
    found = shown(made, SHEET, r'<c r="(E\d)"([^>]*)><f([^>]*)>([^<]*)</f>')
    assert [(cell, kind, text) for cell, _, kind, text in found] == [
        (f"E{row}", f' t="array" ref="E{row}"',
         f"SUM((figures[First]&gt;C{row})*figures[Second])+SUM($C$5:C{row})")
        for row in (5, 6, 7)
    ]  # fmt: skip
    assert [' cm="1"' in attributes for _, attributes, _, _ in found] == [dynamic] * 3
    assert made.book["Data"].tables["figures"].ref == "B4:E7"


def test_an_array_formula_of_several_cells_has_no_place_in_a_row(tmp_path: Path) -> None:
    def more(_: Any, sheet: Any) -> None:
        sheet.write_array_formula("C5:D5", "{=TRANSPOSE(B9:B10)}")

    with pytest.raises(UnusableTemplate, match="holds a formula that fills several cells, at"):
        filled(put(tmp_path / "t.xlsx", 1, more), {"figures": 3})
