"""One folder put in place of another, whole or not at all, and an interrupted switch mended."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import FactpackError
from toolkit.files import write_atomically


def put_folder(
    place: Path,
    files: Mapping[str, bytes],
    last: str,
    *,
    may_replace: Callable[[Path], None],
) -> None:
    """Make `place` a folder of exactly these files ("a/b.csv": bytes); `last` is written last.

    The folder is built beside its place; then the old one is moved aside, the new one takes its
    name, and the old one is removed. A folder with `last` in it is whole. `may_replace` is shown
    the folder that stands there, once mended, and raises where it must stay. Raises FactpackError
    where another program is at work there or holds a file.
    """
    _make(place.parent)
    with _alone(place):
        mend(place, last)
        if place.exists():
            may_replace(place)
        new = _beside(place, "new")
        try:
            for name in [*sorted(set(files) - {last}), last]:
                target = new / name
                _make(target.parent)
                write_atomically(target, files[name])
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        _exchange(place, new)


def mend(place: Path, last: str) -> None:
    """Finish or undo a switch that was interrupted, so that one whole folder stands at `place`."""
    new, old = _beside(place, "new"), _beside(place, "old")
    if old.exists() and not place.exists():
        if (new / last).is_file():
            new.rename(place)
        else:
            old.rename(place)
    for left_over in (new, old):
        if left_over.exists():
            shutil.rmtree(left_over)


def _exchange(place: Path, new: Path) -> None:
    old = _beside(place, "old")
    try:
        if place.exists():
            place.rename(old)
        new.rename(place)
    except OSError as error:
        if old.exists() and not place.exists():
            old.rename(place)
        kept = place.with_name(f"{place.name} (new)")
        shutil.rmtree(kept, ignore_errors=True)
        with contextlib.suppress(OSError):
            new.rename(kept)
        raise FactpackError(
            f"{place} cannot be replaced: a program holds one of its files open "
            f"({error.strerror or error})",
            hint=f"the new pack stands in {kept}; close the old one in Excel and export again",
        ) from error
    shutil.rmtree(old, ignore_errors=True)  # what stays is removed by the next export


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FactpackError(
            f"the folder {folder} cannot be made: {error.strerror or error}",
            hint="choose another place with -o, or ask for the right to write there",
        ) from error


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Hold the place, so that two exports do not write one folder; let go at death as well."""
    path = _beside(place, "lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise FactpackError(
            f"{place.parent} cannot be written to: {error.strerror or error}",
            hint="choose another place with -o, or ask for the right to write there",
        ) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise FactpackError(
                f"another export is writing {place} just now", hint="wait until it is done"
            ) from error
        yield
    finally:
        if sys.platform != "win32":  # there, an open file has its name until it is closed
            path.unlink(missing_ok=True)
        os.close(handle)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.fstat(handle).st_nlink:
            raise OSError("the lock was let go while it was taken")
