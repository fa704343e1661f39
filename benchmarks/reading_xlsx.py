"""Workbooks of many rows: factpack's table in DuckDB beside other readers, on the same facts.

    python benchmarks/reading_xlsx.py [--rows N …] [--runs N]

factpack looks into the package first, keeps every guard on, tells each cell's kind, and then is
asked a question of its table. The others give values alone.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import facts
import writing
from measure import main


def workbook(folder: Path, rows: int) -> Path:
    """A workbook of so many facts, as factpack's export writes them."""
    return folder / f"reading-{rows}.xlsx"


def prepare(folder: Path, rows: int) -> None:
    path = workbook(folder, rows)
    if not path.exists():
        writing.prepare(folder, rows)
        writing.factpack(folder, rows)
        (folder / "factpack.xlsx").rename(path)


def factpack(folder: Path, rows: int) -> None:
    import duckdb

    from toolkit.readers.staged import Staging
    from toolkit.readers.xlsx import read_workbook

    path = workbook(folder, rows)
    with duckdb.connect() as connection:
        staging = Staging(lambda: connection, lambda *_: 1, least=1)
        (grid,) = read_workbook(path, path.name, staging=staging)
        assert grid.staged is not None and not grid.remarks
        asked = f"select count(*), sum(c7::double), count(c22) from {grid.staged.table}"
        counted, total, last = connection.execute(asked).fetchone() or (0, 0, 0)
    assert counted == last == rows and total > 0 and len(grid.staged.columns) == len(facts.COLUMNS)


def fastexcel(folder: Path, rows: int) -> None:
    import fastexcel as library

    table = library.read_excel(str(workbook(folder, rows))).load_sheet(0).to_arrow()
    assert table.num_rows == rows


def python_calamine(folder: Path, rows: int) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(workbook(folder, rows)))
    assert len(book.get_sheet_by_index(0).to_python()) == rows + 1


def duckdb_read_xlsx(folder: Path, rows: int) -> None:
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        try:
            connection.execute("load excel")
        except duckdb.Error as error:
            raise ImportError("DuckDB's extension excel is not installed") from error
        asked = f"create table t as from read_xlsx('{workbook(folder, rows)}', all_varchar = true)"
        connection.execute(asked)


def openpyxl_read_only(folder: Path, rows: int) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(workbook(folder, rows), read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows(values_only=True)) == rows + 1


if __name__ == "__main__":
    jobs = SimpleNamespace(
        factpack=factpack,
        fastexcel=fastexcel,
        python_calamine=python_calamine,
        duckdb_read_xlsx=duckdb_read_xlsx,
        openpyxl_read_only=openpyxl_read_only,
    )
    main("Reading workbooks", vars(jobs), prepare, sizes=(20_000,), slow=("openpyxl_read_only",))
