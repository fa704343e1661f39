"""How references follow a Table that grew."""

from __future__ import annotations

import pytest

from toolkit.ooxml.sheets.formulatokens import copied
from toolkit.ooxml.sheets.moves import Growth, Moves
from toolkit.ooxml.sheets.references import moved_areas, moved_formula

GREW = Growth("Data", 2, 4, 5, 5, 14)  # B5:D5 became B5:D14
SHRANK = Growth("Data", 2, 4, 5, 7, 5)  # B5:D7 became B5:D5


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(Data!C5:C5)", "SUM(Data!C5:C14)"),
        ("SUM(Data!$C$5:$D$5)", "SUM(Data!$C$5:$D$14)"),
        ("Data!C5", "Data!C5"),  # one cell stays that cell
        ("Data!C6+Data!C20", "Data!C15+Data!C29"),  # beneath: the totals row
        ("Data!C4", "Data!C4"),
        ("Data!F5:F5", "Data!F5:F5"),  # not in the Table's columns
        ("Other!C5:C5", "Other!C5:C5"),
        ("C5:C5", "C5:C5"),  # of the formula's own sheet
        ("'data'!C5:C5", "'data'!C5:C14"),
        ('"Data!C5:C5"&LOG10(1)', '"Data!C5:C5"&LOG10(1)'),
        ("data[[#This Row],[C5]]+Data!C6", "data[[#This Row],[C5]]+Data!C15"),
        ("[1]Data!C5:C5", "[1]Data!C5:C5"),  # another workbook
        ("Data!C5:C5 Data!C6", "Data!C5:C14 Data!C15"),
        ("Data!$5:$5", "Data!$5:$5"),
        ("_xlfn.XLOOKUP(1,Data!B5:B5,Data!C5:C5)", "_xlfn.XLOOKUP(1,Data!B5:B14,Data!C5:C14)"),
        ("Data!C1048576", "Data!C1048576"),
        ("SUM( Data!C5 : C5 )", "SUM( Data!C5:C14 )"),  # blanks round the colon
        ("SUM(Data!$C$5:Data!$C$5)", "SUM(Data!$C$5:$C$14)"),  # the sheet before each corner
        ("SUM(C5:Data!C6)", "SUM(C5:Data!C6)"),  # a cell of the sheets C5 to Data
        ("SUM('Data'!C4 :'data'!C6)", "SUM('Data'!C4:C15)"),
        ("SUM(Data!C1:Other!C9)", "SUM(Data!C1:Other!C9)"),  # over two sheets: Excel has none
        ("SUM( F1 : F2 )", "SUM( F1 : F2 )"),  # what does not move stays as it is written
        ("\"Data!C5 : C5\"&'a : C5 : C6'!A1", "\"Data!C5 : C5\"&'a : C5 : C6'!A1"),
    ],
)
def test_a_formula_follows(formula: str, after: str) -> None:
    assert moved_formula(formula, "Other", Moves([GREW])) == after


def test_a_formula_on_the_tables_own_sheet_follows_without_naming_it() -> None:
    assert moved_formula("SUM(C5:C5)", "Data", Moves([GREW])) == "SUM(C5:C14)"


def test_a_lost_reference_stays_lost() -> None:
    assert moved_formula("#REF!C6+#REF!$C$6:$C$7+C6", "Data", Moves([GREW])) == (
        "#REF!C6+#REF!$C$6:$C$7+C15"
    )


def test_a_range_shrinks_with_its_table() -> None:
    assert (
        moved_formula("SUM(Data!C5:C7)+Data!C8", "x", Moves([SHRANK])) == "SUM(Data!C5:C5)+Data!C6"
    )


def test_a_charts_one_cell_is_the_whole_column() -> None:
    assert moved_formula("Data!$C$5", "", Moves([GREW]), grows="cells") == "Data!$C$5:$C$14"


def test_areas_follow() -> None:
    assert (
        moved_areas("B5:D5 C5 F5 A1:B2 C9", "Data", Moves([GREW])) == "B5:D14 C5:C14 F5 A1:B2 C18"
    )


@pytest.mark.parametrize(
    ("formula", "rows", "after"),
    [
        ("C5*$C$5+C$4", 2, "C7*$C$5+C$4"),
        ("A1", -1, "#REF!"),
        ('"C5"&t[C5]', 3, '"C5"&t[C5]'),
    ],
)
def test_a_formula_copied_down_moves_its_free_rows(formula: str, rows: int, after: str) -> None:
    assert copied(formula, rows) == after
