"""Templates for tests, made with XlsxWriter: Tables with all that may point at them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

UNITS = {"Yuan": '"CNY" #,##0', "Dollar": '"USD" #,##0', "Percentage": "0.0%", "Count": "#,##0"}
HEADINGS = ("Fact", "Value", "Unit", "Day", "Said")


def png() -> bytes:
    """A picture of one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    body = zlib.compress(b"\x00\xff\x00\x00")
    head = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def rich(path: Path, *, totals: bool = False, more: Callable[..., None] | None = None) -> Path:
    """A Table `figures` at B4 of a sheet, with a chart, a picture, a validation, and the like.

    `more(book, sheet, date)` adds to it before it is saved.
    """
    book = xlsxwriter.Workbook(str(path))
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True, "text_wrap": True})
    sheet = book.add_worksheet("It's here")
    sheet.write("A1", "About {{title}}", bold)
    sheet.write("B2", "{{facts}}")
    sheet.set_column("B:F", 20)
    columns: list[dict[str, Any]] = [{"header": heading} for heading in HEADINGS]
    if totals:
        columns[0]["total_string"] = "All"
        columns[1]["total_function"] = "sum"
    sheet.add_table(
        f"B4:F{6 if totals else 5}",
        {
            "name": "figures",
            "columns": columns,
            "total_row": totals,
            "style": "Table Style Light 1",
        },
    )
    sheet.write("B5", "sample", bold)
    sheet.write_number("C5", 1)
    sheet.write_number("E5", 45000, date)
    sheet.conditional_format("B5:F5", {"type": "formula", "criteria": '=$D5="USD"', "format": bold})
    sheet.data_validation("D5", {"validate": "list", "source": ["CNY", "USD"]})
    sheet.set_header("&L{{title}}&RPage &P")
    sheet.print_area("A1:F5")
    sheet.repeat_rows(3)
    book.define_name("amounts", "='It''s here'!$C$5:$C$5")
    book.define_name("first_amount", "='It''s here'!$C$5")
    other = book.add_worksheet("Other")
    other.write_formula("A1", "=SUM('It''s here'!C5:C5)", None, 1)
    other.write_formula("A2", "=SUM(figures[Value])+LOG10(1)", None, 1)
    other.insert_image("D4", "dot.png", {"image_data": io.BytesIO(png())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "Amounts", "values": "='It''s here'!$C$5:$C$5"})
    other.insert_chart("F4", chart)
    unrelated = book.add_chart({"type": "line"})
    unrelated.add_series({"values": "=Other!$H$1:$H$2"})
    other.insert_chart("F24", unrelated)
    other.add_sparkline("C1", {"range": "'It''s here'!C5:C5"})
    if more is not None:
        more(book, sheet, date)
    book.close()
    return path


def with_named_styles(path: Path, names: Sequence[str] = tuple(UNITS)) -> Path:
    """The same workbook with named styles, which XlsxWriter cannot make."""
    from toolkit.ooxml.container.package import Package

    package = Package.open(path)
    styles = package.read("xl/styles.xml").decode()
    codes = "".join(
        f'<numFmt numFmtId="{300 + n}" formatCode="{UNITS[name].replace(chr(34), "&quot;")}"/>'
        for n, name in enumerate(names)
    )
    formats = "".join(
        f'<xf numFmtId="{300 + n}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
        for n in range(len(names))
    )
    listed = "".join(f'<cellStyle name="{n}" xfId="{i}"/>' for i, n in enumerate(names, 1))
    if "<numFmts" in styles:
        styles = styles.replace("</numFmts>", codes + "</numFmts>")
    else:
        styles = styles.replace("<fonts", f"<numFmts>{codes}</numFmts><fonts", 1)
    styles = styles.replace("</cellStyleXfs>", formats + "</cellStyleXfs>")
    styles = styles.replace("</cellStyles>", listed + "</cellStyles>")
    path.write_bytes(package.to_bytes({"xl/styles.xml": styles.encode()}))
    return path


def template_folder(
    root: Path,
    queries: dict[str, str],
    *,
    toml: str = "",
    workbook: Callable[[Path], Path] | None = None,
) -> Path:
    """A template folder; the workbook is `rich` unless another one is made."""
    root.mkdir(parents=True, exist_ok=True)
    (workbook or (lambda path: with_named_styles(rich(path))))(root / "template.xlsx")
    for name, sql in queries.items():
        (root / f"{name}.sql").write_text(sql, encoding="utf-8")
    (root / "template.toml").write_text(toml or TOML, encoding="utf-8")
    return root


TOML = """
[units]
Value = "Unit"
[styles]
CNY = "Yuan"
USD = "Dollar"
percent = "Percentage"
"*" = "Count"
"""
