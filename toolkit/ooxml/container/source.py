"""The file behind a package: opened for a moment, its parts inflated piece by piece and counted."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.archive import Deflated
from toolkit.ooxml.container.directory import STORED, Entry

_CHUNK = 1 << 16
_LARGE = 4 << 20  # inflated bytes from which a part is inflated by isal, thrice as fast as zlib
_LARGE_CHUNK = 1 << 14  # deflated; at most a thousand times as many bytes come of them
_FAULTS: tuple[type[Exception], ...] = (zlib.error, isal_zlib.error)  # type: ignore[assignment]
_TORN = "copy or download the file again; if it stays so, restore an earlier version"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@contextmanager
def opened(source: Path | bytes, shown: str) -> Iterator[tuple[BinaryIO, tuple[int, int]]]:
    """The file for as long as it is needed, with its size and the time of its last change."""
    if isinstance(source, bytes):
        yield BytesIO(source), (len(source), 0)
        return
    try:
        mode = source.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableFile(f"{shown} is a folder", hint="name the file itself")
        if not stat.S_ISREG(mode):  # a pipe is opened once somebody writes
            raise UnreadableFile(f"{shown} is not an ordinary file", hint="name the file itself")
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


class _Left:
    """How many of a part's packed bytes are still to be read or used."""

    def __init__(self, count: int) -> None:
        self.bytes = count


def _stored(file: BinaryIO, entry: Entry, left: _Left) -> Iterator[bytes]:
    file.seek(entry.start)
    while left.bytes and (piece := file.read(min(left.bytes, _CHUNK))):
        left.bytes -= len(piece)
        yield piece


def _undeflated(file: BinaryIO, entry: Entry, left: _Left) -> Iterator[bytes]:
    """Until the stream says that it ends: zlib may hold output back after its last input."""
    file.seek(entry.start)
    inflate = zlib.decompressobj(-15)
    to_read, data = entry.deflated, b""
    while not inflate.eof:
        if not data and to_read:
            data = file.read(min(to_read, _CHUNK))
            to_read -= len(data)
        piece = inflate.decompress(data, _CHUNK)
        if not piece and not data:
            break  # the stream is cut short
        data = inflate.unconsumed_tail
        if piece:
            yield piece
    left.bytes = to_read + len(inflate.unused_data) + (not inflate.eof)


def _undeflated_fast(file: BinaryIO, entry: Entry, left: _Left) -> Iterator[bytes]:
    file.seek(entry.start)
    inflate = isal_zlib.decompressobj(-15)
    to_read = entry.deflated
    while not inflate.eof and to_read:
        data = file.read(min(to_read, _LARGE_CHUNK))
        if not data:
            break
        to_read -= len(data)
        piece = inflate.decompress(data)
        if piece:
            yield piece
    left.bytes = to_read + len(inflate.unused_data) + (not inflate.eof)


def inflated(file: BinaryIO, entry: Entry, shown: str) -> Iterator[bytes]:
    """The part's bytes, piece by piece, never more than the directory lists."""
    size, crc = 0, 0
    left = _Left(entry.deflated)
    unpack = _undeflated_fast if entry.size >= _LARGE else _undeflated
    try:
        for piece in (_stored if entry.method == STORED else unpack)(file, entry, left):
            size += len(piece)
            crc = isal_zlib.crc32(piece, crc)
            if size > entry.size:
                break
            yield piece
    except _FAULTS as fault:
        raise UnreadableFile(
            f"{shown}: its part {entry.name} is torn ({fault})", hint=_TORN
        ) from fault
    if size != entry.size or left.bytes:
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
