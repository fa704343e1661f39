"""A file read both ways: each record by SQL where it can be, and every cell by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from toolkit.dossier import data_folder
from toolkit.readers import read
from toolkit.readers.staged import Staging
from toolkit.records import heldback
from toolkit.records.columnar import take
from toolkit.records.heldback import validated
from toolkit.records.sheets import Sheet, heading_of, recognise
from toolkit.records.validate import Typed, validate
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
LANGUAGES = {"wire": "de", "nyt": "en"}
# What a fact must have beside its id and value.
REST = {"entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft"}


def typed(path: Path, staging: Staging | None) -> Iterator[Typed]:
    """Each sheet of records in the file, read swiftly with `staging`."""
    for grid in read(path, path.name, staging):
        if staging is not None and grid.staged is not None:
            sheet = take(grid, SCHEMAS, staging)
            assert sheet is not None and sheet.table is not None and sheet.staged is None
            yield validated(sheet, SCHEMAS, LANGUAGES)
        elif (sheet := recognise(grid, SCHEMAS)) is not None:
            yield validate(sheet, SCHEMAS, LANGUAGES)


def said(one: Typed) -> dict[str, Any]:
    sheet = one.sheet
    return {
        "sheet": (sheet.type.name, sheet.file, sheet.name, sheet.header, sheet.decimal_point),
        "lines": list(sheet.lines),
        "columns": [(c.number, c.heading, c.field and c.field.key) for c in sheet.columns],
        "cells": {column.number: list(column.cells) for column in sheet.columns},
        "remarks": sorted(sheet.remarks),
        "values": {key: list(values) for key, values in one.values.items()},
        "findings": sorted(map(repr, one.findings)),
    }


def held_back(sheet: Sheet) -> int:
    assert sheet.table is not None
    return sum(1 for _ in heldback.cells_of(sheet.table, "true"))


def same_both_ways(path: Path, held: int) -> None:
    """Asserts that all is the same, where SQL holds back so many records."""
    slow = [said(one) for one in typed(path, None)]
    with duckdb.connect(":memory:") as connection:
        staging = Staging(lambda: connection, heading_of(SCHEMAS), least=0)
        swift = list(typed(path, staging))
        for one, other in zip(map(said, swift), slow, strict=True):
            for part, expected in other.items():
                assert one[part] == expected, part
        for one in swift:
            table = one.sheet.table
            assert table is not None and table.count == len(table.lines()) == len(one.sheet.lines)
            assert len(one.values) == len(list(one.values)) == len(one.sheet.type.fields)
            for column in one.sheet.columns:
                if len(column.cells):
                    assert column.cells[0] == next(iter(column.cells))
                    assert column.cells[-1:] == list(column.cells)[-1:]
        assert [held_back(one.sheet) for one in swift] == [held]
        left = connection.execute("select table_name from duckdb_tables()").fetchall()
        assert len(left) == len(swift)  # nothing is left behind but the sheets
