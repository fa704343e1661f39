"""What a file that is no workbook package really is, told by its first bytes."""

from __future__ import annotations

from typing import BinaryIO

from toolkit.errors import UnreadableFile

_LOOKED_THROUGH = 64 << 20  # an OLE file keeps its own directory anywhere
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"PAR1", "a Parquet file"),
)
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"


def refusal(file: BinaryIO, size: int, shown: str) -> UnreadableFile | None:
    """Why this cannot be a package, or None where it begins as a zip does."""
    if size == 0:
        return UnreadableFile(
            f"{shown} holds nothing, not one byte",
            hint="copy or download it again; a sync client may still be bringing it",
        )
    file.seek(0)
    head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    found, hint = _kind(head, file)
    return UnreadableFile(f"{shown} is no .xlsx workbook: it is {found}", hint=hint)


def _kind(head: bytes, file: BinaryIO) -> tuple[str, str]:
    """What the file is, with its article, and what to do about it."""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(head + file.read(_LOOKED_THROUGH))
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found, "give the workbook itself"
    if head.startswith(b"PK"):
        return "a damaged zip", "copy or download it again"
    if not head.strip(b"\0"):
        return (
            "a file of zero bytes only, as a power cut leaves it",
            "restore it from a backup or an earlier version",
        )
    if head[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return "a very old Excel workbook (.xls)", _SAVE_AS
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) & ~1].decode("utf-16", "replace")
    else:
        text = head.decode("utf-8-sig", "replace")
    return _text_kind(text.lstrip())


def _ole_kind(content: bytes) -> tuple[str, str]:
    """Which of the OLE compound files ([MS-CFB]) it is, by the streams in its directory."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):  # [MS-OFFCRYPTO] 2.3.4
        return (
            "encrypted with a password",
            "open it in Excel, take the password off (File > Info > Protect Workbook) and save it",
        )
    if has("Workbook") or has("Book"):  # [MS-XLS] 2.1.2
        return "an old Excel workbook (.xls), which is not read", _SAVE_AS
    if has("WordDocument"):
        return "an old Word document", "give the workbook itself"
    return "an old Office file, or a damaged one", _SAVE_AS


def _text_kind(text: str) -> tuple[str, str]:
    start = text[:2048].casefold()
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<meta")) or (
        start.startswith("<") and "<html" in start
    ):
        return "a web page (HTML) under a workbook's name", _SAVE_AS
    if start.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "an Excel 2003 XML spreadsheet", _SAVE_AS
    if start.startswith("<"):
        return "an XML file", "give the workbook itself"
    odd = sum(not (c.isprintable() or c in "\t\r\n") or c == "\ufffd" for c in text)
    if odd * 20 < len(text):
        lines = text.splitlines()
        first = lines[0] if lines else ""
        if any(mark in first for mark in ",;\t"):
            return (
                "plain text, it seems a CSV",
                "rename it to .csv, or open it in Excel and save it as .xlsx",
            )
        return "plain text", "give the workbook itself"
    return "a file of another kind", "copy or download it again, or open it in Excel and save it"
