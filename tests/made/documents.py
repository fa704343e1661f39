"""Documents for tests, made by hand: a PDF, a Word document, a saved page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ooxml.build import ARROWS, OFFICE, TYPES, packed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def pdf(
    pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None, encrypt: str = ""
) -> bytes:
    """A PDF whose pages print these lines in Helvetica; WinAnsi letters only."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for lines in pages:
        shown = "".join(
            f"1 0 0 1 72 {720 - 14 * n} Tm ({line}) Tj " for n, line in enumerate(lines)
        )
        stream = f"BT /F1 11 Tf {shown}ET".encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font"
            b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    said = "".join(f"/{key}({value})" for key, value in (info or {}).items())
    objects.append(f"<<{said}>>".encode("cp1252"))
    number = len(objects)
    if encrypt:
        objects.append(encrypt.encode())
    data, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (n, each)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    more = b"/Encrypt %d 0 R/ID[<00><00>]" % (number + 1) if encrypt else b""
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, number, more,
                                     len(data))
    )  # fmt: skip


ENCRYPTED = "<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>"


def word(body: str, core: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx around the paragraphs of `body`."""
    arrows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts or {})
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="'
        f'application/xml"/><Override PartName="/word/document.xml" ContentType="{_DOCUMENT}"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{ARROWS}"><Relationship Id="r1" Type="{OFFICE}/'
        f'officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="{_CORE}" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{ARROWS}">{arrows}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc">'
        f"{core}</c:coreProperties>",
    }
    for name, xml in (parts or {}).items():
        content[f"word/{name}.xml"] = xml
    return packed(content)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
