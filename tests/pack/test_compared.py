"""Cells as written beside cells as they stand: what is told where rows, columns, sheets moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from toolkit.ooxml.container.workbook import DefinedName
from toolkit.ooxml.sheets.address import area_of, cell_of
from toolkit.pack.afterwards.compared import compare
from toolkit.pack.besides import Beside
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Book, Cell, StandingSheet, StandingTable

Value = str | int | float | tuple[str, float | None]
Sheets = Mapping[str, Mapping[str, Value]]


def cell(value: Value) -> Cell:
    """A formula, maybe with its value, a text or a number."""
    if isinstance(value, tuple):
        formula, result = value
        kind = "blank" if result is None else "number"
        shown = None if result is None else f"{result:g}"
        return Cell(kind, shown, formula.removeprefix("="), None, "General")  # type: ignore[arg-type]
    if isinstance(value, str):
        return Cell("text", value)
    return Cell("number", f"{value:.12g}", None, None, "General")


def book(
    sheets: Sheets,
    *,
    table: str = "",
    names: Iterable[tuple[str, str]] = (),
    hidden: str = "",
) -> Book:
    """Sheets of cells; `table` is the area of one, t, with headings; `hidden` rows or columns."""
    made = []
    for name, held in sheets.items():
        rows: dict[int, dict[int, Cell]] = {}
        for at, value in held.items():
            column, row = cell_of(at) or (0, 0)
            rows.setdefault(row, {})[column] = cell(value)
        rows = {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items())}
        gone = [int(each) for each in hidden.split() if each.isdecimal()]
        columns = [(cell_of(f"{each}1") or (0, 0))[0] for each in hidden.split() if each.isalpha()]
        visible = f"!{name}" not in hidden.split()
        made.append(StandingSheet(name, visible, rows, frozenset(gone), frozenset(columns)))
    tables = []
    if table:
        sheet, _, area = table.rpartition("!")
        tables.append(StandingTable("t", sheet, area_of(area) or (0, 0, 0, 0), ("K", "V"), 1, 0))
    listed = tuple(DefinedName(name, refers, None, False) for name, refers in names)
    return Book("b.xlsx", "1900", tuple(made), tuple(tables), listed)


def lines(written: Book) -> list[Line]:
    """The cells of a workbook as a pack keeps them; those of column A are a query's."""
    return [
        Line(
            *(sheet.name, f"{chr(64 + column)}{row}", row, column, held.kind, held.value),
            *(held.shown, held.look, False, "query" if column == 1 else "template"),
            query="q" if column == 1 else None,
            query_row=row if column == 1 else None,
            formula=held.formula,
            facts=(f"f{row}",) if column == 1 else (),
        )
        for sheet in written.sheets
        for row, cells in sheet.rows.items()
        for column, held in cells.items()
    ]


def told(written: Book, now: Book) -> list[str]:
    found = compare(lines(written), now).differences
    return [
        " | ".join(
            str(part)
            for part in (each.what, each.place, each.was, each.now, each.written, each.made_by,
                         *each.facts)
            if part is not None
        )
        for each in found
    ]  # fmt: skip


COLUMN = {f"A{n}": f"name {n}" for n in range(1, 9)}
GRID: dict[str, Value] = {**COLUMN, **{f"B{n}": n * 10 for n in range(1, 9)}}
SUM = {"D1": ("=SUM(B1:B8)", 360.0), "D2": ("=B3*2", 60.0)}


def without_row(grid: Mapping[str, Value], gone: int) -> dict[str, Value]:
    made = {}
    for at, value in grid.items():
        row = int(at[1:])
        if row != gone:
            made[f"{at[0]}{row - (row > gone)}"] = value
    return made


LESS = without_row(GRID, 3)
MORE = {f"{at[0]}{int(at[1:]) + (int(at[1:]) > 2)}": value for at, value in GRID.items()}
RIGHT = {f"{chr(ord(at[0]) + (at[0] > 'A'))}{at[1:]}": value for at, value in GRID.items()}
MANY = {f"B{n}": f"came {n}" for n in range(1, 30)}
LONG = {f"A{n}": f"name {n}" for n in range(1, 30)}
CASES: list[tuple[str, Book, Book, list[str]]] = [
    ("nothing", book({"S": GRID}), book({"S": GRID}), []),
    ("a sheet in other letters", book({"S": GRID}), book({"s": GRID}),
     ["sheet renamed | s | S | s"]),
    (
        "a row gone, and formulas of another sheet that do not look there",
        book({"S": GRID, "T": SUM | {"A1": "x"}}),
        book({"S": LESS, "T": SUM | {"A1": "x"}}),
        ["row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3"],
    ),
    (
        "formulas on other sheets follow rows",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=SUM(S!B1:B8)", 360), "B2": ("=S!B5", 50)}}),
        book({"S": LESS, "T": {"A1": "x", "B1": ("=SUM(S!B1:B7)", 330), "B2": ("=S!B4", 50)}}),
        ["row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3"],
    ),
    (
        "a formula that did not follow",
        book({"S": GRID, "T": {"A1": "x", "B2": ("=S!B5", 50)}}),
        book({"S": LESS, "T": {"A1": "x", "B2": ("=S!B5", 60)}}),
        [
            "row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3",
            "formula changed | T!B2 | =S!B5 | =S!B5",
        ],
    ),
    (
        "a formula over its own row of a Table",
        book({"S": GRID | {"C5": ("=t[@V]*2", 100)}}, table="S!A1:B8"),
        book({"S": LESS | {"C4": ("=t[@V]*2", 100)}}, table="S!A1:B7"),
        ["row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3"],
    ),
    (
        "a formula over a Table, written with places",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=SUM(t[V])", 350)}}, table="S!A1:B8"),
        book({"S": GRID, "T": {"A1": "x", "B1": ("=sum(S!B2:B8)", 350)}}, table="S!A1:B8"),
        [],
    ),
    (
        "whole columns and rows stay what they are",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=SUM(S!B:B)", 1), "C1": ("=SUM(S!1:1)", 1)}}),
        book({"S": LESS, "T": {"A1": "x", "B1": ("=SUM(S!B:B)", 1), "C1": ("=SUM(S!1:1)", 1)}}),
        ["row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3"],
    ),
    (
        "a row put in, with a formula",
        book({"S": GRID}),
        book({"S": MORE | {"A3": "mine", "B3": ("=B2", 20)}}),
        ["row inserted | S!3:3 | mine; =B2"],
    ),
    (
        "a column put in, a long one cut",
        book({"S": LONG}),
        book({"S": LONG | MANY}),
        [f"cell added | S!B{n} | came {n}" for n in range(1, 30)],
    ),
    (
        "a column put in before another",
        book({"S": GRID}),
        book({"S": RIGHT | {f"B{n}": f"new {n}" for n in range(1, 9)}}),
        ["column inserted | S!B:B | " + "; ".join(f"new {n}" for n in range(1, 9))],
    ),
    (
        "a column gone",
        book({"S": RIGHT | {f"B{n}": f"old {n}" for n in range(1, 9)}}),
        book({"S": GRID}),
        ["column removed | S!B:B | " + "; ".join(f"old {n}" for n in range(1, 9))],
    ),
    (
        "a sheet under another name, and formulas that follow it",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=SUM(S!B1:B8)", 360)}}),
        book({"New one": GRID, "T": {"A1": "x", "B1": ("=SUM('New one'!B1:B8)", 360)}}),
        ["sheet renamed | New one | S | New one"],
    ),
    (
        "a sheet gone, one added, a blank one unsaid",
        book({"S": GRID, "T": {"A1": "x", "A2": "y", "A3": "z"}}),
        book({"S": GRID, "U": {"A1": "a", "A2": "y", "A4": "z"}, "Blank": {}}),
        ["sheet removed | T | 3 cells", "sheet added | U | 3 cells"],
    ),
    (
        "a sheet that holds half of it is not it",
        book({"T": {"A1": "x", "A2": "y"}}),
        book({"U": {"A1": "x", "A2": "n"}}),
        ["sheet removed | T | 2 cells", "sheet added | U | 2 cells"],
    ),
    (
        "rows and columns that do not show any more",
        book({"S": GRID}),
        book({"S": GRID}, hidden="2 4 12 B F"),
        [
            "hidden | S!2:2 | shown | hidden",
            "hidden | S!4:4 | shown | hidden",
            "hidden | S!B:B | shown | hidden",
        ],
    ),
    (
        "a sheet that does not show any more",
        book({"S": GRID}),
        book({"S": GRID}, hidden="!S 2"),
        ["hidden | S | shown | hidden"],
    ),
    (
        "typed over beneath a row that went",
        book({"S": GRID}),
        book({"S": LESS | {"A4": "other"}}),
        [
            "row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3",
            "text changed | S!A4 | name 5 | other | S!A5 | q.sql, row 5 | f5",
        ],
    ),
    (
        "a cell added in a row that was there, and a blank text in none",
        book({"S": GRID}),
        book({"S": GRID | {"D5": 7, "E5": "", "D6": ("=1", None)}}),
        ["cell added | S!D5 | 7", "cell added | S!D6 | =1"],
    ),
    (
        "a number that became a text, a formula that became a number",
        book({"S": GRID | {"C1": ("=B1", 10)}}),
        book({"S": GRID | {"B2": "20", "C1": 10}}),
        [
            "constant over formula | S!C1 | =B1 | 10",
            "number changed | S!B2 | 20 | 20",
        ],
    ),
    (
        "a name means what it means now",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=rate*2", 20)}}, names=[("rate", "S!$B$1")]),
        book({"S": GRID, "T": {"A1": "x", "B1": ("=S!B1*2", 20)}}, names=[("rate", "S!$B$1")]),
        [],
    ),
    (
        "a result that nothing accounts for",
        book({"S": GRID | {"C1": ("=B1*2", 20), "C2": ("=C1+1", 21)}}),
        book({"S": GRID | {"C1": ("=B1*2", 99), "C2": ("=C1+1", 100)}}),
        ["result changed | S!C1 | 20 | 99", "result changed | S!C2 | 21 | 100"],
    ),
    (
        "results that follow from a typed number, through another formula",
        book({"S": GRID | {"C1": ("=B1*2", 20), "D1": ("=C1+1", 21), "D2": ("=B2", 20)}}),
        book({"S": GRID | {"B1": 11, "C1": ("=B1*2", 22), "D1": ("=C1+1", 23), "D2": ("=B2", 5)}}),
        ["number changed | S!B1 | 10 | 11", "result changed | S!D2 | 20 | 5"],
    ),
    (
        "results that follow from a row or column that went",
        book({"S": GRID, "T": {"A1": "x", "B1": ("=SUM(S!B1:B8)", 360), "B2": ("=1+1", 2)}}),
        book({"S": LESS, "T": {"A1": "x", "B1": ("=SUM(S!B1:B7)", 330), "B2": ("=1+1", 3)}}),
        [
            "row removed | S!3:3 | name 3; 30 | q.sql, row 3 | f3",
            "result changed | T!B2 | 2 | 3",
        ],
    ),
    (
        "results of the day and of chance",
        book({"S": GRID | {"C1": ("=Today()", 1), "C2": ("=C1+RAND()", 2), "C3": ("=C1", 1)}}),
        book({"S": GRID | {"C1": ("=Today()", 2), "C2": ("=C1+RAND()", 3), "C3": ("=C1", 2)}}),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "now", "says"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_changed_is_told_and_no_more(written: Book, now: Book, says: list[str]) -> None:
    assert told(written, now) == says


def test_a_shown_format_that_changed_is_told_with_both() -> None:
    written, now = book({"S": GRID}), book({"S": GRID})
    (sheet,) = now.sheets
    other = {**sheet.rows, 2: {**sheet.rows[2], 2: sheet.rows[2][2]._replace(look="0%")}}
    changed = replace(now, sheets=(replace(sheet, rows=other),))
    assert told(written, changed) == ["format changed | S!B2 | 20 as General | 20 as 0%"]


def test_what_a_pivot_takes_is_not_compared() -> None:
    pivot = [Beside("pivot", "S", "B2:C4", "P")]
    written = book({"S": GRID})
    now = book({"S": GRID | {"B2": 99, "B3": 98, "B5": 97, "C2": 5, "C5": 6}})
    found = compare(lines(written), now, pivot, pivot).differences
    assert [(each.what, each.place) for each in found] == [
        ("number changed", "S!B5"),
        ("cell added", "S!C5"),
    ]


def test_besides_are_told_where_they_stand_now() -> None:
    written, now = book({"S": GRID}), book({"S": LESS})
    were = [
        Beside("note", "S", "A3", "went"),
        Beside("note", "S", "A5", "stays"),
        Beside("note", "S", "A6", "old"),
        Beside("name", "", "n", "S!$B$5"),
        Beside("name", "", "m", "S!$B$5"),
        Beside("header", "S", "oddHeader", "Draft"),
        Beside("chart", "S", "chart 1", "val: S!$B$1:$B$8"),
        Beside("text box", "S", "", "words"),
    ]
    are = [
        Beside("note", "S", "A4", "stays"),
        Beside("note", "S", "A5", "new"),
        Beside("name", "", "n", "S!$B$4"),
        Beside("name", "", "m", "S!$B$5"),
        Beside("chart", "S", "chart 1", "val: S!$B$1:$B$7"),
        Beside("text box", "Unread", "", "of a sheet that nobody wrote"),
    ]
    found = [
        (each.what, each.place, each.was, each.now)
        for each in compare(lines(written), now, were, are).differences
        if not each.what.startswith(("row", "sheet"))
    ]
    assert found == [
        ("note changed", "S!A5", "old", "new"),
        ("name changed", "m", "S!$B$5", "S!$B$5"),
        ("header changed", "S: oddHeader", "Draft", None),
        ("text box changed", "S: text box", "words", None),
    ]
