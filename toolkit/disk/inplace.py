"""Changing an analyst's own file: only when nobody has it open, with a backup, whole or not."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path

from toolkit.disk.files import replacing, sync_folder, write_durably
from toolkit.disk.holding import temporary
from toolkit.errors import FactpackError

_NEWEST = 8  # backups that stay, besides the first
_OURS = re.compile(r"\.bak([2-9]|[1-9][0-9]{1,4})?")
SEES_WHAT_IS_NEW = "press Ctrl+Alt+F9 once in Excel, and its formulas see what is new"


def hash_of(path: Path) -> str:
    """The file's sha256 in hex; empty where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""  # whoever reads it says why it cannot be read


def stamps_of(paths: Iterable[Path]) -> dict[Path, tuple[int, ...]]:
    """Each file's size, identity and time of change, by which an edit meanwhile shows."""
    stamps: dict[Path, tuple[int, ...]] = {}
    for path in paths:
        try:
            told = path.stat()
            stamps[path] = (told.st_size, told.st_mtime_ns, told.st_ino)
        except OSError:
            stamps[path] = ()
    return stamps


def check_unchanged(stamps: Mapping[Path, tuple[int, ...]], meanwhile: str) -> None:
    """Raise FactpackError where a file is not as it was when the stamps were taken."""
    now = stamps_of(stamps)
    for path, stamp in stamps.items():
        if now[path] != stamp:
            raise FactpackError(
                f"{path} was saved {meanwhile}", hint="nothing was written; run the command again"
            )


def check_same(path: Path, known: str, called: str = "it") -> None:
    """Raise FactpackError unless the file's hash is still `known`."""
    if not known or hash_of(path) != known:
        raise FactpackError(f"{called} has changed since it was read", hint="run the command again")


def check_free(path: Path) -> None:
    """Raise FactpackError where somebody has the file open, or it is a link or read-only."""
    name = path.name.casefold()
    for other in sorted(each.name for each in path.parent.iterdir()):
        for lock, program in ((f"~${name}", "Excel"), (f".~lock.{name}#", "LibreOffice")):
            if other.casefold() == lock:
                raise FactpackError(
                    f"it is open in {program}",
                    hint=f"save and close it there; if nobody has it open, delete {other}",
                )
    if path.is_symlink():
        raise FactpackError("it is a link", hint=f"change {path.resolve()} where it lies")
    if not path.stat().st_mode & 0o222:
        raise FactpackError("it is read-only", hint="allow writing to it, or change a copy")


def replace_in_place(
    path: Path, before: bytes, after: bytes, *, look: Callable[[Path], None] = lambda made: None
) -> Path:
    """Put `after` at `path`, which holds `before`; gives the backup of it that stays beside.

    Of many backups the first stays, as does each of the newest.

    `look` reads the new file before it takes the old one's place, and raises where it is not as
    meant. Raises FactpackError, the file as it was and no backup made, where somebody has it open
    or it no longer holds `before`.
    """
    check_free(path)
    new_backup: Path | None = None
    try:
        with replacing(path) as made:
            made.write_bytes(after)
            look(made)
            backup = _standing_backup(path, before)
            if backup is None:
                backup = new_backup = _backed_up(path, before)
            check_free(path)
            check_same(path, sha256(before).hexdigest())
    except BaseException:  # Ctrl-C as well, which may come when the file is changed already
        if new_backup is not None and hash_of(path) != sha256(after).hexdigest():
            with contextlib.suppress(OSError):
                new_backup.unlink()
        raise
    _thin_out(path, backup)
    return backup


def set_aside(path: Path) -> Path:
    """Take a file away, so that only its backup stays."""
    backup = _standing_backup(path, data := path.read_bytes()) or _backed_up(path, data)
    path.unlink()
    sync_folder(path.parent)
    _thin_out(path, backup)
    return backup


def is_backup(path: Path) -> bool:
    """Whether it is a backup of a file that stands beside it."""
    return _OURS.fullmatch(path.suffix) is not None and path.with_suffix("").is_file()


def backups_of(path: Path) -> list[Path]:
    """The backups that stand beside a file: NAME.bak first, then by their number."""
    found = {}
    for each in path.parent.iterdir():
        suffix = each.name.removeprefix(path.name)
        if suffix != each.name and (ours := _OURS.fullmatch(suffix)) is not None:
            found[int(ours[1] or 1)] = each
    return [found[number] for number in sorted(found)]


def _standing_backup(path: Path, data: bytes) -> Path | None:
    """A backup that holds `data` already: a run that died may have got so far."""
    for backup in backups_of(path):
        with contextlib.suppress(OSError):
            if backup.stat().st_size == len(data) and backup.read_bytes() == data:
                return backup
    return None


def _names_after(path: Path) -> Iterator[Path]:
    """NAME.bak, else NAME.bak2, … by the number after that of the last one."""
    last = backups_of(path)[-1:]
    suffix = last[0].name.removeprefix(f"{path.name}.bak") if last else "0"
    for number in count(int(suffix or 1) + 1):
        yield path.with_name(f"{path.name}.bak{number if number > 1 else ''}")


def _thin_out(path: Path, standing: Path) -> None:
    """Delete all backups but the first, the newest ones, and the one that stands for this change.

    One that cannot be deleted stays.
    """
    for backup in backups_of(path)[1:-_NEWEST]:
        if backup != standing:
            with contextlib.suppress(OSError):
                backup.unlink()


def _backed_up(path: Path, data: bytes) -> Path:
    """A new file beside `path` that holds `data`, numbered after those that are there."""
    whole = temporary(path)
    try:
        write_durably(whole, data)
        whole.chmod(path.stat().st_mode & 0o777)
        backup = next(free for free in _names_after(path) if _named(whole, free))
    finally:
        whole.unlink(missing_ok=True)
    sync_folder(path.parent)
    return backup


def _named(whole: Path, free: Path) -> bool:
    """Give the file this name, if it is free; where a disk has no links, by a rename."""
    if free.exists():
        return False
    try:
        os.link(whole, free)
    except FileExistsError:
        return False
    except OSError:
        whole.rename(free)
    return True
