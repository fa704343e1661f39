"""A large workbook or Parquet file, whose records SQL reads and judges, is what its cells say.

Small files stand for large ones. Beside each stands how many of its records SQL holds back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from openpyxl.worksheet.table import Table, TableColumn
from records.both_ways import REST, same_both_ways


def test_a_parquet_file_is_the_same_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    columns = (
        "id varchar, value double, decimals tinyint, tags varchar[], period_end date,"
        " published timestamp, quote varchar, mine decimal(9,2), yes boolean, unit varchar"
    )
    rows = [
        ("f1", 1.5, -9, ["a"], date(2025, 2, 24), None, "q", 1.25, True, "USD"),
        (
            "f2",
            float("nan"),
            99,
            ["b; c", ""],
            None,
            "2025-01-01 10:00:00",
            " q",
            None,
            False,
            "x y",
        ),
        (None, None, None, None, None, None, None, 3, None, None),
        ("f4", 1e22, None, [None], date(1, 1, 1), None, None, None, None, " "),
        (None, None, None, [], None, None, "\u200b", None, None, None),
    ]
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"create table t ({columns})")
        connection.executemany(f"insert into t values ({', '.join('?' * 10)})", rows)
        connection.execute(f"copy t to '{path}' (format parquet)")
    same_both_ways(path, 4)


def book(folder: Path, fill: Callable[[Any], None]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Facts"
    fill(sheet)
    made.save(folder / "facts.xlsx")
    return folder / "facts.xlsx"


ODD: list[tuple[int, Any]] = [  # a column of a row that is plain but for it, from 0
    *((0, cell) for cell in (7, None, 7.5, True)),
    *((1, cell) for cell in (0.84, "380 bn", "1.234", "1.25", True, None, "=1+1", "x", 2)),
    *((2, cell) for cell in ("24.02.2025", "2025-02-24", None, 45912)),
    *((3, cell) for cell in (0.1, "billion", "2", 2.5, 2, None)),
    *((4, cell) for cell in (1.5, date(2025, 1, 1), None, False, " ")),
    *((5, cell) for cell in (" q", 7, None, 0.84, "é")),
    (6, "stray"),
]


def test_a_sheet_with_cells_of_every_kind_is_the_same_both_ways(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Our facts", None, None, None, "above"])
        sheet.append(
            ["id", "value", "period_end", "decimals", "mine", "quote", None, "_key", *REST]
        )
        for n in range(130):
            row = [f"f{n}", 1.5, date(2025, 2, 24), -9, "m", "q", None, f"k{n}", *REST.values()]
            number = n % len(ODD)
            column, row[ODD[number][0]] = ODD[number]
            sheet.append(row)
            if row[column] == 0.84:
                sheet.cell(sheet.max_row, column + 1).number_format = "0%"
        sheet.append([None, None, None, None, "only mine", None, None, "k98"])
        sheet.append([None, " ", None, None, None, "\u00a0", None, "k99"])
        sheet.append([])
        sheet.append(["f99", 99])
        sheet.column_dimensions["H"].hidden = True
        sheet.column_dimensions["E"].hidden = True

    same_both_ways(book(tmp_path, fill), 55)


def test_a_total_row_is_no_record_either_way(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        heads = ["id", "value", "quote", *REST]
        for row in (
            heads,
            *([f"f{n}", n, " q" if n < 7 else "q", *REST.values()] for n in range(120)),
            ["Total", 3],
        ):
            sheet.append(row)
        table = Table(displayName="Held", ref="A1:H122", totalsRowCount=1)
        table.tableColumns = [TableColumn(id=n, name=head) for n, head in enumerate(heads, 1)]
        sheet.add_table(table)
        sheet["A124"], sheet["B124"], sheet["J122"] = "f999", 3, "stray"

    same_both_ways(book(tmp_path, fill), 9)
