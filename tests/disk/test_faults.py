"""Killed, or refused by the system, at every step: a file or folder is the old or the new one."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made.dossiers import CLEAN, make_dossier
from made.packs import dossier as small_dossier

from toolkit import open_dossier
from toolkit.cli.figures import _text
from toolkit.disk.files import make_folder, write_atomically
from toolkit.dossier import find_dossier
from toolkit.errors import FactpackError, UnreadableFile, UnusableTemplate
from toolkit.pack.design.newtemplate import begin_template
from toolkit.pack.template import load_template

# For each step that a run takes in the folder: a child that is killed there, or whose step fails,
# then an untouched run. `reliability/crash.py` does the same for whole commands, at system calls.
DRIVER = """
import errno, os, shutil, signal, sys
from pathlib import Path
from toolkit.dossier import edited
from toolkit.errors import FactpackError
from toolkit.disk.files import write_atomically
from toolkit.disk.inplace import replace_in_place
from toolkit.disk.switch import put_folder

root, operation, fault = Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
OLD, NEW = {"f": b"old", "p/a": b"old", "p/m": b"old"}, {"f": b"new", "p/a": b"new", "p/m": b"new"}

def run():
    if operation == "a file":
        write_atomically(root / "f", NEW["f"])
    elif operation == "a file in place":
        with edited(root / "f"):
            if (root / "f").read_bytes() != NEW["f"]:
                replace_in_place(root / "f", OLD["f"], NEW["f"])
    else:
        new = {name[2:]: data for name, data in NEW.items() if name[0] == "p"}
        put_folder(root / "p", new, "m", may_replace=lambda _: None)

def content():
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

def whole(there):
    for names in (["f"], ["p/a", "p/m"]):
        kept = {name: data for name, data in there.items() if name in names}
        if kept not in ({n: OLD[n] for n in names}, {n: NEW[n] for n in names}):
            return False
    return there.get("f.bak", b"old") == b"old"

steps = 0
def watch(event, given):
    global steps
    if nth is None or event not in WATCHED or not any(str(root) in str(each) for each in given):
        return
    steps += 1
    if steps == nth:
        if fault == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)))

WATCHED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod")
nth = None
sys.addaudithook(watch)
real_fsync = os.fsync
def fsync(handle):
    watch("open", [str(root)])
    real_fsync(handle)
os.fsync = fsync

for nth_now in range(1, 200):
    nth = None
    shutil.rmtree(root, ignore_errors=True)
    (root / "p").mkdir(parents=True)
    for name, data in OLD.items():
        (root / name).write_bytes(data)
    child = os.fork()
    if not child:
        nth = nth_now
        try:
            run()
        except (FactpackError, OSError):  # a command tells either in a line
            os._exit(2)
        os._exit(0 if steps >= nth else 9)  # 9: there are no more steps
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    there = content()
    assert whole(there), (nth_now, there)
    assert code in (0, 2, 9, -9), (nth_now, code)
    run()
    there = content()
    wanted = {**OLD, **{n: d for n, d in NEW.items() if (n[0] == "p") == (operation == "a folder")}}
    if operation == "a file in place":
        wanted["f.bak"] = b"old"
    there = {name: data for name, data in there.items() if not name.startswith("p (new)")}
    assert there == wanted, (nth_now, there)
    if code == 9:
        break
print(nth_now)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.parametrize("fault", ["KILL", "ENOSPC", "EIO", "EMFILE", "EACCES"])
@pytest.mark.parametrize("operation", ["a file", "a file in place", "a folder"])
def test_a_fault_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, operation: str, fault: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(tmp_path / "d"), operation, fault],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 8  # so many steps were tried


# -- a disk that is full, or fails -----------------------------------------------------------------

FULL = """
import duckdb, resource, sys
from pathlib import Path
from toolkit import open_dossier
from toolkit.errors import FactpackError

opened, path = open_dossier(Path(sys.argv[1])), Path(sys.argv[2])
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for kilobytes in range(64, 10_000, 64):
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
    path.write_bytes(b"what stood there")
    try:
        opened.reopened().write_database(path)
    except FactpackError as error:
        assert error.hint and path.read_bytes() == b"what stood there", kilobytes
        continue
    with duckdb.connect(str(path), read_only=True) as whole:
        assert whole.execute("select count(*) from facts").fetchone() == (1,), kilobytes
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    break
print(kilobytes)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to the size of files")
def test_a_database_that_has_no_room_leaves_what_stood_there(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path / "d", CLEAN)
    (tmp_path / "out").mkdir()
    asked = [sys.executable, "-c", FULL, str(dossier), str(tmp_path / "out" / "a.duckdb")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 64


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("asked", [["check", "nowhere"], ["no-command"], ["sql", "x"]])
def test_where_an_error_cannot_be_written_either_the_exit_code_tells_it(
    asked: list[str], tmp_path: Path
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "toolkit", *asked]
        done = subprocess.run(command, stderr=full, check=False)
    assert done.returncode == 2


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Files of that name that stand there and cannot be read."""
    opened = Path.open

    def fail(name: str) -> None:
        def open_(self: Path, *given: Any, **named: Any) -> Any:
            if self.name == name:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
            return opened(self, *given, **named)

        monkeypatch.setattr(Path, "open", open_)

    return fail


def test_a_source_that_cannot_be_read_is_missing_from_an_answer_aloud(
    tmp_path: Path, failing: Any
) -> None:
    dossier = open_dossier(make_dossier(tmp_path / "d", CLEAN))
    assert dossier.sql("select count(characters) from texts").rows == [(1,)]
    assert not dossier.missing
    (source,) = (each.name for each in (tmp_path / "d" / "sources").iterdir())
    failing(source)
    again = dossier.reopened()
    assert again.sql("select count(characters) from texts").rows == [(0,)]
    reason = os.strerror(errno.EIO)
    assert again.missing == ((f"sources/{source}", f"it cannot be opened: {reason}"),)


def test_what_is_missing_may_be_asked_before_anything_is_checked(tmp_path: Path) -> None:
    assert open_dossier(small_dossier(tmp_path / "d")).missing == ()


@pytest.mark.parametrize("how", ["another text", "unreadable"])
def test_a_source_that_changes_after_it_was_read_stops_a_draft_and_a_pack(
    tmp_path: Path, failing: Any, how: str
) -> None:
    from toolkit.annotating.drafting import _text as text_of
    from toolkit.pack.data import contexts

    dossier = open_dossier(small_dossier(tmp_path / "d"))
    _, ((source, file),) = dossier.database.fetch("select source, file from texts")
    assert text_of(dossier, source)[0]
    assert contexts(dossier.dossier, dossier.database)
    path = tmp_path / "d" / "sources" / file
    if how == "unreadable":
        failing(file)
    else:
        path.write_text("Nothing of it.", encoding="utf-8")
    for read in (
        lambda: text_of(dossier, source),
        lambda: contexts(dossier.dossier, dossier.database),
    ):
        with pytest.raises(UnreadableFile, match=file):
            read()


def test_a_file_of_text_that_cannot_be_read_is_not_taken_for_the_text(
    tmp_path: Path, failing: Any
) -> None:
    (tmp_path / "note.txt").write_text("5 million euros", encoding="utf-8")
    assert _text(str(tmp_path / "note.txt")) == "5 million euros"
    failing("note.txt")
    with pytest.raises(OSError, match="note"):
        _text(str(tmp_path / "note.txt"))


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda path: write_atomically(path, b""), make_folder])
def test_a_name_that_is_too_long_is_told_with_what_to_do(tmp_path: Path, make: Any) -> None:
    with pytest.raises(FactpackError) as told:
        make(tmp_path / ("x" * 300))
    assert "shorter names" in told.value.hint or os.name == "nt"


COPIES = (
    "{} (conflicted copy){}",
    "{} (Anna's conflicted copy 2026-11-20){}",
    "{}-DESKTOP-ABC{}",
    "{}.sync-conflict-20261120-101112-ABCDEFG{}",
    "{} (1){}",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_sync_clients_copy_of_a_rule_is_not_run_and_is_told(tmp_path: Path, name: str) -> None:
    root = make_dossier(tmp_path / "d", CLEAN)
    rule = root / "rules" / "own.sql"
    rule.parent.mkdir(exist_ok=True)
    rule.write_text("select 1", encoding="utf-8")
    copy = shutil.copy(rule, rule.with_name(name.format("own", ".sql")))
    dossier = find_dossier(root)
    assert dossier.rule_files() == (rule,)
    assert [each.path for each in dossier.ignored] == [copy]


@pytest.mark.parametrize("name", COPIES)
def test_a_sync_clients_copy_of_a_query_is_told(tmp_path: Path, name: str) -> None:
    query = tmp_path / "all_facts.sql"
    query.write_text('select id as "Fact", [id] as facts from facts', encoding="utf-8")
    begin_template(tmp_path / "t", [query])
    shutil.copy(query, tmp_path / "t" / name.format("all_facts", ".sql"))
    with pytest.raises(UnusableTemplate, match=r"is a (conflict )?copy"):
        load_template(tmp_path / "t")


def test_only_a_file_as_excel_makes_it_names_who_has_a_workbook_open(tmp_path: Path) -> None:
    root = make_dossier(tmp_path / "d", CLEAN)
    (root / "facts" / "~$facts.xlsx").write_bytes(b"PK\3\4" + b"x" * 5_000)
    (told,) = (each.problem for each in find_dossier(root).ignored)
    assert told == "facts.xlsx is open in Excel"


# -- Ctrl-C ----------------------------------------------------------------------------------------

IN_RUST = """
import os, signal
from toolkit import cli

def convert():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        while True:
            pass
    except KeyboardInterrupt:
        raise ValueError("Failed to convert Decimal to string") from None

cli._code = convert
cli.main()
"""


def test_ctrl_c_is_told_though_a_library_makes_another_error_of_it() -> None:
    asked = [sys.executable, "-c", IN_RUST]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "interrupted\n")
