"""The small whole files that fuzzing spoils."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

_RECORDS = (
    {
        "id": "f1",
        "source": "s1",
        "quote": "Das Ergebnis sank um 18 % auf 3,2 Milliarden Euro.",
        "as_printed": "3,2 Milliarden Euro",
        "value": 3200000000,
        "unit": "EUR",
        "kind": "actual",
        "entity": "acme",
        "concept": "revenue",
        "period_start": "2025-01-01",
        "period_end": "2025-03-31",
    },
    {"id": "f2", "source": "s1", "value": "1.5e3", "unit": "percent", "note": "a\tb _x0041_ =1"},
)


def workbooks(folder: Path) -> Iterator[bytes]:
    """What openpyxl, XlsxWriter and factpack write, with what cells may hold."""
    import openpyxl
    import xlsxwriter
    from openpyxl.styles import NamedStyle

    path = folder / "seed.xlsx"
    headings = list(_RECORDS[0])
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet.append(headings)
    for record in _RECORDS:
        sheet.append([record.get(key) for key in headings])
    sheet["K2"], sheet["J3"] = date(2025, 3, 31), datetime(2025, 1, 2, 3, 4)
    sheet["E3"], sheet["E4"], sheet["F4"], sheet["A4"] = 0.84, "=E2*2", True, "#REF!"
    sheet["E3"].style = NamedStyle("share", number_format="0.0%")
    sheet.merge_cells("A6:B7")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("Sources").append(["id", "title", "language"])
    book.create_sheet("Hidden").sheet_state = "veryHidden"
    book.save(path)
    yield path.read_bytes()
    written = xlsxwriter.Workbook(str(path), {"date_1904": True})
    page = written.add_worksheet("Facts")
    page.write_row(0, 0, headings)
    page.write_row(1, 0, [str(value) for value in _RECORDS[0].values()])
    page.write_rich_string("C3", "three ", written.add_format({"bold": True}), "points")
    page.write_formula("E3", "=SUM(1,2)", None, 3)
    page.write_array_formula("E4:E5", "{=E2:E3}", None, 1)
    page.write_datetime("K3", datetime(2025, 9, 12), written.add_format({"num_format": "d mmm"}))
    page.add_table("A1:K3", {"columns": [{"header": heading} for heading in headings]})
    page.write_url("A9", "https://example.org/", string="far")
    page.write_comment("A1", "a note")
    written.close()
    yield path.read_bytes()


def csvs(folder: Path) -> Iterator[bytes]:
    """Separators, encodings, line ends."""
    headings = list(_RECORDS[0])
    for mark, end, coding in (
        (",", "\n", "utf-8"),
        (";", "\r\n", "cp1252"),
        ("\t", "\r\n", "utf-16"),
        (",", "\r\n", "utf-8-sig"),
    ):
        rows = [headings] + [[str(each.get(key, "")) for key in headings] for each in _RECORDS]
        quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
        yield end.join(mark.join(row) for row in quoted).encode(coding)
    yield b"sep=;\nid;value\nf1;3,2\n"


def jsonls(folder: Path) -> Iterator[bytes]:
    """Records a line each, with what JSON may hold."""
    lines = [json.dumps(record) for record in _RECORDS]
    yield "\n".join(lines).encode()
    odd = '{"id":"f3","value":1e5,"related":["f1","f2"],"note":null,"more":{"a":[1,[2]]}}'
    yield "\r\n".join([*lines, odd, '{"value":-0.10,"note":"\\ud83d\\ude00"}']).encode()


def templates(folder: Path) -> Iterator[bytes]:
    """A template that holds a Table, a chart, names, a validation and formats."""
    import xlsxwriter

    path = folder / "template.xlsx"
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Figures")
    sheet.write("A1", "About {{title}}", bold)
    heads = [{"header": heading} for heading in ("Fact", "Value")]
    sheet.add_table("B3:C4", {"name": "figures", "columns": heads})
    sheet.write_number("C4", 1, bold)
    sheet.write("B7", "below")
    sheet.conditional_format("C4", {"type": "data_bar"})
    sheet.data_validation("C4", {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.print_area("A1:C4")
    sheet.merge_range("A9:C9", "across")
    book.define_name("amounts", "=Figures!$C$4:$C$4")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Figures!$C$4:$C$4"})
    sheet.insert_chart("E3", chart)
    book.close()
    yield path.read_bytes()


_ROWS = (("f1", 3), ("f2", 4), ("f3", 5))
_TOML = '[styles]\n"*" = "Normal"\n'
_SQL = 'select id as "Fact", value as "Value", [id] as facts from facts'


def filled_again(folder: Path, workbook: bytes) -> str:
    """What goes wrong when this template's workbook is filled with three rows and read again."""
    from toolkit.errors import FactpackError
    from toolkit.ooxml.filling.words import Word
    from toolkit.pack.book import fill_workbook
    from toolkit.pack.result import Result
    from toolkit.readers.xlsx import read_workbook

    template = _template(folder)
    template.workbook.write_bytes(workbook)
    result = Result(
        template.queries[0],
        ("Fact", "Value"),
        ("VARCHAR", "BIGINT"),
        _ROWS,
        tuple((row[0],) for row in _ROWS),
    )
    words: dict[str, Word] = {"title": "Title"}
    path = folder / "made.xlsx"
    try:
        with path.open("wb+") as out:
            fill_workbook(template, [result], words, date(2025, 1, 1), out)
    except FactpackError:
        return ""
    try:
        grids = read_workbook(path, "made.xlsx")
    except FactpackError as error:
        return f"the pack cannot be read: {error.what}"
    held = {cell.raw for grid in grids for row in grid.rows for cell in row.cells.values()}
    missing = {str(value) for row in _ROWS for value in row} - held
    return f"the pack lacks {sorted(missing)}" if missing else ""


@cache
def _template(folder: Path):  # type: ignore[no-untyped-def]
    from toolkit.pack.template import load_template

    folder.mkdir(exist_ok=True)
    (folder / "template.xlsx").write_bytes(b"")
    (folder / "figures.sql").write_text(_SQL, encoding="utf-8")
    (folder / "template.toml").write_text(_TOML, encoding="utf-8")
    return load_template(folder)
