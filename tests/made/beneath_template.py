# ruff: noqa: E501
"""A template whose Table has much beneath and beside it, all of which points at something."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlsxwriter
from made.templates import png


def beneath(path: Path, *, sample: int = 1) -> Path:
    """Sheet Data: a Table `figures` at B4:D5, a block at F4:G8 that stays, the rest beneath.

    The Table has `sample` rows; all that stands beneath is that much lower.
    """
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Data")
    down = sample - 1
    last = 4 + sample
    sheet.add_table(f"B4:D{last}", {"name": "figures", "columns": [
        {"header": "Name"}, {"header": "Value"}, {"header": "Double", "formula": "=C5*2"}]})  # fmt: skip
    for row in range(5, last + 1):
        sheet.write(f"B{row}", "sample")
        sheet.write(f"C{row}", row)
    for n, row in enumerate(range(4, 9)):
        sheet.write(f"F{row}", f"card {n}")
        sheet.write(f"G{row}", n * 10)
    at = {name: row + down for name, row in AT.items()}
    sheet.merge_range(f"A{at['title']}:D{at['title']}", "Beneath", bold)
    sheet.write(f"B{at['total']}", "Total of the column")
    sheet.write_formula(f"C{at['total']}", f"=SUM(C5:C{last})", None, 5)
    sheet.write_formula(f"D{at['total']}", f"=C{at['total']}*$G$5", None, 50)
    sheet.write_array_formula(f"C{at['array']}:C{at['array']}", f"{{=SUM(C5:C{last}*2)}}", None, 10)
    sheet.write(f"B{at['link']}", "To the total")
    sheet.write_url(f"C{at['link']}", f"internal:Data!C{at['total']}", string="here")
    sheet.write_comment(f"B{at['link']}", "a comment")
    sheet.data_validation(f"C{at['choice']}", {"validate": "list", "source": f"=$B${at['total']}:$B${at['link']}"})  # fmt: skip
    sheet.write(f"B{at['choice']}", "Choose")
    sheet.conditional_format(f"C{at['total']}:D{at['choice']}", {"type": "formula", "criteria": f"=C{at['total']}>$C${at['total']}", "format": bold})  # fmt: skip
    sheet.conditional_format(f"C5:C{last}", {"type": "data_bar"})
    sheet.add_table(f"B{at['other']}:C{at['other'] + 2}", {"name": "other", "columns": [{"header": "K"}, {"header": "V"}]})  # fmt: skip
    for n in (1, 2):
        sheet.write(f"B{at['other'] + n}", f"k{n}")
        sheet.write(f"C{at['other'] + n}", n)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": f"=Data!$B$5:$B${last}", "values": f"=Data!$C$5:$C${last}"})
    sheet.insert_chart(f"B{at['chart']}", chart)
    sheet.insert_image(f"I{at['chart']}", "dot.png", {"image_data": io.BytesIO(png())})
    sheet.set_row(at["total"] - 1, 33)
    sheet.set_h_pagebreaks([at["other"] - 1])
    sheet.print_area(f"A1:G{at['chart'] + 15}")
    sheet.write("A1", "{{title}}")
    sheet.ignore_errors({"number_stored_as_text": f"B{at['choice']}"})
    sheet.add_sparkline(f"E{at['total']}", {"range": f"Data!C{at['other'] + 1}:C{at['other'] + 2}"})
    away = book.add_worksheet("Away")
    away.write_formula("A1", f"=Data!C{at['total']}", None, 5)
    away.write_formula("A2", "=SUM(other[V])", None, 3)
    away.write_formula("A3", "=1+1", None, 2)
    away.write_formula("A4", f"=VLOOKUP(\"k1\",Data!$B${at['other']}:$C${at['other'] + 2},2,FALSE)", None, 1)  # fmt: skip
    book.define_name("total", f"=Data!$C${at['total']}")
    book.define_name("whole", f"=Data!$B$5:$D${last}")
    book.close()
    return path


AT: dict[str, Any] = {
    "title": 7,
    "total": 9,
    "array": 10,
    "link": 11,
    "choice": 12,
    "other": 15,
    "chart": 20,
}
