"""Documents for `source add` that are the attack: pages, mail archives, PDFs, Word documents."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

from attacks.base import Entry, zipped
from made import documents


class Document(NamedTuple):
    """A document, and what its text holds or, of a refusal, what it says."""

    file: str
    data: bytes
    text: str = ""
    refused: str = ""


DOCUMENTS: dict[str, Callable[[], Document]] = {}


def document(make: Callable[[], Document]) -> Callable[[], Document]:
    DOCUMENTS[make.__name__] = make
    return make


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


WORDS = "<p>It was 5 million dollars.</p>"
TEXT = "It was 5 million dollars."


@document
def page_nested_deep() -> Document:
    """A hundred thousand elements, one in the other."""
    return Document("a.html", _page("<div>" * 100_000 + WORDS), refused="nested")


@document
def page_of_formatting_nested_deep() -> Document:
    """Formatting elements, which HTML closes and opens again."""
    return Document("a.html", _page("<b><i><u>" * 20_000 + WORDS), refused="nested")


@document
def page_of_data_nested_deep() -> Document:
    """What the page declares of itself, as JSON nested without end."""
    data = '<script type="application/ld+json">' + "[" * 200_000 + "</script>"
    return Document("a.html", _page(WORDS, data), text=TEXT)


@document
def page_of_closed_data_nested_deep() -> Document:
    """The same, closed."""
    data = '<script type="application/ld+json">' + "[" * 50_000 + "]" * 50_000 + "</script>"
    return Document("a.html", _page(WORDS, data), text=TEXT)


@document
def page_of_huge_numbers() -> Document:
    """A number of a hundred thousand digits in what the page declares."""
    data = f'<script type="application/ld+json">{{"a": {"9" * 100_000}}}</script>'
    return Document("a.html", _page(WORDS, data), text=TEXT)


@document
def page_with_nuls() -> Document:
    """NULs within the words."""
    return Document("a.html", _page(WORDS).replace(b"5 m", b"5\0 m"), refused="NUL|control|byte")


@document
def page_in_utf7() -> Document:
    """An encoding that hides what is written."""
    return Document("a.html", _page("+ADw-p+AD4-" + WORDS, '<meta charset="utf-7">'), text=TEXT)


@document
def page_of_scripts_alone() -> Document:
    """A page that shows nothing until its scripts have run: they never do."""
    return Document("a.html", _page("<script>document.write(1)</script>"), refused="no words")


@document
def page_with_entities() -> Document:
    """HTML has no entities of one's own; a DTD is passed over."""
    data = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _page(WORDS + "&a;")
    return Document("a.html", data, text=TEXT)


@document
def page_that_includes() -> Document:
    """Frames and objects from elsewhere: never fetched."""
    body = '<iframe src="file:///etc/passwd"></iframe><object data="http://127.0.0.1:9/"></object>'
    return Document("a.html", _page(body + WORDS), text=TEXT)


@document
def page_of_tags() -> Document:
    """Millions of tags."""
    return Document("a.html", _page("<b>x</b>" * 1_500_000), refused="more than a page has")


@document
def page_torn() -> Document:
    """A page that breaks off in a tag."""
    return Document("a.html", _page(WORDS)[:-20], text="It was 5 million doll")


@document
def archive_nested_deep() -> Document:
    """Mail parts within mail parts."""
    head = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(900)
    )
    data = f"MIME-Version: 1.0\n{head}Content-Type: text/html\n\n{WORDS}".encode()
    return Document("a.mht", data, text=TEXT)


@document
def archive_of_nothing() -> Document:
    """No page in it."""
    return Document("a.mht", b"MIME-Version: 1.0\n\nhello", refused="holds no web page")


@document
def pdf_torn() -> Document:
    """The first half of a PDF."""
    data = documents.pdf([["It was 5 million dollars."]])
    return Document("a.pdf", data[: len(data) // 3], refused="a.pdf")


@document
def pdf_of_nothing() -> Document:
    """Its first line alone."""
    return Document("a.pdf", b"%PDF-1.7\n", refused="torn or no PDF")


@document
def pdf_encrypted() -> Document:
    """A password."""
    data = documents.pdf([["x"]], encrypt=documents.ENCRYPTED)
    return Document("a.pdf", data, refused="encrypted")


@document
def pdf_whose_pages_are_a_circle() -> Document:
    """A list of pages that lists itself."""
    data = documents.pdf([[TEXT]]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
    return Document("a.pdf", data, refused="a.pdf")


@document
def pdf_of_a_million_pages() -> Document:
    """A count that lies."""
    data = documents.pdf([[TEXT]]).replace(b"/Count 1/", b"/Count 9999999/")
    return Document("a.pdf", data, text=TEXT)


@document
def pdf_bomb() -> Document:
    """A page of half a gigabyte of blanks, packed a thousandfold."""
    packed = zlib.compressobj(9)
    stream = b"".join(packed.compress(b" " * 10_000_000) for _ in range(10)) + packed.flush()
    data = documents.pdf([[TEXT]])
    start, end = data.index(b"<</Length"), data.index(b"\nendstream")
    body = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream
    return Document("a.pdf", data[:start] + body + data[end:], refused="zip bomb")


@document
def pdf_that_runs() -> Document:
    """A script and a program to start on opening: never run."""
    action = b"<</Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/JavaScript/JS(x)>>>>"
    data = documents.pdf([[TEXT]]).replace(b"<</Type/Catalog", action)
    return Document("a.pdf", data, text=TEXT)


@document
def pdf_that_is_a_page() -> Document:
    """HTML under a PDF's name, as a broken download leaves it."""
    return Document("a.pdf", _page(WORDS), text=TEXT)


@document
def word_with_a_dtd() -> Document:
    """Entities."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = documents.word(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")
    return Document("a.docx", _with(data, laughs), refused="declares a document type")


def _with(docx: bytes, prolog: bytes) -> bytes:
    """The document with something before its main part's root."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = prolog + parts["word/document.xml"]
    return zipped(Entry(name.encode(), data) for name, data in parts.items())


@document
def word_nested_deep() -> Document:
    """Tables within tables."""
    return Document("a.docx", documents.word("<w:tbl>" * 5_000 + "</w:tbl>" * 5_000),
                    refused="nested")  # fmt: skip


@document
def word_bomb() -> Document:
    """A paragraph of twenty million letters."""
    body = f"<w:p><w:r><w:t>{'a' * 20_000_000}</w:t></w:r></w:p>"
    return Document("a.docx", documents.word(body), refused="zip bomb")


@document
def word_of_the_old_kind() -> Document:
    """A .doc."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le").ljust(
        999, b"\0"
    )
    return Document("a.docx", data, refused="old Word document")


@document
def word_that_is_a_workbook() -> Document:
    """A workbook under a document's name."""
    from attacks.base import packed

    return Document("a.docx", packed(), refused="no Word document")


@document
def text_of_noughts() -> Document:
    """NULs, as a power cut leaves them."""
    return Document("a.txt", b"\0" * 5_000, refused="a.txt")


@document
def text_of_noise() -> Document:
    """Random bytes."""
    import random

    return Document("a.txt", random.Random(7).randbytes(5_000), refused="a.txt")


@document
def text_too_large() -> Document:
    """Sixty megabytes."""
    return Document("a.txt", b"a" * 60_000_000, refused="60,000,000 bytes; at most")


@document
def text_with_controls() -> Document:
    """Escape sequences of terminals."""
    return Document("a.txt", b"\x1b]0;x\x07" + TEXT.encode(), refused="control|no text")
