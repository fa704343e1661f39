"""PDFs: the words of each page, a form feed between two pages."""

from __future__ import annotations

import re
from typing import Any

from toolkit.errors import FactpackError, UnreadableFile
from toolkit.extract.document import PAGE_BREAK, Document, Told, frozen, one_line
from toolkit.extract.pdfstreams import check_streams
from toolkit.extract.superscripts import with_raised

_MOST_PAGES = 5_000
_MOST_CHARACTERS = 10_000_000
_FEW = 20  # characters of a page that is but a picture, with a running head perhaps
# What programs put into Title by themselves: the name of the file it was made from.
_FILE_NAME = re.compile(
    r"(?i)^(microsoft \w+ - .*|untitled.*|.*\.(docx?|xlsx?|pptx?|pdf|indd|odt))$"
)


def read_pdf(data: bytes, name: str) -> Document:
    """The text in the order of the file, pages parted by a form feed (as pdftotext has it).

    Raises UnreadableFile for an encrypted file, and for one whose pages are pictures.
    """
    try:
        import pypdfium2
    except ImportError as fault:  # pragma: no cover - it comes with factpack
        raise FactpackError("reading PDFs needs pypdfium2", hint="pip install pypdfium2") from fault
    check_streams(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).casefold():
            raise UnreadableFile(
                f"{name} is encrypted", hint="open it with its password, and print it to a new PDF"
            ) from fault
        raise UnreadableFile(
            f"{name} is torn or no PDF: {fault}", hint="download or copy it again"
        ) from fault
    try:
        return _document(document, name)
    finally:
        document.close()


def _document(document: Any, name: str) -> Document:
    count = len(document)
    if count > _MOST_PAGES:
        raise UnreadableFile(
            f"{name} has {count:,} pages; at most {_MOST_PAGES:,} are read",
            hint="keep the pages that facts are taken from",
        )
    pages: list[str] = []
    size = 0
    for number in range(count):
        pages.append(_page(document, number, name))
        size += len(pages[-1])
        if size > _MOST_CHARACTERS:
            raise UnreadableFile(
                f"{name} holds more than {_MOST_CHARACTERS:,} characters by page {number + 1:,}",
                hint="keep the pages that facts are taken from",
            )
    blank = [number for number, text in enumerate(pages, 1) if len(text.split()) * 4 < _FEW]
    if not any(text.strip() for text in pages):
        raise UnreadableFile(
            f"{name} holds no text: its pages are pictures",
            hint="run it through text recognition (OCR) first, and check the figures it reads",
        )
    remarks = []
    if blank and count > 1:
        listed = ", ".join(map(str, blank[:10])) + (" …" if len(blank) > 10 else "")
        remarks.append(f"next to no text on page {listed}: a picture, or blank")
    info = document.get_metadata_dict(skip_empty=True)
    if made := _made_on(info.get("CreationDate", "")):
        remarks.append(f"the file was made on {made}; that is not taken for the day of publication")
    title = one_line(info.get("Title", ""))
    told = Told(
        title="" if _FILE_NAME.match(title) else title, author=one_line(info.get("Author", ""))
    )
    return Document(frozen(PAGE_BREAK.join(pages)), "pdf", told, tuple(remarks))


def _page(document: Any, number: int, name: str) -> str:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
        found: str = with_raised(text, text.get_text_range())
        text.close()
        page.close()
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile(
            f"{name}: page {number + 1:,} cannot be read: {fault}", hint="print it to a new PDF"
        ) from fault
    # PDFium writes a hyphen at the end of a line as U+FFFE or U+0002, the line end left out.
    found = re.sub("[\ufffe\x02](?:\r?\n)?", "-\n", found)
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffd\uffff]", "", found.replace("\r\n", "\n"))


def _made_on(said: str) -> str:
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", said)
    return "-".join(found.groups()) if found else ""
