"""A marked file as it was before: in a folder beside, or in place with a backup."""

from __future__ import annotations

from pathlib import Path

from toolkit.disk.files import make_folder, write_atomically
from toolkit.disk.inplace import replace_in_place
from toolkit.dossier import edited
from toolkit.errors import FactpackError
from toolkit.marking.unmark import unmarked
from toolkit.ooxml.container.package import Package


def restore(file: Path, folder: Path | None) -> str:
    """Take the marks out of `file`: into `folder`, or in place where that is None.

    Gives what was done, in words. Raises FactpackError for a file that is no workbook, and where
    the copy would take the place of another file.
    """
    with edited(file, wanted=folder is None):
        return _restored(file, folder)


def _restored(file: Path, folder: Path | None) -> str:
    before = file.read_bytes()
    after = unmarked(Package.open(before, shown=file.name))
    if folder is None:
        if after is None:
            return f"{file} bears no marks"
        backup = replace_in_place(file, before, after, look=lambda made: _look(made, file.name))
        return f"{file} is without marks; what it was is kept as {backup.name}"
    to = folder / file.name
    if to.exists():
        raise FactpackError(f"{to} is there already", hint="name an empty folder with -o")
    make_folder(folder)
    write_atomically(to, before if after is None else after)
    return f"{file} bears no marks; copied to {to}" if after is None else f"{to} is without marks"


def _look(made: Path, shown: str) -> None:
    Package.open(made, shown=shown)
