"""The base of a merge is found by the stamp of a workbook that factpack made."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
from click.testing import CliRunner
from dossiers import CLEAN, make_dossier

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


def fill(path: Path, heading: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    sheet.cell(*place(sheet, heading)).value = value  # type: ignore[arg-type]
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
