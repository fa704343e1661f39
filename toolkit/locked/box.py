"""The process that answers anybody's SQL, as who asks it sees it: started, handed to, ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from toolkit.disk.scratch import made, no_room
from toolkit.errors import FactpackError, QueryRefused
from toolkit.locked import bars, frames
from toolkit.locked.spool import Spool
from toolkit.locked.weighing import Watch

_PACKAGE = Path(__file__).parents[2]  # what this toolkit was imported from
_FILE = "dossier.duckdb"  # what a query is told that it reads
_LONGEST = 1_000_000  # seconds of a query
_STARTING = 60.0  # seconds that the process may take to begin
_KEPT = ("PYTHON", "LD_", "DYLD_", "SYSTEMROOT", "LLVM_PROFILE")
_STOPPED = (-signal.SIGINT, 0xC000013A)  # by Ctrl-C: POSIX, Windows


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, and memory as DuckDB writes it."""

    seconds: float = 30
    memory: str = "2GB"

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= _LONGEST:
            raise QueryRefused(
                f"{self.seconds:g} seconds are no limit", hint=f"give at most {_LONGEST:,} seconds"
            )
        if self.memory.lstrip().startswith("-"):  # to DuckDB, as much as there is
            raise QueryRefused(
                f"{self.memory!r} is no amount of memory", hint="write it as 2GB or 500MB"
            )


class Box:
    """One process, started at once, so that it is ready when there is something to ask."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._remove: Callable[[], None] | None = None
        self._numbers = count(1)
        self._lent: dict[str, Any] | None = None
        self._memory = Limits().memory
        self._process = _started()
        self._end = weakref.finalize(self, _ended, self._process, None)

    def close(self) -> None:
        """Ends the process, and takes away what was lent to it."""
        self._end()

    def expect(self, queries: Sequence[str], limits: Limits) -> None:
        """Has it look through what will be asked, before there is anything to ask of."""
        held = {"seconds": limits.seconds, "space": bars.HOLDS_SPACE, "memory": limits.memory}
        with suppress(OSError):  # where it is gone, another begins when it is asked
            assert self._process.stdin is not None
            body = frames.packed({"queries": list(queries)} | held)
            frames.send(self._process.stdin, frames.LOOK, body)

    def lend(self, write: Callable[[Path], None], *, memory: str, threads: int | None) -> None:
        """Lets it answer of the DuckDB file that `write` makes at the path it is given."""
        folder = self._made_folder()
        if self._lent is not None:
            shutil.rmtree(self._lent["folder"], ignore_errors=True)  # on Windows it is still open
        within = folder / str(next(self._numbers))
        try:
            within.mkdir()
            write(within / _FILE)
        except BaseException:  # what a full disk has no room to be told beside
            shutil.rmtree(within, ignore_errors=True)
            raise
        self._lent = {"folder": str(within), "file": _FILE, "threads": threads, "memory": memory}
        self._memory = memory
        if self._process.poll() is None:
            self._hand_over()

    def ask(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limits: Limits,
        rows: bool = True,
    ) -> Spool:
        """The answer to one SELECT as Arrow's IPC stream; without `rows`, its columns alone.

        Raises QueryRefused for anything else, for a faulty query and past a limit.
        """
        if self._process.poll() is not None:
            self._start_again()
        asked = {"sql": sql, "parameters": dict(parameters or {}), "rows": rows}
        held = {"seconds": limits.seconds, "space": bars.HOLDS_SPACE}
        try:
            body = frames.packed(asked | held)
        except TypeError as error:
            raise QueryRefused(
                f"{error}, which no query takes", hint="pass a text, a number or a day"
            ) from error
        folder = self._made_folder()
        answer = Spool(folder / f"answer-{next(self._numbers)}.arrows")
        self._exchange(frames.ASK, body, answer, limits)
        return answer

    def _made_folder(self) -> Path:
        if self._folder is None:
            try:
                self._folder, self._remove = made()
            except OSError as error:
                raise no_room(error.strerror or error) from error
            self._ends_with(self._process)
        return self._folder

    def _ends_with(self, process: subprocess.Popen[bytes]) -> None:
        self._end.detach()
        self._process = process
        self._end = weakref.finalize(self, _ended, process, self._remove)

    def _start_again(self) -> None:
        _reap(self._process)
        self._ends_with(_started())
        if self._lent is not None:
            self._hand_over()

    def _hand_over(self) -> None:
        body = frames.packed(self._lent or {})
        self._exchange(frames.OPEN, body, None, Limits(_STARTING, self._memory))

    def _exchange(self, kind: bytes, body: bytes, answer: Spool | None, limits: Limits) -> None:
        """Sends a message and takes what comes until it is done with; a process that takes
        longer than it may is ended."""
        most = bars.in_bytes(limits.memory)
        room = None if bars.HOLDS_SPACE else bars.room(self._memory)
        with Watch(self._process, limits.seconds, room) as watch:
            try:
                told = self._reply(kind, body, answer, most)
            except BaseException:  # Ctrl-C too: nobody waits for the rest of the answer
                self._process.kill()
                _reap(self._process)
                raise
        if told is None:
            raise self._died(kind, limits, watch.stopped)
        if told.kind == frames.FAULT:
            raise _refusal(frames.unpacked(told.body), limits)

    def _reply(
        self, kind: bytes, body: bytes, answer: Spool | None, most: int
    ) -> frames.Frame | None:
        """The message that ends the answer; None where the process is gone."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            frames.send(self._process.stdin, kind, body)
        except OSError:
            return None
        while frame := frames.receive(self._process.stdout):
            if frame.kind != frames.DATA:
                return frame
            if answer is None or answer.size + len(frame.body) > most:
                raise QueryRefused(
                    f"the answer is larger than the {self._memory} that a query may take",
                    hint="ask for less, or give it more: --memory 4GB",
                )
            try:
                answer.write(frame.body)
            except OSError as error:
                raise no_room(error.strerror or error) from error
        return None

    def _died(self, kind: bytes, limits: Limits, stopped: str) -> BaseException:
        """What to say of a process that ended before it answered."""
        code = _reap(self._process)
        if stopped == "memory":
            return _refusal({"kind": "memory"}, limits)
        if stopped == "time":
            return QueryRefused(
                f"the query was stopped after {limits.seconds:g} seconds",
                hint="ask for less, or give it longer: --timeout SECONDS",
            )
        if code in _STOPPED:
            return KeyboardInterrupt()
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return QueryRefused(
                f"the query was stopped after {limits.seconds:g} seconds on every processor",
                hint="ask for less, or give it longer: --timeout SECONDS",
            )
        how = f"signal {-code}" if code < 0 else f"code {code}"
        if kind == frames.OPEN:
            return FactpackError(
                f"the process that answers queries ended before it was asked anything ({how})",
                hint="run it again; factpack doctor says what is wrong with the installation",
            )
        return QueryRefused(
            f"the query brought down the process that worked on it ({how}): it is nested too"
            f" deep, or it needs more than {self._memory} of memory",
            hint="ask for less, or give it more: --memory 4GB",
        )


def _refusal(told: dict[str, Any], limits: Limits) -> QueryRefused:
    if told["kind"] == "memory":
        return QueryRefused(
            f"the query needs more than {limits.memory} of memory",
            hint="ask for less, or give it more: --memory 4GB",
        )
    if told["kind"] == "faulty":
        of_the_disk = told["what"].startswith("IO Error")
        hint = f"see that the disk of {tempfile.gettempdir()} is whole, and ask again"
        return QueryRefused(
            f"DuckDB refuses the query: {told['what']}", hint=hint if of_the_disk else ""
        )
    return QueryRefused(told["what"], hint=told["hint"])


# -- the process -----------------------------------------------------------------------------------


def _started() -> subprocess.Popen[bytes]:
    """It sees nothing of the surroundings but where Python finds its modules."""
    kept = {key: value for key, value in os.environ.items() if key.upper().startswith(_KEPT)}
    kept |= {
        "PYTHONPATH": os.pathsep.join([str(_PACKAGE), *filter(None, sys.path)]),
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",  # so that address space tells what memory is taken
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-S", "-m", "toolkit.locked.child"],
        env=kept,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _reap(process: subprocess.Popen[bytes]) -> int:
    """How it ended, once it has; nothing of it is left."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        return process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _ended(process: subprocess.Popen[bytes], remove: Callable[[], None] | None) -> None:
    process.kill()
    _reap(process)
    if remove is not None:
        remove()
