"""The ways a text goes through factpack, and what other readers find at their ends."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
from made.dossiers import make_dossier
from made.packs import put_pack
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from toolkit.dossier import data_folder, find_dossier
from toolkit.errors import FactpackError
from toolkit.guarding import unguarded
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.address import letters_of
from toolkit.readers.grid import Grid
from toolkit.readers.jsonl import read_jsonl
from toolkit.readers.xlsx import read_workbook

NOTES = """
select f.id as "Fact", f.value as "Value", f.unit as "Unit", s.published as "Day",
  f.note as "Said", [f.id] as facts
from facts f left join sources s on s.id = f.source order by f.id
"""
FACT = {"entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft"}
Texts = dict[str, str]  # by the fact's id


def facts_of(texts: Sequence[str]) -> list[dict[str, object]]:
    return [
        FACT | {"id": f"f{n:03}", "value": 1, "unit": "USD", "note": text}
        for n, text in enumerate(texts)
    ]


def by_jsonl(folder: Path, text: str) -> str:
    """The text as a JSON-lines file's reader has it; "" for a blank. Raises FactpackError."""
    path = folder / "facts.jsonl"
    path.write_text(json.dumps({"id": "x", "note": text}) + "\n", encoding="utf-8")
    grid = read_jsonl(path, "facts.jsonl")
    for remark in grid.remarks:
        raise FactpackError(f"line {remark.line}: {remark.says['problem']}", hint="mend the line")
    note = grid.rows[1].cells.get(2)
    return note.raw if note else ""


def by_workbook(folder: Path, texts: Sequence[str]) -> Texts:
    """Facts into the analysts' workbook, and read back as facts."""
    from toolkit.authoring.making import workbook_of
    from toolkit.schemas import load_schemas

    place = make_dossier(folder / "authored", {"facts": facts_of(texts)})
    dossier = find_dossier(place)
    made = workbook_of(dossier, dossier.fact_files, load_schemas(data_folder("schemas")))
    path = folder / "authored.xlsx"
    path.write_bytes(made.data)
    grid = next(one for one in read_workbook(path, "authored.xlsx") if one.sheet == "Facts")
    return _columns(grid, "Fact", "Note")


def _columns(grid: Grid, key: str, value: str) -> Texts:
    rows = iter(grid.rows)
    for row in rows:
        at = {cell.raw.casefold(): column for column, cell in row.cells.items()}
        if key.casefold() in at and value.casefold() in at:
            break
    here, there = at[key.casefold()], at[value.casefold()]
    return {
        row.cells[here].raw: row.cells[there].raw if there in row.cells else ""
        for row in rows
        if here in row.cells
    }


def by_pack(folder: Path, texts: Sequence[str]) -> Mapping[str, Texts]:
    """Facts into a pack: as openpyxl, calamine and factpack read its workbook, and its CSV."""
    place, _ = put_pack(folder, facts_of(texts), queries={"figures": NOTES})
    book = next(place.glob("*.xlsx"))
    return {
        "openpyxl": dict(_by_openpyxl(book)),
        "calamine": dict(_by_calamine(book)),
        "factpack": _of_any_sheet(read_workbook(book, "pack.xlsx")),
        "csv": dict(_by_csv(next(place.rglob("figures.csv")))),
    }


def _of_any_sheet(grids: tuple[Grid, ...]) -> Texts:
    for grid in grids:
        for row in grid.rows:
            if {"Fact", "Said"} <= {cell.raw for cell in row.cells.values()}:
                return _columns(grid, "Fact", "Said")
    raise AssertionError("the table of figures is nowhere")


_FACT_ID = re.compile(r"f\d{3}")


def _of_rows(rows: Iterator[Sequence[object]]) -> Iterator[tuple[str, str]]:
    where: tuple[int, int] | None = None
    for row in rows:
        if "Fact" in row and "Said" in row:
            where = row.index("Fact"), row.index("Said")
        elif where is not None and _FACT_ID.fullmatch(str(row[where[0]])):
            said = row[where[1]]
            yield str(row[where[0]]), "" if said is None else str(said)


def _by_openpyxl(book: Path) -> Iterator[tuple[str, str]]:
    """openpyxl leaves _xHHHH_ as it stands when reading; its own function undoes it."""
    for sheet in openpyxl.load_workbook(book).worksheets:
        for key, text in _of_rows(sheet.iter_rows(values_only=True)):
            yield key, unescape(text)


def _by_calamine(book: Path) -> Iterator[tuple[str, str]]:
    found = CalamineWorkbook.from_path(book)
    for name in found.sheet_names:
        yield from _of_rows(iter(found.get_sheet_by_name(name).to_python(skip_empty_area=False)))


def _by_csv(path: Path) -> Iterator[tuple[str, str]]:
    rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    headings = next(rows)
    fact, said = headings.index("Fact"), headings.index("Said")
    for row in rows:
        yield row[fact], unguarded(row[said])


def by_cells(book: Path, folder: Path, texts: Sequence[str]) -> Texts:
    """Texts put into blank cells of a workbook that is there, and read back."""
    package = Package.open(book)
    sheet = read_workbook_part(package).sheets[0]
    column = letters_of(40)
    values = {f"{column}{500 + n}": text for n, text in enumerate(texts)}
    data = SheetCells(package, sheet).filled(values)
    path = folder / "filled.xlsx"
    path.write_bytes(package.to_bytes({sheet.part: data}))
    grid = read_workbook(path, "filled.xlsx")[0]
    return {
        f"f{row.number - 500:03}": row.cells[40].raw
        for row in grid.rows
        if row.number >= 500 and 40 in row.cells
    }
