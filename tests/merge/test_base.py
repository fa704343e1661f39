"""The base of a merge is found by the stamp of a workbook that factpack made."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from made.dossiers import CLEAN, make_dossier

from toolkit.cli import factpack
from toolkit.cli.merge import command
from toolkit.cli.workbook import command as make
from toolkit.merge.base import stamp_of


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


def test_a_merge_in_place_is_a_state_that_later_merges_share(drafted: Path) -> None:
    """Two copies are made of what was merged; who cleared a merged cell is known."""
    ours, early, late = (
        drafted / "facts" / "facts.xlsx",
        drafted / "early.xlsx",
        drafted / "late.xlsx",
    )
    fill(early, "Tags", "from early")
    fill(late, "Entity", "e", row=3)
    for path in (early, late):
        result = run("merge", ours, path, "--in-place")
        assert result.exit_code == 0, result.output
    stamps = [stamp_of(path) for path in (ours, early, late)]
    assert all(stamps) and stamps[0].base not in (stamps[1].base, stamps[2].base)
    again = run("merge", ours, late, "--in-place")
    assert again.exit_code == 0 and "nothing to write: OURS has it all" in again.output
    assert stamp_of(ours) == stamps[0]

    copy = drafted / "copy.xlsx"
    shutil.copy(ours, copy)
    fill(copy, "Tags", None)
    fill(ours, "Value", 3)
    result = run("merge", ours, copy, "--in-place")
    assert result.exit_code == 0, result.output
    assert "the workbooks' last common state" in result.output
    rows = facts(ours)
    assert (rows[0]["Tags"], rows[0]["Value"], rows[1]["Entity"]) == (None, 3, "e")
    assert run("doctor", drafted).exit_code == 0


def test_of_two_lines_that_were_merged_both_are_behind_the_whole(drafted: Path) -> None:
    """Two copies each go on by themselves and come together; then one of them goes on still."""
    shutil.copytree(drafted, drafted.with_name("d2"))
    ours, theirs = (root / "facts" / "facts.xlsx" for root in (drafted, drafted.with_name("d2")))
    others = [shutil.copy(theirs, drafted / f"other-{row}.xlsx") for row in (3, 4)]
    fill(ours, "Tags", "from ours")
    fill(theirs, "Value", 5)
    for path, other, row in zip((ours, theirs), others, (3, 4), strict=True):
        fill(other, "Entity", "e", row=row)
        assert run("merge", path, other, "--in-place").exit_code == 0
    assert run("merge", theirs, ours, "--in-place").exit_code == 0
    assert facts(theirs)[0]["Tags"] == "from ours"
    fill(ours, "Tags", None)
    result = run("merge", theirs, ours, "--in-place")
    assert result.exit_code == 0, result.output
    assert "the workbooks' last common state" in result.output
    assert (facts(theirs)[0]["Tags"], facts(theirs)[0]["Value"]) == (None, 5)


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
