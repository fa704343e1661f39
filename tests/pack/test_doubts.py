"""Formulas beside the values that a pack shows for them, or why they are left to Excel.

python tests/pack/test_doubts.py     writes anew what is said, for a look at it

A line of doubts.txt is a formula, ` → `, and its kind and value; or `?` and the doubt. What is
computed was held against LibreOffice once, above the section "what is hardly there makes no
difference": it agrees, but for the last of fifteen digits of one rate.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from made.formula_book import calculated, cells_of

from toolkit.pack.formulas.trusted import FUNCTIONS

CASES = Path(__file__).with_name("doubts.txt")
CELLS: Mapping[str, Sequence[object]] = {
    "A": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "B": [0.5, 1.5, -2.5, 2.675, 0.1, 0.2, 0.3, -0.6, 12.25],
    "C": ["Revenue", "cost", "Straße", "10", None, "x*", "ÄB", "\U0001f600x", "a"],
    "D": ["=B5+B6", "=A1/2", "=A4/2"],
    "E": [True, "=NA()"],
    "G": [0.1, 0.2, "=-(G1+G2)", "=1"],
    "J": ["=SUBTOTAL(9,A1:A3)"],
    "AA": [True],
}


def book(formulas: Sequence[str], **settings: object) -> bytes:
    """A workbook with the formulas in column L, beside CELLS; row 30 is hidden."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        made, {"in_memory": True, "use_future_functions": True, **settings}
    )
    sheet, other = workbook.add_worksheet("S"), workbook.add_worksheet("Other")
    for column, values in CELLS.items():
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write(f"{column}{row}", value)
    sheet.set_row(29, None, None, {"hidden": True})
    for at, value in {"A1": 1, "B1": 2, "A2": 3, "B2": 4.5}.items():
        other.write(at, value)
    for row, formula in enumerate(formulas, 1):
        if formula.startswith("{"):
            sheet.write_array_formula(f"L{row}:L{row}", formula)
        else:
            sheet.write_formula(f"L{row}", f"={formula}")
    workbook.close()
    return made.getvalue()


def said(formulas: Sequence[str], **settings: object) -> list[str]:
    """What becomes of each formula."""
    data, told = calculated(book(formulas, **settings))
    cells = cells_of(data)
    answers = []
    for row in range(1, len(formulas) + 1):
        doubt = told.uncalculated.get(f"S!L{row}")
        cell = cells[f"S!{row}:12"]
        assert (cell.kind == "blank") == (doubt is not None)
        answers.append(f"{cell.kind} {cell.value}" if doubt is None else f"? {doubt}")
    return answers


def listed() -> Iterator[tuple[str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        formula, arrow, expected = line.partition(" → ")
        if arrow:
            yield formula, expected


def test_every_formula_has_the_value_or_the_doubt_that_is_listed() -> None:
    cases = list(listed())
    found = said([formula for formula, _ in cases])
    wrong = [(f, w, f"not {e}") for (f, e), w in zip(cases, found, strict=True) if w != e]
    assert wrong == [] and len(cases) > 400


# With one argument after another; others take so many, or from so many to so many.
OPEN = (
    "AND AVERAGE AVERAGEIFS CHOOSE CONCAT CONCATENATE COUNT COUNTA COUNTIFS IFS MAX MAXIFS MEDIAN "
    "MIN MINIFS NPV OR PRODUCT SUBTOTAL SUM SUMIFS SUMPRODUCT SWITCH TEXTJOIN"
)
FIXED = {
    (0,): "NA PI",
    (
        1,
    ): "COUNTBLANK ROWS COLUMNS NOT ISBLANK ISNUMBER ISTEXT ISERROR ISNA ISLOGICAL ABS SIGN SQRT "
    "EXP LN LOG10 INT LEN UPPER LOWER TRIM YEAR MONTH DAY",
    (1, 2): "TRUNC LEFT RIGHT WEEKDAY",
    (
        2,
    ): "COUNTIF LARGE SMALL IFERROR IFNA ROUND ROUNDUP ROUNDDOWN MOD POWER QUOTIENT CEILING FLOOR "
    "EXACT REPT TEXT DAYS EDATE EOMONTH",
    (2, 3): "SUMIF AVERAGEIF INDEX IF FIND",
    (3,): "MATCH MID DATE",
    (3, 4): "SUBSTITUTE",
    (3, 4, 5): "XLOOKUP PMT",
    (4,): "VLOOKUP",
}


def test_a_function_is_computed_with_the_arguments_that_excel_gives_it_alone() -> None:
    counts = {
        name: tuple(count for count in range(42) if takes.kinds(count) is not None)
        for name, takes in FUNCTIONS.items()
    }
    assert {name for name, taken in counts.items() if len(taken) > 10} == set(OPEN.split())
    found = {name: taken for name, taken in counts.items() if name not in OPEN.split()}
    assert found == {name: taken for taken, names in FIXED.items() for name in names.split()}


def test_days_are_doubted_where_a_workbook_counts_them_from_1904() -> None:
    days = ["DATE(2025,1,1)", "YEAR(A1)", 'TEXT(45000,"yyyy")', "EDATE(45000,1)", "1+1"]
    *doubted, sum_ = said(days, date_1904=True)
    assert doubted == ["? the workbook counts its days from 1904"] * 4
    assert sum_ == "number 2"


HIDDEN = [("A1:A29", False), ("A1:A30", True), ("A30:A31", True), ("A31:A40", False)]


@pytest.mark.parametrize(("area", "doubted"), HIDDEN)
def test_a_subtotal_is_doubted_over_hidden_rows_alone(area: str, doubted: bool) -> None:
    inside = said([f"SUBTOTAL(9,{area})", f"SUBTOTAL(9,Other!{area})", f"SUM({area})"])
    assert [each == "? rows are hidden in what SUBTOTAL adds up" for each in inside] == [
        doubted,
        False,
        False,
    ]


def test_a_formula_is_computed_as_deep_as_sixty_steps() -> None:
    def deep(steps: int) -> str:
        return "ABS(" * steps + "A1" + ")" * steps

    assert said([deep(60), deep(61)]) == ["number 1", "? it is nested very deep"]


def test_doubt_spreads_along_a_chain_and_no_further() -> None:
    chain = ["TODAY()", "L1+1", "SUM(L2:L2)", "Other!A1", "L4*2", "SUM(K3:M3)", "IF(A1=1,2,L1)"]
    rests = "? it rests on a cell whose value is not known"
    assert said(chain) == [
        "? TODAY is not among the functions that factpack computes",
        rests,
        rests,
        "number 1",
        "number 2",
        rests,
        rests,
    ]


def test_differences_that_are_only_rounding_are_nothing_along_a_chain_too() -> None:
    steps = ["B5+B6-B7", "L1+0.3-B7", "L2*1E20", "B1-B1", "0.3-B7+L1"]
    assert said(steps) == ["number 0"] * 5


def test_a_chain_of_more_than_five_such_differences_is_left_to_excel() -> None:
    def chain(length: int) -> list[str]:  # each is one only once the one before it is nothing
        return ["B5+B6-B7", *(f"B5+B6-(B7-L{n}*1E17)" for n in range(1, length))]

    assert said(chain(5)) == ["number 0"] * 5
    assert said(chain(6)) == ["? it is part of a long chain of differences"] * 6


if __name__ == "__main__":
    lines = CASES.read_text(encoding="utf-8").splitlines()
    given = [line.partition(" → ")[0] for line in lines]
    asked = [each for each in given if each and not each.startswith("# ")]
    answers = dict(zip(asked, said(asked), strict=True))
    told = [f"{each} → {answers[each]}" if each in answers else each for each in given]
    CASES.write_text("".join(f"{each}\n" for each in told), encoding="utf-8")
