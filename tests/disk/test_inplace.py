"""Backups beside an analyst's file: each change leaves one, and they do not pile up."""

from __future__ import annotations

from pathlib import Path

from toolkit.disk.inplace import backups_of, replace_in_place


def changed(path: Path, times: int) -> None:
    for number in range(times):
        before = path.read_bytes()
        replace_in_place(path, before, before + b"%d," % number)


def test_the_first_backup_and_the_newest_eight_stay(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"")
    changed(path, 15)
    names = [each.name.removeprefix("facts.csv.bak") for each in backups_of(path)]
    assert names == ["", "8", "9", "10", "11", "12", "13", "14", "15"]
    assert backups_of(path)[0].read_bytes() == b""
    assert backups_of(path)[-1].read_bytes() + b"14," == path.read_bytes()


def test_what_is_no_backup_of_factpacks_is_never_deleted(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"")
    others = ["facts.csv.bak20250101", "facts.csv.bak1", "facts.csv.bak02", "facts.csv.bak-anna"]
    others += ["other-facts.csv.bak3", "facts.xlsx.bak4"]
    for name in others:
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / "facts.csv.bak3").mkdir()
    changed(path, 12)
    assert all((tmp_path / name).read_bytes() == b"theirs" for name in others)
    assert (tmp_path / "facts.csv.bak3").is_dir()
