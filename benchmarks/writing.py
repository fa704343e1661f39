"""Workbooks of many rows: factpack's streamed Table beside other writers, on the same facts."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import facts
from measure import main


def _template(folder: Path) -> Path:
    """A template with one Table of the facts' columns, styled, with a frozen heading."""
    path = folder / "writing-template"
    if not (path / "template.xlsx").exists():
        from openpyxl import Workbook
        from openpyxl.worksheet.table import Table, TableStyleInfo

        path.mkdir(parents=True, exist_ok=True)
        book = Workbook()
        sheet: Any = book.active
        sheet.title = "Facts"
        sheet.append(list(facts.COLUMNS))
        sheet.append([None] * len(facts.COLUMNS))
        for number, name in enumerate(facts.COLUMNS, 1):
            cell = sheet.cell(2, number)
            cell.number_format = (
                "yyyy-mm-dd" if "period" in name else "#,##0.00" if "value" in name else "General"
            )
        table = Table(displayName="facts", ref="A1:V2")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
        sheet.add_table(table)
        sheet.freeze_panes = "B2"
        book.save(path / "template.xlsx")
        (path / "facts.sql").write_text("from facts", encoding="utf-8")
    return path


def factpack(folder: Path, rows: int) -> None:
    from toolkit.database import Database
    from toolkit.pack.book import fill_workbook
    from toolkit.pack.result import Result
    from toolkit.pack.rows.longrows import LongRows
    from toolkit.pack.template import load_template

    template = load_template(_template(folder))
    with Database(facts.database(folder, rows)) as database:
        columns, _ = database.fetch("from facts limit 0")
        asked = "select data_type from duckdb_columns() where table_name = 'facts'"
        types = tuple(kind for (kind,) in database.fetch(f"{asked} order by column_index")[1])
        given = LongRows(database, "facts", tuple)
        result = Result(template.queries[0], columns, types, given, [()] * len(given))
        day = datetime.date(2025, 9, 26)
        with (folder / "factpack.xlsx").open("wb+") as out:
            fill_workbook(template, [result], {"title": "Facts"}, day, out)


def xlsxwriter_constant_memory(folder: Path, rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(folder / "xlsxwriter.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Facts")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        amount = book.add_format({"num_format": "#,##0.00"})
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, facts.COLUMNS)
        for number, row in enumerate(facts.tuples(folder, rows), 1):
            for column, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, datetime.date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_number(number, column, value, amount if column < 8 else None)


def openpyxl_write_only(folder: Path, rows: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Facts")
    sheet.append(facts.COLUMNS)
    for row in facts.tuples(folder, rows):
        sheet.append(row)
    book.save(folder / "openpyxl.xlsx")


def jetxl(folder: Path, rows: int) -> None:
    import jetxl as library

    library.write_sheet_arrow(
        _doubles(facts.arrow(folder, rows)),
        str(folder / "jetxl.xlsx"),
        sheet_name="Facts",
        freeze_rows=1,
        column_formats={"period_start": "date", "period_end": "date", "value": "decimal2"},
    )


def xlsxturbo(folder: Path, rows: int) -> None:
    import polars
    import xlsxturbo as library

    frame = polars.from_arrow(_doubles(facts.arrow(folder, rows)))
    library.df_to_xlsx(frame, str(folder / "xlsxturbo.xlsx"), constant_memory=True)


def rustpy_xlsxwriter(folder: Path, rows: int) -> None:
    from rustpy_xlsxwriter import write_worksheet

    names = facts.COLUMNS
    records = (
        dict(zip(names, (float(v) if hasattr(v, "as_tuple") else v for v in row), strict=True))
        for row in facts.tuples(folder, rows)
    )
    write_worksheet(records, str(folder / "rustpy.xlsx"))


def _doubles(table: Any) -> Any:
    """The peers take no exact decimals: the same columns as doubles."""
    import pyarrow

    for number, field in enumerate(table.schema):
        if pyarrow.types.is_decimal(field.type):
            cast = table.column(number).cast(pyarrow.float64())
            table = table.set_column(number, field.name, cast)
    return table


def prepare(folder: Path, rows: int) -> None:
    facts.database(folder, rows)
    _template(folder)


if __name__ == "__main__":
    jobs = SimpleNamespace(
        factpack=factpack,
        jetxl=jetxl,
        xlsxturbo=xlsxturbo,
        rustpy_xlsxwriter=rustpy_xlsxwriter,
        xlsxwriter_constant_memory=xlsxwriter_constant_memory,
        openpyxl_write_only=openpyxl_write_only,
    )
    main(
        "Writing workbooks",
        vars(jobs),
        prepare,
        sizes=(20_000,),
        slow=("rustpy_xlsxwriter", "xlsxwriter_constant_memory", "openpyxl_write_only"),
    )
