"""Which records a grid holds: type by name, headings wherever they stand, nothing dropped."""

from __future__ import annotations

import pytest

from toolkit.dossier import data_folder
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.records.sheets import Sheet, is_record, recognise
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


def grid(*rows: list[str], sheet: str | None = "Facts", first: int = 1, **more: object) -> Grid:
    numbered = (
        Row(number, {c: Cell("text", text) for c, text in enumerate(row, 1) if text})
        for number, row in enumerate(rows, first)
    )
    return Grid("facts.xlsx", sheet, tuple(row for row in numbered if row.cells), **more)


def read(*rows: list[str], **more: object) -> Sheet:
    sheet = recognise(grid(*rows, **more), SCHEMAS)
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("name", ["Facts", "facts", " FACTS ", "Key figures", "key_figures"])
def test_a_sheet_is_known_by_its_name_in_any_case(name: str) -> None:
    assert recognise(grid(["id", "label"], sheet=name), SCHEMAS) is not None


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("facts.csv", "facts"),
        ("facts/facts-anna.jsonl", "facts"),
        ("Facts 2025.csv", "facts"),
        ("key_figures.csv", "key_figures"),
        ("key_figures_2.csv", None),
        ("factsheet.csv", None),
    ],
)
def test_a_file_is_known_by_the_beginning_of_its_name(file: str, kind: str | None) -> None:
    found = recognise(Grid(file, None, grid(["id", "entity"]).rows), SCHEMAS)
    assert (found.type.name if found else None) == kind


def test_headings_are_keys_or_titles_in_any_case_and_order_and_on_any_row() -> None:
    sheet = read(["Our facts"], [], ["VALUE", "Entity *", "period_end"], ["1", "e", ""], first=3)
    assert [c.field.key for c in sheet.columns if c.field] == ["value", "entity", "period_end"]
    assert (sheet.header, sheet.lines) == (5, (6,))
    assert sheet.place("entity", 6) == "B6"


def test_a_value_that_is_missing_has_the_cell_where_it_should_stand() -> None:
    sheet = read(["id", "entity"], ["f1", "e"])
    assert sheet.place("concept", 2) == "C2"


def test_blank_rows_and_rows_of_blanks_are_no_records() -> None:
    sheet = read(["id", "entity"], ["f1", "e"], ["  ", "\u00a0"], ["f2", "e"])
    assert sheet.lines == (2, 4)


def test_an_unknown_column_is_kept_and_reported_with_the_nearest_field() -> None:
    sheet = read(["id", "entity", "Consept"], ["f1", "e", "x"])
    (remark,) = sheet.remarks
    assert (remark.code, remark.cell) == ("SHT006", "C1")
    assert "did you mean 'Concept'?" in remark.says["nearest"]
    assert sheet.columns[2].cells == (Cell("text", "x"),)


def test_a_heading_that_stands_twice_is_an_error_and_the_first_is_read() -> None:
    sheet = read(["id", "entity", "ID"], ["f1", "e", "f2"])
    assert [(r.code, r.says["first"], r.says["second"]) for r in sheet.remarks] == [
        ("SHT005", "A1", "C1")
    ]
    assert [c.field.key if c.field else None for c in sheet.columns] == ["id", "entity", None]


def test_a_value_under_no_heading_is_said() -> None:
    sheet = read(["id", "entity", ""], ["f1", "e", "stray"])
    assert [(r.code, r.cell, r.says["value"]) for r in sheet.remarks] == [("SHT008", "C2", "stray")]


def test_a_sheet_without_headings_says_which_it_expects() -> None:
    sheet = read(["f1", "alibaba"], ["f2", "baidu"])
    assert sheet.lines == ()
    assert [r.code for r in sheet.remarks] == ["SHT004"]
    assert "'Entity'" in sheet.remarks[0].says["expected"]


def test_merged_cells_matter_only_from_the_headings_down() -> None:
    merged = tuple(Remark("SHT003", r, None, {"range": r}) for r in ("A1:C1", "A4:A5"))
    sheet = read(["Title"], ["id", "entity"], ["f1", "e"], remarks=merged)
    assert [r.cell for r in sheet.remarks] == ["A4:A5"]


def test_the_hidden_key_column_is_not_reported() -> None:
    hidden = (Remark("SHT002", "C:C", None, {"what": "column C is"}),)
    sheet = read(["id", "entity", "_key"], ["f1", "e", "k1"], remarks=hidden)
    assert sheet.remarks == ()


@pytest.mark.parametrize(("stamp", "said"), [("layout=2", []), ("", ["SHT006"])])
def test_what_factpack_writes_for_people_to_read_is_a_column_of_theirs_elsewhere(
    stamp: str, said: list[str]
) -> None:
    sheet = read(["id", "entity", "Value as READ"], ["f1", "e", "1"], stamp=stamp)
    assert [r.code for r in sheet.remarks] == said
    assert len(sheet.columns) == 2 + len(said)


@pytest.mark.parametrize(
    ("hidden", "kept"),
    [
        ("C:C", []),
        ("C", []),
        ("B:C", ["B:C"]),
        ("B:B", ["B:B"]),
        (None, [None]),
    ],
)
def test_of_hidden_columns_only_factpack_s_own_is_left_unsaid(
    hidden: str | None, kept: list[str | None]
) -> None:
    remark = Remark("SHT002", hidden, None, {"what": "it is hidden"})
    sheet = read(["id", "entity", "_key"], ["f1", "e", "k1"], remarks=(remark,))
    assert [one.cell for one in sheet.remarks] == kept


@pytest.mark.parametrize(
    ("merged", "kept"),
    [("A1:C1", False), ("A1:C2", True), ("A2:A3", True), ("A$1:$C$1", False), ("A:C", False)],
)
def test_merged_cells_that_end_above_the_headings_are_left_unsaid(merged: str, kept: bool) -> None:
    remark = Remark("SHT003", merged, None, {"range": merged})
    sheet = read(["Title"], ["id", "entity"], ["f1", "e"], remarks=(remark,))
    assert bool(sheet.remarks) is kept


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["id", "entity"], ["value", "unit"]], 1),  # of equals the first
        ([["id", "x", "y"], ["entity", "value"]], 2),
        ([["id"], ["f1"]], 1),  # one heading, and nothing beside it
        ([["id", "x"], ["f1"]], 0),
        ([["id", "x"], ["entity"]], 0),
        ([*[["words"]] * 99, ["id", "entity"]], 100),
        ([*[["words"]] * 100, ["id", "entity"]], 0),
    ],
)
def test_the_headings_are_the_first_row_of_a_hundred_with_the_most_of_them(
    rows: list[list[str]], header: int
) -> None:
    assert read(*rows).header == header
    if not header:
        assert [(r.code, r.line) for r in read(*rows).remarks] == [("SHT004", 1)]


def test_a_sheet_of_nothing_says_so() -> None:
    assert [(r.code, r.line) for r in read().remarks] == [("FIL003", None)]


def test_each_value_under_no_heading_is_said_in_the_order_of_its_row() -> None:
    rows = [["id", "entity"], ["f1", "e", "", "x" * 60, "y" * 61], ["", "", "z", " "]]
    sheet = read(*rows)
    assert [(r.code, r.cell, r.line, r.says["value"]) for r in sheet.remarks] == [
        ("SHT008", "D2", 2, "x" * 60),
        ("SHT008", "E2", 2, "y" * 59 + "…"),
        ("SHT008", "C3", 3, "z"),
    ]


def test_a_place_without_its_column_is_right_of_all_columns() -> None:
    sheet = read(["id", "", "mine", "entity"], ["f1", "", "m", "e"])
    assert [sheet.place(key, 2) for key in ("id", "entity", "value")] == ["A2", "D2", "E2"]
    assert read(["id", "entity"], sheet=None).place("id", 2) is None


@pytest.mark.parametrize(
    ("cell", "filled"),
    [
        (None, False),
        (Cell("text", " \u00a0"), False),
        (Cell("text", "x"), True),
        (Cell("number", "0"), True),
        (Cell("error", "#REF!"), True),
        (Cell("list", "[]"), True),
    ],
)
def test_a_row_is_a_record_where_a_field_has_anything(cell: Cell | None, filled: bool) -> None:
    cells = {1: Cell("text", "mine")} | ({2: cell} if cell else {})
    assert is_record(cells, [2, 3]) is filled


def test_a_heading_is_told_the_nearest_that_is_near() -> None:
    sheet = read(["id", "entity", "Curency", "Peroid to", "far away"], ["f1", "e", "a", "b", "c"])
    assert [r.says["nearest"] for r in sheet.remarks] == ["", "; did you mean 'Period to'?", ""]
