"""Zip bytes that depend on nothing but the parts: fixed date, no extra fields, given order."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from isal import isal_zlib

from toolkit.errors import FactpackError
from toolkit.ooxml.container.directory import DEFLATED, STORED

if TYPE_CHECKING:
    from concurrent.futures import Future

_DATE_1980_01_01 = 0x0021  # the first day that a zip's clock knows
_LEVEL = 6
_FAST = 1
_THREADS = min(4, max(2, os.cpu_count() or 1))
_UTF8 = 0x800
_HEADER = 30  # bytes of a part's header, without its name
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF


# Bytes that are made only when they are packed, on the thread that packs them. A piece is gone once
# the next is asked for.
Making = Callable[[], Iterable[bytes | memoryview]]


class Deflated(NamedTuple):
    """One part ready to be written."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


class Unmade(NamedTuple):
    """A large part, made and packed while it is written."""

    name: str
    makings: Iterable[Making]


class _Packed(NamedTuple):
    crc: int
    size: int
    data: Sequence[bytes]


def deflated(name: str, content: bytes) -> Deflated:
    """The part's bytes packed; stored where packing does not make them smaller."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = squeeze.compress(content) + squeeze.flush()
    if len(data) >= len(content):
        return Deflated(name, STORED, zlib.crc32(content), len(content), content)
    return Deflated(name, DEFLATED, zlib.crc32(content), len(content), data)


def _pack(makings: Iterable[Making], out: BinaryIO) -> tuple[int, int]:
    """Writes what is made, packed on several threads, each making by itself: its CRC and size.

    A making ends on a byte with its window forgotten (zlib: Z_FULL_FLUSH), so that they can be
    packed apart and put end to end (RFC 1951, 3.2.3).
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[Future[_Packed]] = deque()
    crc = size = 0

    def take() -> None:
        nonlocal crc, size
        done = waiting.popleft().result()
        crc, size = isal_zlib.crc32_combine(crc, done.crc, done.size), size + done.size
        out.writelines(done.data)

    with ThreadPoolExecutor(_THREADS) as threads:
        try:
            for making in makings:
                waiting.append(threads.submit(_squeezed, making))
                if len(waiting) > 2 * _THREADS:
                    take()
            while waiting:
                take()
        finally:
            for each in waiting:  # after a fault, what nobody needs any more
                each.cancel()
    out.write(b"\x03\x00")  # an empty last block
    return crc, size


def _squeezed(making: Making) -> _Packed:
    squeeze = isal_zlib.compressobj(_FAST, isal_zlib.DEFLATED, -15)
    data: list[bytes] = []
    crc = size = 0
    for piece in making():
        crc, size = isal_zlib.crc32(piece, crc), size + len(piece)
        data.append(squeeze.compress(piece))
    data.append(squeeze.flush(isal_zlib.Z_FULL_FLUSH))
    return _Packed(crc, size, data)


def archive(parts: Iterable[Deflated | Unmade]) -> bytes:
    """The zip of these parts, in this order."""
    out = io.BytesIO()
    write_archive(parts, out)
    return out.getvalue()


def write_archive(parts: Iterable[Deflated | Unmade], out: BinaryIO) -> None:
    """Writes the zip of these parts, in this order, to an empty file (APPNOTE.TXT 4.3.6)."""
    directory: list[bytes] = []
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        at = out.tell()
        out.write(bytes(_HEADER + len(name)))  # until the part's sizes are known
        begin = out.tell()
        if isinstance(part, Deflated):
            method, crc, size = part.method, part.crc, part.size
            out.write(part.data)
        else:
            method, (crc, size) = DEFLATED, _pack(part.makings, out)
        end = out.tell()
        if end > _FULL32 or size >= _FULL32 or len(directory) >= _FULL16:
            raise FactpackError(
                "the workbook would be larger than 4 GiB or have more than 65,534 parts",
                hint="export fewer facts, or take pictures out of the template",
            )
        common = struct.pack(
            "<5H3I2H",
            20, flags, method, 0, _DATE_1980_01_01, crc, end - begin, size, len(name), 0,
        )  # fmt: skip
        out.seek(at)
        out.write(b"PK\x03\x04" + common + name)
        out.seek(end)
        directory.append(
            b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2I", 0, 0, 0, 0, at) + name
        )
    listed = b"".join(directory)
    count, at = len(directory), out.tell()
    end_record = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    out.writelines((listed, end_record))
