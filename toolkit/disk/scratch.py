"""Temporary folders that go with their run, and those of runs that died."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from toolkit.disk.holding import held, hold
from toolkit.errors import FactpackError

_OURS = re.compile(r"\.?(factpack-[0-9a-f]{12})(?:\.lock)?")


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder for this user alone, gone when the block ends; see `made`."""
    folder, remove = made()
    try:
        yield folder
    finally:
        remove()


def made() -> tuple[Path, Callable[[], None]]:
    """A new temporary folder, and what removes it: on whatever thread.

    It is held while it is there, so that a later run knows whether its maker lives. Raises OSError
    where temporary files cannot be written.
    """
    top = Path(tempfile.gettempdir())
    sweep(top)
    folder = top / f"factpack-{os.urandom(6).hex()}"
    let_go = hold(folder)
    try:
        folder.mkdir(mode=0o700)
    except BaseException:
        let_go()
        raise
    return folder, partial(_removed, folder, let_go)


def _removed(folder: Path, let_go: Callable[[], None]) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        let_go()


def no_room(why: object) -> FactpackError:
    """What to say where temporary files cannot be written."""
    return FactpackError(
        f"the temporary folder {tempfile.gettempdir()} cannot be written to: {why}",
        hint="make room on that disk, or set TMPDIR to a folder that has some",
    )


@cache
def sweep(top: Path) -> None:
    """Remove the temporary folders of dead runs, once in each run."""
    with contextlib.suppress(OSError):
        for name in sorted({found[1] for p in top.iterdir() if (found := _OURS.fullmatch(p.name))}):
            with contextlib.suppress(OSError, FactpackError), held(top / name, patience=0):
                shutil.rmtree(top / name, ignore_errors=True)
