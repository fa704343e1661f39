"""`factpack check --mark DIR` and `factpack unmark`: what is written, what is left."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from made.dossiers import CLEAN, make_dossier
from marking import workbooks

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.errors import FactpackError
from toolkit.marking.folder import mark_dossier


def run(*words: object) -> Result:
    return CliRunner().invoke(factpack, [str(word) for word in words])


def facts_workbook(path: Path, kind: str = "rumor") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet.append(["id", "entity", "concept", "source", "kind", "status", "value", "unit"])
    sheet.append(["f1", "e", "c", "s", kind, "draft", 1, "USD"])
    book.save(path)
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    tables = {name: records for name, records in CLEAN.items() if name != "facts"}
    root = make_dossier(tmp_path / "dossier", tables)
    facts_workbook(root / "facts" / "facts.xlsx")
    return root


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_copies_and_lists_are_written_and_the_dossier_is_as_it_was(
    dossier: Path, tmp_path: Path
) -> None:
    before = everything(dossier)
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 1 and "marked 1 cells in" in done.stderr
    assert everything(dossier) == before
    assert sorted(everything(tmp_path / "marked")) == [
        "concepts.findings.csv",
        "entities.findings.csv",
        "facts.xlsx",
        "sources.findings.csv",
    ]
    book = openpyxl.load_workbook(tmp_path / "marked" / "facts.xlsx")
    assert "SCH003" in book["Facts"]["E2"].comment.text
    assert book["Findings"]["C2"].value == "Facts!E2"


def test_a_marked_copy_put_back_into_the_dossier_checks_the_same(
    dossier: Path, tmp_path: Path
) -> None:
    before = open_dossier(dossier).findings()
    run("check", dossier, "--mark", tmp_path / "marked")
    marked = (tmp_path / "marked" / "facts.xlsx").read_bytes()
    (dossier / "facts" / "facts.xlsx").write_bytes(marked)
    assert open_dossier(dossier).findings() == before
    run("check", dossier, "--mark", tmp_path / "again")
    assert (tmp_path / "again" / "facts.xlsx").read_bytes() == marked


def test_marks_go_once_the_fault_is_mended(dossier: Path, tmp_path: Path) -> None:
    run("check", dossier, "--mark", tmp_path / "marked")
    facts_workbook(dossier / "facts" / "facts.xlsx", "actual")
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "marked" / "facts.xlsx")
    assert book["Facts"]["E2"].comment is None
    assert book["Findings"]["G2"].value == "nothing to mend in this file"


def test_a_copy_that_somebody_has_worked_in_is_left_alone(dossier: Path, tmp_path: Path) -> None:
    run("check", dossier, "--mark", tmp_path / "marked")
    copy = tmp_path / "marked" / "facts.xlsx"
    book = openpyxl.load_workbook(copy)
    book["Facts"]["E2"] = "rumour"
    book.save(copy)
    worked_in = copy.read_bytes()
    facts_workbook(dossier / "facts" / "facts.xlsx", "actual")
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 2 and "somebody has worked in it" in done.stderr
    assert copy.read_bytes() == worked_in


def test_a_copy_that_is_open_in_excel_is_left_alone(dossier: Path, tmp_path: Path) -> None:
    run("check", dossier, "--mark", tmp_path / "marked")
    (tmp_path / "marked" / "~$facts.xlsx").write_bytes(b"owner")
    facts_workbook(dossier / "facts" / "facts.xlsx", "actual")
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 2 and "it is open in Excel" in done.stderr


@pytest.mark.parametrize("where", ["facts", "facts/marked", "sources", ".", "rules/new"])
def test_a_folder_of_the_dossier_is_refused_before_anything_is_written(
    dossier: Path, where: str
) -> None:
    before = everything(dossier)
    with pytest.raises(FactpackError, match="belongs to the dossier"):
        factpack.main(
            ["check", str(dossier), "--mark", str(dossier / where)], standalone_mode=False
        )
    assert everything(dossier) == before


def test_a_single_file_is_never_marked_over_itself(tmp_path: Path) -> None:
    facts_workbook(tmp_path / "facts.xlsx")
    with pytest.raises(FactpackError, match="folder of their own"):
        factpack.main(
            ["check", str(tmp_path / "facts.xlsx"), "--mark", str(tmp_path)], standalone_mode=False
        )
    done = run("check", tmp_path / "facts.xlsx", "--mark", tmp_path / "marked")
    assert (tmp_path / "marked" / "facts.xlsx").exists(), done.output


def test_what_belongs_to_no_file_that_can_be_marked_is_listed_apart(
    dossier: Path, tmp_path: Path
) -> None:
    (dossier / "factpack.toml").write_text('title = "T"\nbse = 1\n', encoding="utf-8")
    (dossier / "facts" / "facts-anna.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 2 and "not written: facts/facts-anna.xlsx" in done.stderr
    rest = (tmp_path / "marked" / "dossier.findings.csv").read_text(encoding="utf-8-sig")
    codes = {row["Code"] for row in csv.DictReader(io.StringIO(rest, newline=""))}
    assert {"SET001", "FIL001"} <= codes
    assert (tmp_path / "marked" / "facts.xlsx").exists()


def test_a_signed_workbook_is_not_marked(dossier: Path, tmp_path: Path) -> None:
    path = dossier / "facts" / "facts.xlsx"
    path.write_bytes(
        workbooks.with_parts(path.read_bytes(), {"_xmlsignatures/sig1.xml": "<s/>"}, {})
    )
    done = run("check", dossier, "--mark", tmp_path / "marked")
    assert done.exit_code == 2 and "digital signature" in done.stderr
    assert not (tmp_path / "marked" / "facts.xlsx").exists()


def test_a_list_holds_no_formula_and_reads_back(tmp_path: Path) -> None:
    facts = [CLEAN["facts"][0] | {"kind": "=cmd|' /C calc'!A0"}]
    root = make_dossier(tmp_path / "d", {**CLEAN, "facts": facts})
    opened = open_dossier(root)
    mark_dossier(opened.dossier, opened.findings(), tmp_path / "marked")
    text = (tmp_path / "marked" / "facts.findings.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["Code"], row["Place"]) == ("SCH003", "facts/facts.jsonl:1")
    assert row["Value"].startswith("'=cmd")


def test_unmark_writes_beside_or_in_place_with_a_backup(dossier: Path, tmp_path: Path) -> None:
    run("check", dossier, "--mark", tmp_path / "marked")
    copy = tmp_path / "marked" / "facts.xlsx"
    marked = copy.read_bytes()
    assert run("unmark", copy, "-o", tmp_path / "plain").exit_code == 0
    plain = (tmp_path / "plain" / "facts.xlsx").read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(plain)).sheetnames == ["Facts"]
    done = run("unmark", copy, "--in-place")
    assert done.exit_code == 0 and "facts.xlsx.bak" in done.output
    assert copy.read_bytes() == plain
    assert (tmp_path / "marked" / "facts.xlsx.bak").read_bytes() == marked
    assert "bears no marks" in run("unmark", copy, "--in-place").output
    assert run("unmark", copy).exit_code == 2
    assert run("unmark", copy, "-o", tmp_path / "plain").exit_code == 1  # it is there already
