"""Workbooks as analysts have them: charts, pictures, pivots, slicers, macros, notes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import xlsxwriter
from ooxml.build import MAIN, SPREADSHEET, packed, parts, relationships, sheet
from openpyxl.comments import Comment

from toolkit.findings import Finding

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SLICERS = "http://schemas.microsoft.com/office/2007/relationships/slicer"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def finding(
    cell: str | None, sheet: str | None = "Facts", code: str = "SCH003", **said: str
) -> Finding:
    told = {
        "severity": "error",
        "message": "Kind is 'rumor', which is not one of actual, plan",
        "fix": "did you mean 'rumour'?",
        "value": "rumor",
    } | said
    return Finding(
        code=code,
        severity=told["severity"],  # type: ignore[arg-type]
        type="facts",
        record="f1",
        field="kind",
        file="facts.xlsx",
        sheet=sheet,
        cell=cell,
        line=None,
        value=told["value"],
        message=told["message"],
        fix=told["fix"],
    )


def picture() -> bytes:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + pixel + chunk(b"IEND", b"")


def rich(tmp: Path, *, macros: bool = False) -> bytes:
    """By XlsxWriter: chart, sparkline, picture, notes, Table, formats, drop-down, macros."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    red = book.add_format({"bg_color": "#FFFF00", "num_format": "0.0%", "bold": True, "border": 1})
    dark = book.add_format({"bg_color": "#1F3864", "font_color": "#FFFFFF", "bold": True})
    facts = book.add_worksheet("Facts")
    facts.write_row("A1", ["Id", "Kind", "Value"], dark)
    facts.write_row("A2", ["f1", "rumor", 0.5])
    facts.write("C2", 0.5, red)
    facts.write_formula("C3", "=C2*2", None, 1)
    facts.write_comment("A2", "Anna: checked against page 4", {"author": "Anna"})
    facts.write_comment("C2", "Ben asks why", {"author": "Ben", "visible": True})
    facts.add_sparkline("E2", {"range": "Facts!C2:C3"})
    facts.conditional_format("C2:C9", {"type": "data_bar"})
    facts.data_validation("B2:B9", {"validate": "list", "source": ["actual", "rumour"]})
    facts.add_table("G1:H3", {"name": "Side"})
    facts.insert_image("J2", "dot.png", {"image_data": io.BytesIO(picture())})
    facts.set_column("L:L", 30, red)
    facts.merge_range("A6:B7", "merged")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Facts!$C$2:$C$3"})
    facts.insert_chart("N2", chart)
    facts.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(picture())})
    book.add_worksheet("Plain").write("A1", "nothing else")
    book.define_name("Area", "=Facts!$A$1:$C$3")
    if macros:
        project = tmp / "vbaProject.bin"
        project.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
        book.add_vba_project(str(project))
    book.close()
    return out.getvalue()


def with_parts(
    data: bytes, parts: dict[str, str], arrows: dict[str, list[tuple[str, str]]]
) -> bytes:
    """The workbook with more parts, and relationships to them from the parts that are there."""
    source = zipfile.ZipFile(io.BytesIO(data))
    held = {name: source.read(name) for name in source.namelist()}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.made-{n}+xml"/>'
        for n, name in enumerate(parts)
    ).encode()
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(
        b"</Types>", types + b"</Types>"
    )
    for name, added in arrows.items():
        more = "".join(
            f'<Relationship Id="rIdMore{n}" Type="{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(added)
        ).encode()
        held[name] = held[name].replace(b"</Relationships>", more + b"</Relationships>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in (held | {name: text.encode() for name, text in parts.items()}).items():
            made.writestr(name, content)
    return out.getvalue()


def pivoted(tmp: Path) -> bytes:
    """With the parts of a pivot table and of a slicer, as Excel names and relates them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_parts(
        rich(tmp),
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{main}"/>',
            "xl/pivotTables/pivotTable1.xml": f'<pivotTableDefinition xmlns="{main}" name="P"/>',
            "xl/slicers/slicer1.xml": f'<slicers xmlns="{main}"/>',
        },
        {
            "xl/_rels/workbook.xml.rels": [
                (f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
            ],
            "xl/worksheets/_rels/sheet1.xml.rels": [
                (f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
                (SLICERS, "../slicers/slicer1.xml"),
            ],
        },
    )


def threaded() -> bytes:
    """A threaded comment at B2, with the stand-in that Excel writes for older programs."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet.append(["Id", "Kind"])
    sheet.append(["f1", "rumor"])
    sheet["B2"].comment = Comment("[Threaded comment] Why?", "tc={0A0B}")
    sheet["A2"].comment = Comment("my own", "Anna")
    book.save(out)
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="B2" id="{0A0B}"><text>Why?</text>'
        "</threadedComment></ThreadedComments>"
    )
    return with_parts(
        out.getvalue(),
        {"xl/threadedComments/threadedComment1.xml": thread},
        {
            "xl/worksheets/_rels/sheet1.xml.rels": [
                (THREADS, "../threadedComments/threadedComment1.xml")
            ]
        },
    )


def noted() -> bytes:
    """By hand: uneven rows and columns, and notes in every shape that a file may have."""
    main, spaces = f'xmlns="{MAIN}"', 'xmlns:v="urn:schemas-microsoft-com:vml"'
    rows = (
        '<row r="1" ht="30" hidden="0"><c t="inlineStr"><is><t>Id</t></is></c><c r="B1"/></row>'
        '<row r="2" s="1" customFormat="1" spans="1:3"><c r="A2"/>'
        '<c r="C2" s="1"><v>1</v></c></row>'
        '<row r="4" hidden="1"><c r="B4" s="2"/></row><row r="5" ht="odd"/>'
    )
    before = (
        '<dimension ref="A1:C5"/><sheetFormatPr defaultColWidth="12.5" defaultRowHeight="18"/>'
        '<cols><col min="2" max="2" width="20"/><col min="3" max="3" hidden="1"/>'
        '<col min="12" max="14" style="1" width="wide"/></cols>'
    )
    after = '<mergeCells><mergeCell ref="A6:B7"/></mergeCells><legacyDrawing r:id="rId2"/>'
    here = sheet(rows, before=before, after=after)
    made = parts(
        here.replace("<worksheet ", f'<worksheet xmlns:r="{OFFICE}" '), formats=["0.00", "@"]
    )
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace('name="S1"', 'name="Facts"')
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(
        ("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.vml")
    )
    notes = {
        "A2": (0, "<t>plain</t>"),
        "B2": (0, "<r><rPr><b/></rPr><t>two </t></r><r><t>runs</t></r><rPh><t>hint</t></rPh>"),
        "C2": (1, "<t>[Threaded comment]</t>"),
        "B1": (7, ""),
        "": (0, "<t>nowhere</t>"),
    }
    listed = "".join(
        f'<comment ref="{at}" authorId="{author}"><text>{text}</text></comment>'
        for at, (author, text) in notes.items()
    )
    made["xl/comments1.xml"] = (
        f"<comments {main}><authors><author>Anna</author><author>tc={{1}}</author></authors>"
        f"<commentList>{listed}</commentList></comments>"
    )
    boxes = "".join(
        f'<v:shape id="s{n}"><x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>'
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        for n, (kind, row, column, anchor) in enumerate(
            [
                ("Note", 1, 0, "1, 15, 0, 10, 3, 15, 4, 4"),
                ("Note", 1, 1, "2, 15, 0, 10, 4, 15, 4"),
                ("Note", 0, 1, "2, 15, 0, 10, 4, 15, x, 4"),
                ("Button", 1, 0, "1, 15, 0, 10, 3, 15, 4, 4"),
            ]
        )
    )
    made["xl/drawings/vmlDrawing1.vml"] = (
        f'<xml {spaces} xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout>'
        f'<o:idmap data="1, 3"/></o:shapelayout>{boxes}</xml>'
    )
    types = str(made["[Content_Types].xml"])
    drawing = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    vml = f'<Default Extension="vml" ContentType="{drawing}"/>'
    notes_type = (
        f'<Override PartName="/xl/comments1.xml" ContentType="{SPREADSHEET}.comments+xml"/>'
    )
    made["[Content_Types].xml"] = types.replace("</Types>", f"{vml}{notes_type}</Types>")
    return packed(made)
