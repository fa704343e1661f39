"""Commands run in children of one warm process, with one fault put into one of their system calls.

The faults are strace's (`-e inject`): a call fails with an error, or the process is killed at it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).parent.parent
CALLS = (
    "openat",
    "read",
    "pread64",
    "write",
    "pwrite64",
    "writev",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
    "fsync",
    "fdatasync",
    "ftruncate",
    "chmod",
    "fchmod",
    "flock",
    "close",
)
WARM = """
import importlib, json, os, pkgutil, signal, sys
import toolkit
for each in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
    importlib.import_module(each.name)
for name in ("duckdb", "openpyxl", "jsonschema", "jsonschema_rs", "isal.igzip", "isal.isal_zlib",
             "rapidfuzz", "selectolax.lexbor", "formualizer", "ctypes", "fcntl", "shutil",
             "tempfile", "uuid", "gzip", "csv", "decimal", "tomllib"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass

def run(told):
    os.setpgid(0, 0)
    os.chdir(told["cwd"])
    os.environ.update(told["env"])
    for number, (name, mode) in enumerate(told["streams"]):
        if name == "|":  # that nobody reads
            reader, handle = os.pipe()
            os.close(reader)
        else:
            handle = os.open(name, mode, 0o644)
        os.dup2(handle, number)
    sys.argv = ["factpack", *told["args"]]
    from toolkit.cli import main
    if told["stopped"]:
        os.kill(os.getpid(), signal.SIGSTOP)
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else bool(ended.code)
    except BaseException:
        import traceback
        traceback.print_exc()
        code = 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = 120
    os._exit(code)

print("ready", flush=True)
for line in sys.stdin:
    told = json.loads(line)
    if "ended" in told:
        _, status = os.waitpid(told["ended"], 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
        continue
    pid = os.fork()
    if not pid:
        run(told)
    print(pid, flush=True)
"""


class Call(NamedTuple):
    """One system call of a run: its name, which of its thread it was, and what it was about."""

    name: str
    nth: int
    said: str


class Ended(NamedTuple):
    """How a run ended: its exit code (less than 0 for a signal), and what it said."""

    code: int
    out: str
    err: str


class Warm:
    """A process with everything imported, whose children run commands."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WARM],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )
        assert self._line() == "ready"

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def _ask(self, told: Mapping[str, Any]) -> int:
        assert self.process.stdin is not None
        print(json.dumps(told), file=self.process.stdin, flush=True)
        return int(self._line())

    def start(
        self,
        args: Sequence[str],
        run: Path,
        *,
        stopped: bool = False,
        out: str | None = None,
        name: str = "",
    ) -> int:
        """The process number of a child that runs the command in `run`.

        What it says goes to home/out and home/err, with `name` behind them.
        """
        for folder in ("tmp", "home"):
            (run / folder).mkdir(exist_ok=True)
        env = {"TMPDIR": str(run / "tmp"), "HOME": str(run / "home"), "NO_COLOR": "1"}
        write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        streams = [
            (os.devnull, os.O_RDONLY),
            (out or str(run / "home" / f"out{name}"), os.O_WRONLY if out else write),
            (str(run / "home" / f"err{name}"), write),
        ]
        told = {"args": list(args), "cwd": str(run), "env": env, "streams": streams}
        return self._ask(told | {"stopped": stopped})

    def ended(self, child: int, run: Path, name: str = "") -> Ended:
        """How the child ended; waits for it."""
        code = self._ask({"ended": child})
        said = [run / "home" / f"{each}{name}" for each in ("out", "err")]
        texts = [each.read_text("utf-8", "replace") if each.exists() else "" for each in said]
        return Ended(code, *texts)

    def plain(self, args: Sequence[str], run: Path, out: str | None = None) -> Ended:
        """The command run to its end."""
        return self.ended(self.start(args, run, out=out), run)

    def together(self, commands: Sequence[Sequence[str]], run: Path) -> list[Ended]:
        """All the commands at once."""
        children = [self.start(each, run, name=f"-{n}") for n, each in enumerate(commands)]
        return [self.ended(child, run, f"-{n}") for n, child in enumerate(children)]

    def traced(self, args: Sequence[str], run: Path, log: Path, how: Sequence[str]) -> Ended:
        """The command run under strace, called with `how`, which writes to `log`."""
        child = self.start(args, run, stopped=True)
        while Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            time.sleep(0.002)
        with subprocess.Popen(
            ["strace", "-f", "-y", "-s", "32", "-o", str(log), *how, "-p", str(child)],
            stderr=subprocess.PIPE,
            text=True,
        ) as tracer:
            assert tracer.stderr is not None
            said = tracer.stderr.readline()
            assert "attached" in said, said
            os.kill(child, signal.SIGCONT)
            ended = self.ended(child, run)
            tracer.stderr.read()
        return ended

    def calls(self, args: Sequence[str], run: Path, log: Path) -> tuple[Ended, list[Call]]:
        """The system calls of an untouched run that are about files in `run`."""
        ended = self.traced(args, run, log, ["-e", f"trace={','.join(CALLS)}"])
        return ended, calls_in(log.read_text("utf-8", "replace"), run)

    def with_fault(
        self, args: Sequence[str], run: Path, log: Path, call: Call, fault: str
    ) -> tuple[Ended, bool]:
        """A run with the fault (KILL or an error's name) at that call, and whether it came."""
        what = "signal=KILL" if fault == "KILL" else f"error={fault}"
        inject = f"inject={call.name}:{what}:when={call.nth}"
        ended = self.traced(args, run, log, ["-e", f"trace={call.name}", "-e", inject])
        came = (
            ended.code == -9 if fault == "KILL" else "INJECTED" in log.read_text("utf-8", "replace")
        )
        return ended, came


_LINE = re.compile(r"(\d+) +(\w+)\((.*)")


def calls_in(log: str, run: Path) -> list[Call]:
    """The calls of strace's log that are about files below `run`, in their order."""
    counted: dict[tuple[str, str], int] = {}
    found = []
    for line in log.splitlines():
        told = _LINE.match(line)
        if told is None or told[2] not in CALLS:
            continue
        key = told[1], told[2]
        counted[key] = counted.get(key, 0) + 1
        said = told[3].replace(f"AT_FDCWD<{run}>", "AT_FDCWD")
        if f"{run}/" in said and f"{run}/home/" not in said:
            found.append(Call(told[2], counted[key], said))
    return found


def fresh(made: Path, run: Path) -> None:
    """`run` as `made` is, times of change included."""
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(made, run, symlinks=True)


def environment() -> Mapping[str, bool]:
    """What of the system's own tools is here."""
    return {"strace": shutil.which("strace") is not None and sys.platform == "linux"}
