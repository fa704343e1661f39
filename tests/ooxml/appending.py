"""Sheets of records to put rows beneath, how that is done, and how the sheet reads then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ooxml.build import packed, parts, relationships, sheet

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.append import Records, append_rows
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value
from toolkit.readers.xlsx import read_workbook

HEADINGS = ("Id", "Value", "Day", "Status")
ROWS: list[Mapping[int, Value]] = [
    {1: "b-001", 2: Decimal("3.25"), 3: date(2025, 9, 12)},
    {1: "=b-002", 2: 84, 4: "proposed"},
]


def appended(
    source: Path | bytes, rows: Sequence[Mapping[int, Value]] = ROWS, **where: Any
) -> tuple[bytes, tuple[int, ...], set[str]]:
    """The workbook with rows beneath the records of its first sheet, and the parts that changed."""
    package = Package.open(source)
    workbook = read_workbook_part(package)
    records = Records(**{"header": 1, "last": 3, "columns": (1, 2, 3, 4), "points": (2,), **where})
    formats = read_formats(package, workbook.part)
    done = append_rows(package, workbook, workbook.sheets[0], records, rows, formats)
    made = package.to_bytes(done.replaced)
    after = Package.open(made)
    assert after.names == package.names
    changed = {name for name in package.names if after.read(name) != package.read(name)}
    assert changed == set(done.replaced)
    return made, done.rows, changed


def as_read(made: bytes, tmp_path: Path) -> dict[int, dict[int, tuple[str, str]]]:
    """The first sheet as factpack reads it."""
    path = tmp_path / "read.xlsx"
    path.write_bytes(made)
    grid = read_workbook(path, "read.xlsx")[0]
    assert not [each for each in grid.remarks if each.code == "SHT009"]
    return {row.number: {c: tuple(cell) for c, cell in row.cells.items()} for row in grid.rows}


def number(address: str, value: object, style: str = "") -> str:
    return f"<c r='{address}'{style}><v>{value}</v></c>"


def rows(*cells: str) -> str:
    return "".join(f"<row r='{n}'>{each}</row>" for n, each in enumerate(cells, 1))


TABLE = (
    "<table xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' id='{id}' "
    "name='T{id}' displayName='T{id}' ref='{ref}'{more}><tableColumns count='1'>"
    "<tableColumn id='1' name='Id'/></tableColumns></table>"
)


def with_tables(cells: str, *tables: tuple[str, str], after: str = "") -> bytes:
    content = parts(sheet(cells, after=after))
    arrows = [("table", f"../tables/table{n}.xml") for n, _ in enumerate(tables, 1)]
    content["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(*arrows)
    for n, (ref, more) in enumerate(tables, 1):
        content[f"xl/tables/table{n}.xml"] = TABLE.format(id=n, ref=ref, more=more)
    return packed(content)


THREE = rows(number("A1", 1), number("A2", 2), number("A3", 3))
