"""A dossier's folder: its settings, what is not read in it, what a dead run left, its names."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from toolkit.dossier import BASES, FACTS, SETTING_NAMES, SETTINGS, SOURCES, Dossier, find_dossier
from toolkit.errors import FactpackError
from toolkit.health import packs
from toolkit.health.told import Told
from toolkit.rules.yardsticks import THRESHOLDS

ABOUT = "The dossier"
_LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.tmp|\.merging-.+|\..+\.(?:new|old)", re.DOTALL)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ODD = re.compile(r'[<>:"|?*\x00-\x1f\u202a-\u202e\u2066-\u2069]|[. ]$')
_SYNCED = re.compile(r"onedrive|dropbox|google drive|googledrive|icloud|nextcloud|sharepoint", re.I)
_LONGEST = 240  # of a path: Windows takes 260, and a temporary name is longer
_MOST = 10  # of one kind


def look(path: Path) -> Iterator[Told]:
    """All about a dossier's or a pack's folder that no rule of `factpack check` says."""
    if path.is_dir() and not (path / SETTINGS).exists() and packs.looks_like_one(path):
        yield from packs.look(path, path.resolve().name)
        return
    try:
        dossier = find_dossier(path)
    except FactpackError as fault:
        yield Told(ABOUT, "folder", "wrong", fault.what, fault.hint)
        return
    yield Told(ABOUT, "folder", "ok", f"{dossier.title} ({dossier.root})")
    yield from _settings(dossier)
    yield from _files(dossier)
    if not dossier.bare:
        yield from _set_aside(dossier)
        yield from _bases(dossier)
        yield from packs.of_dossier(dossier, Path("out"))
        yield from _left_over(dossier)
        yield from _names(dossier)
        yield from _place(dossier)


def _settings(dossier: Dossier) -> Iterator[Told]:
    unknown = [(key, SETTING_NAMES) for key in dossier.settings.unknown]
    unknown += [
        (f"thresholds.{key}", tuple(THRESHOLDS))
        for key in sorted(dossier.settings.thresholds.keys() - THRESHOLDS.keys())
    ]
    for key, known in unknown:
        hint = f"use one of {', '.join(known)}"
        yield Told(ABOUT, "setting", "wrong", f"factpack.toml has no setting '{key}'", hint)
    if not unknown and not dossier.bare:
        yield Told(ABOUT, "settings", "ok", "each is known")


def _files(dossier: Dossier) -> Iterator[Told]:
    from toolkit.readers import read

    if not dossier.fact_files:
        yield Told(ABOUT, "facts", "note", "there are none yet", "put the workbook into facts/")
    for path in dossier.fact_files:
        shown = dossier.shown(path)
        try:
            cells = sum(len(row.cells) for grid in read(path, shown) for row in grid.rows)
        except FactpackError as fault:
            yield Told(ABOUT, shown, "wrong", fault.what.removeprefix(f"{shown}: "), fault.hint)
            continue
        if not os.access(path, os.W_OK):
            hint = "allow writing to it, or merge into a copy"
            yield Told(ABOUT, shown, "note", f"{cells:,} cells; it is read-only", hint)
        else:
            yield Told(ABOUT, shown, "ok", f"{cells:,} cells")


def _set_aside(dossier: Dossier) -> Iterator[Told]:
    for one in dossier.ignored:
        in_use = " is open in " in one.problem
        state = "note" if in_use else "wrong"
        shown = dossier.shown(one.path)
        yield Told(ABOUT, shown, state, f"{one.problem}; it is not read", one.hint)  # type: ignore[arg-type]


def _bases(dossier: Dossier) -> Iterator[Told]:
    """States of the workbooks that their stamps name, and that a merge would look for."""
    from toolkit.authoring.base import load_base
    from toolkit.authoring.stamp import read_stamp
    from toolkit.ooxml.container.package import Package

    for path in dossier.fact_files:
        if path.suffix.casefold() != ".xlsx":
            continue
        try:
            stamp = read_stamp(Package.open(path))
        except FactpackError:
            continue  # it is told with the files
        for id in (stamp.base, *stamp.earlier) if stamp is not None else ():
            file = dossier.base_file(id)
            if not file.exists():
                what = f"{dossier.shown(file)} is not here: what the workbook was made from"
                hint = "bring it from where the dossier was copied, or merge with --base FILE"
                yield Told(ABOUT, dossier.shown(path), "note", what, hint)
            elif load_base(dossier, id) is None:
                what = f"{dossier.shown(file)} is damaged: a merge cannot use it"
                yield Told(ABOUT, dossier.shown(path), "wrong", what, "bring it from another copy")


def _left_over(dossier: Dossier) -> Iterator[Told]:
    """What a run that died left behind."""
    folders = (dossier.root, dossier.root / FACTS, dossier.root / SOURCES, dossier.root / BASES)
    for folder in (*folders, dossier.root.parent):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError:
            continue
        found = [name for name in names if _LEFT.fullmatch(name)]
        for name in found[:_MOST]:
            what = "left by a run that was stopped"
            hint = "delete it once no factpack is at work here"
            where = dossier.shown(folder / name) if folder != dossier.root.parent else f"../{name}"
            yield Told(ABOUT, where, "wrong", what, hint)


def _names(dossier: Dossier) -> Iterator[Told]:
    """Names that another system, or a sync client, takes for others or not at all."""
    seen: dict[str, Path] = {}
    told = 0
    for path in sorted(dossier.root.rglob("*")):
        inside = path.relative_to(dossier.root)
        if inside.parts[0].startswith(".") or told >= _MOST:
            continue
        shown = inside.as_posix()
        key = unicodedata.normalize("NFC", shown).casefold()
        twin = seen.setdefault(key, path)
        if twin is not path:
            told += 1
            what = f"has the name of {twin.relative_to(dossier.root)} but for case or accents"
            yield Told(ABOUT, shown, "wrong", what, "rename one: elsewhere they are one file")
        if _RESERVED.fullmatch(path.name) or _ODD.search(path.name):
            told += 1
            what = "has a name that Windows does not take"
            yield Told(ABOUT, shown, "note", what, "rename it before somebody else opens this")
        if len(str(path.resolve())) > _LONGEST:
            told += 1
            what = f"has a path of {len(str(path.resolve()))} characters; Windows takes 260"
            yield Told(ABOUT, shown, "note", what, "shorten names, or move the dossier up")
        if path.is_symlink():
            told += 1
            yield Told(
                ABOUT, shown, "note", f"is a link to {path.resolve()}", "put the file itself"
            )


def _place(dossier: Dossier) -> Iterator[Told]:
    root = dossier.root.resolve()
    if not os.access(root, os.W_OK):
        hint = "read, query and export with -o elsewhere; nothing here can be changed"
        yield Told(ABOUT, "place", "note", f"{root} cannot be written to", hint)
    if found := _SYNCED.search(str(root)):
        what = f"lies in a folder that {found[0]} syncs"
        hint = "let it finish before and after; two people at once make conflict copies"
        yield Told(ABOUT, "place", "note", what, hint)
