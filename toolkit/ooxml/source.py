"""The file behind a package: opened for a moment, its parts inflated piece by piece and counted."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import UnreadableFile
from toolkit.ooxml.archive import Deflated
from toolkit.ooxml.directory import STORED, Entry

_CHUNK = 1 << 16
_TORN = "copy or download the file again; if it stays so, restore an earlier version"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@contextmanager
def opened(source: Path | bytes, shown: str) -> Iterator[tuple[BinaryIO, tuple[int, int]]]:
    """The file for as long as it is needed, with its size and the time of its last change."""
    if isinstance(source, bytes):
        yield BytesIO(source), (len(source), 0)
        return
    try:
        file = source.open("rb")
    except PermissionError as fault:
        raise UnreadableFile(
            f"{shown} may not be read",
            hint="close the program that holds it, or ask for the right to read it",
        ) from fault
    except OSError as fault:
        raise UnreadableFile(
            f"{shown} cannot be opened: {fault.strerror or fault}",
            hint="check the name; a file in a sync folder may have to be downloaded first",
        ) from fault
    with file:
        state = os.fstat(file.fileno())
        yield file, (state.st_size, state.st_mtime_ns)


def inflated(file: BinaryIO, entry: Entry, shown: str) -> Iterator[bytes]:
    """The part's bytes, piece by piece, never more than the directory lists."""
    file.seek(entry.start)
    inflate = zlib.decompressobj(-15)
    left, size, crc = entry.deflated, 0, 0
    try:
        while left or inflate.unconsumed_tail:
            raw = inflate.unconsumed_tail or file.read(min(left, _CHUNK))
            if not inflate.unconsumed_tail:
                left -= len(raw)
                if not raw:
                    break
            piece = raw if entry.method == STORED else inflate.decompress(raw, _CHUNK)
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            if size > entry.size:
                break
            yield piece
            if inflate.eof:
                break
    except zlib.error as fault:
        raise UnreadableFile(
            f"{shown}: its part {entry.name} is torn ({fault})", hint=_TORN
        ) from fault
    ended = entry.method == STORED or (inflate.eof and not inflate.unused_data)
    if size != entry.size or left or not ended:
        raise UnreadableFile(
            f"{shown}: its part {entry.name} does not hold the {entry.size} bytes "
            "that the directory lists",
            hint=_TORN,
        )
    if crc != entry.crc:
        raise UnreadableFile(
            f"{shown}: its part {entry.name} does not match its checksum", hint=_TORN
        )


def carried(file: BinaryIO, entry: Entry, shown: str) -> Deflated:
    """The part as it is packed, once its checksum was tried."""
    for _ in inflated(file, entry, shown):
        pass
    file.seek(entry.start)
    return Deflated(entry.name, entry.method, entry.crc, entry.size, file.read(entry.deflated))


def is_markup(entry: Entry, file: BinaryIO, shown: str) -> bool:
    """Whether the part is XML: by its name, or because it begins as XML does."""
    if not entry.size:
        return False
    if entry.name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    head = next(inflated(file, entry, shown))[:64]
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip().startswith(b"<")
