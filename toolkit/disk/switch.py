"""One folder put in place of another, whole or not at all, and an interrupted switch mended."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from toolkit.disk.files import make_folder, sync_folder, write_durably
from toolkit.disk.holding import beside, held
from toolkit.errors import FactpackError, next_step

_HERE, _SWAP, _SWAP_MAC = -100, 2, 2  # AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP


def put_folder(
    place: Path,
    files: Mapping[str, bytes],
    last: str,
    *,
    may_replace: Callable[[Path], None],
) -> None:
    """Make `place` a folder of exactly these files ("a/b.csv": bytes); `last` is written last.

    See `staged`.
    """
    with staged(place, last, may_replace=may_replace) as new:
        for name in [*sorted(set(files) - {last}), last]:
            if name == last:
                _sync_folders(new)
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_durably(target, files[name])


@contextmanager
def staged(place: Path, last: str, *, may_replace: Callable[[Path], None]) -> Iterator[Path]:
    """A new folder, beside `place`, that takes its place when the block ends.

    Then the old one is removed. A folder with `last` in it is whole. `may_replace` is shown the
    folder that stands there, once mended, and raises where it must stay. Raises FactpackError
    where another run is at work there or a program holds a file.
    """
    parents = [folder for folder in place.parents if not folder.exists()]
    make_folder(place.parent)
    try:
        with held(place):
            mend(place, last)
            if place.exists():
                may_replace(place)
            new = beside(place, "new")
            try:
                new.mkdir()
                yield new
                _sync_folders(new)
                _exchange(place, new)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise
            sync_folder(place.parent)
    except OSError as error:
        if not _is_within(error.filename, place):
            raise
        raise FactpackError(
            f"{place} cannot be written: {error.strerror or error}",
            hint=f"what stood there is unchanged; {next_step(error)}",
        ) from error
    finally:
        for folder in parents:  # nearest first; one that holds something stays
            with contextlib.suppress(OSError):
                folder.rmdir()


def _is_within(file: object, place: Path) -> bool:
    """Whether a fault's file, where it names one, is of what is put at `place`."""
    if not isinstance(file, str | bytes):
        return True
    path = Path(os.fsdecode(file))
    return path.parent == place.parent or beside(place, "new") in path.parents


def mend(place: Path, last: str) -> None:
    """Finish or undo a switch that was interrupted, so that one whole folder stands at `place`."""
    new, old = beside(place, "new"), beside(place, "old")
    if old.exists() and not place.exists():
        if (new / last).is_file():
            new.rename(place)
        else:
            old.rename(place)
    for left_over in (new, old):
        if left_over.exists():
            shutil.rmtree(left_over)


def recover(place: Path, last: str) -> None:
    """Mend a place where nothing stands because a switch was interrupted there."""
    if not place.exists() and beside(place, "old").exists():
        with contextlib.suppress(OSError), held(place):
            mend(place, last)


def _exchange(place: Path, new: Path) -> None:
    """Let `new` take the place; what stood there is removed."""
    old = beside(place, "old")
    if not place.exists():
        new.rename(place)
        return
    try:
        if swapped(new, place):
            old = new
        else:
            place.rename(old)
            new.rename(place)
    except OSError as error:
        _put_back(old, place)
        kept = place.with_name(f"{place.name} (new)")
        shutil.rmtree(kept, ignore_errors=True)
        with contextlib.suppress(OSError):
            new.rename(kept)
        held_open = "a program holds one of its files open: " if _is_held(error) else ""
        raise FactpackError(
            f"{place} cannot be replaced: {held_open}{error.strerror or error}",
            hint=f"the new one stands in {kept}; close the old one in Excel and run this again",
        ) from error
    except BaseException:
        _put_back(old, place)
        raise
    shutil.rmtree(old, ignore_errors=True)  # what stays is removed by the next export


def _is_held(error: OSError) -> bool:
    return isinstance(error, PermissionError)


def _put_back(old: Path, place: Path) -> None:
    if old.exists() and not place.exists():
        old.rename(place)


def swapped(one: Path, other: Path) -> bool:
    """Let two folders change names in one step, where the system can: Linux and macOS."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(system.renameat2(_HERE, names[0], _HERE, names[1], _SWAP) == 0)
        return bool(system.renamex_np(names[0], names[1], _SWAP_MAC) == 0)
    return False


def _sync_folders(top: Path) -> None:
    for folder, _, _ in os.walk(top):
        sync_folder(Path(folder))
