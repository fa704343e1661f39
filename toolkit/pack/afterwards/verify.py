"""What in a pack is not as the export left it: files by their hashes, the workbook cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from toolkit.errors import FactpackError
from toolkit.ooxml.container.limits import FILLED
from toolkit.pack import manifest
from toolkit.pack.afterwards.compared import compare
from toolkit.pack.afterwards.difference import Difference, What
from toolkit.pack.besides import Beside, read_besides
from toolkit.pack.data import BESIDES, CELLS
from toolkit.pack.folder import PackFolder
from toolkit.pack.lineage import Line
from toolkit.pack.standing import read_book


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found; `saved_anew`: the workbook's bytes differ, and no cell does."""

    differences: tuple[Difference, ...]
    saved_anew: bool
    cells: int
    files: int
    follow: int = 0  # formula cells whose result only follows from a change that is listed
    notes: tuple[str, ...] = field(default=())


def verify(pack: PackFolder) -> Verified:
    """Hold every file against the manifest, and the workbook's cells against what was written.

    A workbook that Excel or LibreOffice merely saved anew is no difference. Raises FactpackError
    where the workbook cannot be compared: it is none, or data/ cannot be trusted.
    """
    files = list(_files(pack))
    workbook = pack.workbook
    changed = {each.place for each in files}
    if workbook.name not in changed or not workbook.is_file():
        lines = _trusted_lines(pack, changed)
        return Verified(tuple(files), False, len(lines or ()), len(pack.outputs))
    lines = _trusted_lines(pack, changed)
    if lines is None:
        note = f"the cells cannot be compared: data/{CELLS}.parquet is not as it was"
        return Verified(tuple(files), False, 0, len(pack.outputs), notes=(note,))
    try:
        long = [str(each["sheet"]) for each in pack.unlisted.values()]
        book = read_book(workbook, workbook.name, without=long, limits=FILLED)
        besides = read_besides(workbook, workbook.name, without=long, limits=FILLED)
    except FactpackError as error:
        note = f"the cells cannot be compared: {error.what}"
        return Verified(tuple(files), False, 0, len(pack.outputs), notes=(note,))
    written = _besides(pack) if f"data/{BESIDES}.parquet" not in changed else None
    compared = compare(lines, book, written or (), besides if written is not None else ())
    found = compared.differences
    rest = [each for each in files if each.place != workbook.name or long]
    notes = tuple(
        f"sheet '{name}' is too long to compare its cells; the file's hash alone speaks for it"
        for name in long
    )
    equal = not found and not long
    return Verified((*rest, *found), equal, len(lines), len(pack.outputs), compared.follow, notes)


def _trusted_lines(pack: PackFolder, changed: set[str]) -> list[Line] | None:
    if f"data/{CELLS}.parquet" in changed:
        return None
    _, rows = pack.tables(CELLS).fetch(
        f"select {', '.join(Line._fields)} from {CELLS} order by rowid"
    )
    return [Line.of(row) for row in rows]


def _besides(pack: PackFolder) -> list[Beside] | None:
    if f"data/{BESIDES}.parquet" not in pack.outputs:
        return None  # made by a factpack that did not write it yet
    names = ", ".join(Beside._fields)
    _, rows = pack.tables(BESIDES).fetch(f"select {names} from {BESIDES} order by rowid")
    return [Beside(*row) for row in rows]


def _files(pack: PackFolder) -> Iterator[Difference]:
    kinds: dict[str, What] = {
        "changed": "file changed",
        "missing": "file missing",
        "added": "file added",
    }
    told = {"outputs": list(pack.outputs.values())}
    if not manifest.is_sealed(pack.told):
        yield Difference("file changed", manifest.NAME, str(pack.told[manifest.SEAL]))
    for name, what in manifest.changed_since(pack.folder, told):
        if what == "added" and PurePosixPath(name).name.startswith("~$"):
            continue  # Excel's own mark that the workbook is open
        listed = pack.outputs.get(name, {})
        path = pack.folder / name
        now = None if what == "missing" else sha256(path.read_bytes()).hexdigest()
        yield Difference(kinds[what], name, listed.get("sha256"), now)


# -- told ------------------------------------------------------------------------------------------


def as_text(found: Verified, name: str) -> str:
    """For people: what changed, then one line that sums up."""
    lines = []
    for each in found.differences:
        if each.what.startswith("file"):
            lines.append(f"{each.place}: {each.what}")
            continue
        said = f"{each.place}: {each.what}"
        if each.was is not None and each.was == each.now:
            said += f": still {_short(each.now)}, though what it points at has moved"
        elif each.was is not None or each.now is not None:
            said += f": {_short(each.was)} → {_short(each.now)}"
        if each.written:
            said += f" (written as {each.written})"
        lines.append(said)
        told = [*([each.made_by] if each.made_by else []), *each.facts[:6]]
        if told:
            lines.append(f"    {', '.join(told)}" + (" …" if len(each.facts) > 6 else ""))
    lines += list(found.notes)
    if found.follow:
        lines.append(f"{found.follow:,} formulas give other results, as follows from these changes")
    if found.differences:
        many = len(found.differences)
        lines.append(f"{name}: {many:,} difference{'' if many == 1 else 's'}")
    else:
        saved = (
            "; the workbook was saved anew, and every cell is as written"
            if (found.saved_anew)
            else ""
        )
        lines.append(
            f"{name}: {found.files:,} files and {found.cells:,} cells are as written{saved}"
        )
    return "\n".join(lines) + "\n"


def _short(text: str | None) -> str:
    if text is None:
        return "nothing"
    one = " ".join(text.split())
    return one if len(one) <= 80 else one[:79] + "…"


def as_json(found: Verified) -> dict[str, Any]:
    return {
        "equal": not found.differences,
        "saved_anew": found.saved_anew,
        "files": found.files,
        "cells": found.cells,
        "follow": found.follow,
        "notes": list(found.notes),
        "differences": [
            {
                "what": each.what,
                "place": each.place,
                "was": each.was,
                "now": each.now,
                "written": each.written or each.place,
                "made_by": each.made_by,
                "facts": list(each.facts),
            }
            for each in found.differences
        ],
    }
