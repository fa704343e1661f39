"""What a workbook was made from, kept in the dossier so that a merge can find it."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from toolkit.authoring.layout import SHEETS
from toolkit.disk.files import make_folder, write_atomically
from toolkit.disk.holding import tidy
from toolkit.dossier import Dossier
from toolkit.readers.grid import Cell, Grid
from toolkit.records.sheets import KEY_HEADING, Sheet, recognise
from toolkit.schemas import Schemas

_ID = 16
# A cell of that name as `_lines` writes it; inside a text each quotation mark has a \\ before it.
_AN_ID = re.compile(rb'[{,]"id":\["[a-z]+",("(?:[^"\\]|\\.)*")')


class BaseRecord(NamedTuple):
    """One record as it stood in the workbook when that was made.

    `cells` are by field key, or by heading where no field is called so: the very cells that
    reading the untouched workbook gives; blank ones are absent. `key` is what its `_key` holds,
    and "" until the base has an id, or where a row was typed by hand.
    """

    type: str
    key: str
    cells: Mapping[str, Cell]


class Kept(NamedTuple):
    """A base as it is kept: its records, and the bases that came before it, the newest first.

    The first base of a workbook has none before it, and its keys follow from its records. A later
    one is a state of the same workbook, after factpack put rows into it: its keys are those that
    stand there.
    """

    records: tuple[BaseRecord, ...]
    earlier: tuple[str, ...] = ()


def base_id(records: Sequence[BaseRecord], earlier: Sequence[str] = ()) -> str:
    """The id of these records in this order: a hash of all that was typed.

    Their keys count only in a base that has others before it.
    """
    return sha256(_lines(records, earlier)).hexdigest()[:_ID]


def with_keys(records: Sequence[BaseRecord], earlier: Sequence[str] = ()) -> tuple[BaseRecord, ...]:
    """The records with the keys that they have in a workbook made from them.

    A key says record type, number within it, and base: two workbooks made from different records
    share none. A workbook that had bases before keeps the keys that its rows have.
    """
    base = base_id(records, earlier)
    counts: dict[str, int] = {}
    keyed = []
    for one in records:
        number = counts[one.type] = counts.get(one.type, 0) + 1
        own = one.key if earlier else ""
        keyed.append(one._replace(key=own or f"{one.type}-{number:05}-{base[:8]}"))
    return tuple(keyed)


def keep_base(dossier: Dossier, records: Sequence[BaseRecord], earlier: Sequence[str] = ()) -> str:
    """Keep the records in the dossier, under the id that is given back.

    The same records are the same file; a base that is there already is left alone.
    """
    name = base_id(records, earlier)
    path = dossier.base_file(name)
    if not path.exists():
        make_folder(path.parent)
        write_atomically(path, packed(records, earlier))
    else:
        tidy(path.parent)  # the run that kept it may have died of it
    return name


def load_base(dossier: Dossier, id: str) -> Kept | None:
    """What is kept under `id`, its records with keys; None where it is not here, or damaged."""
    kept = read_base(dossier.base_file(id))
    if kept is None or base_id(*kept) != id:
        return None
    return kept if kept.earlier else kept._replace(records=with_keys(kept.records))


def read_base(path: Path) -> Kept | None:
    """What such a file holds, keys only where they do not follow; None where it is damaged."""
    try:
        return unpacked(path.read_bytes())
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None


def fact_ids(path: Path) -> frozenset[str]:
    """The ids of the facts in such a file; none where it is damaged. A file that was read once is
    read again only after it changed."""
    try:
        told = path.stat()
    except OSError:
        return frozenset()
    return _fact_ids(path, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=256)
def _fact_ids(path: Path, _size: int, _changed: int) -> frozenset[str]:
    try:
        lines = gzip.decompress(path.read_bytes()).split(b"\n")
        facts = (line for line in lines if line.startswith(b'{"type":"facts"'))
        found = (each for line in facts if (each := _AN_ID.search(line)) is not None)
        return frozenset(json.loads(each[1]).strip() for each in found)
    except (OSError, EOFError, zlib.error, ValueError):
        return frozenset()


def packed(records: Sequence[BaseRecord], earlier: Sequence[str] = ()) -> bytes:
    """The records as the file holds them: one JSON line each, gzip without a clock."""
    return gzip.compress(_lines(records, earlier), 6, mtime=0)


def unpacked(data: bytes) -> Kept:
    """What such a file holds."""
    lines = [json.loads(line) for line in gzip.decompress(data).decode().split("\n")[:-1]]
    earlier: tuple[str, ...] = ()
    if lines and "earlier" in lines[0]:
        earlier = tuple(map(str, lines.pop(0)["earlier"]))
    records = []
    for said in lines:
        cells = {name: Cell(*cell) for name, cell in said["cells"].items()}
        records.append(BaseRecord(said["type"], said.get("key", ""), cells))
    return Kept(tuple(records), earlier)


def records_in(sheet: Sheet) -> tuple[BaseRecord, ...]:
    """The records of a sheet, as a base holds them, with the keys that stand in their rows.

    A row that nobody gave a key has ""; so has the lower of two rows with one key, which is a copy.
    """
    named = [(c.field.key if c.field else c.heading, c.cells) for c in sheet.columns]
    seen: set[str] = set()
    found = []
    for index in range(len(sheet.lines)):
        cells = {name: cell for name, column in named if (cell := column[index]) is not None}
        key = cells.pop(KEY_HEADING, None)
        said = key.raw.strip() if key is not None and key.raw.strip() not in seen else ""
        seen.add(said)
        found.append(BaseRecord(sheet.type.name, said, cells))
    return tuple(found)


def records_of(grids: Sequence[Grid], schemas: Schemas) -> tuple[BaseRecord, ...]:
    """Every record of a workbook, in the order of the sheets."""
    sheets = [sheet for grid in grids if (sheet := recognise(grid, schemas)) is not None]
    by_type = sorted(sheets, key=lambda sheet: SHEETS.index(sheet.type.name))
    return tuple(record for sheet in by_type for record in records_in(sheet))


def _lines(records: Sequence[BaseRecord], earlier: Sequence[str]) -> bytes:
    said: list[dict[str, object]] = [{"earlier": list(earlier)}] if earlier else []
    for one in records:
        key = {"key": one.key} if earlier and one.key else {}
        cells = {name: list(one.cells[name]) for name in sorted(one.cells)}
        said.append({"type": one.type, **key, "cells": cells})
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in said)
    return "".join(line + "\n" for line in lines).encode()
