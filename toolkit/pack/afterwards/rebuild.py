"""A pack made anew and held against the one that stands: byte by byte, or part by part."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import FactpackError
from toolkit.ooxml.container.limits import FILLED
from toolkit.ooxml.container.package import Package
from toolkit.pack import manifest
from toolkit.pack.export import Pack
from toolkit.pack.folder import PackFolder


class Unlike(NamedTuple):
    """A file of the pack that a rebuild makes otherwise; `parts` are those of a workbook."""

    path: str
    what: str  # changed, missing, added
    parts: tuple[str, ...] = ()


class Rebuilt(NamedTuple):
    """What differs; `repacked` are files of the same content in other bytes, as other versions of
    the libraries named in `versions` write them."""

    unlike: tuple[Unlike, ...]
    repacked: tuple[str, ...]
    versions: tuple[str, ...]


def held_against(standing: PackFolder, made: Pack) -> Rebuilt:
    """What is not as it would be made now. A PDF, which carries its own date, is not compared.

    Bytes must be equal where factpack and the libraries that write them are of the versions that
    made the pack; else what is inside: a workbook's parts, a table's rows.
    """
    told = _without_pdf(standing.told)
    now = json.loads((made.folder / manifest.NAME).read_bytes())
    versions = tuple(_versions(told, now))
    pdf = {standing.told.get("pdf"), made.manifest.pdf}
    names, new = _names(standing.folder), _names(made.folder)
    unlike: list[Unlike] = []
    repacked: list[str] = []
    for name in sorted({*names, *new} - pdf - {manifest.NAME}):
        if name not in new:
            unlike.append(Unlike(name, "added"))
        elif name not in names:
            unlike.append(Unlike(name, "missing"))
        else:
            paths = standing.folder / name, made.folder / name
            if filecmp.cmp(*paths, shallow=False):
                continue
            same, parts = _inside(name, *paths)
            if same and versions:
                repacked.append(name)
            else:
                unlike.append(Unlike(name, "changed", parts))
    aside = {each.path for each in unlike} | set(repacked)
    keys = tuple(_told_otherwise(told, _without_pdf(now), aside, bool(versions)))
    if keys:
        unlike.append(Unlike(manifest.NAME, "changed", keys))
    return Rebuilt(tuple(unlike), tuple(repacked), versions)


def _names(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix() for p in paths if not p.name.startswith("~$")}


def _versions(told: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The programs that were of another version when the pack was made."""
    if told.get("factpack") != now["factpack"]:
        yield f"factpack {told.get('factpack')}, now {now['factpack']}"
    before = told.get("made_with") or {}
    for name, version in now["made_with"].items():
        if before.get(name) != version:
            yield f"{name} {before.get(name)}, now {version}"


def _inside(name: str, there: Path, made: Path) -> tuple[bool, tuple[str, ...]]:
    """Whether two files hold the same, and which parts of a workbook do not."""
    if name.endswith((".xlsx", ".xlsm")):
        try:
            old, new = (Package.open(each, FILLED, shown=name) for each in (there, made))
            parts = tuple(
                part
                for part in sorted({*old.names, *new.names})
                if part not in old or part not in new or old.read(part) != new.read(part)
            )
        except FactpackError:
            return False, ()
        return not parts, parts
    if name.endswith(".parquet"):
        return _rows(there) is not None and _rows(there) == _rows(made), ()
    return False, ()


def _rows(path: Path) -> Any:
    import duckdb

    from toolkit.database import Database
    from toolkit.sqltext import parquet_source

    with Database() as database:
        try:
            return database.fetch(f"from {parquet_source(path)}")
        except duckdb.Error:
            return None


def _without_pdf(told: Mapping[str, Any]) -> dict[str, Any]:
    pdf = told.get("pdf")
    outputs = [each for each in told.get("outputs", ()) if each.get("path") != pdf]
    return {**told, "outputs": outputs, "pdf": None}


def _told_otherwise(
    told: Mapping[str, Any], now: Mapping[str, Any], aside: set[str], versions: bool
) -> Iterator[str]:
    """What the manifest says otherwise, but for files that are named already."""
    for key in [*now, *(key for key in told if key not in now)]:
        if key == manifest.SEAL:
            continue
        if versions and key in ("factpack", "made_with", "words"):
            continue
        one, other = told.get(key), now.get(key)
        if key == "outputs":
            one = [each for each in one or () if each["path"] not in aside]
            other = [each for each in other or () if each["path"] not in aside]
        if one == other:
            continue
        if key in ("inputs", "template_files"):
            yield from (f"{key}: {name}" for name in _paths(one, other))
        else:
            yield key


def _paths(one: Any, other: Any) -> list[str]:
    """The files of two lists that are not in both alike."""
    before = {each["path"]: each["sha256"] for each in one or ()}
    after = {each["path"]: each["sha256"] for each in other or ()}
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


def as_text(found: Rebuilt, folder: Path) -> str:
    """For people: what differs, then what was only packed otherwise."""
    lines = []
    for each in found.unlike:
        parts = ", ".join(each.parts[:12]) + (" …" if len(each.parts) > 12 else "")
        lines.append(f"{each.path}: {each.what}" + (f" ({parts})" if parts else ""))
    if found.versions:
        lines.append(f"made with other versions: {'; '.join(found.versions)}")
    if found.repacked:
        lines.append(f"the same inside, in other bytes: {', '.join(found.repacked)}")
    if not found.unlike:
        lines.append(f"{folder}: a rebuild gives the same pack")
    return "\n".join(lines) + "\n"
