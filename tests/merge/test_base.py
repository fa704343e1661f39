"""The base of a merge is found by the stamp of a workbook that factpack made."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from dossiers import CLEAN, make_dossier

from toolkit.cli import factpack
from toolkit.cli.merge import command
from toolkit.cli.workbook import command as make


def test_two_copies_of_a_workbook_find_what_they_were_made_from(tmp_path: Path) -> None:
    root = make_dossier(tmp_path / "d", CLEAN)
    ours, theirs = tmp_path / "d" / "anna.xlsx", tmp_path / "d" / "ben.xlsx"
    made = CliRunner().invoke(make, [str(root), "-o", str(ours)])
    assert made.exit_code == 0, made.output
    shutil.copy(ours, theirs)
    fill(ours, "Note", "from anna")
    fill(theirs, "Value", 2)
    out = tmp_path / "out.xlsx"
    result = CliRunner().invoke(command, [str(ours), str(theirs), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "base: what the workbooks were made from" in result.output
    assert held(out, "Note") == "from anna" and held(out, "Value") == 2

    elsewhere = shutil.move(ours, tmp_path / "anna.xlsx"), shutil.move(theirs, tmp_path / "b.xlsx")
    result = CliRunner().invoke(command, [*map(str, elsewhere), "-o", str(tmp_path / "o.xlsx")])
    assert result.exit_code == 1
    assert "what the stamp names is not kept here; only what is beyond doubt" in result.output


TEXT = "Revenue rose 8,5 % to 151,80 million euros.\n".replace(",", ".")


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A dossier with one workbook, drafted into; early.xlsx and late.xlsx are copies of it."""
    root = make_dossier(tmp_path / "d", CLEAN)
    (root / "sources" / "s.md").write_text(TEXT, encoding="utf-8")
    book = root / "facts" / "facts.xlsx"
    assert run("workbook", root, "-o", root / "new.xlsx").exit_code == 0
    for path in (root / "facts").glob("*.jsonl"):
        path.unlink()
    (root / "new.xlsx").rename(book)
    fill(book, "Note", "typed before the draft")
    shutil.copy(book, root / "early.xlsx")
    result = run("draft", root, "s", "--in-place")
    assert result.exit_code == 0, result.output
    shutil.copy(book, root / "late.xlsx")
    return root


def run(*args: object) -> Result:
    return CliRunner().invoke(factpack, [str(arg) for arg in args])


@pytest.mark.parametrize("turned", [False, True])
def test_two_copies_made_after_a_draft_have_the_drafted_state_in_common(
    drafted: Path, turned: bool
) -> None:
    ours, late = drafted / "facts" / "facts.xlsx", drafted / "late.xlsx"
    fill(ours, "Printed number", None, row=3)
    fill(ours, "Fact", "s-007", row=3)  # an id retyped is the same row: it has a key
    fill(ours, "Note", None)
    fill(late, "Entity", "e", row=3)
    fill(late, "Value", None, row=4)
    pair = (late, ours) if turned else (ours, late)
    result = run("merge", *pair, "-o", drafted / "out.xlsx")
    assert result.exit_code == 0, result.output
    assert "the workbooks' last common state" in result.output
    assert "it cannot be told who cleared" not in result.output
    rows = facts(drafted / "out.xlsx")
    assert [row["Fact"] for row in rows] == ["f1", "s-007", "s-002"]
    assert rows[0]["Note"] is rows[1]["Printed number"] is rows[2]["Value"] is None
    assert rows[1]["Entity"] == "e"


@pytest.mark.parametrize("turned", [False, True])
def test_a_copy_from_before_a_draft_is_merged_by_what_was_before(
    drafted: Path, turned: bool
) -> None:
    ours, early = drafted / "facts" / "facts.xlsx", drafted / "early.xlsx"
    fill(ours, "Printed number", None, row=3)
    fill(ours, "Status", "approved")
    fill(early, "Value", 2)
    pair = (early, ours) if turned else (ours, early)
    result = run("merge", *pair, "-o", drafted / "out.xlsx")
    assert result.exit_code == 0, result.output
    assert "base: what the workbooks were made from" in result.output
    rows = facts(drafted / "out.xlsx")
    assert [row["Fact"] for row in rows] == ["f1", "s-001", "s-002"]
    assert (rows[0]["Value"], rows[0]["Status"]) == (2, "approved")
    assert rows[1]["Printed number"] is None


def test_a_copy_without_a_stamp_deletes_nothing_that_was_drafted(drafted: Path) -> None:
    ours, early = drafted / "facts" / "facts.xlsx", drafted / "early.xlsx"
    book = openpyxl.load_workbook(early)
    del book.custom_doc_props["factpack"]
    book.save(early)
    result = run("merge", ours, early, "-o", drafted / "out.xlsx")
    assert result.exit_code == 0, result.output
    assert [row["Fact"] for row in facts(drafted / "out.xlsx")] == ["f1", "s-001", "s-002"]


def facts(path: Path) -> list[dict[str, object]]:
    """The facts of a workbook that stand in rows with an id, by heading."""
    sheet = openpyxl.load_workbook(path)["Facts"]
    headings = [str(cell.value).strip(" *") for cell in sheet[1]]
    rows = [dict(zip(headings, (c.value for c in row), strict=True)) for row in sheet.iter_rows(2)]
    return [row for row in rows if row["Fact"]]


def fill(path: Path, heading: str, value: object, row: int = 2) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    sheet.cell(row, place(sheet, heading)[1]).value = value  # type: ignore[arg-type]
    book.save(path)


def held(path: Path, heading: str) -> object:
    sheet = openpyxl.load_workbook(path)["Facts"]
    return sheet.cell(*place(sheet, heading)).value


def place(sheet: object, heading: str) -> tuple[int, int]:
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        for cell in row:
            if str(cell.value).strip(" *") == heading:
                return cell.row + 1, cell.column
    raise AssertionError(heading)
