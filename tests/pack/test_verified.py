"""What became of a pack, told in lines and as JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.pack.afterwards.difference import Difference
from toolkit.pack.afterwards.verify import Verified, as_json, as_text

TOLD = [
    (Verified((), False, 1200, 45, 0, ()), ["PACK: 45 files and 1,200 cells are as written"]),
    (
        Verified((), True, 7, 2, 0, ()),
        ["PACK: 2 files and 7 cells are as written; the workbook was saved anew, and every cell is "
         "as written"],
    ),
    (
        Verified((Difference("file missing", "csv/a.csv", "1"),), False, 7, 2, 0, ("a note",)),
        ["csv/a.csv: file missing", "a note", "PACK: 1 difference"],
    ),
    (
        Verified(
            (
                Difference("number changed", "S!A1", "1", "2", "S!A2", "q.sql, row 1", ("f1",)),
                Difference("formula changed", "S!B1", "=A1", "=A1"),
                Difference("cell cleared", "S!C1", "x" * 80 + "\n y", None, None, None,
                           tuple("abcdefg")),
                Difference("cell added", "S!D1", None, "x" * 80, None, None, tuple("abcdef")),
                Difference("hidden", "S!1:1"),
            ),
            True, 7, 2, 1234, (),
        ),
        [
            "S!A1: number changed: 1 → 2 (written as S!A2)",
            "    q.sql, row 1, f1",
            "S!B1: formula changed: still =A1, though what it points at has moved",
            f"S!C1: cell cleared: {'x' * 79}… → nothing",
            "    a, b, c, d, e, f …",
            f"S!D1: cell added: nothing → {'x' * 80}",
            "    a, b, c, d, e, f",
            "S!1:1: hidden",
            "1,234 formulas give other results, as follows from these changes",
            "PACK: 5 differences",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("checked", "says"), TOLD)
def test_what_was_found_is_told_in_lines(checked: Verified, says: list[str]) -> None:
    assert as_text(checked, "PACK").splitlines() == says


def test_what_was_found_is_told_as_json() -> None:
    said = Difference("text changed", "S!A1", "1", "2", None, "q.sql, row 1", ("f1", "f2"))
    moved = replace(said, written="S!A2")
    assert as_json(Verified((said, moved), True, 7, 2, 3, ("note",))) == {
        "equal": False,
        "saved_anew": True,
        "files": 2,
        "cells": 7,
        "follow": 3,
        "notes": ["note"],
        "differences": [
            {
                "what": "text changed",
                "place": "S!A1",
                "was": "1",
                "now": "2",
                "written": where,
                "made_by": "q.sql, row 1",
                "facts": ["f1", "f2"],
            }
            for where in ("S!A1", "S!A2")
        ],
    }
