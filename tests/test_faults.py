"""Killed, or refused by the system, at every step: a file or folder is the old or the new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# For each step that a run takes in the folder: a child that is killed there, or whose step fails,
# then an untouched run. `reliability/crash.py` does the same for whole commands, at system calls.
DRIVER = """
import errno, os, shutil, signal, sys
from pathlib import Path
from toolkit.dossier import edited
from toolkit.errors import FactpackError
from toolkit.files import write_atomically
from toolkit.inplace import replace_in_place
from toolkit.switch import put_folder

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
