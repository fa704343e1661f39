"""What sort of file a side is, and what of it is a record."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.dossier import data_folder
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.merge.reading import kind_of, read_side, side_of, table_of_records
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.records.sheets import KEY_HEADING
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


@pytest.mark.parametrize(
    ("name", "begins", "kind"),
    [
        ("facts.csv", b'{"id": 1}', "csv"),
        ("FACTS.CSV", b"PK", "csv"),
        ("facts.jsonl", b"id,value", "jsonl"),
        *((f"facts{end}", b"", "workbook") for end in (".xlsx", ".xlsm", ".xltx", ".XLSX")),
        (".merge_file_a", b"PK\x03\x04", "workbook"),
        (".merge_file_a", b'{"id": 1}', "jsonl"),
        (".merge_file_a", b'\xef\xbb\xbf \r\n\t{"id": 1}', "jsonl"),
        (".merge_file_a", b"id,value\n", "csv"),
        (".merge_file_a", b"", "csv"),
        ("facts.txt", b"a,{b", "csv"),
    ],
)
def test_a_file_is_known_by_its_ending_else_by_how_it_begins(
    name: str, begins: bytes, kind: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(begins)
    assert kind_of(tmp_path / name) == kind


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "facts")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        kind_of(tmp_path / "facts")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone cannot be read: .") as told:
        kind_of(tmp_path / "gone")
    assert told.value.hint


@pytest.mark.parametrize(
    ("text", "type_", "title"),
    [
        ("id,value,quote\nf1,1,q\n", "facts", "Facts"),
        ("id,title,language,file\nnyt,One,en,a.md\n", "sources", "Sources"),
        ("id,name\nacme,Acme\n", "entities", "Entities"),
        ("id,label,unit_kind\nc,Capex,currency\n", "concepts", "Concepts"),
        ("id,note\nf1,n\n", "facts", "Facts"),
        ("id,kind\nf1,actual\n", "facts", "Facts"),  # as many headings of other types: facts
    ],
)
def test_a_file_of_any_name_is_of_the_type_that_most_headings_are_of(
    text: str, type_: str, title: str, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    side = read_side(tmp_path / "mine.csv", "mine.csv", SCHEMAS, "csv")
    assert {name: (t.title, len(t.records)) for name, t in side.tables.items()} == {
        type_: (title, 1)
    }
    assert side.loose == ()


@pytest.mark.parametrize("text", ["id,thoughts\nf1,x\n", "", "a,b\n1,2\n"])
def test_a_file_of_which_one_heading_is_known_at_most_has_no_records(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    side = read_side(tmp_path / "mine.csv", "mine.csv", SCHEMAS, "csv")
    cells = text.replace("\n", ",").split(",")
    assert not side.tables and [one.text for one in side.loose] == [each for each in cells if each]
    assert {one.sheet for one in side.loose} <= {"mine.csv"}


def grid(sheet: str, *lines: list[str], first: int = 1, **more: object) -> Grid:
    rows = (
        Row(number, {n: Cell("text", text) for n, text in enumerate(line, 1) if text})
        for number, line in enumerate(lines, first)
    )
    return Grid("book.xlsx", sheet, tuple(rows), **more)  # type: ignore[arg-type]


def test_two_sheets_of_one_type_are_one_table_and_know_where_each_record_stands() -> None:
    side = side_of(
        [
            grid("Facts", ["id", "value", "Mine", KEY_HEADING], ["f1", "1", "m", " k1 "]),
            grid("facts", ["Note"], ["value", "id", "unit"], ["2", "f2", "USD"], ["", " ", ""]),
        ],
        "book.xlsx",
        SCHEMAS,
        formulas={"Facts": {(2, 2)}, "facts": {(9, 9)}},
    )
    table = side.tables["facts"]
    assert [(r.sheet, r.line, r.key, table.label(r)) for r in table.records] == [
        ("Facts", 2, "k1", "f1"),
        ("facts", 3, "", "f2"),
    ]
    assert [c.name for c in table.columns] == ["value", "id", "unit", "~mine"]
    assert [table.records[0].cells[name].formula for name in ("id", "value")] == [False, True]
    assert not any(typed.formula for typed in table.records[1].cells.values())
    spots = {name: (s.header, s.last, dict(s.columns), s.key) for name, s in table.spots.items()}
    assert spots == {
        "Facts": (1, 2, {"id": 1, "value": 2, "~mine": 3}, 4),
        "facts": (2, 3, {"value": 1, "id": 2, "unit": 3}, None),
    }
    assert [(one.sheet, one.place, one.text) for one in side.loose] == [("facts", "A1", "Note")]


def test_columns_of_one_heading_are_kept_apart() -> None:
    side = side_of(
        [grid("Facts", ["id", "value", "x", "X", "x "], ["f", "1", *"abc"])], "b", SCHEMAS
    )
    table = side.tables["facts"]
    assert {n: t.cell.raw for n, t in table.records[0].cells.items()} == {
        "id": "f",
        "value": "1",
        "~x": "a",
        "~x#": "b",
        "~x##": "c",
    }


def test_what_stands_beside_the_records_is_loose_but_for_what_no_person_typed() -> None:
    stamped = grid(
        "Facts",
        ["above", "", "", "", "over the read"],
        ["id", "value", KEY_HEADING, "", "Value as read"],
        ["f1", "1", "k1", "beside", "1"],
        ["", "", "k2", "", "2"],
        ["", "", "", "shown", ""],
        stamp="layout=2 schemas=a base=b",
    )
    side = side_of([stamped], "b", SCHEMAS, formulas={"Facts": {(5, 4)}})
    assert [(one.place, one.text) for one in side.loose] == [
        ("A1", "above"),
        ("E1", "over the read"),
        ("D3", "beside"),
    ]
    plain = side_of(
        [grid("Facts", ["id", "value", "Value as read"], ["f1", "1", "x"])], "b", SCHEMAS
    )
    assert plain.loose == () and "~value as read" in plain.tables["facts"].records[0].cells


def test_sheets_of_factpack_s_own_are_not_merged() -> None:
    sheets = [grid(name, ["typed"]) for name in ("Guide", "Lists", "Findings", "My notes")]
    assert [one.sheet for one in side_of(sheets, "b", SCHEMAS).loose] == ["My notes"]


@pytest.mark.parametrize(
    ("code", "cell", "line", "said"),
    [
        ("SHT009", "B2", 2, "b.xlsx cannot be merged: Facts!B2 is broken (found 2, expected 5)"),
        ("CSV001", None, 3, "b.xlsx cannot be merged: line 3 is broken (found 2, expected 5)"),
        ("JSL001", None, 4, "line 4 is broken"),
        ("SHT008", "B2", 2, ""),
    ],
)
def test_a_file_of_which_a_reader_had_to_guess_is_refused(
    code: str, cell: str | None, line: int, said: str
) -> None:
    remark = Remark(code, cell, line, {"found": 2, "expected": 5})
    broken = grid("Facts", ["id", "value"], ["f1", "1"], remarks=(remark,))
    if not said:
        assert side_of([broken], "b.xlsx", SCHEMAS).tables
        return
    with pytest.raises(FactpackError) as told:
        side_of([broken], "b.xlsx", SCHEMAS)
    assert said in told.value.what and told.value.hint


def test_a_kept_record_means_what_the_same_row_of_a_sheet_means() -> None:
    cells = {
        "id": Cell("text", " f1 "),
        "value": Cell("text", "1.50"),
        "period_end": Cell("text", "24.02.2025"),
        "decimals": Cell("text", "billion"),
        "kind": Cell("text", "Actual"),
        "tags": Cell("text", "a;b"),
        "Mine": Cell("text", "1.50"),
        "note": Cell("text", "  "),
    }
    kept = table_of_records(
        SCHEMAS.types["facts"], [("k1", cells), ("k2", {"note": Cell("text", "")})]
    )
    rows = (
        Row(1, {n: Cell("text", name) for n, name in enumerate([*cells, KEY_HEADING], 1)}),
        Row(2, dict(enumerate([*cells.values(), Cell("text", "k1")], 1))),
    )
    typed = side_of([Grid("b.xlsx", "Facts", rows)], "b", SCHEMAS).tables["facts"]
    assert (kept.type, kept.title, kept.identity) == (typed.type, typed.title, typed.identity)
    assert [(r.key, dict(r.cells)) for r in kept.records] == [
        (r.key, dict(r.cells)) for r in typed.records
    ]
    assert kept.names >= typed.names
    assert {c.heading for c in kept.columns} >= {"Fact", "Value", "Mine"}
