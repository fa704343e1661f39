"""Files are whole or as they were."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from toolkit.disk.files import write_atomically
from toolkit.errors import FactpackError


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(errno.EACCES, "held"), "another program holds it open"),
        (OSError(errno.EIO, "Input/output error"), "cannot be written: Input/output error"),
    ],
)
def test_what_stood_there_stays_when_the_name_cannot_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, said: str
) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FactpackError, match=said):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "pack.xlsx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(FactpackError, match=r"pack\.xlsx cannot be written"):
        write_atomically(tmp_path / "none" / "pack.xlsx", b"new")
