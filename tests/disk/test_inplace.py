"""Backups beside an analyst's file: each change leaves one, and they do not pile up."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.disk import files
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


@pytest.mark.parametrize("stopped, backups", [("_sync", 0), ("sync_folder", 1)])
def test_ctrl_c_leaves_a_backup_just_where_the_file_is_changed_already(
    stopped: str, backups: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ctrl_c(_: Path) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "facts.csv"
    path.write_bytes(b"before")
    monkeypatch.setattr(files, stopped, ctrl_c)
    with pytest.raises(KeyboardInterrupt):
        replace_in_place(path, b"before", b"after")
    assert path.read_bytes() == (b"after" if backups else b"before")
    assert [each.read_bytes() for each in backups_of(path)] == [b"before"] * backups
