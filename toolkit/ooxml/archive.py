"""Zip bytes that depend on nothing but the parts: fixed date, no extra fields, given order."""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from isal import isal_zlib

from toolkit.errors import FactpackError
from toolkit.ooxml.directory import DEFLATED, STORED

if TYPE_CHECKING:
    from concurrent.futures import Future

_DATE_1980_01_01 = 0x0021  # the first day that a zip's clock knows
_LEVEL = 6
_FAST = 1
_THREADS = 2
_UTF8 = 0x800
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF


class Deflated(NamedTuple):
    """One part ready to be written."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


def deflated(name: str, content: bytes) -> Deflated:
    """The part's bytes packed; stored where packing does not make them smaller."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = squeeze.compress(content) + squeeze.flush()
    if len(data) >= len(content):
        return Deflated(name, STORED, zlib.crc32(content), len(content), content)
    return Deflated(name, DEFLATED, zlib.crc32(content), len(content), data)


def deflated_stream(name: str, pieces: Iterable[bytes]) -> Deflated:
    """A large part's bytes packed while they are made, on two threads; each piece by itself.

    A piece ends on a byte with its window forgotten (zlib: Z_FULL_FLUSH), so that pieces can be
    packed apart and put end to end (RFC 1951, 3.2.3).
    """
    from concurrent.futures import ThreadPoolExecutor

    packed: list[bytes] = []
    waiting: deque[Future[tuple[bytes, bytes]]] = deque()
    crc = size = 0

    def take() -> None:
        nonlocal crc, size
        content, data = waiting.popleft().result()
        crc, size = isal_zlib.crc32(content, crc), size + len(content)
        packed.append(data)

    with ThreadPoolExecutor(_THREADS) as threads:
        for piece in pieces:
            waiting.append(threads.submit(_squeezed, piece))
            if len(waiting) > _THREADS:
                take()
        while waiting:
            take()
    packed.append(b"\x03\x00")  # an empty last block
    return Deflated(name, DEFLATED, crc, size, b"".join(packed))


def _squeezed(piece: bytes) -> tuple[bytes, bytes]:
    squeeze = isal_zlib.compressobj(_FAST, isal_zlib.DEFLATED, -15)
    return piece, squeeze.compress(piece) + squeeze.flush(isal_zlib.Z_FULL_FLUSH)


def archive(parts: Iterable[Deflated]) -> bytes:
    """The zip of these parts, in this order (APPNOTE.TXT 4.3.6)."""
    bodies: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        common = struct.pack(
            "<5H3I2H",
            20, flags, part.method, 0, _DATE_1980_01_01,
            part.crc, min(len(part.data), _FULL32), min(part.size, _FULL32), len(name), 0,
        )  # fmt: skip
        header = b"PK\x03\x04" + common + name
        directory.append(
            b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2I", 0, 0, 0, 0, at) + name
        )
        bodies += (header, part.data)
        at += len(header) + len(part.data)
        if at > _FULL32 or part.size >= _FULL32 or len(directory) >= _FULL16:
            raise FactpackError(
                "the workbook would be larger than 4 GiB or have more than 65,534 parts",
                hint="export fewer facts, or take pictures out of the template",
            )
    listed = b"".join(directory)
    count = len(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*bodies, listed, end))
