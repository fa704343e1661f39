"""Small workbooks by hand: their parts as text, their zip as bytes, and zips that lie."""

from __future__ import annotations

import difflib
import io
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping

from toolkit.ooxml.container.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ARROWS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relationships(*arrows: tuple[str, str], office: str = OFFICE) -> str:
    """A .rels part; each arrow is a kind and a target, its id rId1, rId2, …"""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(arrows, 1)
    )
    return f'<Relationships xmlns="{ARROWS}">{lines}</Relationships>'


def sheet(cells: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A sheet part around what stands in its sheetData."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}">{before}'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>"
    )


def parts(
    *sheets: str,
    states: Mapping[int, str] | None = None,
    strings: Iterable[str] = (),
    formats: Iterable[str] = (),
    workbook: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> dict[str, str | bytes]:
    """A workbook's parts. Sheets are called S1, S2, …; style 1 has the first of `formats`."""
    count = len(sheets)
    shown = states or {}
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}" state="{shown.get(n, "visible")}"/>'
        for n in range(1, count + 1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{164 + n}"/>' for n, _ in enumerate(formats))
    arrows = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml"), office=office),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}">{workbook}'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relationships(
            *arrows, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"), office=office
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{"".join(strings)}</sst>',
        "xl/styles.xml": (
            f'<styleSheet xmlns="{main}"><numFmts>{codes}</numFmts>'
            f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
        ),
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, 1)},
    }


def packed(content: Mapping[str, str | bytes], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The zip of these parts; `more` come after them, even under a name that is taken."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (*content.items(), *more):
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def directory_says(data: bytes, name: str, at: int, field: str, value: int) -> bytes:
    """The zip with one field of a part's directory entry overwritten."""
    place = data.rindex(name.encode()) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    changed = bytearray(data)
    struct.pack_into(field, changed, place + at, value)
    return bytes(changed)


# Where a line begins, for people to read.
_LINES = re.compile(
    r"(?=<(?:row|c|comment|v:shape|v:shapetype|xf|font|fill|Override|Default|Relationship|dimension"
    r"|sheetFormatPr|cols|mergeCells|legacyDrawing|definedName|sheet|x:ClientData|fonts|fills"
    r"|conditionalFormatting|dataValidation|protectedRange|ignoredError|autoFilter|tableColumn)\b)"
)


def changes(before: bytes, after: bytes) -> str:
    """By part, the lines that go (-) and come (+) from one workbook to another; no JSON."""
    these, those = Package.open(before), Package.open(after)
    told = []
    for part in (name for name in those.names if not name.endswith(".json")):
        old, new = (
            _LINES.split(book.read(part).decode()) if part in book else []
            for book in (these, those)
        )
        lines = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
        told += [f"-- {part}", *(line for line in lines if line[:2] != "@@")] if lines else []
    return "\n".join(told) + "\n"
