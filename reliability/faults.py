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
LONGEST = 180  # seconds that a run may take; one that takes longer hangs
CALLS = (
    "openat",
    "read",
    "pread64",
    "write",
    "pwrite64",
    "pwritev2",
    "writev",
    "sendfile",
    "copy_file_range",
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
    "sync_file_range",
    "syncfs",
    "sync",
    "ftruncate",
    "chmod",
    "fchmod",
    "flock",
    "close",
)
WARM = """
import gc, importlib, json, os, pkgutil, signal, sys
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
    if told["unlocked"]:
        import errno, fcntl
        def flock(*_):
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
        fcntl.flock = flock
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

gc.collect()
gc.freeze()
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
os._exit(0)  # DuckDB says much when it is taken down
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
        unlocked: bool = False,
    ) -> int:
        """The process number of a child that runs the command in `run`.

        What it says goes to home/out and home/err, with `name` behind them. Programs in bin/ are
        found before the system's. `unlocked`: as on a drive that has no locks.
        """
        for folder in ("tmp", "home"):
            (run / folder).mkdir(exist_ok=True)
        env = {"TMPDIR": str(run / "tmp"), "HOME": str(run / "home"), "NO_COLOR": "1"}
        env["PATH"] = f"{run / 'bin'}{os.pathsep}{os.environ['PATH']}"
        write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        streams = [
            (os.devnull, os.O_RDONLY),
            (out or str(run / "home" / f"out{name}"), os.O_WRONLY if out else write),
            (str(run / "home" / f"err{name}"), write),
        ]
        told = {"args": list(args), "cwd": str(run), "env": env, "streams": streams}
        return self._ask(told | {"stopped": stopped, "unlocked": unlocked})

    def ended(self, child: int, run: Path, name: str = "", until: str = "") -> Ended:
        """How the child ended; waits for it, and kills what takes too long.

        With `until` it is sent Ctrl-C once it has said that.
        """
        said = [run / "home" / f"{each}{name}" for each in ("out", "err")]
        late = time.monotonic() + LONGEST
        while (state := _state(child)) not in "ZX":
            if until and state != "t" and until in read_if_there(said[1]):
                os.kill(child, signal.SIGINT)
                until = ""
            if time.monotonic() > late:
                os.killpg(child, signal.SIGKILL)
            time.sleep(0.003)
        code = self._ask({"ended": child})
        return Ended(code, *map(read_if_there, said))

    def plain(
        self, args: Sequence[str], run: Path, out: str | None = None, until: str = ""
    ) -> Ended:
        """The command run to its end."""
        return self.ended(self.start(args, run, out=out), run, until=until)

    def together(
        self, commands: Sequence[Sequence[str]], run: Path, *, unlocked: bool = False
    ) -> list[Ended]:
        """All the commands at once."""
        children = [
            self.start(each, run, name=f"-{n}", unlocked=unlocked)
            for n, each in enumerate(commands)
        ]
        return [self.ended(child, run, f"-{n}") for n, child in enumerate(children)]

    def traced(
        self, args: Sequence[str], run: Path, how: Sequence[str], until: str = ""
    ) -> tuple[Ended, str]:
        """The command run under strace, called with `how`: how it ended, and strace's record."""
        log = run.with_name(f"{run.name}.log")
        child = self.start(args, run, stopped=True)
        while _state(child) != "T":
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
            ended = self.ended(child, run, until=until)
            tracer.stderr.read()
        return ended, log.read_text("utf-8", "replace")

    def calls(
        self, args: Sequence[str], run: Path, always: str = "", until: str = ""
    ) -> list[Call]:
        """The system calls of an untouched run that are about files in `run`.

        With `always` it is touched in that each call of that name fails.
        """
        how = ["-e", f"trace={','.join(CALLS)}", *_injected(always)]
        return calls_in(self.traced(args, run, how, until)[1], run)

    def with_fault(
        self,
        args: Sequence[str],
        run: Path,
        call: Call,
        fault: str,
        always: str = "",
        until: str = "",
    ) -> tuple[Ended, bool]:
        """A run with the fault (KILL or an error's name) at that call, and whether it came."""
        names = {call.name, *always.split(":")[:1]} - {""}
        what = "signal=KILL" if fault == "KILL" else f"error={fault}"
        how = ["-e", f"trace={','.join(names)}", *_injected(always)]
        how += ["-e", f"inject={call.name}:{what}:when={call.nth}"]
        ended, log = self.traced(args, run, how, until)
        if fault == "KILL":
            return ended, "+++ killed by SIGKILL" in log
        return ended, any("INJECTED" in line and f" {call.name}(" in line
                          for line in log.splitlines())  # fmt: skip


def _injected(always: str) -> list[str]:
    """strace's words for a call that fails each time: "renameat2:EINVAL"."""
    name, _, error = always.partition(":")
    return ["-e", f"inject={name}:error={error}"] if always else []


def read_if_there(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _state(process: int) -> str:
    """R, S, T … of proc(5); X where it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


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
        said = re.sub(r"AT_FDCWD<[^>]*>", "AT_FDCWD", told[3])
        own = f"{run}/home/" in said or f"{run}/bin/" in said
        if f"{run}/" in said and not own:
            found.append(Call(told[2], counted[key], said))
    return found


def fresh(made: Path, run: Path) -> None:
    """`run` as `made` is, times of change included."""
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(made, run, symlinks=True)


def environment() -> Mapping[str, bool]:
    """What of the system's own tools is here."""
    return {"strace": shutil.which("strace") is not None and sys.platform == "linux"}
