"""Merging files: sides and base read, the result written and read back before it counts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from toolkit.authoring.renewing import renewed
from toolkit.authoring.stamp import Stamp
from toolkit.disk.files import replacing
from toolkit.disk.holding import SHOWN, shortened
from toolkit.disk.inplace import check_free, check_same, replace_in_place
from toolkit.dossier import Dossier, data_folder, edited, find_dossier
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.merge import conflicts
from toolkit.merge.base import Found, find_base, stamp_of
from toolkit.merge.checking import verified
from toolkit.merge.merging import merge
from toolkit.merge.plan import plan_of
from toolkit.merge.reading import FileKind, kind_of, read_side
from toolkit.merge.result import ALL_PLACED, Merge, Unplaced
from toolkit.merge.side import Record, Side
from toolkit.merge.textfiles import table_as_csv, write_csv, write_jsonl
from toolkit.merge.workbook import Written, write_workbook
from toolkit.schemas import Schemas, load_schemas

SUFFIXES: dict[FileKind, str] = {"workbook": ".xlsx", "csv": ".csv", "jsonl": ".jsonl"}


@dataclass(frozen=True, slots=True)
class Done:
    """What a merge of two files came to, and which files were written."""

    merge: Merge
    base: Found
    written: tuple[Path, ...]  # the result first; where conflicts stand, what waits for choices
    backup: Path | None = None
    formulas: bool = False  # OURS holds formulas, whose kept results Excel renews on demand
    unplaced: Unplaced = ALL_PLACED


@dataclass(frozen=True, slots=True)
class Target:
    """Where the result goes: `path`, which must be free unless it is to be replaced.

    `beside` is the file that what waits for choices is named after.
    """

    path: Path
    beside: Path
    replace: bool = False  # OURS itself, with a backup
    bare: bool = False  # git's own copy: no backup, no questions


def merge_files(
    ours: Path,
    theirs: Path,
    base: Path | None,
    *,
    out: Path | None = None,
    in_place: bool = False,
    called: Path | None = None,
    keeps: Dossier | None = None,
) -> Done:
    """OURS and THEIRS as one, at `out`, else beside OURS as NAME.merged, or in place of OURS.

    `called` is what git calls the file whose copies these are; the result then replaces OURS.
    Where conflicts stand only new files are written: what is beyond doubt, and the conflicts.
    A workbook's new state is a base of later merges in the dossier that `keeps` it; in place that
    is OURS' own.
    """
    with edited(ours, wanted=in_place):
        if in_place and not (own := find_dossier(ours)).bare:
            keeps = own
        return _merged(ours, theirs, base, out, in_place=in_place, called=called, keeps=keeps)


def _merged(
    ours: Path,
    theirs: Path,
    base: Path | None,
    out: Path | None,
    *,
    in_place: bool,
    called: Path | None,
    keeps: Dossier | None,
) -> Done:
    schemas = load_schemas(data_folder("schemas"))
    kind = kind_of(called or ours)
    shown = (called or ours).name
    target = _target(ours, kind, out, in_place=in_place, called=called)
    data = _bytes(ours)
    mine = read_side(ours, shown, schemas, kind)
    other = read_side(theirs, (called or theirs).name, schemas, kind_of(called or theirs))
    found = find_base(base, ours, theirs, schemas, called)
    result = target.beside if target.bare else target.path
    made_of = conflicts.Mergeable(sha256(data).hexdigest(), (called or ours).name, result.name)
    check_same(ours, made_of.hash, ours.name)
    merged = merge(found.side, mine, other)
    renewal = Renewal(keeps, stamp_of(theirs)) if keeps is not None else None
    done = _Writing(schemas, kind, shown, mine, merged, made_of, renewal)
    if merged.conflicts:
        written = done.wait(data, target)
        return Done(merged, found, written, None, _formulas(mine), done.unplaced)
    written, backup = done.finish(data, target)
    return Done(merged, found, written, backup, _formulas(mine), done.unplaced)


def _target(
    ours: Path, kind: FileKind, out: Path | None, *, in_place: bool, called: Path | None
) -> Target:
    if called is not None:
        return Target(ours, called, replace=True, bare=True)
    if in_place:
        if out is not None and out.resolve() != ours.resolve():
            raise FactpackError(
                "--in-place changes OURS, and -o names another file", hint="give one of them"
            )
        check_free(ours)
        return Target(ours, ours, replace=True)
    if out is None:
        merged = ours.suffix or SUFFIXES[kind]
        return Target(free_name(_beside(ours, "merged", merged)), ours)
    if out.exists():
        raise FactpackError(
            f"{out} is there already, and is not written over",
            hint="choose another name; --in-place changes OURS itself, with a backup",
        )
    if kind_of(out) != kind:
        raise FactpackError(
            f"the result is of OURS' kind, {SUFFIXES[kind]}, and {out.name} is not",
            hint=f"name it {out.stem}{SUFFIXES[kind]}",
        )
    return Target(out, out)


def _beside(path: Path, what: str, suffix: str) -> Path:
    """facts.xlsx and "merged" give facts.merged.xlsx; of a very long name its beginning is kept."""
    return path.with_name(f"{shortened(path.stem, SHOWN)}.{what}{suffix}")


def free_name(path: Path) -> Path:
    """The path, or the next of its kind at which nothing stands: facts.merged-2.xlsx."""
    return next(name for name in _names(path) if not name.exists())


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror or error}", hint="see that it is there"
        ) from error


def _formulas(side: Side) -> bool:
    return any(
        typed.formula
        for table in side.tables.values()
        for record in table.records
        for typed in record.cells.values()
    )


class Renewal(NamedTuple):
    """The dossier that keeps a merged workbook's state, and the stamp that THEIRS had."""

    dossier: Dossier
    merged: Stamp | None

    def of(self, made: Written, shown: str, schemas: Schemas) -> None:
        """Let the workbook's stamp name its new state, and keep that."""
        later = renewed(made.data, shown, schemas, self.merged)
        if later is not None:
            later.keep(self.dossier)
            made.data = later.data


@dataclass(slots=True)
class _Writing:
    """A merge on its way into files."""

    schemas: Schemas
    kind: FileKind
    shown: str
    ours: Side
    merge: Merge
    made_of: conflicts.Mergeable
    renewal: Renewal | None = None
    unplaced: Unplaced = ALL_PLACED

    def made(self, data: bytes) -> Written:
        """OURS' bytes with all that is beyond doubt merged."""
        plan = plan_of(self.merge)
        if not plan.works and not plan.new and not plan.rescue:
            return Written(data)
        writers = {"workbook": write_workbook, "csv": write_csv, "jsonl": write_jsonl}
        made: Written = writers[self.kind](data, self.shown, plan)
        self.unplaced = Unplaced(len(made.refused), len(made.homeless), len(made.undeleted))
        return made

    def read_back(self, path: Path, made: Written) -> dict[int, Record]:
        back = read_side(path, self.shown, self.schemas, self.kind, unfinished=True)
        return verified(back, self.ours, self.merge, made, self.kind)

    def finish(self, data: bytes, target: Target) -> tuple[tuple[Path, ...], Path | None]:
        """Write the result. Raises FactpackError, nothing written, where it reads otherwise."""
        made = self.made(data)
        return self.put(data, made, target)

    def put(
        self, data: bytes, made: Written, target: Target
    ) -> tuple[tuple[Path, ...], Path | None]:
        backup: Path | None = None
        if target.replace and not target.bare and made.data == data:
            return (), None
        if self.renewal is not None and self.kind == "workbook" and made.data != data:
            self.renewal.of(made, self.shown, self.schemas)
        with self._rescue(made, target) as rescued:
            if target.replace and not target.bare:
                backup = replace_in_place(
                    target.path, data, made.data, look=lambda new: self._look(new, made)
                )
            else:
                write_new(target.path, made.data, lambda new: self._look(new, made))
        return (target.path, *rescued), backup

    def _look(self, new: Path, made: Written) -> None:
        self.read_back(new, made)

    @contextmanager
    def _rescue(self, made: Written, target: Target) -> Iterator[tuple[Path, ...]]:
        """What found no place in a text file, in a file of its own: before the result, so that
        a run that dies between them loses nothing."""
        if self.kind == "workbook" or not made.rescue:
            yield ()
            return
        rows = [[each.sheet, each.place, each.text] for each in made.rescue]
        data = table_as_csv(["Sheet", "Place", "What THEIRS has there"], rows)
        with _first(_beside(target.beside, "rescue", ".csv"), data) as path:
            yield (path,)

    def wait(self, data: bytes, target: Target) -> tuple[Path, ...]:
        """Write new files that wait for choices; what OURS and `target` hold stays."""
        made = self.made(data)
        suffix = target.beside.suffix or SUFFIXES[self.kind]
        what = "conflicts" if self.kind == "workbook" else "unfinished"
        place = _beside(target.beside, what, suffix)
        if self.kind == "workbook":
            place = free_name(place)
            with replacing(place) as new:
                new.write_bytes(made.data)
                made.data = self._with_conflicts(made.data, self.read_back(new, made))
                new.write_bytes(made.data)
                self.read_back(new, made)
            return (place,)
        with (
            self._rescue(made, target) as rescued,
            _first(place, made.data, lambda name: not _listed(name).exists()) as waiting,
        ):
            now = self.read_back(waiting, made)
            rows = list(conflicts.rows_of(self.merge, now, self.made_of))
            listed = _listed(waiting)
            write_new(listed, table_as_csv(*conflicts.as_texts(rows)))
        return (listed, waiting, *rescued)

    def _with_conflicts(self, data: bytes, now: dict[int, Record]) -> bytes:
        """The workbook with the sheet of its conflicts, on which it opens."""
        from toolkit.ooxml.container.package import Package
        from toolkit.ooxml.editing.newsheet import with_sheet
        from toolkit.ooxml.filling.opening import opens_on

        package = Package.open(data, shown=self.shown)
        made_of = self.made_of._replace(opens=opens_on(package))
        sheet = conflicts.as_sheet(list(conflicts.rows_of(self.merge, now, made_of)))
        return package.to_bytes(with_sheet(package, sheet, opens=True))


@contextmanager
def _first(
    path: Path, data: bytes, free: Callable[[Path], bool] = lambda name: True
) -> Iterator[Path]:
    """A new file that holds `data`, gone again where the block fails; Ctrl-C may come after it.

    It is called `path`, or the next name of its kind that is `free`; a file that holds the very
    same, which a run that died may have left, serves as well.
    """
    names = (name for name in _names(path) if free(name))
    name = next(name for name in names if not name.exists() or _bytes(name) == data)
    left = name.exists()
    if not left:
        write_new(name, data)
    try:
        yield name
    except Exception:
        with contextlib.suppress(OSError):
            if not left:
                name.unlink()
        raise


def _listed(waiting: Path) -> Path:
    """Where the conflicts of an unfinished text file stand."""
    return waiting.with_name(f"{waiting.stem.replace('.unfinished', '.conflicts')}.csv")


def write_new(path: Path, data: bytes, look: Callable[[Path], object] = lambda new: None) -> None:
    """Put a file at `path`, once `look` has read it and not raised."""
    with replacing(path) as new:
        new.write_bytes(data)
        look(new)
