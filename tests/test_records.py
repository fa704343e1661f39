"""Which records a grid holds: type by name, headings wherever they stand, nothing dropped."""

from __future__ import annotations

import pytest

from toolkit.dossier import data_folder
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.records.sheets import Sheet, recognise
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
