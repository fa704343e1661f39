"""The text of a document as a person reads it, and what the document says of itself."""

from __future__ import annotations

from toolkit.errors import UnreadableFile
from toolkit.extract.document import Document, Told

LARGEST = 50_000_000  # bytes of a document: a scanned annual report has a third of it

__all__ = ["LARGEST", "Document", "Told", "extract", "kind_of"]


def extract(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """The text and metadata of a saved page, PDF, Word document or plain text called `name`.

    What it is is told by its bytes, then by its name. `encoding` says how a page or a plain text
    is written where it does not say so itself. Raises UnreadableFile where nothing can be read:
    too large, encrypted, scanned, torn, of another kind.
    """
    if len(data) > LARGEST:
        raise UnreadableFile(
            f"{name} has {len(data):,} bytes; at most {LARGEST:,} are read",
            hint="save the part that facts are taken from",
        )
    match kind_of(data, name):
        case "pdf":
            from toolkit.extract.pdf import read_pdf

            return read_pdf(data, name)
        case "word":
            from toolkit.extract.word import read_word

            return read_word(data, name)
        case "page":
            from toolkit.extract.page import read_page

            return read_page(data, name, encoding)
        case "archive":
            from toolkit.extract.page import read_archive

            return read_archive(data, name, encoding)
        case _:
            from toolkit.extract.plain import read_plain

            return read_plain(data, name, encoding)


def kind_of(data: bytes, name: str) -> str:
    """pdf, word, page, archive (a page saved as one .mht file) or plain.

    Raises UnreadableFile for what is known to be none of them.
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    extension = name.rpartition(".")[2].casefold()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "word"
    for mark, what in _FOREIGN.items():
        if head.startswith(mark):
            raise UnreadableFile(
                f"{name} is {what}", hint="save its text as HTML, PDF, Word (.docx) or plain text"
            )
    if extension in ("mht", "mhtml"):
        return "archive"
    start = head.replace(b"\0", b"")[:200].lower()
    if extension in ("htm", "html", "xhtml") or start.startswith((b"<!doctype html", b"<html")):
        return "page"
    return "plain"


_FOREIGN = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a rich text (.rtf)",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"bplist": "a web archive of Safari",
}
