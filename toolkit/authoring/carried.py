"""What a new workbook takes over from the files that there are: all that anybody typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from toolkit.authoring.as_read import NOTE as AS_READ_NOTE
from toolkit.authoring.base import BaseRecord, with_keys
from toolkit.authoring.cells import kept, typed
from toolkit.authoring.dressed import Look, Worn
from toolkit.authoring.extras import Extras
from toolkit.authoring.layout import SHEETS, their_heading
from toolkit.authoring.stamp import GUIDE_TITLE, parse_stamp
from toolkit.readers.grid import Grid, column_letter, column_number
from toolkit.records.sheets import KEY_HEADING, OWN_SHEETS, Column, Sheet, recognise
from toolkit.schemas import Schemas, plain

_MADE = (plain(GUIDE_TITLE), "house concept")  # A1 of Guide and Lists, ever since


class Leftover(NamedTuple):
    """Something typed where no record stands: it is listed on the sheet Kept."""

    file: str
    sheet: str
    cell: str
    what: str
    text: str


@dataclass(slots=True)
class Carried:
    """Records in the order of the sheets, and what stood around them.

    `theirs` are the headings of the analysts' own columns by record type. `notes` are theirs too,
    by (record's number among `records`, column's name). `old` says by which headings and in what
    order each type's columns stood. `looks` are the cells' formats, by the same as the notes;
    `worn` says by record type what else a sheet wears. `earlier` are the bases that the workbook
    had, the newest first: where it has any, its rows keep their keys.
    """

    records: list[BaseRecord] = field(default_factory=list)
    theirs: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[tuple[int, str], str] = field(default_factory=dict)
    sheets: list[Grid] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    old: dict[str, list[str]] = field(default_factory=dict)
    looks: dict[tuple[int, str], Look] = field(default_factory=dict)
    worn: dict[str, Worn] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()

    @property
    def keyed(self) -> tuple[BaseRecord, ...]:
        """The records with the keys that their rows have in the new workbook."""
        return with_keys(self.records, self.earlier)


def carried(
    files: Sequence[tuple[tuple[Grid, ...], Mapping[str, Extras]]], schemas: Schemas
) -> Carried:
    """All that these files hold: of each its grids, and its sheets' notes and formulas by name.

    One workbook of factpack's alone is carried on: its bases stay its own, its rows keep their
    keys. Of several the rows are new, as two may have one key.
    """
    made = Carried()
    found: dict[str, list[tuple[Sheet, Grid, Extras]]] = {name: [] for name in SHEETS}
    if len(files) == 1:
        stamp = next((parse_stamp(grid.stamp) for grid in files[0][0] if grid.stamp), None)
        made.earlier = stamp.renewed("").earlier if stamp is not None else ()
    for grids, extras in files:
        for grid in grids:
            around = extras.get(grid.sheet or "", Extras())
            sheet = recognise(grid, schemas)
            if sheet is not None and (sheet.header or grid.sheet is None):
                found.setdefault(sheet.type.name, []).append((sheet, grid, around))
            elif grid.sheet is not None and not _is_own(grid):
                made.sheets.append(grid)
                made.leftovers += _around(grid, around)
            elif plain(grid.sheet or "") == "kept":
                made.leftovers += _kept_before(grid)
    for sheets in found.values():
        for sheet, grid, around in sheets:
            _take(made, sheet, grid, around)
    return made


def of_values(records: Mapping[str, Iterable[Mapping[str, Any]]], schemas: Schemas) -> Carried:
    """The same of records made here: by type, each a value by field."""
    made = Carried()
    for name in SHEETS:
        for record in records.get(name, ()):
            cells = {
                key: typed(value, schemas.types[name].field(key))
                for key, value in record.items()
                if value is not None
            }
            made.records.append(BaseRecord(name, "", cells))
    return made


def _is_own(grid: Grid) -> bool:
    """Whether a sheet is one that factpack makes beside the records."""
    if plain(grid.sheet or "") not in OWN_SHEETS:
        return False
    first = grid.rows[0].cells.get(1) if grid.rows else None
    made = first is not None and plain(first.raw) in _MADE
    return made or parse_stamp(grid.stamp) is not None


def _take(made: Carried, sheet: Sheet, grid: Grid, around: Extras) -> None:
    """The records of one sheet, their notes, and what stands above the headings."""
    name = sheet.type.name
    known = made.theirs.setdefault(name, [])
    columns = _named(made, sheet, known)
    made.old.setdefault(name, []).extend(
        column.heading for column in sheet.columns if column.heading != KEY_HEADING
    )
    stray = _stray(sheet, grid, known)
    rows = {row.number: row.cells for row in grid.rows}
    placed: dict[str, tuple[int, str]] = {}
    keys = _keys(sheet) if made.earlier else {}
    first = len(made.records)
    for index, line in enumerate(sheet.lines):
        cells = {}
        for called, column in columns:
            cell = column.cells[index]
            if cell is not None and not (cell.kind == "text" and not cell.raw.strip()):
                cells[called] = kept(
                    cell,
                    column.field,
                    typed_here=sheet.name is not None,
                    decimal_point=sheet.decimal_point,
                )
        for number, called in stray.items():
            if number in rows[line]:
                cell = rows[line][number]
                cells[called] = kept(cell, None, typed_here=True, decimal_point=False)
        at = len(made.records)
        made.records.append(BaseRecord(name, keys.get(index, ""), cells))
        for called, column in columns:
            placed[f"{column_letter(column.number)}{line}"] = (at, called)
        for number, called in stray.items():
            placed[f"{column_letter(number)}{line}"] = (at, called)
    made.leftovers += _beside(sheet, grid, around)
    _take_extras(made, sheet, around, placed)
    if sheet.name is not None:
        made.looks |= {
            placed[cell]: look for cell, look in around.dress.looks.items() if cell in placed
        }
        headed = {column.number: one for one, column in columns} | stray
        at_rows = {line: first + index for index, line in enumerate(sheet.lines)}
        made.worn.setdefault(name, Worn(around.dress, headed, at_rows, bool(grid.stamp)))


def _keys(sheet: Sheet) -> dict[int, str]:
    """Each record's own key by its number; of two rows with one key the lower is a copy."""
    column = next((one.cells for one in sheet.columns if one.heading == KEY_HEADING), ())
    made: dict[str, int] = {}
    for index, cell in enumerate(column):
        if cell is not None and cell.raw.strip():
            made.setdefault(cell.raw.strip(), index)
    return {index: key for key, index in made.items()}


def _named(made: Carried, sheet: Sheet, known: list[str]) -> list[tuple[str, Column]]:
    """Each column with its field's key, or with the heading it will have."""
    named: list[tuple[str, Column]] = []
    here: set[str] = set()
    for column in sheet.columns:
        if column.heading == KEY_HEADING:
            continue
        if column.field is not None:
            named.append((column.field.key, column))
            continue
        same = next((h for h in known if plain(h) == plain(column.heading)), None)
        if same is None or same in here:
            same = their_heading(column.heading, sheet.type, known)
            known.append(same)
        here.add(same)
        named.append((same, column))
    return named


def _stray(sheet: Sheet, grid: Grid, known: list[str]) -> dict[int, str]:
    """A heading for each column that has values in the records' rows, and no heading."""
    if sheet.name is None:
        return {}
    lines = set(sheet.lines)
    numbers = {
        column_number(remark.cell.rstrip("0123456789"))
        for remark in sheet.remarks
        if remark.code == "SHT008" and remark.cell and remark.line in lines
    }
    made = {}
    for number in sorted(numbers):
        heading = their_heading(f"No heading ({column_letter(number)})", sheet.type, known)
        known.append(heading)
        made[number] = heading
    return made


def _beside(sheet: Sheet, grid: Grid, around: Extras) -> Iterable[Leftover]:
    """What stands above the headings, or in rows without a record."""
    if sheet.name is None:
        return
    lines = {sheet.header, *sheet.lines}
    own = {c.number for c in sheet.columns if c.heading == KEY_HEADING}
    headed = {c.number for c in sheet.columns} - own
    for row in grid.rows:
        if row.number in lines:
            continue
        for number, cell in sorted(row.cells.items()):
            above = row.number < sheet.header
            if above or (
                number not in own and (number in headed or _is_stray(sheet, row.number, number))
            ):
                where = f"{column_letter(number)}{row.number}"
                what = "above the headings" if above else "in a row without a record"
                yield Leftover(sheet.file, sheet.name, where, what, cell.raw)


def _is_stray(sheet: Sheet, row: int, number: int) -> bool:
    where = f"{column_letter(number)}{row}"
    return any(remark.code == "SHT008" and remark.cell == where for remark in sheet.remarks)


def _take_extras(
    made: Carried, sheet: Sheet, around: Extras, placed: Mapping[str, tuple[int, str]]
) -> None:
    """Notes go with their cells; other notes, and formulas, are listed."""
    for cell, text in around.notes.items():
        if cell in placed:
            made.notes[placed[cell]] = text
        elif not _on_heading(sheet, cell, text):
            made.leftovers.append(Leftover(sheet.file, sheet.name or "", cell, "note", text))
    for cell, text in around.formulas.items():
        if cell in placed:
            where = sheet.name or ""
            made.leftovers.append(Leftover(sheet.file, where, cell, "formula", f"={text}"))


def _on_heading(sheet: Sheet, cell: str, text: str) -> bool:
    """Whether a note is the one that factpack writes on a heading, by whatever author's name."""
    for column in sheet.columns:
        if column.field and cell == f"{column_letter(column.number)}{sheet.header}":
            return text.startswith(column.field.description[:40])
    return text.startswith(AS_READ_NOTE[:40])


def _around(grid: Grid, around: Extras) -> Iterable[Leftover]:
    for what, found in (("note", around.notes), ("formula", around.formulas)):
        for cell, text in found.items():
            shown = f"={text}" if what == "formula" else text
            yield Leftover(grid.file, grid.sheet or "", cell, what, shown)


def _kept_before(grid: Grid) -> Iterable[Leftover]:
    """What an earlier workbook kept already."""
    for row in grid.rows:
        texts = [row.cells[n].raw if n in row.cells else "" for n in range(1, 6)]
        if row.number > 1 and any(texts):
            yield Leftover(*texts)
