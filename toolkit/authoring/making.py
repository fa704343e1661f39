"""A workbook made of the files that there are: what it holds, and what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.authoring import dressed
from toolkit.authoring.base import BaseRecord, records_of
from toolkit.authoring.book import make_workbook
from toolkit.authoring.carried import Carried, carried
from toolkit.authoring.extras import Extras, read_extras
from toolkit.authoring.house import house_lists
from toolkit.authoring.layout import SHEETS, places
from toolkit.authoring.stamp import age_of
from toolkit.codes import READING
from toolkit.dossier import Dossier
from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.readers import read
from toolkit.readers.grid import Grid
from toolkit.readers.xlsx import read_package
from toolkit.schemas import RecordType, Schemas, plain

_SPOILT = ("SHT009", "JSL001")  # where a reader has left a cell or a line out
_TEXTS = (".csv", ".jsonl")


class Workbook(NamedTuple):
    """A new workbook, the records it holds, and in words what was carried over and changed.

    `current` says that every file it was made of is a workbook of today's layout already;
    `earlier` are the bases that it had before this one.
    """

    data: bytes
    records: tuple[BaseRecord, ...]
    told: tuple[str, ...]
    current: bool
    earlier: tuple[str, ...]


def workbook_of(dossier: Dossier, files: Sequence[Path], schemas: Schemas) -> Workbook:
    """One workbook of all that these files hold; it is read back, and holds every cell.

    Raises UnreadableFile where one of them cannot be read, and FactpackError where something
    that was typed has no place in a workbook.
    """
    taken = [_read(path, dossier.shown(path)) for path in files]
    for grids, _ in taken:
        for grid in grids:
            _check_certain(grid)
    found = carried(taken, schemas)
    annotator = dossier.settings.annotator
    data = make_workbook(schemas, found, house_lists(schemas), annotator=annotator)
    records = found.keyed
    _hold_against(data, records, schemas)
    current = bool(taken) and all(age_of(grids, schemas) == "current" for grids, _ in taken)
    return Workbook(data, records, tuple(_told(found, schemas)), current, found.earlier)


def _read(path: Path, shown: str) -> tuple[tuple[Grid, ...], dict[str, Extras]]:
    if path.suffix.casefold() in _TEXTS:
        return read(path, shown), {}
    package = Package.open(path, shown=shown)
    grids, extras = read_package(package), read_extras(package)
    package.unchanged()
    return grids, extras


def _check_certain(grid: Grid) -> None:
    """Raise FactpackError where a cell or a line is not in the grid, so that it would be lost."""
    for remark in grid.remarks:
        if remark.code in _SPOILT:
            where = remark.cell if remark.line is None else f"line {remark.line}"
            place = f"{grid.file}{f', sheet {grid.sheet!r}' if grid.sheet else ''}, {where}"
            said = READING[remark.code].says.format_map(remark.says)
            raise FactpackError(
                f"{place}: {said}; not everything there would be carried over",
                hint="mend it there first; factpack check lists every such place",
            )


def _hold_against(data: bytes, records: Sequence[BaseRecord], schemas: Schemas) -> None:
    """Raise FactpackError unless the workbook reads as these records, cell by cell."""
    read_back = records_of(read_package(Package.open(data, shown="the new workbook")), schemas)
    expected = [one for one in records if one.cells]
    if list(read_back) == expected:
        return
    for one, other in zip(expected, read_back, strict=False):
        if one != other:
            odd = next(
                (n for n in one.cells if one.cells[n] != other.cells.get(n)),
                next(iter(other.cells)),
            )
            what = f"{one.type} {one.key}, {odd}: {one.cells.get(odd)}"
            break
    else:
        what = f"{len(expected)} records, and {len(read_back)} are read back"
    raise FactpackError(
        f"the new workbook would not hold what was typed: {what}",
        hint="nothing was written; please report this with the file",
    )


# -- in words --------------------------------------------------------------------------------------


def _told(found: Carried, schemas: Schemas) -> list[str]:
    counts = Counter(record.type for record in found.records)
    held = [f"{counts[name]} {schemas.types[name].title}" for name in SHEETS if counts[name]]
    told = [f"holds {', '.join(held) or 'no records yet'}"]
    for name, headings in found.old.items():
        told += _columns(schemas.types[name], headings, found.theirs.get(name, []))
    for grid in found.sheets:
        told.append(
            f"sheet '{grid.sheet}' is carried over as values; its charts, formats and formulas "
            f"stay in {grid.file}"
        )
    if found.notes:
        told.append(f"{len(found.notes)} notes go with their cells")
    told += dressed.told(len(found.looks), (one.dress for one in found.worn.values()))
    kinds = Counter(left.what for left in found.leftovers)
    for what, count in sorted(kinds.items()):
        told.append(f"{count} × {what}: listed on the sheet Kept")
    return told


def _columns(record_type: RecordType, headings: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """What is unlike in the columns of one sheet."""
    told, title = [], record_type.title
    there: dict[str, str] = {}
    for heading in headings:
        field = record_type.field_for(heading)
        if field is not None:
            there.setdefault(field.key, heading)
    for key, heading in there.items():
        field = record_type.field(key)
        if plain(heading) not in (plain(field.title), plain(key)):
            told.append(f"{title}: '{heading}' is now called '{field.title}'")
    added = [field.title for field in record_type.fields if field.key not in there]
    if added:
        told.append(f"{title}: new columns {', '.join(added)}")
    order = [p.name for p in places(record_type) if p.name in there]
    if order != list(there):
        told.append(f"{title}: the columns stand in the order of the work")
    if theirs:
        told.append(f"{title}: kept at the right, not checked: {', '.join(theirs)}")
    return told
