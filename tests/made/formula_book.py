"""A workbook of formulas over a Table of so many rows, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from toolkit.ooxml.container.package import Package
from toolkit.pack.calculated import Calculated, calculate
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.formulas.engine import worked_out
from toolkit.pack.standing import Cell, read_book

_KINDS = ("Revenue", "Cost", "Tax", "Other")
_HEADINGS = ("Id", "Kind", "Amount", "Day", "Share", "Note", "Twice", "Part")
OUT = "It's out"
# Calculate every formula anew when a file is opened: by default LibreOffice keeps what it finds.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def formula_book(rows: int, formulas: Sequence[str] = (), *, hide: int | None = None) -> bytes:
    """`formulas` stand in column A of a sheet; one in braces is an array's."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "use_future_functions": True})
    data, out = book.add_worksheet("Data"), book.add_worksheet(OUT)
    for nth in range(rows):
        row = nth + 3
        data.write_string(row, 0, f"f{nth}")
        data.write_string(row, 1, _KINDS[nth * 7 % 4])
        if nth % 11 != 5:
            data.write_number(row, 2, round((nth * 37.37 + 0.1) * (1 if nth % 3 else -1), 2))
        data.write_number(row, 3, 45000 + nth * 3)
        data.write_number(row, 4, nth * 13 % 100 / 1000)
        if nth % 5 == 0:
            data.write_string(row, 5, "nöte 北京 & <b>")
        data.write_formula(row, 6, "=figs[[#This Row],[Amount]]*2")
        data.write_formula(
            row, 7, '=IF(figs[[#This Row],[Amount]]="","",figs[[#This Row],[Amount]]/4)'
        )
    last = max(rows, 1) + 2
    headings = [{"header": heading} for heading in _HEADINGS]
    data.add_table(2, 0, last + 1, 7, {"name": "figs", "total_row": True, "columns": headings})
    data.write_formula(last + 1, 2, "=SUBTOTAL(109,figs[Amount])")
    data.write_formula(last + 1, 4, "=SUBTOTAL(101,figs[Share])")
    if hide is not None:
        data.set_row(hide, None, None, {"hidden": True})
    book.define_name("amounts", f"=Data!$C$4:$C${last + 1}")
    book.define_name("rate", "=0.25")
    book.define_name("half", "=SUM(amounts)/2+0")
    book.define_name("moving", "=Data!C4")
    book.define_name(f"{OUT}!local", f"='It''s out'!$D$1")  # noqa: F541
    for row, value in enumerate((7.5, "text", None, 0.1, 0.2, 0.3, 2.675, -1234.567, "10")):
        if value is not None:
            out.write(row, 3, value)
    out.write_boolean("E1", True)
    out.write_formula("E2", "=NA()")
    for row, formula in enumerate(formulas):
        if formula.startswith("{"):
            out.write_array_formula(row, 0, row, 0, formula)
        else:
            out.write_formula(row, 0, formula)
    book.close()
    return made.getvalue()


class Here(Apart):
    """The engine in this very process: it answers at once, and one sees what it does."""

    def start(self) -> None: ...

    def asked(self, job: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
        return worked_out(json.loads(json.dumps(job)))


def calculated(data: bytes) -> tuple[bytes, Calculated]:
    """The workbook with its values, and what was told of them."""
    told = calculate(data, "book.xlsx", all_of_them=True, engine=Here())
    return Package.open(data).to_bytes(dict(told.parts)), told


def cells_of(data: bytes) -> dict[str, Cell]:
    """Every cell, by sheet and place as A!3:5 (row, column)."""
    return {
        f"{sheet.name}!{row}:{column}": cell
        for sheet in read_book(data, "book", zeros_count=True).sheets
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
    }


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them once it has calculated all of their formulas."""
    home, out = folder / "home", folder / "out"
    (home / "user").mkdir(parents=True)
    (home / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    paths = [folder / f"{name}.xlsx" for name in books]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", out, *paths],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {name: (out / f"{name}.xlsx").read_bytes() for name in books}
