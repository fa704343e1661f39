# ruff: noqa: E501
"""A template with a canary in each place where a workbook tells of people, machines and old work."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
from made.full_template import KEEP, MS, SS, _Parts, full

CANARY = re.compile(rb"CANARY-[a-z]+")
# Never in a pack, whatever the template declares.
NEVER = (
    *("company", "manager", "hlinks", "appother", "desc", "keywords", "category", "thumbnail"),
    *("abspath", "filesharing", "revision", "refreshedby", "pivotrows", "orphan", "sample"),
    *("samplelink", "author", "lastby"),
)
# Refused unless declared in template.toml: canary, and the name that declares it.
DECLARED = {
    "filelink": "file_links",
    "linkedimage": "external_links",
    "oddpart": "other_parts",
    "usernames": "change_history",
    "livedata": "connections",
    "connection": "connections",
    "customxml": "custom_xml",
    "customproperty": "custom_properties",
    "printer": "printer_settings",
    "person": "comments",
    "thread": "comments",
}
TOLD = ("hiddenname", "picture")  # they go along, and the export says so
DECLARING = KEEP.replace("]", ', "file_links", "external_links", "other_parts", "change_history"]')


def canary(where: str) -> bytes:
    return f"CANARY-{where}".encode()


def stuffed(path: Path, *, undeclared: bool = True) -> Path:
    """The full template with canaries; without `undeclared` those alone that need no declaring."""
    full(path)
    parts = _Parts(path)
    data = parts.data
    _properties(parts)
    _workbook(parts)
    _pivot(parts)
    _texts(parts)
    for name in [n for n in data if n.startswith("xl/media/") and n.endswith(".png")]:
        data[name] = _with_text(data[name], canary("picture"))
    for name, old, where in (
        ("xl/connections.xml", b"Provider=None", "connection"),
        ("customXml/item1.xml", b"Rates", "customxml"),
        ("docProps/custom.xml", b"Rates", "customproperty"),
        ("xl/persons/person.xml", b"Anna", "person"),
        ("xl/threadedComments/threadedComment1.xml", b"Why one?", "thread"),
    ):
        assert old in data[name], name
        data[name] = data[name].replace(old, canary(where))
    printer = "xl/printerSettings/printerSettings1.bin"
    data[printer] = canary("printer").decode().encode("utf-16-le")
    if undeclared:
        _odd(parts)
    parts.write(path)
    return path


def _properties(parts: _Parts) -> None:
    app = "<Company>{}</Company><Manager>{}</Manager><HLinks><x>{}</x></HLinks><Own>{}</Own>"
    parts.before(
        "docProps/app.xml",
        "</Properties>",
        app.format(*(canary(w).decode() for w in ("company", "manager", "hlinks", "appother"))),
    )
    core = "<dc:description>{}</dc:description><cp:keywords>{}</cp:keywords><cp:category>{}</cp:category>"
    parts.before(
        "docProps/core.xml",
        "</cp:coreProperties>",
        core.format(*(canary(w).decode() for w in ("desc", "keywords", "category"))),
    )
    data = parts.data
    for tag, where in ((b"dc:creator", "author"), (b"cp:lastModifiedBy", "lastby")):
        data["docProps/core.xml"] = re.sub(
            b"<%s/>|<%s>[^<]*</%s>" % (tag, tag, tag),
            b"<%s>%s</%s>" % (tag, canary(where), tag),
            data["docProps/core.xml"],
        )
    parts.default("jpeg", "image/jpeg")
    parts.put("docProps/thumbnail.jpeg", b"\xff\xd8\xff" + canary("thumbnail"))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    parts.before(
        "_rels/.rels",
        "</Relationships>",
        f'<Relationship Id="rIdTh" Type="{kind}" Target="docProps/thumbnail.jpeg"/>',
    )


def _workbook(parts: _Parts) -> None:
    data = parts.data
    path = b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15" xmlns:x15="%s/spreadsheetml/2010/11/main"><x15ac:absPath url="C:\\Users\\%s\\" xmlns:x15ac="%s/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="%s" xmlns:xr="%s/spreadsheetml/2014/revision"/>'
    path %= (MS.encode(), canary("abspath"), MS.encode(), canary("revision"), MS.encode())
    book = data["xl/workbook.xml"]
    book = re.sub(
        rb"(<workbookPr[^>]*/>)",
        lambda m: b'<fileSharing userName="' + canary("filesharing") + b'"/>' + m[1] + path,
        book,
    )
    name = (
        b'<definedName name="aaa_hidden" hidden="1">"' + canary("hiddenname") + b'"</definedName>'
    )
    data["xl/workbook.xml"] = book.replace(b"<definedNames>", b"<definedNames>" + name)


def _pivot(parts: _Parts) -> None:
    data = parts.data
    for name, old, where in (
        ("xl/pivotCache/pivotCacheDefinition1.xml", b"Anna", "refreshedby"),
        ("xl/pivotCache/pivotCacheRecords1.xml", b"sample", "pivotrows"),
    ):
        data[name] = data[name].replace(b'"' + old + b'"', b'"' + canary(where) + b'"')


def _texts(parts: _Parts) -> None:
    """A text that no cell has, one that the sample row has, a link that the sample row has."""
    data = parts.data
    count = data["xl/sharedStrings.xml"].count(b"<si>")
    more = b"<si><t>" + canary("orphan") + b"</t></si><si><t>" + canary("sample") + b"</t></si>"
    data["xl/sharedStrings.xml"] = data["xl/sharedStrings.xml"].replace(b"</sst>", more + b"</sst>")
    sheet = parts.sheets["It's here"]
    made = re.sub(
        rb'<c r="B5"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)',
        rb'<c r="B5"\1 t="s"><v>%d</v></c>' % (count + 1),
        data[sheet],
        count=1,
    )
    assert made != data[sheet]
    id = parts.arrow(sheet, "hyperlink", f"https://example.com/{canary('samplelink').decode()}")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    data[rels] = data[rels].replace(
        canary("samplelink") + b'"', canary("samplelink") + b'" TargetMode="External"'
    )
    link = f'<hyperlink ref="B5" r:id="{id}"/>'.encode()
    if b"<hyperlinks>" in made:
        made = made.replace(b"<hyperlinks>", b"<hyperlinks>" + link)
    else:
        made = re.sub(
            rb"<(printOptions|pageMargins)",
            lambda m: b"<hyperlinks>" + link + b"</hyperlinks>" + m[0],
            made,
            count=1,
        )
    data[sheet] = made


def _odd(parts: _Parts) -> None:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts.put("xl/odd/thing.bin", canary("oddpart"), "application/x-odd")
    parts.arrow("xl/workbook.xml", "http://example.com/odd", "odd/thing.bin")
    parts.put(
        "xl/revisions/userNames.xml",
        f'<users {main}><userInfo guid="x" name="{canary("usernames").decode()}" id="1" dateTime="2020-01-01T00:00:00"/></users>',
        f"{SS}.userNames+xml",
    )
    parts.arrow("xl/workbook.xml", "usernames", "revisions/userNames.xml")
    parts.put(
        "xl/volatileDependencies.xml",
        f'<volTypes {main}><volType type="realTimeData"><main first="{canary("livedata").decode()}"/></volType></volTypes>',
        f"{SS}.volatileDependencies+xml",
    )
    parts.arrow("xl/workbook.xml", "volatileDependencies", "volatileDependencies.xml")
    still = parts.sheets["Still"]
    _outward(parts, still, "hyperlink", f"file:///C:/Users/{canary('filelink').decode()}")
    _outward(
        parts,
        "xl/drawings/drawing2.xml",
        "image",
        f"file:///C:/{canary('linkedimage').decode()}.png",
    )


def _outward(parts: _Parts, owner: str, kind: str, target: str) -> None:
    id = parts.arrow(owner, kind, target)
    folder, _, base = owner.rpartition("/")
    name = f"{folder}/_rels/{base}.rels"
    old = f'Target="{target}"'.encode()
    parts.data[name] = parts.data[name].replace(old, old + b' TargetMode="External"')
    if kind == "hyperlink":
        link = f'<hyperlinks><hyperlink ref="A1" r:id="{id}"/></hyperlinks>'
        parts.data[owner] = re.sub(
            rb"<(printOptions|pageMargins)",
            lambda m: link.encode() + m[0],
            parts.data[owner],
            count=1,
        )


def _with_text(png: bytes, text: bytes) -> bytes:
    chunk = b"tEXtAuthor\0" + text
    return (
        png[:33]
        + struct.pack(">I", len(chunk) - 4)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + png[33:]
    )


def found_in(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Every canary in files and in the parts of packages, in UTF-8 and UTF-16: where it stands."""
    found: dict[str, list[str]] = {}
    for name, data in _all_parts(files):
        for each in {*CANARY.findall(data), *CANARY.findall(data.replace(b"\0", b""))}:
            found.setdefault(each.decode().removeprefix("CANARY-"), []).append(name)
    return found


def _unpacked(parquet: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        path.write_bytes(parquet)
        return repr(duckdb.sql(f"from read_parquet('{path}')").fetchall()).encode()


def _all_parts(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, data in files.items():
        yield name, data
        if data[:4] == b"PAR1":
            yield name, _unpacked(data)
        if data[:4] == b"PK\3\4":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                yield name, package.comment
                for part in package.infolist():
                    yield f"{name}: {part.filename}", part.extra + part.comment
                    yield f"{name}: {part.filename}", package.read(part)
