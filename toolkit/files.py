"""Writing whole files or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from toolkit.errors import FactpackError


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`: afterwards it holds all of it, or what it held before.

    The bytes go to a temporary file in the same folder, reach the disk, and then take the name.
    Raises FactpackError where the folder cannot be written to or another program holds the file.
    """
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:64]}.", suffix=".tmp", dir=path.parent
        )
    except OSError as fault:
        raise FactpackError(
            f"{path} cannot be written: {fault.strerror or fault}",
            hint="check that the folder exists, that you may write to it, and that there is space",
        ) from fault
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_permissions(temporary, path)
        temporary.replace(path)
    except PermissionError as fault:
        _forget(temporary)
        raise FactpackError(
            f"{path} cannot be replaced, another program holds it open",
            hint="close it in Excel, or wait until the sync client is done, and try again",
        ) from fault
    except OSError as fault:
        _forget(temporary)
        raise FactpackError(
            f"{path} cannot be written: {fault.strerror or fault}",
            hint="what stood there before is unchanged; free some space or choose another folder",
        ) from fault
    except BaseException:  # Ctrl-C as well: no half file stays behind
        _forget(temporary)
        raise
    _sync_folder(path.parent)


def _take_permissions(temporary: Path, path: Path) -> None:
    """Let the new file be readable by whom the old one was; mkstemp's own is the owner alone."""
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(OSError):
        temporary.chmod(mode)


def _forget(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut, where the system can (Windows cannot open folders)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
