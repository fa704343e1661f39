"""The base of a workbook renewed when factpack puts rows into it: what copies of it then share."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from toolkit.authoring.base import BaseRecord, base_id, keep_base, records_of
from toolkit.authoring.stamp import Stamp, read_stamp
from toolkit.dossier import Dossier
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.properties import with_custom_property
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.address import letters_of
from toolkit.readers.grid import STAMP, Grid
from toolkit.readers.xlsx import read_package
from toolkit.records.sheets import KEY_HEADING, Sheet, recognise
from toolkit.schemas import Schemas


class Renewed(NamedTuple):
    """The workbook with its new stamp, and the state that this names."""

    data: bytes
    records: tuple[BaseRecord, ...]
    stamp: Stamp

    def keep(self, dossier: Dossier) -> None:
        """Keep that state where a merge looks for it."""
        keep_base(dossier, self.records, self.stamp.earlier)


def renewed(
    data: bytes, shown: str, schemas: Schemas, merged: Stamp | None = None
) -> Renewed | None:
    """The workbook `data` with a stamp that names its state as it is now.

    A merge then sees who cleared a cell of a row that was put in, and whose copy never had it: the
    stamp says as well which bases there were before. Rows that were typed or copied by hand get a
    hidden key of their own. What was `merged` into it is behind it too, with that workbook's bases.
    None where factpack did not make the workbook.
    """
    package = Package.open(data, shown=shown)
    stamp = read_stamp(package)
    if stamp is None:
        return None
    package = _keyed(package, stamp, schemas)
    records = records_of(read_package(package), schemas)
    stamp = stamp.joined(merged) if merged is not None else stamp
    earlier = stamp.renewed("").earlier
    later = stamp.renewed(base_id(records, earlier))
    parts = with_custom_property(package, STAMP, str(later))
    return Renewed(package.to_bytes(parts), records, later)


def _keyed(package: Package, stamp: Stamp, schemas: Schemas) -> Package:
    """The workbook with a key in every row of a record that has none, or another row's."""
    parts = {}
    sheets = {sheet.name: sheet for sheet in read_workbook_part(package).sheets}
    for grid in read_package(package):
        sheet = recognise(grid, schemas)
        column = _key_column(sheet) if sheet is not None else None
        if sheet is None or column is None or grid.sheet not in sheets:
            continue
        cells = SheetCells(package, sheets[grid.sheet])
        keys = {
            address: key
            for line, key in _new_keys(sheet, grid, column, stamp)
            if cells.no_edit(address := f"{letters_of(column)}{line}", key) is None
        }
        if keys:
            parts[sheets[grid.sheet].part] = cells.edited(keys, points=())
    return Package.open(package.to_bytes(parts), shown=package.shown) if parts else package


def _key_column(sheet: Sheet) -> int | None:
    return next((each.number for each in sheet.columns if each.heading == KEY_HEADING), None)


def _new_keys(sheet: Sheet, grid: Grid, column: int, stamp: Stamp) -> Iterator[tuple[int, str]]:
    """By row, the key that it is to have: no other row had it, in this state or before."""
    rows = {row.number: row.cells for row in grid.rows}
    said = sha256(
        f"{stamp} {sheet.name} {[rows[line] for line in sheet.lines]!r}".encode()
    ).hexdigest()[:8]
    seen: set[str] = set()
    for number, line in enumerate(sheet.lines, 1):
        held = rows[line].get(column)
        key = held.raw.strip() if held is not None else ""
        if not key or key in seen:
            yield line, f"{sheet.type.name}-{number:05}-{said}"
        seen.add(key)
