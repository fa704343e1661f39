"""Cells and small sheets beside what is read in them and said of them.

python tests/records/validation/test_as_written.py     writes anew what is read, for the diff
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from toolkit.dossier import data_folder
from toolkit.readers import read
from toolkit.readers.grid import Cell
from toolkit.records.sheets import Column, Sheet, recognise
from toolkit.records.validate import validate
from toolkit.schemas import load_schemas

HERE = Path(__file__).parent
CELLS = HERE / "cells.txt"
SHEETS = sorted((HERE / "sheets").glob("*.txt"))
SCHEMAS = load_schemas(data_folder("schemas"))
SAYS, OUT = " ⇒ ", "== read ==\n"


def seen(line: str) -> str:
    """A line `field, kind: cell [other field=cell …] ⇒ …` with what is read of it today."""
    if not line or line.startswith("#"):
        return line
    given = line.partition(SAYS)[0]
    where, _, rest = given.partition(": ")
    name, kind = where.split(", ")
    type_name, _, key = name.partition(".")
    record_type = SCHEMAS.types[type_name]
    raw, *others = rest.split(" | ")
    cells = {key: Cell(kind, raw.replace("␣", "\u00a0").replace("⏎", "\n"))}
    point = False
    for other in others:
        if other == "as a machine writes":
            point = True
        else:
            field, _, text = other.partition("=")
            cells[field] = Cell("text", text)
    columns = tuple(
        Column(number, field, record_type.field(field), (cell,))
        for number, (field, cell) in enumerate(cells.items(), 1)
    )
    sheet = Sheet(record_type, "x.xlsx", record_type.title, 1, (2,), columns, (), point)
    typed = validate(sheet, SCHEMAS)
    value = typed.values[key][0]
    told = [f"{f.code} {f.message} → {f.fix}" for f in typed.findings if f.field == key]
    return SAYS.join([given, *([repr(value)] if value is not None else []), *told])


def listed(path: Path, folder: Path) -> str:
    """A sheet as text, then its records and the findings of it."""
    given = path.read_text(encoding="utf-8").partition(OUT)[0]
    name, _, text = given.partition("\n")
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    lines = []
    for grid in read(file, name):
        sheet = recognise(grid, SCHEMAS)
        if sheet is None:
            lines.append("no records are looked for")
            continue
        typed = validate(sheet, SCHEMAS)
        for number, line in enumerate(sheet.lines):
            record = {k: v[number] for k, v in typed.values.items() if v[number] is not None}
            lines.append(f"{line} " + ", ".join(f"{k}={v!r}" for k, v in record.items()))
        for one in typed.findings:
            lines.append(f"{one.place} {one.record} {one.field} {one.value!r}")
            lines.append(f"    {one.severity} {one.code} {one.message}")
            lines.append(f"    → {one.fix}")
    return given + OUT + "".join(f"{line}\n" for line in lines)


def test_every_cell_is_read_and_told_as_it_is_listed() -> None:
    for line in CELLS.read_text(encoding="utf-8").splitlines():
        assert seen(line) == line


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_sheet_is_read_and_told_as_it_is_listed(path: Path, tmp_path: Path) -> None:
    assert listed(path, tmp_path) == path.read_text(encoding="utf-8")


if __name__ == "__main__":
    CELLS.write_text(
        "".join(f"{seen(line)}\n" for line in CELLS.read_text(encoding="utf-8").splitlines()),
        encoding="utf-8",
    )
    for each in SHEETS:
        with tempfile.TemporaryDirectory() as place:
            again = listed(each, Path(place))
        each.write_text(again, encoding="utf-8")
