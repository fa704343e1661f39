"""Hostile files: each is read rightly, or refused or told by its place; none is a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import disguises, markups, sheets, texts, wirings, zips
from attacks.base import CASES, packed
from attacks.judging import verdict
from click.testing import CliRunner
from made.dossiers import CLEAN, make_dossier

from toolkit.authoring.making import workbook_of
from toolkit.cli import factpack
from toolkit.dossier import data_folder, find_dossier
from toolkit.errors import FactpackError
from toolkit.readers import read
from toolkit.schemas import load_schemas

MODULES = (zips, markups, wirings, sheets, disguises, texts)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_read_rightly_or_refused_by_its_place(name: str, tmp_path: Path) -> None:
    case = CASES[name]()
    path = tmp_path / case.file
    path.write_bytes(case.data)
    found = verdict(path, case)
    assert not found.wrong, f"{found.wrong}; it said: {found.said}"
    assert path.read_bytes() == case.data, "the file was changed"


def test_every_attack_is_tried() -> None:
    text = sum(case.startswith(("csv_", "json_")) for case in CASES)
    assert len(CASES) - text >= 120
    assert text >= 60
    assert all(module.__doc__ for module in MODULES)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("cell_twice", "facts/facts.xlsx, sheet 'Facts', G2: cell G2 stands in the file twice"),
        ("row_twice", "facts/facts.xlsx, sheet 'Facts', 2:2: row 2 stands in the file twice"),
        ("number_that_is_nan", "facts/facts.xlsx, sheet 'Facts', G2: cell G2 holds 'NaN'"),
        ("json_torn", "facts/facts.jsonl, line 3: the line is no record"),
    ],
)
def test_nothing_that_was_left_out_is_lost_in_a_new_workbook(
    name: str, place: str, tmp_path: Path
) -> None:
    case = CASES[name]()
    (tmp_path / "facts").mkdir()
    (tmp_path / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
    (tmp_path / "facts" / case.file).write_bytes(case.data)
    dossier = find_dossier(tmp_path)
    with pytest.raises(FactpackError) as refusal:
        workbook_of(dossier, dossier.fact_files, load_schemas(data_folder("schemas")))
    assert refusal.value.what.startswith(place) and refusal.value.hint


def spoilt(folder: Path) -> Path:
    """A dossier with one file that can be read and one that cannot."""
    place = make_dossier(folder, CLEAN)
    (place / "facts" / "facts-b.xlsx").write_bytes(CASES["sheet_twice"]().data)
    return place


@pytest.mark.parametrize(
    "words",
    [["sql", "select 1"], ["open-figures"], ["lock-quotes"], ["db", "-o", "out.duckdb"]],
    ids=lambda words: words[0],
)
def test_an_answer_says_what_is_missing_from_it(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = spoilt(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(factpack, [words[0], str(place), *words[1:]])
    assert done.exit_code == 1
    assert "facts/facts-b.xlsx is missing from this answer" in done.stderr
    assert "stands in it twice" in done.stderr


def test_nothing_is_drafted_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(factpack, ["draft", str(spoilt(tmp_path)), "s", "--in-place"])
    assert "could be drafted again" in str(done.exception)


def test_a_merge_of_dossiers_takes_no_file_that_cannot_be_read(tmp_path: Path) -> None:
    ours, theirs = spoilt(tmp_path / "a"), spoilt(tmp_path / "b")
    (ours / "facts" / "facts-b.xlsx").write_bytes(packed())
    words = ["merge", str(ours), str(theirs), "--base", str(ours), "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(factpack, words)
    assert "THEIRS' facts/facts-b.xlsx: the part" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_a_message_is_never_longer_than_a_screen(tmp_path: Path) -> None:
    case = CASES["bomb_of_names"]()
    path = tmp_path / "facts.xlsx"
    path.write_bytes(case.data)
    with pytest.raises(FactpackError) as refusal:
        read(path, "x" * 20_000)
    assert len(refusal.value.what) < 4_100
