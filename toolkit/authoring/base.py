"""What a workbook was made from, kept in the dossier so that a merge can find it."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from toolkit.dossier import Dossier
from toolkit.files import write_atomically
from toolkit.readers.grid import Cell
from toolkit.records import KEY_HEADING, Sheet

_ID = 16


class BaseRecord(NamedTuple):
    """One record as it stood in the workbook when that was made.

    `cells` are by field key, or by heading where no field is called so: the very cells that
    reading the untouched workbook gives; blank ones are absent. `key` is what its `_key` holds,
    and "" until the base has an id.
    """

    type: str
    key: str
    cells: Mapping[str, Cell]


def base_id(records: Sequence[BaseRecord]) -> str:
    """The id of these records in this order: a hash of all that was typed, their keys aside."""
    return sha256(_lines(records)).hexdigest()[:_ID]


def with_keys(records: Sequence[BaseRecord]) -> tuple[BaseRecord, ...]:
    """The records with the keys that they have in a workbook made from them.

    A key says record type, number within it, and base: two workbooks made from different records
    share none.
    """
    base = base_id(records)
    counts: dict[str, int] = {}
    keyed = []
    for one in records:
        number = counts[one.type] = counts.get(one.type, 0) + 1
        keyed.append(one._replace(key=f"{one.type}-{number:05}-{base[:8]}"))
    return tuple(keyed)


def keep_base(dossier: Dossier, records: Sequence[BaseRecord]) -> str:
    """Keep the records in the dossier, under the id that is given back.

    The same records are the same file; a base that is there already is left alone.
    """
    name = base_id(records)
    path = dossier.base_file(name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, packed(records))
    return name


def load_base(dossier: Dossier, id: str) -> tuple[BaseRecord, ...] | None:
    """The records kept under `id`, with their keys; None where they are not here, or damaged."""
    records = read_base(dossier.base_file(id))
    return with_keys(records) if records is not None and base_id(records) == id else None


def read_base(path: Path) -> tuple[BaseRecord, ...] | None:
    """The records that such a file holds, without their keys; None where it is damaged."""
    try:
        return unpacked(path.read_bytes())
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None


def packed(records: Sequence[BaseRecord]) -> bytes:
    """The records as the file holds them: one JSON line each, gzip without a clock."""
    return gzip.compress(_lines(records), 6, mtime=0)


def unpacked(data: bytes) -> tuple[BaseRecord, ...]:
    """The records of such a file, without their keys."""
    records = []
    for line in gzip.decompress(data).decode().split("\n")[:-1]:
        said = json.loads(line)
        cells = {name: Cell(*cell) for name, cell in said["cells"].items()}
        records.append(BaseRecord(said["type"], "", cells))
    return tuple(records)


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


def _lines(records: Sequence[BaseRecord]) -> bytes:
    lines = [
        json.dumps(
            {
                "type": one.type,
                "cells": {name: list(one.cells[name]) for name in sorted(one.cells)},
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for one in records
    ]
    return "".join(line + "\n" for line in lines).encode()
