"""When a cell still says what was written into it, whatever program saved it since."""

from __future__ import annotations

import pytest

from toolkit.pack.afterwards.likeness import (
    same_computed,
    same_look,
    same_number,
    same_text,
    same_value,
)
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Cell


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("1", "1.0", True),
        ("0.1", "0.10000000000000001", True),
        ("0.333333333333333", "0.33333333333333331", True),
        ("0.333333333333333", "0.333333333333334", True),  # the fifteenth digit, one off
        ("0.333333333333333", "0.333333333333335", False),
        ("123456789012345", "123456789012346", False),  # whole numbers are written exactly
        ("1.23456789012345E+20", "123456789012345000000", True),
        ("1.00000000000001", "1", True),
        ("1.00000000000002", "1", False),
        ("99.9999999999999", "100.0000000000001", True),
        ("-0.5", "0.5", False),
        ("0.5", "0", False),
        ("1", "x", False),
        ("x", "x", True),
        ("", "0", False),
    ],
)
def test_two_numbers_are_alike_at_fifteen_digits(one: str, other: str, alike: bool) -> None:
    assert same_number(one, other) is alike
    assert same_number(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("1", "1.0000000000001", True),
        ("1", "1.00000000001", False),
        ("0", "1e-13", True),
        ("0", "1e-11", False),
        ("a", "a", False),
        ("", "", False),
    ],
)
def test_two_results_of_one_formula_may_part_in_the_last_digits(
    one: str, other: str, alike: bool
) -> None:
    assert same_computed(one, other) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a\nb", "a\r\nb", True),
        ("a\rb", "a\nb", True),
        ("a\r\n\r\nb", "a\n\nb", True),
        ("a\n\nb", "a\nb", False),
        (None, "", True),
        ("a", None, False),
        ("a", "A", False),
    ],
)
def test_texts_are_alike_but_for_their_line_ends(
    one: str | None, other: str | None, alike: bool
) -> None:
    assert same_text(one, other) is alike


def line(kind: str, value: str | None, **said: str | None) -> Line:
    told = {"shown": None, "look": None, "formula": None} | said
    return Line("S", "A1", 1, 1, kind, value, hidden=False, origin="template", **told)  # type: ignore[arg-type]


def cell(kind: str, value: str | None, **said: str | None) -> Cell:
    return Cell(kind, value, **said)  # type: ignore[arg-type]


SUM = {"formula": "SUM(A1:A3)"}
ALIKE = [  # what was written, what stands now, whether it is the same
    (line("number", "1"), cell("number", "1.0"), True),
    (line("number", "1"), cell("number", "2"), False),
    (line("number", "1"), cell("date", "1"), True),  # a format alone
    (line("number", "1"), None, False),
    (line("text", ""), None, True),
    (line("text", "a"), None, False),
    (line("number", "1", **SUM), None, False),
    (line("blank", None, **SUM), None, False),
    (line("blank", None, **SUM), cell("number", "7", **SUM), True),
    (line("blank", None, **SUM), cell("number", "7"), False),
    (line("number", "7", **SUM), cell("blank", None, **SUM), True),
    (line("number", "7", **SUM), cell("blank", None), False),
    (line("number", "7"), cell("blank", None, **SUM), False),
    (line("number", "1", **SUM), cell("number", "1.0000000000001", **SUM), True),
    (line("number", "1"), cell("number", "1.0000000000001", **SUM), False),
    (line("number", "1", **SUM), cell("number", "1.0000000000001"), False),
    (line("date", "45000", shown="2023-03-15"), cell("date", "43538", shown="2023-03-15"), True),
    (line("date", "45000", shown="2023-03-15"), cell("date", "45001", shown="2023-03-16"), False),
    (line("date", "45000"), cell("date", "43538", shown="2023-03-15"), False),
    (line("number", "45000", shown="x"), cell("date", "43538", shown="x"), False),
    (line("boolean", "true"), cell("boolean", "1", formula="TRUE()"), True),
    (line("boolean", "true"), cell("number", "1", formula="true"), True),
    (line("boolean", "true"), cell("number", "0", formula="FALSE()"), False),
    (line("error", "#N/A"), cell("error", "#N/A", formula="#N/A"), True),
    (line("boolean", "true", **SUM), cell("boolean", "true", **SUM), True),
    (line("boolean", "true"), cell("boolean", "true"), True),
    (line("boolean", "true"), cell("boolean", "false"), False),
    (line("text", "true"), cell("boolean", "true"), False),
    (line("text", "1"), cell("number", "1"), False),
    (line("text", ""), cell("blank", None), True),
    (line("text", "a"), cell("blank", None), False),
    (line("error", ""), cell("blank", None), False),
    (line("text", "a\nb"), cell("text", "a\r\nb"), True),
    (line("text", "a"), cell("text", "b"), False),
]


@pytest.mark.parametrize(("written", "now", "alike"), ALIKE)
def test_a_cell_holds_what_was_written(written: Line, now: Cell | None, alike: bool) -> None:
    assert same_value(written, now) is alike


@pytest.mark.parametrize(
    ("look", "now", "formula", "alike"),
    [
        ("0.0%", "0.0%", None, True),
        ("0.0%", "0%", None, False),
        ("General", "0%", None, False),
        ("General", "0%", "A1", True),
        ("0.0%", "0%", "A1", False),
        (None, "0%", None, True),
        ("0%", None, None, True),
    ],
)
def test_a_number_is_shown_as_it_was_written_to_be(
    look: str | None, now: str | None, formula: str | None, alike: bool
) -> None:
    written = line("number", "1", look=look, formula=formula)
    assert same_look(written, cell("number", "1", look=now)) is alike
    assert same_look(written, None)
