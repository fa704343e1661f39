"""Where a new workbook goes: a file that was not there, or an old one's place, with a backup."""

from __future__ import annotations

from pathlib import Path

from toolkit.authoring.base import keep_base
from toolkit.authoring.making import Workbook, workbook_of
from toolkit.disk.files import make_folder, write_atomically
from toolkit.disk.inplace import check_same, hash_of, replace_in_place
from toolkit.dossier import FACTS, SETTINGS, Dossier, data_folder, find_dossier
from toolkit.errors import FactpackError
from toolkit.readers.xlsx import read_workbook
from toolkit.schemas import load_schemas

NAME = "facts.xlsx"


def written(dossier: Dossier, output: Path | None, *, in_place: bool) -> list[str]:
    """Writes the workbook of a dossier, and says in lines what was done.

    Raises FactpackError where a file stands there, or a file of the dossier cannot be read.
    """
    files = (dossier.only,) if dossier.only else dossier.fact_files
    if in_place:
        if len(files) != 1 or files[0].suffix.casefold() != ".xlsx":
            listed = ", ".join(dossier.shown(path) for path in files) or "none"
            raise FactpackError(
                f"--in-place needs one workbook that holds all facts; here: {listed}",
                hint="use -o FILE, and put that into facts/ in place of the files it was made of",
            )
        return upgraded(files[0], None, in_place=True)
    made = workbook_of(dossier, files, load_schemas(data_folder("schemas")))
    path = output or _default(dossier, bool(files))
    _write(dossier, path, made)
    lines = [f"{path} {made.told[0]}", *(f"  {line}" for line in made.told[1:])]
    if files and path.resolve() not in {file.resolve() for file in files}:
        listed = ", ".join(dossier.shown(file) for file in files)
        where = f"{FACTS}/{path.name}"
        lines.append(f"To work with it, put it there as {where} in place of {listed}.")
    return lines


def upgraded(path: Path, output: Path | None, *, in_place: bool) -> list[str]:
    """Brings one workbook up to date in `output` or in place, and says in lines what changed."""
    if path.suffix.casefold() != ".xlsx":
        raise FactpackError(
            f"{path.name} is no .xlsx workbook", hint="factpack workbook DOSSIER makes one of it"
        )
    dossier = find_dossier(path)
    before = hash_of(path)
    schemas = load_schemas(data_folder("schemas"))
    made = workbook_of(dossier, [path], schemas)
    if made.current and output is None:
        return [f"{path} is up to date"]
    changes = [f"  {line}" for line in made.told[1:]]
    if in_place:
        data = path.read_bytes()
        check_same(path, before, path.name)
        keep_base(
            dossier, made.records, made.earlier
        )  # first: a workbook without its base merges worse
        backup = replace_in_place(path, data, made.data, look=_is_whole)
        head = f"{path} is brought up to date and {made.told[0]}; what it was is {backup.name}"
        return [head, *changes]
    if output is None:
        head = f"{path} {made.told[0]}; brought up to date it would change so:"
        return [head, *changes, "Nothing is written without -o FILE or --in-place."]
    _write(dossier, output, made)
    return [f"{output} {made.told[0]}", *changes]


def _default(dossier: Dossier, has_facts: bool) -> Path:
    if not (dossier.root / SETTINGS).is_file():
        return dossier.root / f"{dossier.fact_files[0].stem}-workbook.xlsx"
    return dossier.root / NAME if has_facts else dossier.root / FACTS / NAME


def _write(dossier: Dossier, path: Path, made: Workbook) -> None:
    if path.suffix.casefold() != ".xlsx":
        raise FactpackError(f"{path.name} is no name of a workbook", hint="let it end in .xlsx")
    if path.exists():
        raise FactpackError(
            f"{path} is there already, and is left alone",
            hint="choose another name with -o, or use --in-place to change a workbook itself",
        )
    keep_base(dossier, made.records, made.earlier)
    make_folder(path.parent)
    write_atomically(path, made.data)


def _is_whole(path: Path) -> None:
    """The new file can be read before it takes the old one's place."""
    read_workbook(path, path.name)
