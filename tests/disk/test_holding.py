"""One writer at a time: the others wait or are told, and a dead one's leavings go."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from toolkit.disk import holding
from toolkit.disk.files import write_atomically
from toolkit.disk.holding import beside, held
from toolkit.dossier import edited
from toolkit.errors import FactpackError

HOLD = """
import sys
from pathlib import Path
from toolkit.disk.holding import held, temporary
path = Path(sys.argv[1])
with held(path):
    temporary(path).write_bytes(b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds `path`, with half of what it writes beside it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_holds_a_file_and_since_when_is_said(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    with holder(path) as process, pytest.raises(FactpackError) as told, held(path, patience=0):
        pass
    assert f"another run of factpack (process {process.pid}, since " in told.value.what
    assert str(path) in told.value.what


def test_a_writer_waits_for_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    with holder(path) as process:
        assert process.stdin is not None
        threading.Timer(0.2, process.stdin.close).start()
        write_atomically(path, b"after")
    assert path.read_bytes() == b"after"


def test_a_dead_run_holds_nothing_and_what_it_left_goes(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    strangers = [".facts.xlsx.tmp", ".facts.xlsx.12ab.tmp", "facts.xlsx.12345678.tmp", ".other.tmp"]
    for name in strangers:
        (tmp_path / name).write_bytes(b"")
    with holder(path):
        assert len(list(tmp_path.glob(".facts.xlsx.????????.tmp"))) == 1
    assert beside(path, "lock").exists()  # it was killed
    write_atomically(path, b"whole")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*strangers, "facts.xlsx"])


def test_what_a_dead_run_left_beside_other_files_goes_too(tmp_path: Path) -> None:
    with holder(tmp_path / "facts.xlsx"):
        pass
    foreign = tmp_path / ".other.lock"  # another program's
    foreign.write_text("1234\n")
    write_atomically(tmp_path / "facts.csv", b"")
    assert sorted(each.name for each in tmp_path.iterdir()) == [".other.lock", "facts.csv"]


def test_what_a_living_run_writes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    with holder(path):
        write_atomically(tmp_path / "facts.csv", b"")
        assert len(list(tmp_path.glob(".facts.xlsx.????????.tmp"))) == 1


def test_two_changes_of_one_dossier_come_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "factpack.toml").write_text("")
    facts = tmp_path / "facts"
    facts.mkdir()
    for one in (tmp_path, facts / "facts.csv"):
        told = pytest.raises(FactpackError, match=r"is writing .*facts")
        with holder(facts), patience(0), told, edited(one):
            pass


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    before = holding.PATIENCE
    holding.PATIENCE = seconds
    try:
        yield
    finally:
        holding.PATIENCE = before


def test_no_name_of_a_machine_or_person_stands_in_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    with held(path):
        assert beside(path, "lock").read_text() == f"factpack {os.getpid()}\n"


WITHOUT_LOCKS = """
import sys
from pathlib import Path
from toolkit.disk import holding

def none(_):
    raise OSError(38, "no locks here")

holding._lock = none
with holding.held(Path(sys.argv[1]), patience=0):
    pass
"""


def test_a_drive_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> None:
        raise OSError(38, "no locks here")

    monkeypatch.setattr(holding, "_lock", none)
    left = tmp_path / ".f.csv.12345678.tmp"
    left.write_bytes(b"")
    write_atomically(tmp_path / "f.csv", b"whole")
    assert (tmp_path / "f.csv").read_bytes() == b"whole"
    assert left.exists()  # nobody knows whether its maker lives
    lock = beside(tmp_path / "f.csv", "lock")
    with held(tmp_path / "f.csv"), patience(0):
        told = subprocess.run(
            [sys.executable, "-c", WITHOUT_LOCKS, str(tmp_path / "f.csv")],
            capture_output=True,
            text=True,
            check=False,
        ).stderr
    assert f"(process {os.getpid()}, since " in told
    assert f"if there is no such run any more, delete {lock}" in told
    assert not lock.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_what_is_no_file_is_never_replaced_by_one(tmp_path: Path) -> None:
    """An administrator who wrote to /dev/null, or /dev/stdout, would have had a file there."""
    (tmp_path / "file.csv").write_bytes(b"before")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "file.csv")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    before = sorted((path.name, path.lstat().st_ino) for path in tmp_path.iterdir())
    for name in ("pipe", "link", "dangling", "folder"):
        with pytest.raises(FactpackError, match="no ordinary file"):
            write_atomically(tmp_path / name, b"after")
    assert sorted((path.name, path.lstat().st_ino) for path in tmp_path.iterdir()) == before
    assert (tmp_path / "file.csv").read_bytes() == b"before"
