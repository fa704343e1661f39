"""One source's file: its text, its hash, or why it cannot be read."""

from __future__ import annotations

import hashlib
import stat
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from toolkit.disk.inside import is_device
from toolkit.errors import UnreadableFile

LARGEST = 10_000_000
"""Bytes of the largest source: a book of 2,000 pages has a third of it."""

Kind = Literal["missing", "outside", "link", "no_file", "unreadable", "too_large", "not_utf8"]
EmptyKind = Literal["empty", "binary"]


class SourceProblem(NamedTuple):
    """Why a source's file gives no text: `what` is wrong, `hint` the next step."""

    kind: Kind | EmptyKind
    what: str
    hint: str


class SourceText(NamedTuple):
    """A source's frozen text, or `problem` and an empty text.

    `text` keeps the line ends of the file (CRLF counts as two characters) and leaves out a byte
    order mark, which no editor shows, so that character 0 is the first one people see. `sha256`
    and `size` are of the file's bytes, the mark among them, and None where they were not read.
    """

    text: str = ""
    sha256: str | None = None
    size: int | None = None
    problem: SourceProblem | None = None


def read_source(path: Path, *, folder: Path | None = None) -> SourceText:
    """The text at `path`, which must lie in `folder` when one is given.

    Never raises for what a user can mend: that is the result's `problem`.
    """
    if refused := _refused(path, folder):
        return SourceText(problem=refused)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        return _without(
            "unreadable", f"it cannot be opened: {reason}", "check that you may read it"
        )
    if len(data) > LARGEST:
        return _without(
            "too_large",
            f"it has more than {LARGEST:,} bytes, the most a source may have",
            "keep the part that facts are taken from",
        )
    sha256 = hashlib.sha256(data).hexdigest()
    text, problem = _decoded(data)
    return SourceText(text, sha256, len(data), problem)


def read_again(path: Path, sha256: str, *, folder: Path) -> str:
    """The text of a file that was read before, when it had that hash.

    Raises UnreadableFile where it cannot be read any more, or is another: places in what was read
    before are none in it.
    """
    found = read_source(path, folder=folder)
    if found.problem is not None:
        raise UnreadableFile(f"{path}: {found.problem.what}", hint=found.problem.hint)
    if found.sha256 != sha256:
        raise UnreadableFile(
            f"{path} was saved while it was read", hint="nothing was written; run the command again"
        )
    return found.text


def document_hash(path: Path, *, folder: Path) -> str | None:
    """The SHA-256 of the document that a text was taken from; None where it is not at hand."""
    if _refused(path, folder):
        return None
    try:
        state = path.stat()
        return _hashed(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return None


@lru_cache(maxsize=256)  # a document is large, and a dossier that is watched is read often
def _hashed(path: Path, changed: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without(kind: Kind | EmptyKind, what: str, hint: str) -> SourceText:
    return SourceText(problem=SourceProblem(kind, what, hint))


def _refused(path: Path, folder: Path | None) -> SourceProblem | None:
    """Why the file is not even opened: not in its folder, a link, no plain file."""
    try:
        steps: tuple[Path, ...] = (path,)
        if any(map(is_device, path.parts)):
            return SourceProblem(
                "no_file", "it has the name of a device on Windows", "give the file another name"
            )
        if folder is not None:
            if not path.resolve().is_relative_to(folder.resolve()):
                return SourceProblem(
                    "outside",
                    f"it lies outside the folder {folder.name}",
                    f"copy the text into {folder.name} and name it there",
                )
            if path.is_relative_to(folder):
                above = path.relative_to(folder).parents
                steps = (path, *(folder / step for step in above if step.name))
        if any(_is_link(step) for step in steps):
            return SourceProblem(
                "link",
                "it is a link, and a link's text can change unseen",
                "put a copy of the text in its place",
            )
        status = path.stat()
    except FileNotFoundError:
        return SourceProblem(
            "missing", f"there is no file {path.name}", "save the source's text there"
        )
    except (OSError, ValueError) as fault:  # ValueError: a name that no file can have
        reason = getattr(fault, "strerror", None) or str(fault)
        return SourceProblem(
            "unreadable", f"it cannot be opened: {reason}", "check its name, and that you may read"
        )
    if not stat.S_ISREG(status.st_mode):
        return SourceProblem("no_file", "it is no file", "name the file that holds the text")
    return None


def _is_link(path: Path) -> bool:
    is_junction = getattr(path, "is_junction", None)  # Windows' links to folders, Python 3.12
    return path.is_symlink() or bool(is_junction and is_junction())


def _decoded(data: bytes) -> tuple[str, SourceProblem | None]:
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        at = fault.start
        line = data.count(b"\n", 0, at) + 1
        around = data[max(0, at - 12) : at + 12].decode("cp1252", errors="replace")
        return "", SourceProblem(
            "not_utf8",
            f"it is not UTF-8: byte 0x{data[at]:02X} at {at:,} (line {line:,})"
            f" is part of no character; read as Windows-1252 the place says {around!r}",
            "save it as UTF-8",
        )
    if (at := text.find("\0")) >= 0:
        return "", SourceProblem(
            "binary",
            f"it is no plain text: character {at:,} is a NUL",
            "save the text alone, as UTF-8",
        )
    if not text.strip():
        return "", SourceProblem("empty", "it is empty", "paste the source's text into it")
    return text, None
