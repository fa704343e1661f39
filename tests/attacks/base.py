"""A sound workbook by hand, the zip around it byte by byte, and what a hostile case expects."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ARROWS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
SECOND = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
CONTENT_TYPES = "[Content_Types].xml"

Parts = dict[str, bytes]


class Refused(NamedTuple):
    """The file is refused, and the message matches this."""

    says: str


class Read(NamedTuple):
    """The file is read: the base's cells but for these, and exactly these remarks are made."""

    cells: Mapping[str, str | None] = {}  # by "Sheet!A1"; None: not there
    told: tuple[tuple[str, str | None], ...] = ()  # code, and cell or line
    sheets: tuple[str, ...] = ("Facts", "Entities")


class Lines(NamedTuple):
    """A CSV or JSON-lines file is read: these cells by line, and exactly these remarks are made."""

    rows: Mapping[int, tuple[str, ...]]  # "" for a blank cell
    told: tuple[tuple[str, str | None], ...] = ()  # code, and line


Expected = Refused | Read | Lines


class Case(NamedTuple):
    """One hostile file and what is right."""

    name: str
    data: bytes
    expected: Expected
    file: str = "facts.xlsx"


CASES: dict[str, Callable[[], Case]] = {}
Made = tuple[bytes, Expected] | tuple[bytes, Expected, str]


def case(make: Callable[[], Made]) -> Callable[[], Made]:
    """Registers an attack; its docstring is the threat, its name is the case's."""

    def made() -> Case:
        data, expected, *file = make()
        return Case(make.__name__, data, expected, *file)

    assert make.__name__ not in CASES, make.__name__
    CASES[make.__name__] = made
    return make


# -- the sound workbook -------------------------------------------------------------------------

HEADINGS = ("id", "entity", "concept", "source", "kind", "status", "value", "unit", "quote")
ROWS = (
    ("F-001", "acme", "capex", "wire", "actual", "draft", 3200000000, "EUR", "3.2 billion"),
    ("F-002", "acme", "margin", "wire", "actual", "draft", 84, "percent", "84 %"),
    ("F-003", "acme", "loss", "wire", "actual", "draft", -2.02, "USD", "a loss of 2.02"),
)
TEXTS = sorted({text for row in (HEADINGS, *ROWS) for text in row if isinstance(text, str)})


def base_cells() -> dict[str, str]:
    """What the sound workbook says, by "Sheet!A1"."""
    found = {
        f"Facts!{chr(65 + column)}{number}": str(value)
        for number, row in enumerate((HEADINGS, *ROWS), 1)
        for column, value in enumerate(row)
    }
    return found | {
        "Entities!A1": "id",
        "Entities!B1": "name",
        "Entities!A2": "acme",
        "Entities!B2": "Acme AG",
    }


def cell(address: str, value: str | int | float) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="s"><v>{TEXTS.index(value)}</v></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def inline(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{cells}</row>'


def fact_rows() -> list[str]:
    """The rows of sheet Facts as XML, headings first."""
    return [
        row(
            number,
            "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(values)),
        )
        for number, values in enumerate((HEADINGS, *ROWS), 1)
    ]


def sheet(rows: Iterable[str] | None = None, *, before: str = "", after: str = "") -> bytes:
    """A sheet part; without rows, the sound sheet Facts."""
    data = "".join(fact_rows() if rows is None else rows)
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>"
    ).encode()


def with_cell(address: str, xml: str) -> bytes:
    """The sound sheet with one cell's XML replaced."""
    data = sheet().decode()
    start = data.index(f'<c r="{address}"')
    end = data.index("</c>", start) + len("</c>")
    return (data[:start] + xml + data[end:]).encode()


def relationships(*arrows: str) -> bytes:
    return f'{HEAD}<Relationships xmlns="{ARROWS}">{"".join(arrows)}</Relationships>'.encode()


def arrow(id: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


BOOK_ARROWS = (
    arrow("rId1", "worksheet", "worksheets/sheet1.xml"),
    arrow("rId2", "worksheet", "worksheets/sheet2.xml"),
    arrow("rId3", "sharedStrings", "sharedStrings.xml"),
    arrow("rId4", "styles", "styles.xml"),
)
LISTED = (
    '<sheet name="Facts" sheetId="1" r:id="rId1"/><sheet name="Entities" sheetId="2" r:id="rId2"/>'
)


def book(listed: str = LISTED, *, before: str = "", after: str = "") -> bytes:
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheets>{listed}</sheets>{after}</workbook>"
    ).encode()


def types(overrides: Mapping[str, str] | None = None, more: str = "") -> bytes:
    of = {
        BOOK: f"{SPREADSHEET}.sheet.main+xml",
        SHEET: f"{SPREADSHEET}.worksheet+xml",
        SECOND: f"{SPREADSHEET}.worksheet+xml",
        STRINGS: f"{SPREADSHEET}.sharedStrings+xml",
        STYLES: f"{SPREADSHEET}.styles+xml",
    } | dict(overrides or {})
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in of.items() if kind
    )
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{more}{listed}</Types>'
    ).encode()


def shared(texts: Iterable[str] = TEXTS) -> bytes:
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'.encode()


def styles(formats: str = "", more: str = "") -> bytes:
    """Style 0 is General, 1 a date, 2 a percentage."""
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}">{formats}<fonts count="1"><font><sz val="11"/></font>'
        '</fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
        f'<xf numFmtId="14"/><xf numFmtId="10"/>{more}</cellXfs></styleSheet>'
    ).encode()


def sound(**_: object) -> Parts:
    """The sound workbook's parts."""
    entities = [
        row(1, inline("A1", "id") + inline("B1", "name")),
        row(2, inline("A2", "acme") + inline("B2", "Acme AG")),
    ]
    return {
        CONTENT_TYPES: types(),
        "_rels/.rels": relationships(arrow("rId1", "officeDocument", "xl/workbook.xml")),
        BOOK: book(),
        BOOK_RELS: relationships(*BOOK_ARROWS),
        STRINGS: shared(),
        STYLES: styles(),
        SHEET: sheet(),
        SECOND: sheet(entities),
    }


# -- the zip, byte by byte ----------------------------------------------------------------------


class Entry(NamedTuple):
    """One entry of a zip, with whatever lies its headers tell; None is the truth."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    local_name: bytes | None = None
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_size: int | None = None
    local_crc: int | None = None
    local_method: int | None = None
    offset: int | None = None  # where the directory says that it stands
    extra: bytes = b""
    local_extra: bytes = b""
    listed: bool = True
    present: bool = True
    descriptor: bytes = b""
    version: int = 20


def entries(parts: Parts) -> list[Entry]:
    return [Entry(name.encode(), data) for name, data in parts.items()]


def deflate(data: bytes, level: int = 9) -> bytes:
    made = zlib.compressobj(level, zlib.DEFLATED, -15)
    return made.compress(data) + made.flush()


def zipped(
    listed: Iterable[Entry],
    *,
    before: bytes = b"",
    between: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    disk: int = 0,
    directory_at: int | None = None,
    directory_size: int | None = None,
    zip64: bool = False,
) -> bytes:
    """The zip of these entries. APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16."""
    made = bytearray(before)
    directory = bytearray()
    found = 0
    for each in listed:
        packed = each.packed
        if packed is None:
            packed = deflate(each.data) if each.method == 8 else each.data
        size = len(each.data) if each.size is None else each.size
        packed_size = len(packed) if each.packed_size is None else each.packed_size
        crc = zlib.crc32(each.data) if each.crc is None else each.crc
        local = each.name if each.local_name is None else each.local_name
        at = len(made) if each.offset is None else each.offset
        if each.present:
            streamed = each.flags & 8
            made += struct.pack(
                "<4s5H3I2H",
                b"PK\x03\x04",
                each.version,
                each.flags,
                each.method if each.local_method is None else each.local_method,
                0,
                33,
                0 if streamed else (crc if each.local_crc is None else each.local_crc),
                0 if streamed else packed_size,
                0 if streamed else (size if each.local_size is None else each.local_size),
                len(local),
                len(each.local_extra),
            )
            made += local + each.local_extra + packed + each.descriptor
        if each.listed:
            found += 1
            directory += struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                each.version,
                each.version,
                each.flags,
                each.method,
                0,
                33,
                crc,
                packed_size,
                size,
                len(each.name),
                len(each.extra),
                0,
                0,
                0,
                0,
                at,
            )
            directory += each.name + each.extra
    made += between
    start = len(made) if directory_at is None else directory_at
    made += directory
    length = len(directory) if directory_size is None else directory_size
    number = found if count is None else count
    if zip64:
        record = len(made)
        made += struct.pack(
            "<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, length, start
        )
        made += struct.pack("<4sIQI", b"PK\x06\x07", 0, record, 1)
        number, length, start = 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF
    made += struct.pack(
        "<4s4H2IH", b"PK\x05\x06", disk, disk, number, number, length, start, len(comment)
    )
    return bytes(made + comment + after)


def packed(parts: Parts | None = None, **changed: bytes) -> bytes:
    """The zip of the sound workbook, or of these parts."""
    return zipped(entries(sound() if parts is None else parts))


def but(changes: Mapping[str, bytes | None]) -> bytes:
    """The zip of the sound workbook with parts replaced, added or left out (None)."""
    parts: dict[str, bytes | None] = {**sound(), **changes}
    return packed({name: data for name, data in parts.items() if data is not None})
