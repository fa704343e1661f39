"""Every file that two copies of a dossier may hold: in each state on each side, merged."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from toolkit.errors import FactpackError
from toolkit.merge.folders import _Folders, as_text, merge_folders

SIDES = ("ours", "theirs", "base")
STATES = ("", "a", "b", "c")  # what a file holds; "" where it is not there


def dossiers(root: Path, based: bool) -> list[Path]:
    """A file for all that may have become of one, called by what it is in ours, theirs, base."""
    for number, side in enumerate(SIDES):
        (root / side / "notes" / "deep").mkdir(parents=True)
        (root / side / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
        for states in product(STATES, repeat=3):
            text = states[number]
            if text:
                (root / side / "notes" / "deep" / _called(states)).write_bytes(text.encode())
    return [root / side for side in SIDES[: 3 if based else 2]]


def _called(states: tuple[str, ...]) -> str:
    return "-".join(state or "no" for state in states)


def becomes(mine: str, other: str, before: str) -> tuple[str, str, str]:
    """What OURS' file is then, what stands beside it as THEIRS', and what is said."""
    if mine == other:
        return mine, "", ""
    if before and "" in (mine, other):
        who = "THEIRS" if mine else "OURS"
        if before == mine + other:
            return "", "", f"{{}}: deleted, as in {who}"
        said = f"conflict: {{}}: {who} deleted it, the other changed it; it stands"
        return mine + other, "", said
    if not mine or not other:
        return mine + other, "", ""
    if before in (mine, other):
        return other if mine == before else mine, "", ""
    return mine, other, "conflict: {}: both changed it; THEIRS' is {}.theirs"


@pytest.mark.parametrize("based", [True, False])
@pytest.mark.parametrize("in_place", [False, True])
def test_a_file_comes_to_what_both_made_of_it(tmp_path: Path, based: bool, in_place: bool) -> None:
    sides = dossiers(tmp_path, based)
    base = sides[2] if based else None
    out = None if in_place else tmp_path / "out"
    done = merge_folders(sides[0], sides[1], base, out, in_place=in_place)
    expected, said, backups = {}, [], set()
    for states in product(STATES, repeat=3):
        name = _called(states)
        stands, beside, told = becomes(*states[:2], states[2] if based else "")
        expected |= {name: stands, f"{name}.theirs": beside}
        said += [told.replace("{}", f"notes/deep/{name}")] if told else []
        if stands != states[0] and states[0]:
            backups.add(f"{name}.bak")
    held = {
        path.name: path.read_text(encoding="utf-8")
        for path in (done.out / "notes" / "deep").iterdir()
        if path.suffix != ".bak"
    }
    assert held == {name: text for name, text in expected.items() if text}
    assert sorted(done.said) == sorted(said)
    assert done.conflicts == sum(line.startswith("conflict") for line in said)
    assert as_text(done) == "".join(f"{x}\n" for x in done.said) + f"written: {done.out}\n"
    there = {path.name for path in (sides[0] / "notes" / "deep").glob("*.bak")}
    assert there == (backups if in_place else set())


def test_what_programs_leave_and_links_are_no_part_of_a_dossier(tmp_path: Path) -> None:
    ours, theirs = dossiers(tmp_path, based=False)
    for name in (".git/HEAD", ".hidden", "notes/.x/y", "~$facts.xlsx", "factpack.toml.bak"):
        (theirs / name).parent.mkdir(parents=True, exist_ok=True)
        (theirs / name).write_text("x", encoding="utf-8")
    (theirs / ".factpack" / "bases").mkdir(parents=True)
    (theirs / ".factpack" / "bases" / "b1").write_text("kept", encoding="utf-8")
    if os.name == "posix":
        (theirs / "link").symlink_to(tmp_path / "base" / "factpack.toml")
    out = merge_folders(ours, theirs, None, tmp_path / "out").out
    own = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {name for name in own if not name.startswith("notes/deep/")} == {
        "factpack.toml",
        ".factpack/bases/b1",
    }


@pytest.mark.parametrize(
    ("missing", "there", "said"),
    [
        ("ours", "", "ours is no dossier: it has no factpack.toml"),
        ("theirs", "", "theirs is no dossier"),
        ("base", "", "base is no dossier"),
        ("", "out", "out is there already"),
    ],
)
def test_two_dossiers_are_asked_for_and_a_place_that_is_free(
    tmp_path: Path, missing: str, there: str, said: str
) -> None:
    ours, theirs, base = dossiers(tmp_path, based=True)
    if missing:
        (tmp_path / missing / "factpack.toml").unlink()
    if there:  # it is said before anything is read
        (tmp_path / there).mkdir()
        (theirs / "facts").mkdir()
        (theirs / "facts" / "facts.xlsx").write_bytes(b"no workbook")
    with pytest.raises(FactpackError) as told:
        merge_folders(ours, theirs, base, tmp_path / "out")
    assert said in told.value.what and told.value.hint


def test_a_result_without_a_name_stands_beside_ours(tmp_path: Path) -> None:
    ours, theirs = dossiers(tmp_path, based=False)
    outs = [merge_folders(ours, theirs, None, None).out for _ in range(2)]
    assert [out.name for out in outs] == ["ours.merged", "ours-2.merged"]


@pytest.mark.parametrize("in_place", [False, True])
def test_folders_that_are_new_come_with_their_files(tmp_path: Path, in_place: bool) -> None:
    ours, theirs = dossiers(tmp_path, based=False)
    new = Path("sources", "desk", "credit", "a.md")
    (theirs / new).parent.mkdir(parents=True)
    (theirs / new).write_text("More.\n", encoding="utf-8")
    out = None if in_place else tmp_path / "out"
    done = merge_folders(ours, theirs, None, out, in_place=in_place)
    assert (done.out / new).read_text(encoding="utf-8") == "More.\n"


def test_a_folder_that_is_saved_into_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = dossiers(tmp_path, based=False)
    (theirs / "new.md").write_text("More.\n", encoding="utf-8")
    saved = ours / "factpack.toml"

    def merging(self: _Folders) -> None:
        merge(self)
        saved.write_text('title = "Another"\n', encoding="utf-8")

    merge = _Folders.merge
    monkeypatch.setattr(_Folders, "merge", merging)
    with pytest.raises(FactpackError) as told:
        merge_folders(ours, theirs, None, None, in_place=True)
    assert told.value.what == f"{saved} was saved while it was merged"
    assert not (ours / "new.md").exists() and not saved.with_name("factpack.toml.bak").exists()
