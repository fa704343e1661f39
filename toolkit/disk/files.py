"""Writing whole files or none."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from toolkit.disk.holding import forget, held, temporary
from toolkit.errors import FactpackError, next_step

_SYNCS = 8  # files brought to the disk at a time


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`: afterwards it holds all of it, or what it held before.

    Raises FactpackError where the folder cannot be written to or another program holds the file.
    """
    with replacing(path) as new:
        new.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file's name to write to; when the block ends its bytes reach the disk and take `path`.

    The new file stands in the same folder, and `path` is held against other runs. An error in the
    block leaves `path` as it was, and no half file behind. Raises FactpackError as
    `write_atomically` does, and where `path` is a device, a pipe or a link, whose place a file
    would take: who may do anything would lose /dev/null to it.
    """
    if _is_no_file(path):
        raise FactpackError(
            f"{path} is not written over: it is no ordinary file",
            hint="name a file, or leave the name out where the command then tells it all here",
        )
    try:
        with held(path):
            new = temporary(path)
            try:
                yield new
                _take_permissions(new, path)
                _sync(new)
                new.replace(path)
            except BaseException:  # Ctrl-C as well: no half file stays behind
                forget(path)
                raise
            sync_folder(path.parent)
    except PermissionError as fault:
        raise FactpackError(
            f"{path} cannot be written, or another program holds it open",
            hint="close it in Excel, wait until the sync client is done, or choose another folder",
        ) from fault
    except OSError as fault:
        raise FactpackError(
            f"{path} cannot be written: {fault.strerror or fault}",
            hint=f"what stood there is unchanged; {next_step(fault)}",
        ) from fault


def _is_no_file(path: Path) -> bool:
    """Whether something stands there that is no file: a folder, a device, a pipe, a link."""
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it. Raises FactpackError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FactpackError(
            f"the folder {folder} cannot be made: {fault.strerror or fault}",
            hint=next_step(fault),
        ) from fault


def write_durably(path: Path, data: bytes) -> None:
    """Put `data` into a new file, down to the disk. For folders that nobody else sees yet."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_files(folder: Path) -> None:
    """Bring every file below it down to the disk: several at a time, which disks take together."""
    waiting = deque(path for path in folder.rglob("*") if path.is_file())
    faults: list[OSError] = []

    def sync() -> None:
        with contextlib.suppress(IndexError):
            while not faults:
                path = waiting.popleft()
                try:
                    _sync(path)
                except OSError as fault:
                    faults.append(fault)

    threads = [Thread(target=sync, daemon=True) for _ in range(_SYNCS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def sync_folder(folder: Path) -> None:
    """Let the names in it survive a power cut, where the system can (Windows opens no folders)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_permissions(new: Path, path: Path) -> None:
    """Let the new file be readable by whom the old one was."""
    with contextlib.suppress(OSError):
        new.chmod(path.stat().st_mode & 0o777)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
