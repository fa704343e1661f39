"""`factpack inspect`: everything that a workbook carries is listed, with its cells or its part."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest
from attacks import base
from attacks.base import BOOK, BOOK_RELS, SHEET, STYLES, arrow, book, but, relationships, sheet
from click.testing import CliRunner

from toolkit.cli.inspect import command
from toolkit.errors import UnreadableFile
from toolkit.inspection.book import inspect_workbook
from toolkit.inspection.carried import GROUPS, Carried
from toolkit.inspection.reading import pieces
from toolkit.inspection.telling import as_json, as_text
from toolkit.ooxml.container.package import Package

SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
EXTERNAL = ' TargetMode="External"'


def of_sheet(*rows: str, before: str = "", after: str = "", **more: bytes) -> dict[str, bytes]:
    return {SHEET: sheet([*base.fact_rows(), *rows], before=before, after=after), **more}


def rows(number: int, *formulas: str) -> str:
    cells = "".join(f'<c r="{"ABCDEFGH"[n]}{number}">{f}</c>' for n, f in enumerate(formulas))
    return base.row(number, cells)


def core(xml: str) -> dict[str, bytes]:
    namespaces = 'xmlns:cp="urn:cp" xmlns:dc="urn:dc"'
    root = relationships(
        arrow("rId1", "officeDocument", "xl/workbook.xml"),
        arrow("rId2", "core-properties", "docProps/core.xml"),
    )
    return {
        "_rels/.rels": root,
        "docProps/core.xml": f"<cp:coreProperties {namespaces}>{xml}</cp:coreProperties>".encode(),
    }


def named(xml: str) -> dict[str, bytes]:
    """The workbook with one defined name."""
    return {BOOK: book(after=f"<definedNames><definedName {xml}</definedName></definedNames>")}


def linked(
    kind: str, target: str, data: bytes, more: dict[str, bytes] | None = None
) -> dict[str, bytes]:
    """A part that the workbook points at."""
    return {
        BOOK_RELS: relationships(*base.BOOK_ARROWS, arrow("rId9", kind, target)),
        f"xl/{target}": data,
        **(more or {}),
    }


def exif() -> bytes:
    """A JPEG's Exif block with a camera and a place."""
    entries = struct.pack("<HHI4s", 0x010F, 2, 4, b"Cam\0") + struct.pack("<HHII", 0x8825, 4, 1, 90)
    body = b"Exif\0\0II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda"


def png() -> bytes:
    body = b"Author\0Anna"
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk


HYPERLINKS = "<hyperlinks>{}</hyperlinks>".format(
    "".join(f'<hyperlink ref="A{n}" r:id="rId{n}"/>' for n in range(1, 6))
)
ADDRESSES = ("https://a.example", "mailto:a@b.example", "file:///C:/x", "\\\\host\\share", "tel:1")
LINKED = relationships(
    *(arrow(f"rId{n}", "hyperlink", each, EXTERNAL) for n, each in enumerate(ADDRESSES, 1))
)
STYLED = (
    base.styles()
    .replace(
        b'<fonts count="1"><font><sz val="11"/></font></fonts>',
        b'<fonts><font><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font>'
        b'<font><sz val="1"/></font></fonts>',
    )
    .replace(
        b"</cellXfs>",
        b'<xf fontId="1"/><xf fontId="2"/><xf numFmtId="170"/></cellXfs>',
    )
    .replace(b"<fonts>", b'<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts>')
)

# The parts that are changed, and what must be found: kind, sheet, cells, count, words.
FOUND: dict[str, tuple[dict[str, bytes], tuple[str, str | None, tuple[str, ...], int, str]]] = {
    "a hidden sheet": (
        {BOOK: book(base.LISTED.replace('sheetId="2"', 'sheetId="2" state="hidden"'))},
        ("hidden_sheet", "Entities", (), 1, "hidden"),
    ),
    "a very hidden sheet": (
        {BOOK: book(base.LISTED.replace('sheetId="2"', 'sheetId="2" state="veryHidden"'))},
        ("very_hidden_sheet", "Entities", (), 1, "very hidden"),
    ),
    "hidden rows with values": (
        {SHEET: sheet().replace(b'<row r="3"', b'<row hidden="1" r="3"')},
        ("hidden_rows", "Facts", ("3:3",), 1, "row 3 is hidden, with 9 values"),
    ),
    "hidden columns": (
        of_sheet(before='<cols><col min="7" max="8" hidden="1"/></cols>'),
        ("hidden_columns", "Facts", ("G:H",), 1, "columns G to H are hidden, with 8 values"),
    ),
    "a filter": (
        of_sheet(after='<autoFilter ref="A1:I4"><filterColumn colId="0"/></autoFilter>'),
        ("filter", "Facts", ("A1:I4",), 1, "filter is set"),
    ),
    "a hidden name": (
        named('name="n" hidden="1">1'),
        ("hidden_name", None, (), 1, "the name n (=1) is hidden"),
    ),
    "a name that runs": (
        named("name='Auto_Open'>M!$A$1"),
        ("automatic_name", None, (), 1, "runs when the file opens"),
    ),
    "a broken name of one sheet": (
        named('name="n" localSheetId="1">#REF!'),
        ("broken_name", "Entities", (), 1, "points at nothing"),
    ),
    "a name that looks outside": (
        named("name='n'>[1]S!$A$1"),
        ("external_name", None, (), 1, "looks outside"),
    ),
    "white on white": (
        of_sheet(base.row(9, '<c r="A9" s="3"><v>7</v></c>'), **{STYLES: STYLED}),
        ("concealed_value", "Facts", ("A9",), 1, "white on white"),
    ),
    "a tiny font": (
        of_sheet(base.row(9, '<c r="A9" s="4"><v>7</v></c><c r="B9" s="4"/>'), **{STYLES: STYLED}),
        ("concealed_value", "Facts", ("A9",), 1, "1 points high"),
    ),
    "a format that shows nothing": (
        of_sheet(base.row(9, '<c r="A9" s="5"><v>7</v></c>'), **{STYLES: STYLED}),
        ("concealed_value", "Facts", ("A9",), 1, "shows nothing"),
    ),
    "a pivot table's memory": (
        linked(
            "pivotCacheDefinition",
            "pivotCache/pivotCacheDefinition1.xml",
            b'<pivotCacheDefinition recordCount="12" refreshedBy="Anna"><cacheSource>'
            b'<worksheetSource ref="A1:B9" sheet="Old"/></cacheSource></pivotCacheDefinition>',
            {
                "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships(
                    arrow("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")
                ),
                "xl/pivotCache/pivotCacheRecords1.xml": b"<pivotCacheRecords/>",
            },
        ),
        ("pivot_cache", None, (), 1, "with 12 rows of Old!A1:B9"),
    ),
    "macros": (
        linked("vbaProject", "vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        ("macros", None, (), 1, "macros (VBA)"),
    ),
    "an ActiveX control": (
        linked("control", "activeX/activeX1.xml", b"<ocx/>"),
        ("activex", None, (), 1, "ActiveX"),
    ),
    "an embedded file": (
        linked("package", "embeddings/x.docx", b"PK"),
        ("embedded_object", None, (), 1, "embedded file"),
    ),
    "a link to another workbook": (
        linked(
            "externalLink",
            "externalLinks/externalLink1.xml",
            b'<externalLink><externalBook><cell r="A1"/></externalBook></externalLink>',
            {
                "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                    arrow("rId1", "externalLinkPath", "file:///C:/secret.xlsx", EXTERNAL)
                )
            },
        ),
        ("external_workbook", None, (), 1, "file:///C:/secret.xlsx, with 1 of its values"),
    ),
    "a link to another program": (
        linked(
            "externalLink",
            "externalLinks/externalLink1.xml",
            b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        ),
        ("dde_link", None, (), 1, "cmd|/c calc"),
    ),
    "a connection without its password": (
        linked(
            "connections",
            "connections.xml",
            b'<connections><connection name="DWH" savePassword="1"><dbPr connection="Server=x;'
            b'Password=hunter2;" command="select 1"/></connection></connections>',
        ),
        ("connection", None, (), 1, "'DWH' to Server=x;Password=…; select 1, its password saved"),
    ),
    "links by odd schemes": (
        of_sheet(
            after=HYPERLINKS,
            **{SHEET_RELS: LINKED},
        ),
        ("odd_link", "Facts", ("A4",), 1, r"to a machine in the network: \\host\share"),
    ),
    "ordinary links are counted": (
        of_sheet(
            after=HYPERLINKS,
            **{SHEET_RELS: LINKED},
        ),
        ("link", "Facts", ("A1", "A2"), 2, "links to the web"),
    ),
    "formulas that reach out": (
        of_sheet(rows(9, "<f>WEBSERVICE(A1)</f><v>1</v>", "<f>&quot;RTD(&quot;</f><v>1</v>")),
        ("reaching_formula", "Facts", ("A9",), 1, "WEBSERVICE"),
    ),
    "formulas of another workbook": (
        of_sheet(rows(9, "<f>[1]Old!A1</f><v>1</v>", "<f>T[1]</f><v>1</v>")),
        ("external_formula", "Facts", ("A9", "B9"), 2, "[1]Old!A1"),
    ),
    "formulas that make links": (
        of_sheet(rows(9, "<f>HYPERLINK(A1)</f><v>1</v>")),
        ("hyperlink_formula", "Facts", ("A9",), 1, "HYPERLINK(A1)"),
    ),
    "errors": (
        of_sheet(base.row(9, '<c r="A9" t="e"><v>#REF!</v></c><c r="C9" t="e"><v>#REF!</v></c>')),
        ("error_value", "Facts", ("A9", "C9"), 2, "#REF!"),
    ),
    "formulas without results": (
        of_sheet(rows(9, "<f>1+1</f>", "<f>1+1</f><v>2</v>", "<f>2</f><v/>")),
        ("uncached_formula", "Facts", ("A9", "C9"), 2, "without their results"),
    ),
    "merged cells": (
        of_sheet(after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        ("merged_cells", "Facts", ("A1:B1",), 1, "merged"),
    ),
    "a cell twice": (
        {SHEET: sheet().replace(b'<c r="H2"', b'<c r="G2"><v>9</v></c><c r="H2"')},
        ("misplaced_cell", "Facts", ("G2",), 1, "twice"),
    ),
    "an author": (
        core("<dc:creator>Anna &amp; Co</dc:creator>"),
        ("property", None, (), 1, "author: Anna & Co"),
    ),
    "where it was saved": (
        {BOOK: book(before='<absPath url="C:\\Users\\anna\\"/>')},
        ("saved_at", None, (), 1, "C:\\Users\\anna\\"),
    ),
    "a path in a drawing": (
        linked("drawing", "drawings/drawing1.xml", b'<d descr="C:\\Users\\anna\\x.png"/>'),
        ("path", None, (), 1, "C:\\Users\\anna\\x.png"),
    ),
    "a printer": (
        linked("printerSettings", "printerSettings/p1.bin", "HP\0".encode("utf-16-le") * 9),
        ("printer", None, (), 1, "HP"),
    ),
    "a picture's place": (
        linked("image", "media/image1.jpg", exif()),
        ("picture", None, (), 1, "where it was taken"),
    ),
    "a picture's camera": (
        linked("image", "media/image1.jpg", exif()),
        ("picture", None, (), 1, "camera: Cam"),
    ),
    "a picture's text": (
        linked("image", "media/image1.png", png()),
        ("picture", None, (), 1, "Author: Anna"),
    ),
    "drop-downs": (
        of_sheet(
            after='<dataValidation type="list" sqref="A2:A9 B2"/>'
        ),
        ("data_validation", "Facts", ("A2:A9", "B2"), 2, "drop-downs"),
    ),
    "a protected sheet": (
        of_sheet(after='<sheetProtection sheet="1" algorithmName="SHA-512"/>'),
        ("protected_sheet", "Facts", (), 1, "by a password"),
    ),
    "a protected workbook": (
        {BOOK: book(before='<workbookProtection lockStructure="1"/>')},
        ("protected_workbook", None, (), 1, "Structure"),
    ),
    "notes and who wrote them": (
        of_sheet(
            **{
                SHEET_RELS: relationships(arrow("rId1", "comments", "../comments1.xml")),
                "xl/comments1.xml": b"<comments><authors><author>Anna</author></authors>"
                b'<commentList><comment ref="B2"/><comment ref="B3"/></commentList></comments>',
            }
        ),
        ("note", "Facts", ("B2", "B3"), 2, "notes"),
    ),
    "custom XML": (
        {
            BOOK_RELS: relationships(
                *base.BOOK_ARROWS, arrow("rId9", "customXml", "../customXml/item1.xml")
            ),
            "customXml/item1.xml": b"<a/>",
        },
        ("custom_xml", None, (), 1, "custom XML"),
    ),
    "a part that nothing points at": (
        {"xl/secret.dat": b"x"},
        ("stray_part", None, (), 1, "nothing points at"),
    ),
}  # fmt: skip


def inspected(folder: Path, parts: dict[str, bytes]) -> tuple[Carried, ...]:
    path = folder / "book.xlsx"
    path.write_bytes(but(parts))
    return inspect_workbook(path).carried


@pytest.mark.parametrize("name", FOUND)
def test_what_is_carried_is_found_with_its_place(name: str, tmp_path: Path) -> None:
    parts, (kind, where, cells, count, words) = FOUND[name]
    those = [one for one in inspected(tmp_path, parts) if one.kind == kind and words in one.what]
    assert [(one.sheet, one.cells, one.count) for one in those] == [(where, cells, count)]


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    parts, _ = FOUND["a connection without its password"]
    path = tmp_path / "book.xlsx"
    path.write_bytes(but(parts))
    seen = inspect_workbook(path)
    assert "hunter2" not in as_text(seen) + as_json(seen)


def test_a_plain_workbook_carries_nothing(tmp_path: Path) -> None:
    assert inspected(tmp_path, {}) == ()


def test_the_command_tells_people_and_machines(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(but(FOUND["errors"][0] | core("<dc:creator>An\u202ena</dc:creator>")))
    said = CliRunner().invoke(command, [str(path)])
    assert said.exit_code == 0
    assert said.output == (
        "book.xlsx: 2 sheets, 42 cells, 0 formulas\n"
        "\nPeople, machines and paths\n"
        "  author: An\ufffdna (docProps/core.xml)\n"
        "\nValues that are not what they seem\n"
        "  Facts: cells that show #REF! (2): A9, C9\n"
    )
    told = json.loads(CliRunner().invoke(command, [str(path), "--format", "json"]).output)
    assert list(told) == ["file", "program", "sheets", "carried", "counts"]
    assert told["counts"] == dict.fromkeys(GROUPS, 0) | {"people": 1, "values": 1}
    assert told["carried"][1] == {
        "group": "values",
        "kind": "error_value",
        "what": "cells that show #REF!",
        "sheet": "Facts",
        "part": None,
        "cells": ["A9", "C9"],
        "count": 2,
    }


def test_many_alike_are_summed_up_for_people(tmp_path: Path) -> None:
    more = "".join(base.row(n, f'<c r="A{n}"><v>1</v></c>', ' hidden="1"') for n in range(9, 79, 2))
    path = tmp_path / "book.xlsx"
    path.write_bytes(but(of_sheet(more)))
    seen = inspect_workbook(path)
    assert sum(one.kind == "hidden_rows" for one in seen.carried) == 35
    assert "Facts: 23 more of hidden rows\n" in as_text(seen)


def test_what_is_no_workbook_exits_with_2_and_changes_nothing(tmp_path: Path) -> None:
    from toolkit.errors import UnreadableFile

    path = tmp_path / "book.xlsx"
    path.write_bytes(b"id,value\n")
    with pytest.raises(UnreadableFile, match="seems a CSV"):
        inspect_workbook(path)
    assert path.read_bytes() == b"id,value\n"


def test_a_part_that_can_no_longer_be_read_is_no_part_that_holds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = Path(__file__).parents[2] / "templates" / "ic_pack" / "template.xlsx"
    package = Package.open(path)
    assert pieces(package, "docProps/app.xml")
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(UnreadableFile, match="may not be read"):
        pieces(package, "docProps/core.xml")


def refused(self: Path, *_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied", str(self))
