"""Findings as people read them."""

from __future__ import annotations

from dataclasses import replace

from toolkit.findings import Finding
from toolkit.report import as_text

ONE = Finding(
    code="SCH001", severity="error", type="facts", record=None, field="entity",
    file="facts.xlsx", sheet="Facts", cell="H4", line=None, value=None,
    message="Entity is missing", fix="give Entity",
)  # fmt: skip


def text(*findings: Finding) -> str:
    return as_text(findings, lambda text, _: text)


def test_what_stands_in_many_cells_is_told_once_with_all_its_places() -> None:
    other = replace(ONE, cell="H5", message="Entity is 'x'")
    many = [replace(ONE, cell=f"H{row}") for row in range(4, 20)]
    assert text(many[0], other, *many[1:]) == (
        "facts.xlsx Facts\n"
        "  H4     error   SCH001  Entity is missing\n"
        "                        the same at H5, H6, H7, H8, H9, H10, H11, H12, H13, H14, H15,"
        " H16 and 3 more\n"
        "                        → give Entity\n"
        "  H5     error   SCH001  Entity is 'x'\n"
        "                        → give Entity\n"
        "\n"
        "17 errors in 1 file\n"
    )


def test_what_has_no_place_is_told_each_time() -> None:
    bare = replace(ONE, cell=None)
    assert text(bare, bare).count("Entity is missing") == 2
