"""Files that are no workbook under a workbook's name."""

from __future__ import annotations

import gzip
import random
import struct

from attacks.base import HEAD, Entry, Made, Refused, case, entries, packed, sound, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _ole(*streams: str) -> bytes:
    """The head of an OLE compound file with these streams in its directory ([MS-CFB] 2.6)."""
    made = bytearray(OLE + b"\0" * 504)
    for stream in ("Root Entry", *streams):
        name = stream.encode("utf-16-le")
        made += name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + b"\0" * 62
    return bytes(made.ljust(4_096, b"\0"))


@case
def nothing() -> Made:
    """No bytes: a placeholder of a sync client, or a torn download."""
    return b"", Refused("holds nothing")


@case
def one_byte() -> Made:
    """One byte."""
    return b"P", Refused("is no .xlsx workbook")


@case
def zeroes() -> Made:
    """Zero bytes only, as a power cut leaves them."""
    return b"\0" * 9_000, Refused("zero bytes only")


@case
def noise() -> Made:
    """Random bytes."""
    return random.Random(7).randbytes(9_000), Refused("is no .xlsx workbook")


@case
def encrypted_workbook() -> Made:
    """A password: an OLE file with an EncryptedPackage."""
    return _ole("EncryptionInfo", "EncryptedPackage"), Refused("encrypted with a password")


@case
def xls() -> Made:
    """An .xls of 1997."""
    return _ole("Workbook"), Refused("old Excel workbook")


@case
def xls_of_1995() -> Made:
    """An .xls of 1995."""
    return _ole("Book"), Refused("old Excel workbook")


@case
def xls_of_1992() -> Made:
    """A bare BIFF4 stream."""
    return b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 200, Refused("very old Excel workbook")


@case
def doc() -> Made:
    """An old Word document."""
    return _ole("WordDocument"), Refused("old Word document")


@case
def ole_of_nothing() -> Made:
    """The head of an OLE file and no more."""
    return OLE, Refused("old Office file")


@case
def web_page() -> Made:
    """HTML, as many web sites export "Excel"."""
    return b"<html><table><tr><td>id<td>value</table>", Refused("web page")


@case
def web_page_in_utf16() -> Made:
    """The same in UTF-16."""
    return "<html><table><tr><td>id</table>".encode("utf-16"), Refused("web page")


@case
def spreadsheet_of_2003() -> Made:
    """SpreadsheetML of 2003."""
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    return text.encode(), Refused("Excel 2003 XML")


@case
def csv_inside() -> Made:
    """CSV."""
    return b"id,entity,value\r\nF-001,acme,84\r\n", Refused("seems a CSV")


@case
def text_in_utf16() -> Made:
    """Tab-separated Unicode text, as Excel saves it."""
    return "id\tentity\r\nF-001\tacme\r\n".encode("utf-16"), Refused("seems a CSV")


@case
def json_inside() -> Made:
    """JSON lines."""
    return b'{"id": "F-001"}\n', Refused("plain text|CSV")


@case
def pdf_inside() -> Made:
    """A PDF."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Refused("a PDF")


@case
def rtf_inside() -> Made:
    """Rich text."""
    return rb"{\rtf1\ansi hello}", Refused("rich text")


@case
def picture_inside() -> Made:
    """A PNG."""
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 100, Refused("a picture")


@case
def gzip_inside() -> Made:
    """A gzip."""
    return gzip.compress(packed(), mtime=0), Refused("gzip")


@case
def rar_inside() -> Made:
    """A RAR."""
    return b"Rar!\x1a\x07\x01\x00" + b"\0" * 100, Refused("RAR")


@case
def seven_zip_inside() -> Made:
    """A 7z."""
    return b"7z\xbc\xaf\x27\x1c" + b"\0" * 100, Refused("7z")


@case
def parquet_inside() -> Made:
    """A Parquet file."""
    return b"PAR1" + b"\0" * 100 + b"PAR1", Refused("Parquet")


@case
def program_inside() -> Made:
    """A program of Windows."""
    return b"MZ\x90\0\x03" + random.Random(7).randbytes(900), Refused("is no .xlsx workbook")


@case
def script_inside() -> Made:
    """A shell script."""
    return b"#!/bin/sh\nrm -rf /\n", Refused("is no .xlsx workbook")


@case
def ods_inside() -> Made:
    """An OpenDocument spreadsheet."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    made = zipped([Entry(b"mimetype", kind, method=0), Entry(b"content.xml", b"<x/>")])
    return made, Refused("OpenDocument spreadsheet")


@case
def ods_with_a_bomb_for_a_mime_type() -> Made:
    """An OpenDocument file whose one-line part is megabytes."""
    made = zipped([Entry(b"mimetype", b"a" * 90_000), Entry(b"content.xml", b"<x/>")])
    return made, Refused("zip without")


@case
def zip_of_a_workbook() -> Made:
    """A workbook within a zip, as mail programs send it."""
    return zipped([Entry(b"facts.xlsx", packed())]), Refused("zip without")


@case
def iwork_inside() -> Made:
    """A Numbers document."""
    made = zipped([Entry(b"Index/Document.iwa", b"x"), Entry(b"preview.jpg", b"y")])
    return made, Refused("zip without")


@case
def jar_inside() -> Made:
    """A Java archive."""
    return zipped([Entry(b"META-INF/MANIFEST.MF", b"Manifest-Version: 1.0")]), Refused(
        "zip without"
    )


@case
def docx_inside() -> Made:
    """A Word document under a workbook's name."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        name: data.replace(spreadsheet.encode(), word.encode()) for name, data in sound().items()
    }
    return packed(parts), Refused("Word document")


@case
def workbook_in_mime() -> Made:
    """A web archive (MHTML)."""
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", Refused("is no .xlsx")


@case
def polyglot_of_pdf_and_zip() -> Made:
    """A PDF that is a zip as well: two programs see two files."""
    return b"%PDF-1.4\n" + packed(), Refused("a PDF")


@case
def polyglot_of_page_and_zip() -> Made:
    """A web page that is a zip as well."""
    return b"<html><script>alert(1)</script></html>" + packed(), Refused("web page")


@case
def owner_file() -> Made:
    """Excel's own lock file under a workbook's name: 165 bytes."""
    return b"\x04Anna".ljust(55, b" ") + b"A\0n\0n\0a\0".ljust(110, b" "), Refused("is no .xlsx")


@case
def pointer_of_git() -> Made:
    """A pointer of Git LFS in place of the file."""
    text = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n"
    return text, Refused("is no .xlsx workbook")


@case
def xml_with_a_bomb() -> Made:
    """An XML file with entities: told by its first bytes, never parsed."""
    return f'{HEAD}<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'.encode(), Refused("an XML file")


@case
def sparse_file() -> Made:
    """Text, then NULs."""
    return b"id,value\n" + b"\0" * 9_000, Refused("is no .xlsx workbook")


@case
def first_kilobyte() -> Made:
    """The first kilobyte of a workbook, as an aborted download leaves it."""
    return zipped(entries(sound()))[:1_024], Refused("cut short")
