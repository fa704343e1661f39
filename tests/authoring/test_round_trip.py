"""Facts to workbook to facts is the identity, after LibreOffice has saved it again too."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from made.records import FACTS, HOSTILE, SCHEMAS, records, values

from toolkit.authoring.base import BaseRecord, records_of, with_keys
from toolkit.authoring.book import make_workbook
from toolkit.authoring.carried import Carried, of_values
from toolkit.authoring.cells import typed
from toolkit.authoring.stamp import VERSION, read_stamp, schemas_hash
from toolkit.ooxml.container.package import Package
from toolkit.readers.grid import Cell, Grid
from toolkit.readers.xlsx import read_package
from toolkit.records.sheets import recognise
from toolkit.records.values import read_cell

Records = Mapping[str, Sequence[Mapping[str, Any]]]
SOFFICE = shutil.which("soffice")


def grids(data: bytes) -> tuple[Grid, ...]:
    return read_package(Package.open(data))


def read_values(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Every record's values, blank ones left out."""
    found = {}
    for grid in grids(data):
        sheet = recognise(grid, SCHEMAS)
        if sheet is None or not sheet.lines:
            continue
        rows: list[dict[str, Any]] = [{} for _ in sheet.lines]
        for column in sheet.columns:
            for row, cell in zip(rows, column.cells, strict=True):
                if column.field is not None and cell is not None:
                    row[column.field.key] = read_cell(cell, column.field, decimal_point=False)
        found[sheet.type.name] = rows
    return found


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.fixed_dictionaries({"facts": records("facts", 25), "fx_rates": records("fx_rates", 2)}))
def test_what_is_written_is_what_is_read(made: Records) -> None:
    data = make_workbook(SCHEMAS, of_values(made, SCHEMAS), {})
    assert read_values(data) == {name: list(found) for name, found in made.items() if found}


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_value_is_typed_so_that_it_reads_as_itself(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FACTS.fields))
    value = data.draw(values(field))
    assert read_cell(typed(value, field), field, decimal_point=False) == value


CELLS = [
    *(Cell("text", text) for text in HOSTILE),
    *(
        Cell("number", raw)
        for raw in ("0", "-2.02", "380000000000", "0.000000001", "0.0000001", "12.5")
    ),
    Cell("percent", "0.84"),
    Cell("date", "2025-09-12"),
    Cell("date", "2025-09-12T13:17:00"),
    Cell("undatable", "60"),
    Cell("boolean", "true"),
    Cell("error", "#REF!"),
]


def hostile(*, without: Sequence[str] = ()) -> Carried:
    """Every odd cell in a text column, a number column, a date column and one of their own."""
    made = []
    for cell in CELLS:
        if cell.raw in without:
            continue
        cells = {"quote": cell, "value": cell, "period_end": cell, "My own": cell}
        made.append(BaseRecord("facts", "", cells | {"id": Cell("text", "f")}))
    return Carried(made, {"facts": ["My own"]})


def test_every_kind_of_cell_stays_what_it_is_in_every_column() -> None:
    carried = hostile()
    data = make_workbook(SCHEMAS, carried, {})
    assert records_of(grids(data), SCHEMAS) == with_keys(carried.records)


def test_the_same_records_make_the_same_bytes() -> None:
    assert make_workbook(SCHEMAS, hostile(), {}) == make_workbook(SCHEMAS, hostile(), {})


# -- LibreOffice -----------------------------------------------------------------------------------

LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{}</value></prop></item></oor:items>"""


def saved_again(data: bytes, folder: Path, locale: str) -> bytes:
    """The workbook as LibreOffice in that locale saves it."""
    home = folder / "home"
    (home / "user").mkdir(parents=True)
    settings_file = home / "user" / "registrymodifications.xcu"
    settings_file.write_text(LOCALE.format(locale), encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in" / "facts.xlsx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={home.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder,
            folder / "in" / "facts.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "facts.xlsx").read_bytes()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("locale", ["de-DE", "it-IT"])
def test_libreoffice_saves_it_again_and_nothing_changes(locale: str, tmp_path: Path) -> None:
    # LibreOffice 7.4 itself makes LF of CRLF, and "_x0041_" of a text that reads "_x005F_x0041_".
    carried = hostile(without=("_x005F_x0041_", "one\r\ntwo"))
    data = make_workbook(SCHEMAS, carried, {})
    again = saved_again(data, tmp_path, locale)
    assert records_of(grids(again), SCHEMAS) == with_keys(carried.records)
    stamp = read_stamp(Package.open(again))
    assert stamp == read_stamp(Package.open(data)) and stamp is not None
    assert stamp[:2] == (VERSION, schemas_hash(SCHEMAS))
    for grid in grids(again):
        sheet = recognise(grid, SCHEMAS)
        assert sheet is None or {remark.code for remark in sheet.remarks} <= {"SHT006"}
