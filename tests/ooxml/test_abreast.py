"""Two filled Tables side by side: each grows, and the one that grows most moves what is beneath."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from made.filled import Made, filled

from toolkit.errors import UnusableTemplate


def put(path: Path, more: Callable[[Any, Any], None] = lambda *_: None, **how: int) -> Path:
    """`left` at B4 and `right` at F of Data, each with sample rows, perhaps total rows."""
    book = xlsxwriter.Workbook(str(path))
    sheet, away = book.add_worksheet("Data"), book.add_worksheet("Away")
    for name, column in (("left", 1), ("right", 5)):
        top, rows = how.get(f"{name}_at", 4) - 1, how.get(name, 1)
        totals = bool(how.get("totals"))
        columns: list[dict[str, Any]] = [{"header": "Name"}, {"header": "Value"}]
        if totals:
            columns[1]["total_function"] = "sum"
        area = (top, column, top + rows + totals, column + 1)
        sheet.add_table(*area, {"name": name, "columns": columns, "total_row": totals})
        for row in range(top + 1, top + 1 + rows):
            sheet.write_row(row, column, ["sample", 1])
    more(sheet, away)
    book.close()
    return path


def column(made: Made, letter: str) -> list[Any]:
    cells = made.book["Data"][letter]
    last = max((n for n, each in enumerate(cells, 1) if each.value is not None), default=0)
    return [each.value for each in cells[3:last]]


@pytest.mark.parametrize(("left", "right"), [(3, 5), (5, 3), (0, 4), (4, 0), (2, 2), (1, 1)])
@pytest.mark.parametrize("samples", [(1, 1), (2, 2), (1, 3), (3, 1)])
def test_both_grow_and_nothing_is_written_over(
    tmp_path: Path, left: int, right: int, samples: tuple[int, int]
) -> None:
    def more(sheet: Any, away: Any) -> None:
        sheet.write("B9", "under left")
        sheet.write("F9", "under right")
        sheet.write("D4", "between")
        sheet.merge_range("B11:G11", "under both")
        away.write_formula("A1", "=Data!B9&Data!F9")
        away.write_formula("A2", f"=SUM(Data!C5:C{4 + samples[0]})")
        away.write_formula("A3", f"=SUM(Data!G5:G{4 + samples[1]})")

    source = put(tmp_path / "t.xlsx", more, left=samples[0], right=samples[1])
    made = filled(source, {"left": left, "right": right})
    for letter, rows, text in (("B", left, "under left"), ("F", right, "under right")):
        found = column(made, letter)
        named = [f"n{n}" for n in range(rows)] or [None]
        assert found[: len(named) + 1] == ["Name", *named]
        assert [each for each in found[len(named) + 1 :] if each not in (None, "under both")] == [
            text
        ]
    sheet, away = made.book["Data"], made.book["Away"]
    low = 4 + max(left, 1), 4 + max(right, 1)
    assert (sheet.tables["left"].ref, sheet.tables["right"].ref) == (
        f"B4:C{low[0]}", f"F4:G{low[1]}"
    )  # fmt: skip
    at = next(each.row for each in sheet["B"] if each.value == "under left")
    assert (sheet[f"F{at}"].value, sheet[f"D{4}"].value) == ("under right", "between")
    assert away["A1"].value == f"=Data!B{at}&Data!F{at}"
    assert [away["A2"].value, away["A3"].value] == [
        f"=SUM(Data!C5:C{low[0]})", f"=SUM(Data!G5:G{low[1]})"
    ]  # fmt: skip
    assert [str(each) for each in sheet.merged_cells.ranges] == [f"B{at + 2}:G{at + 2}"]


def test_total_rows_end_their_own_tables(tmp_path: Path) -> None:
    def more(sheet: Any, away: Any) -> None:
        for cell, formula in (("A1", "=Data!C6"), ("A2", "=Data!G6"), ("A3", "=SUM(Data!G5:G6)")):
            away.write_formula(cell, formula)
        sheet.conditional_format("B5:G5", {"type": "data_bar"})

    made = filled(put(tmp_path / "t.xlsx", more, totals=1), {"left": 6, "right": 2})
    sheet, away = made.book["Data"], made.book["Away"]
    assert (sheet.tables["left"].ref, sheet.tables["right"].ref) == ("B4:C11", "F4:G7")
    assert [away[cell].value for cell in ("A1", "A2", "A3")] == [
        "=Data!C11", "=Data!G7", "=SUM(Data!G5:G7)"
    ]  # fmt: skip
    assert sheet["G7"].value.startswith("=SUBTOTAL") and sheet["C11"].value.startswith("=SUBTOTAL")
    areas = [str(each.sqref) for each in sheet.conditional_formatting]
    assert areas == ["B5:C10 D5:E5 F5:G6"]


def test_an_area_over_both_is_refused_where_a_total_row_would_be_in_it(tmp_path: Path) -> None:
    def more(_: Any, away: Any) -> None:
        away.write_formula("A1", "=SUM(Data!C5:G5)")

    source = put(tmp_path / "t.xlsx", more, totals=1)
    assert filled(source, {"left": 3, "right": 3}).book["Away"]["A1"].value == "=SUM(Data!C5:G7)"
    with pytest.raises(UnusableTemplate, match="the formula at Away!A1 covers or points at"):
        filled(source, {"left": 6, "right": 2})


def test_one_beside_two_that_are_one_above_the_other_is_refused(tmp_path: Path) -> None:
    def more(sheet: Any, _: Any) -> None:
        columns = [{"header": "Name"}, {"header": "Value"}]
        sheet.add_table("B8:C9", {"name": "below", "columns": columns})
        sheet.write_row("B9", ["sample", 1])

    source = put(tmp_path / "t.xlsx", more, left=1, right=8)
    with pytest.raises(UnusableTemplate, match=r"and 'left' stands there too"):
        filled(source, {"left": 3, "right": 3, "below": 3})


def test_what_would_stay_beneath_one_is_no_place_to_grow_into(tmp_path: Path) -> None:
    def more(sheet: Any, _: Any) -> None:
        for row in range(3, 9):
            sheet.write(row, 8, "card")
        sheet.write_row(8, 4, ["under"] * 4)

    source = put(tmp_path / "t.xlsx", more)
    with pytest.raises(UnusableTemplate, match="into what stands beneath 'right'"):
        filled(source, {"left": 9, "right": 3})
