"""One writer at a time: a file or folder held against other runs, and what a dead run left there.

Beside NAME stand, while it is written, `.NAME.lock` (which process writes, and by its time since
when) and `.NAME.xxxxxxxx.tmp` (what will take its place). The system lets a lock go when its
process dies, so whoever holds NAME knows that every such file there is a dead run's.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from toolkit.errors import FactpackError

PATIENCE = 30.0  # seconds that another run is waited for
_LONGEST = 180  # bytes of NAME in the names made from it; file systems allow 255 in all
SHOWN = 215  # those in names that people see, as NAME.unfinished-2.jsonl
_SIGNED = re.compile(rb"factpack ([0-9]+)\n")
_A_LOCK = re.compile(r"\..+\.lock", re.DOTALL)
_BYTE = 1 << 30  # Windows lets nobody read a locked byte: one far behind what is written
# What this run holds already, so that a function that holds may call another that does.
_HELD: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


def beside(path: Path, what: str) -> Path:
    """`.NAME.what` beside NAME, short enough for every file system."""
    return path.with_name(f".{shortened(path.name)}.{what}")


def temporary(path: Path) -> Path:
    """A name beside `path` for what will take its place."""
    return beside(path, f"{os.urandom(4).hex()}.tmp")


@contextmanager
def held(path: Path, *, patience: float | None = None) -> Iterator[None]:
    """Hold `path`, be it there or not, against other runs until the block ends or this run dies.

    Waits for another run that holds it, then raises FactpackError that says which and since when.
    Raises OSError where its folder cannot be written to. What a dead run left there is removed.
    """
    place = path.parent.resolve() / path.name
    if place in _HELD.get():
        yield
        return
    let_go = hold(path, patience=patience)
    before = _HELD.set(_HELD.get() | {place})
    try:
        yield
    finally:
        _HELD.reset(before)
        let_go()


def hold(path: Path, *, patience: float | None = None) -> Callable[[], None]:
    """Hold `path` as `held` does, until what this gives is called: on whatever thread."""
    lock = beside(path, "lock")
    handle, alone = _taken(lock, path, PATIENCE if patience is None else patience)
    if alone:
        forget(path)
        tidy(path.parent, besides=lock)
    return partial(_let_go, lock, handle)


def forget(path: Path) -> None:
    """Remove what was meant to take the place of `path`. Only for who holds it."""
    _remove(path.parent, shortened(path.name))


def _remove(folder: Path, name: str) -> None:
    of_ours = re.compile(rf"\.{re.escape(name)}\.[0-9a-f]{{8}}\.tmp(\..+)?", re.DOTALL)
    with contextlib.suppress(OSError):
        for each in list(folder.iterdir()):
            if of_ours.fullmatch(each.name):
                with contextlib.suppress(OSError):
                    each.unlink()


def tidy(folder: Path, *, besides: Path | None = None) -> None:
    """Remove the locks of dead runs in the folder, and what they had half written."""
    with contextlib.suppress(OSError):
        locks = [p for p in folder.iterdir() if _A_LOCK.fullmatch(p.name) and p != besides]
        for lock in locks:
            with contextlib.suppress(OSError):
                _tidy_one(folder, lock)


def _tidy_one(folder: Path, lock: Path) -> None:
    handle = os.open(lock, os.O_RDWR)
    try:
        _lock(handle)
        os.lseek(handle, 0, os.SEEK_SET)
        if not _is_gone(handle) and _SIGNED.fullmatch(os.read(handle, 40)):
            _remove(folder, lock.name[1 : -len(".lock")])
            _unlinked(lock)
    finally:
        os.close(handle)


def shortened(name: str, longest: int = _LONGEST) -> str:
    """A name of few enough bytes that more can be put to it; a long one ends in its hash."""
    data = name.encode("utf-8", "surrogatepass")
    if len(data) <= longest:
        return name
    kept = data[:longest].decode("utf-8", "ignore")
    return f"{kept}~{sha256(data).hexdigest()[:8]}"


# -- the lock --------------------------------------------------------------------------------------


def _taken(lock: Path, path: Path, patience: float) -> tuple[int, bool]:
    """The open lock, and whether it is locked.

    Some network drives have no locks: there whoever makes the file holds it, and nobody knows
    whether who made it is alive.
    """
    until = time.monotonic() + patience
    pause = 0.01
    while True:
        handle, new = _opened(lock)
        hint = "wait until it is done, and run the command again"
        try:
            _lock(handle)
            if not _is_gone(handle):
                _sign(handle)
                return handle, True
            os.close(handle)  # its holder let it go, name and all, while it was opened
            continue
        except (BlockingIOError, PermissionError):
            pass
        except OSError:
            if new:
                _sign(handle)
                return handle, False
            hint += f"; if there is no such run any more, delete {lock}"
        told = _holder(handle)
        os.close(handle)
        if time.monotonic() > until:
            raise FactpackError(f"another run of factpack{told} is writing {path}", hint=hint)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


def _opened(lock: Path) -> tuple[int, bool]:
    """The lock's file, and whether it is new."""
    while True:
        with contextlib.suppress(FileExistsError):
            return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), True
        with contextlib.suppress(FileNotFoundError):  # it has gone meanwhile
            return os.open(lock, os.O_RDWR), False


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_gone(handle: int) -> bool:
    return sys.platform != "win32" and not os.fstat(handle).st_nlink


def _sign(handle: int) -> None:
    """Write which process this is: no name of a person or machine, as folders are passed on."""
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, f"factpack {os.getpid()}\n".encode())


def _holder(handle: int) -> str:
    with contextlib.suppress(OSError, ValueError):
        os.lseek(handle, 0, os.SEEK_SET)
        signed = _SIGNED.fullmatch(os.read(handle, 40))
        process = int(signed[1]) if signed else 0
        since = datetime.fromtimestamp(os.fstat(handle).st_mtime)
        return f" (process {process or 'unknown'}, since {since:%H:%M:%S on %Y-%m-%d})"
    return ""


def _let_go(lock: Path, handle: int) -> None:
    """Remove the lock while it is held; on Windows an open file keeps its name until closed."""
    if sys.platform != "win32":
        _unlinked(lock)
    with contextlib.suppress(OSError):
        os.close(handle)
    if sys.platform == "win32":
        _unlinked(lock)


def _unlinked(lock: Path) -> None:
    with contextlib.suppress(OSError):
        lock.unlink()
