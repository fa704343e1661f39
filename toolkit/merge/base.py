"""The base of a merge: the file given, else what a workbook's stamp says it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from toolkit.authoring.base import load_base
from toolkit.authoring.stamp import Stamp, parse_stamp
from toolkit.dossier import SETTINGS, Dossier, find_dossier
from toolkit.errors import FactpackError
from toolkit.merge.reading import kind_of, read_side, table_of_records
from toolkit.merge.side import Side, Table
from toolkit.ooxml.package import Package
from toolkit.ooxml.properties import custom_properties
from toolkit.readers.grid import STAMP
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
    stamps = {path: _stamp(path) for path in (ours, theirs)}
    ids = {stamp.base for stamp in stamps.values() if stamp is not None}
    if not ids:
        return Found(None, "no base is given, and no stamp says what these were made from")
    if len(ids) > 1:
        return Found(None, "no base is given, and the stamps say that these were made apart")
    for dossier in _dossiers(called or ours, ours, theirs):
        records = load_base(dossier, next(iter(ids)))
        if records is not None:
            return Found(_side(records, schemas), "base: what the workbooks were made from")
    return Found(None, "no base is given, and what the stamp names is not kept here")


def _stamp(path: Path) -> Stamp | None:
    if kind_of(path) != "workbook":
        return None
    return parse_stamp(custom_properties(Package.open(path)).get(STAMP, ""))


def _dossiers(*paths: Path) -> list[Dossier]:
    """The dossiers that the files stand in, however deep."""
    found: dict[Path, Dossier] = {}
    for path in paths:
        for folder in path.resolve().parents:
            if (folder / SETTINGS).is_file():
                found.setdefault(folder, find_dossier(folder))
                break
    return list(found.values())


def _side(records: object, schemas: Schemas) -> Side:
    by_type: dict[str, list[tuple[str, object]]] = {}
    for one in records:  # type: ignore[attr-defined]
        by_type.setdefault(one.type, []).append((one.key, one.cells))
    tables: dict[str, Table] = {
        name: table_of_records(record_type, by_type.get(name, []))  # type: ignore[arg-type]
        for name, record_type in schemas.types.items()
    }
    return Side("the base", tables)
