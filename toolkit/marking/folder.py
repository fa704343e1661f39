"""A dossier's findings marked in copies of its files, in a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.disk.files import make_folder, write_atomically
from toolkit.disk.holding import held
from toolkit.disk.inplace import check_free
from toolkit.dossier import FACTS, RULES, SOURCES, TEMPLATES, Dossier
from toolkit.errors import FactpackError
from toolkit.findings import Finding
from toolkit.marking.book import Marked, mark
from toolkit.marking.listing import HEAD, as_csv
from toolkit.marking.unmark import pristine
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.signed import is_signed

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx")
REST = "dossier.findings.csv"  # what belongs to no file that can be marked


@dataclass(frozen=True, slots=True)
class Written:
    """A file in the folder: a marked copy, or the list of a file's findings."""

    path: Path
    findings: int
    marked: Marked | None  # None for a list
    changed: bool  # False where it held the same before


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was not written, and why."""

    path: Path
    why: str
    hint: str


def mark_dossier(
    dossier: Dossier, findings: Sequence[Finding], folder: Path
) -> tuple[tuple[Written, ...], tuple[Left, ...]]:
    """Write into `folder` a marked copy of each workbook, and NAME.findings.csv for other files.

    Nothing of the dossier is changed. A copy that somebody has worked in, or holds open, is left
    alone. Raises FactpackError where the folder is the dossier's own.
    """
    check_folder(dossier, folder)
    make_folder(folder)
    paths = (dossier.only,) if dossier.only is not None else dossier.fact_files
    names = _list_names([path for path in paths if path.suffix.casefold() not in _WORKBOOKS])
    by_file: dict[str, list[Finding]] = {dossier.shown(path): [] for path in paths}
    rest: list[Finding] = []
    for one in findings:
        by_file.get(one.file or "", rest).append(one)
    written: list[Written] = []
    left: list[Left] = []
    for path in paths:
        found = by_file[dossier.shown(path)]
        try:
            if path in names:
                written.append(_put(folder / names[path], as_csv(found), len(found)))
            else:
                written.append(_mark(path, dossier.shown(path), folder / path.name, found))
        except FactpackError as error:
            left.append(Left(folder / names.get(path, path.name), error.what, error.hint))
            if path not in names:
                rest += found
    if rest:
        written.append(_put(folder / REST, as_csv(rest), len(rest)))
    elif (_held(folder / REST) or b"").startswith(HEAD):
        (folder / REST).unlink()
    return tuple(written), tuple(left)


def check_folder(dossier: Dossier, folder: Path) -> None:
    """Raise FactpackError where marked copies would stand among what they are copies of."""
    to = folder.resolve()
    own = [path.resolve().parent for path in dossier.fact_files]
    if not dossier.bare:
        inside = [(dossier.root / name).resolve() for name in (FACTS, SOURCES, RULES, TEMPLATES)]
        own += [dossier.root.resolve(), *inside]
        own += [each for each in inside if each in to.parents]
        if any(each in to.parents for each in inside):
            own.append(to)
    if to in own:
        raise FactpackError(
            f"{folder} belongs to the dossier; marked copies need a folder of their own",
            hint="name another, as  --mark marked",
        )
    if folder.exists() and not folder.is_dir():
        raise FactpackError(f"{folder} is a file", hint="name a folder: --mark marked")


def _list_names(paths: Sequence[Path]) -> Mapping[Path, str]:
    """facts.csv ► facts.findings.csv; the full name where facts.jsonl stands beside it."""
    stems = [path.stem.casefold() for path in paths]
    return {
        path: f"{path.stem if stems.count(path.stem.casefold()) == 1 else path.name}.findings.csv"
        for path in paths
    }


def _mark(path: Path, shown: str, to: Path, findings: Sequence[Finding]) -> Written:
    package = Package.open(path, shown=shown)
    if is_signed(package):
        raise FactpackError(
            f"{shown} bears a digital signature, which marks would break",
            hint="take the signature off in Excel (File > Info), or mend it by the list",
        )
    marked = mark(package, findings)
    package.unchanged()
    return _put(to, marked.data, len(findings), marked)


def _put(to: Path, data: bytes, findings: int, marked: Marked | None = None) -> Written:
    """Write the file where it would not overwrite anybody's work."""
    try:
        with held(to):
            return _written(to, data, findings, marked)
    except OSError as fault:
        raise FactpackError(
            f"{to} cannot be written: {fault.strerror or fault}", hint="choose another folder"
        ) from fault


def _written(to: Path, data: bytes, findings: int, marked: Marked | None) -> Written:
    before = _held(to)
    if before == data:
        return Written(to, findings, marked, changed=False)
    if before is not None:
        try:
            check_free(to)
        except FactpackError as error:
            raise FactpackError(f"{to} is left as it was: {error.what}", hint=error.hint) from error
        if marked is None and not before.startswith(HEAD):
            raise FactpackError(f"{to} is no list of factpack's", hint="move it elsewhere")
        if marked is not None and not _ours(to, before):
            raise FactpackError(
                f"{to} is left as it was: somebody has worked in it since factpack marked it",
                hint="move it into facts/ if its edits count, else delete it",
            )
    write_atomically(to, data)
    return Written(to, findings, marked, changed=True)


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise FactpackError(
            f"{path} cannot be read: {fault.strerror or fault}", hint="close it where it is open"
        ) from fault


def _ours(path: Path, data: bytes) -> bool:
    """Whether what stands there is a marked copy that nobody has changed."""
    try:
        return pristine(Package.open(data, shown=path.name))
    except FactpackError:
        return False


def as_text(written: Sequence[Written], left: Sequence[Left]) -> str:
    """What was written and what was not, a line each."""
    lines: list[str] = []
    for one in written:
        if one.marked is None:
            lines.append(f"listed {one.findings} in {one.path}")
            continue
        lines.append(f"marked {one.marked.cells} cells in {one.path}")
        if one.marked.threaded:
            cells = ", ".join(one.marked.threaded[:5])
            lines.append(f"  a threaded comment leaves no room for a note: {cells}")
    for each in left:
        lines.append(f"not written: {each.why}")
        lines.append(f"  → {each.hint}")
    return "".join(line + "\n" for line in lines)
