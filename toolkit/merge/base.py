"""The base of a merge: the file given, else what a workbook's stamp says it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from toolkit.authoring.base import BaseRecord, Kept, load_base
from toolkit.authoring.stamp import Stamp, parse_stamp
from toolkit.dossier import SETTINGS, Dossier, find_dossier
from toolkit.errors import FactpackError
from toolkit.merge.reading import kind_of, read_side, table_of_records
from toolkit.merge.side import Side, Table
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.properties import custom_properties
from toolkit.readers.grid import STAMP, Cell
from toolkit.schemas import Schemas


class Found(NamedTuple):
    """The base, or None, and how it was found or why it was not."""

    side: Side | None
    how: str


def find_base(
    given: Path | None, ours: Path, theirs: Path, schemas: Schemas, called: Path | None = None
) -> Found:
    """The base of two files; git gives an empty file where both added one."""
    if given is not None:
        if not given.exists():
            raise FactpackError(f"there is no {given}", hint="name the file both began from")
        if not given.stat().st_size:
            return Found(None, "both added the file: there is no base")
        kind = kind_of(called or given)
        return Found(read_side(given, (called or given).name, schemas, kind), f"base: {given.name}")
    stamps = [stamp for path in (ours, theirs) if (stamp := stamp_of(path)) is not None]
    if not stamps:
        return Found(None, "no base is given, and no stamp says what these were made from")
    bases = _Bases(_dossiers(called or ours, ours, theirs))
    shared = bases.shared(stamps)
    if not shared:
        return Found(None, "no base is given, and the stamps say that these were made apart")
    for id in shared:
        if (kept := bases.kept(id)) is not None:
            how = "the workbooks' last common state" if kept.earlier else "what the workbooks were"
            how = f"base: {how}{'' if kept.earlier else ' made from'}"
            return Found(_side(kept.records, schemas), how)
    return Found(None, "no base is given, and what the stamp names is not kept here")


@dataclass(slots=True)
class _Bases:
    """What the dossiers keep of the workbooks' earlier states."""

    dossiers: Sequence[Dossier]
    _known: dict[str, Kept | None] = field(default_factory=dict)

    def kept(self, id: str) -> Kept | None:
        if id not in self._known:
            found = (load_base(dossier, id) for dossier in self.dossiers)
            self._known[id] = next((kept for kept in found if kept is not None), None)
        return self._known[id]

    def shared(self, stamps: Sequence[Stamp]) -> list[str]:
        """The bases that all have in common, the latest first.

        Where one file alone has a stamp, its first base comes first: the other may be older than
        what was put in since, and what it lacks must not count as deleted.
        """
        lines = [self._line(stamp.base, stamp.earlier) for stamp in stamps]
        if len(lines) == 1:
            return lines[0][::-1]
        # Of two lines that were once merged into one neither is the other's past: a later state
        # has more behind it.
        shared = [id for id in lines[0] if id in lines[1]]
        return sorted(shared, key=lambda id: -len(self._line(id)))

    def _line(self, base: str, earlier: Sequence[str] = ()) -> list[str]:
        """A workbook's bases, the latest first: as its stamp says, and each base that is kept."""
        line: list[str] = []
        waiting = [base, *earlier]
        while waiting:
            id = waiting.pop(0)
            if id in line:
                continue
            line.append(id)
            kept = self.kept(id)
            waiting = [*(kept.earlier if kept is not None else ()), *waiting]
        return line


def stamp_of(path: Path) -> Stamp | None:
    """What a workbook of factpack's says of its bases; None of any other file."""
    if kind_of(path) != "workbook":
        return None
    said = custom_properties(Package.open(path)).get(STAMP)
    return parse_stamp(said) if said else None


def _dossiers(*paths: Path) -> list[Dossier]:
    """The dossiers that the files stand in, however deep."""
    found: dict[Path, Dossier] = {}
    for path in paths:
        for folder in path.resolve().parents:
            if (folder / SETTINGS).is_file():
                found.setdefault(folder, find_dossier(folder))
                break
    return list(found.values())


def _side(records: Iterable[BaseRecord], schemas: Schemas) -> Side:
    by_type: dict[str, list[tuple[str, Mapping[str, Cell]]]] = {}
    for one in records:
        by_type.setdefault(one.type, []).append((one.key, one.cells))
    tables: dict[str, Table] = {
        name: table_of_records(record_type, by_type.get(name, []))
        for name, record_type in schemas.types.items()
    }
    return Side("the base", tables)
