"""Where a fact is used: in the cells of packs, and by what else rests on it in the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import FactpackError
from toolkit.ooxml.sheets.address import sheet_named
from toolkit.pack import manifest
from toolkit.pack.changes import says
from toolkit.pack.data import CELLS
from toolkit.pack.folder import PackFolder, open_pack

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.opened import OpenDossier

_RESTS = """
with me as (select _row from facts where id = $id)
select 1 as n, 'key figure' as what, concat("order", ' ', label) as which from key_figures
  where fact = $id
union all
select 2, 'claim', concat(id, ': ', text) from claims where list_contains(facts, $id)
union all
select 3, 'duplicate set', concat(name, ': ', relation, ' with ',
    array_to_string(list_filter(facts, lambda f: f <> $id), ', '))
  from duplicate_sets where list_contains(facts, $id)
union all
select 4, 'ruling', concat(set, ': ', decision, coalesce(' by ' || "by", '')) from rulings
  where fact = $id
union all
select 5, 'conversion', c.why from conversions c
  where _row in (from me) or from_row in (from me)
union all
select 6, 'sum', concat(item, ' is part of ', total) from sums where total = $id or item = $id
union all
select 7, 'superseded by', id from facts where supersedes = $id
union all
select 8, 'supersedes', supersedes from facts where id = $id and supersedes is not null
union all
select 9, severity || ' ' || code, message from findings where type = 'facts' and record = $id
order by 1, 2, 3
"""
TABLES = (
    *("facts", "key_figures", "claims", "duplicate_sets", "rulings", "conversions", "sums"),
    "findings",
)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one pack that rest on the fact, by how each was made."""

    pack: str
    cells: tuple[tuple[str, str, str | None], ...]  # place, origin, query
    problem: str = ""  # why the pack could not be asked


@dataclass(frozen=True, slots=True)
class Usage:
    """A fact and all that rests on it."""

    id: str
    says: str
    rests: tuple[tuple[str, str], ...]  # what, which
    packs: tuple[Cells, ...]


def in_dossier(opened: OpenDossier, fact: str, out: Path) -> Usage:
    """Where a fact of the dossier is used: there, and in its packs below `out`."""
    packs = []
    for path in sorted(out.rglob(manifest.NAME)) if out.is_dir() else ():
        told = manifest.read_manifest(path.parent)
        if told is None or told.get("dossier") != opened.dossier.name:
            continue
        try:
            packs.append(_cells(open_pack(path.parent), fact))
        except FactpackError as error:  # the other packs are asked all the same
            packs.append(Cells(path.parent.as_posix(), (), error.what))
    return _usage(opened.database, fact, tuple(packs))


def in_pack(pack: PackFolder, fact: str) -> Usage:
    """Where a fact of a pack is used, as the pack's own tables say."""
    return _usage(pack.tables(*TABLES), fact, (_cells(pack, fact),))


def _usage(database: Database, fact: str, packs: tuple[Cells, ...]) -> Usage:
    columns, rows = database.fetch("from facts where id = $id order by _row", {"id": fact})
    if not rows:
        _, near = database.fetch(
            "select id from facts where jaro_winkler_similarity(id, $id) > 0.85 "
            "order by jaro_winkler_similarity(id, $id) desc, id limit 3",
            {"id": fact},
        )
        raise FactpackError(
            f"there is no fact '{fact}'",
            hint=f"like it are {', '.join(id for (id,) in near)}" if near else "",
        )
    record: Mapping[str, Any] = dict(zip(columns, rows[0], strict=True))
    _, rests = database.fetch(_RESTS, {"id": fact})
    return Usage(fact, says(record), tuple((what, which) for _, what, which in rests), packs)


def _cells(pack: PackFolder, fact: str) -> Cells:
    _, rows = pack.tables(CELLS).fetch(
        f"select sheet, cell, origin, query from {CELLS} where list_contains(facts, $id) "
        "order by rowid",
        {"id": fact},
    )
    found = ((f"{sheet_named(sheet)}!{cell}", origin, query) for sheet, cell, origin, query in rows)
    return Cells(pack.folder.as_posix(), tuple(found))


def as_text(found: Usage) -> str:
    """For people: what rests on the fact, then the cells, those of one row together."""
    lines = [f"{found.id}  {found.says}"]
    lines += [f"  {what}: {' '.join(which.split())}" for what, which in found.rests]
    for pack in found.packs:
        lines += ["", pack.pack]
        if pack.problem:
            lines.append(f"  ! {pack.problem}")
        elif not pack.cells:
            lines.append("  no cell rests on it")
        groups: dict[str, list[str]] = {}
        for place, origin, query in pack.cells:
            made = f"{query}.sql" if origin == "query" else origin
            groups.setdefault(made, []).append(place)
        for made, places in groups.items():
            lines.append(f"  {made}: {', '.join(_runs(places))}")
    if not found.packs:
        lines += ["", "no pack of the dossier was found"]
    return "\n".join(lines) + "\n"


def _runs(places: list[str]) -> list[str]:
    """Cells of one row that follow one another, as Figures!A5:N5."""
    runs: list[list[str]] = []
    for place in places:
        sheet, _, cell = place.rpartition("!")
        row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if runs and runs[-1][0] == sheet and runs[-1][1] == row:
            runs[-1][3] = cell
        else:
            runs.append([sheet, row, cell, cell])
    return [f"{s}!{a}" if a == b else f"{s}!{a}:{b}" for s, _, a, b in runs]


def as_json(found: Usage) -> dict[str, Any]:
    return {
        "fact": found.id,
        "says": found.says,
        "rests": [{"what": what, "which": which} for what, which in found.rests],
        "packs": [
            {
                "pack": pack.pack,
                "problem": pack.problem or None,
                "cells": [
                    {"cell": place, "origin": origin, "query": query}
                    for place, origin, query in pack.cells
                ],
            }
            for pack in found.packs
        ],
    }
