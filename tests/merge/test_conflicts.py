"""Conflicts as a person sees them, and ticked ones as they are read back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from toolkit.merge.conflicts import (
    _WITHOUT_BASE,
    CHOICES,
    HEADINGS,
    Chosen,
    Unticked,
    _of_cell,
    as_sheet,
    as_texts,
    check_choices,
    fingerprint,
    read_choices,
    readable,
)
from toolkit.merge.side import Record, Typed
from toolkit.ooxml.editing.newsheet import NewColumn, Shown
from toolkit.readers.grid import Cell, Grid, Row


@pytest.mark.parametrize(
    ("kind", "raw", "in_cell", "in_words"),
    [
        ("number", "1000000", Shown(Decimal(1000000), "#,##0"), "1,000,000"),
        ("number", "1234567.50", Shown(Decimal("1234567.50"), "#,##0.0"), "1,234,567.5"),
        ("number", "-0.25", Shown(Decimal("-0.25"), "#,##0.00"), "-0.25"),
        ("number", "-1234.5", Shown(Decimal("-1234.5"), "#,##0.0"), "-1,234.5"),
        ("number", "0", Shown(Decimal(0), "#,##0"), "0"),
        ("number", "1" * 15, Shown(Decimal("1" * 15), "#,##0"), "111,111,111,111,111"),
        ("number", "1" * 16, "1" * 16, "1,111,111,111,111,111"),
        ("number", "0.00" + "1" * 15, Shown(Decimal("0.00" + "1" * 15), f"#,##0.{'0' * 17}"), None),
        ("percent", "0.84", Shown(Decimal("0.84"), "0%"), "84 %"),
        ("percent", "0.845", Shown(Decimal("0.845"), "0.0%"), "84.5 %"),
        ("percent", "2", Shown(Decimal(2), "0%"), "200 %"),
        ("date", "2025-09-12", date(2025, 9, 12), "2025-09-12"),
        ("date", "2025-09-12T10:30:00", "2025-09-12T10:30:00", "2025-09-12T10:30:00"),
        ("text", "1000000", "1000000", "1000000"),
        ("error", "#REF!", "#REF!", "#REF!"),
    ],
)
def test_a_cell_in_conflict_is_shown_as_excel_shows_it_best(
    kind: Any, raw: str, in_cell: Any, in_words: str | None
) -> None:
    assert _of_cell(Cell(kind, raw)) == in_cell
    assert readable(Cell(kind, raw)) == (raw if in_words is None else in_words)


def data(kind: str = "cell", **more: Any) -> dict[str, Any]:
    made = ["h" * 64, "facts.csv", "out.csv", 3]
    held = {"kind": kind, "type": "facts", "label": "S-1", "heading": "Value", "line": 7}
    sides = {"base": None, "ours": ["text", "a"], "theirs": ["number", "1"]}
    return held | sides | {"record": {"Fact": ["text", "S-1"]}, "made of": made} | more


ALLOWED = {
    "cell": {"ours", "theirs", "base", "other"},
    "deleted in ours": {"ours", "theirs"},
    "deleted in theirs": {"ours", "theirs"},
    "same id": {"ours", "theirs", "both"},
}


@pytest.mark.parametrize("kind", ALLOWED)
def test_each_kind_of_conflict_has_its_choices(kind: str) -> None:
    for choice in (*CHOICES, "", "mine"):
        for other in (None, Cell("text", "x")):
            ticked = Chosen(2, data(kind), choice, other)
            if choice in ALLOWED[kind] and (other or choice not in ("other", "both")):
                check_choices([ticked])
                continue
            with pytest.raises(Unticked) as told:
                check_choices([ticked])
            assert told.value.what.startswith(
                "1 conflict waits for a choice:\n  S-1 Value (row 2): "
            )
            listed = told.value.what.partition(" is none of ")[2]
            assert not listed or set(listed.split(", ")) == ALLOWED[kind]
    with pytest.raises(Unticked, match=r"^2 conflicts wait for a choice:\n.*\n.*row 3"):
        check_choices([Chosen(n, data(kind), "", None) for n in (2, 3)])


@pytest.mark.parametrize(
    ("more", "called"),
    [
        ({}, "S-1 Value"),
        ({"label": ""}, "facts row 7 Value"),
        ({"heading": ""}, "S-1"),
    ],
)
def test_a_conflict_is_called_by_its_record_and_field(more: dict[str, Any], called: str) -> None:
    one = Chosen(2, data(**more), "ours", None)
    assert one.name == called
    assert one.cell("base") is None and one.cell("theirs") == Cell("number", "1")
    assert one.theirs == {"Fact": Cell("text", "S-1")}
    assert (one.made_of.ours, one.made_of.result, one.made_of.opens) == ("facts.csv", "out.csv", 3)


def test_what_is_hidden_is_read_from_as_many_columns_as_it_took() -> None:
    text = json.dumps(data(label="long" * 30))
    pieces = [text[at : at + 50] for at in range(0, len(text), 50)]
    shown = ["Facts", "S-1", "Value", None, Decimal(1), "b", None, None, "both"]
    rows: list[list[Any]] = [[*shown, *pieces], [*shown, json.dumps(data())]]
    headings, texts = as_texts(rows)
    assert headings[9:] == ["_data", *(f"_data{n}" for n in range(1, len(pieces)))]
    assert texts[0][:9] == ["Facts", "S-1", "Value", "", "1", "b", "", "", "both"]
    sheet = as_sheet(rows)
    assert [column.heading for column in sheet.columns] == headings
    assert [c.heading for c in sheet.columns if c.choices] == ["Choice"]
    assert [c.heading for c in sheet.columns if c.fill] == ["Choice", "Other"]
    assert sheet.columns[9:] == [NewColumn(name, 10, False, True) for name in headings[9:]]
    assert not any(column.hidden for column in sheet.columns[:9])

    given = [headings, *([*row, *[""] * (len(headings) - len(row))] for row in texts)]
    given[1][6:8] = [" Theirs ", "S-9"]
    cells = [
        Row(number, {n: Cell("text", text) for n, text in enumerate(row, 1) if text})
        for number, row in enumerate(given, 1)
    ]
    for name in ("Conflicts", None):
        first, second = read_choices(Grid("out.xlsx", name, tuple(cells)))
        assert first.data == data(label="long" * 30) and second.data == data()
        assert (first.number, first.choice, first.other) == (2, "theirs", Cell("text", "S-9"))
        assert (second.number, second.choice, second.other) == (3, "", None)
    assert list(HEADINGS) == headings[:9]


def test_base_is_no_choice_where_there_is_none() -> None:
    others = {"ours", "theirs", "other"}
    one = Chosen(2, data() | {"no base": True}, "base", None)
    assert set(one.allowed) == others
    with pytest.raises(Unticked, match="'base' is none of ours, theirs, other"):
        check_choices([one])


def test_a_record_is_found_again_by_all_that_it_says() -> None:
    def record(**said: str) -> Record:
        return Record({name: Typed(Cell("text", text), text) for name, text in said.items()})

    one = fingerprint(record(a="x", b="y"))
    assert one == fingerprint(record(b="y", a="x")) and len(one) == 16
    assert len({one, fingerprint(record(a="y", b="x")), fingerprint(record(a="x"))}) == 3


def test_base_is_offered_where_any_conflict_has_one() -> None:
    def offered(*says: str) -> tuple[str, ...]:
        rows: list[list[Any]] = [[*[None] * 8, each, "{}"] for each in says]
        return as_sheet(rows).columns[6].choices

    others = tuple(each for each in CHOICES if each != "base")
    assert offered(_WITHOUT_BASE, _WITHOUT_BASE) == others
    assert offered(_WITHOUT_BASE, "Both changed it.") == CHOICES
