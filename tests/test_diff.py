"""Differences are those of meaning, told by record and field."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from toolkit.cli.diff import command

BASE = "Fact,Quote,Value,Period to,Note\nS-1,one two,1000000,2025-09-12,n1\nS-2,three,2,,n2\n"


def run(tmp_path: Path, one: str, other: str, *options: str) -> Result:
    for name, text in (("a", one), ("b", other)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "facts.csv").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name / "facts.csv") for name in ("a", "b")]
    return CliRunner().invoke(command, [*paths, *options])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1000000", "1000000.0"),
        ("1000000", '"1,000,000"'),
        ("one two", "one\u00a0two "),
        ("2025-09-12", "12.9.2025"),
        (
            "S-1,one two,1000000,2025-09-12,n1\nS-2,three,2,,n2\n",
            "S-2,three,2,,n2\nS-1,one two,1000000,2025-09-12,n1\n",
        ),
        (",n2", ", n2"),
    ],
)
def test_what_means_the_same_is_no_difference(tmp_path: Path, old: str, new: str) -> None:
    result = run(tmp_path, BASE, BASE.replace(old, new))
    assert (result.exit_code, result.output) == (0, "no difference\n")


def test_each_difference_is_told_by_record_and_field(tmp_path: Path) -> None:
    other = BASE.replace("1000000", "1100000").replace("S-2,three,2,,n2", "S-3,four,4,,")
    result = run(tmp_path, BASE, other)
    assert result.exit_code == 1
    assert result.output == (
        "~ Facts S-1\n    Value: 1000000 → 1100000\n"
        "- Facts S-2\n    Fact: S-2\n    Quote: three\n    Value: 2\n    Note: n2\n"
        "+ Facts S-3\n    Fact: S-3\n    Quote: four\n    Value: 4\n"
        "1 changed, 1 added, 1 removed\n"
    )


def test_a_retyped_id_and_a_rewritten_heading_are_known_again(tmp_path: Path) -> None:
    other = BASE.replace("S-1", "T-9").replace("Note", "Remarks")
    result = run(tmp_path, BASE, other, "--format", "json")
    assert json.loads(result.output)["records"] == [
        {
            "what": "changed",
            "type": "facts",
            "record": "T-9",
            "changes": [{"field": "id", "old": "S-1", "new": "T-9"}],
        }
    ]


def test_a_workbook_of_differences_holds_no_formula(tmp_path: Path) -> None:
    out = tmp_path / "diff.xlsx"
    other = BASE.replace("n1", "=1+1")
    assert run(tmp_path, BASE, other, "--format", "xlsx", "-o", str(out)).exit_code == 1
    row = [(cell.value, cell.data_type) for cell in openpyxl.load_workbook(out).active[2]]  # type: ignore[index]
    assert [value for value, _ in row] == ["Facts", "S-1", "changed", "Note", "n1", "=1+1"]
    assert row[-1][1] == "s"
    assert run(tmp_path, BASE, other, "--format", "xlsx", "-o", str(out)).exit_code == 2


def test_for_git_a_file_is_one_line_a_field(tmp_path: Path) -> None:
    run(tmp_path, BASE, BASE)
    result = CliRunner().invoke(command, ["--textconv", str(tmp_path / "a" / "facts.csv")])
    assert result.output.splitlines()[:3] == [
        "Facts S-1 Fact: S-1",
        "Facts S-1 Quote: one two",
        "Facts S-1 Value: 1000000",
    ]
    (tmp_path / "torn.xlsx").write_bytes(b"PK\x03\x04torn")
    result = CliRunner().invoke(command, ["--textconv", str(tmp_path / "torn.xlsx")])
    assert result.exit_code == 0 and "sha256" in result.output
