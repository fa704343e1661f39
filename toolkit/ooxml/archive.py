"""Zip bytes that depend on nothing but the parts: fixed date, no extra fields, given order."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from isal import isal_zlib

from toolkit.errors import FactpackError
from toolkit.ooxml.directory import DEFLATED, STORED

_DATE_1980_01_01 = 0x0021  # the first day that a zip's clock knows
_LEVEL = 6
_FAST = 1
_THREADS = min(4, max(2, os.cpu_count() or 1))
_UTF8 = 0x800
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF


# Bytes that are made only when they are packed, on the thread that packs them. A piece is gone once
# the next is asked for.
Making = Callable[[], Iterable[bytes | memoryview]]


class Deflated(NamedTuple):
    """One part ready to be written; `data` are its packed bytes, to be taken once."""

    name: str
    method: int
    crc: int
    size: int
    packed: int
    data: Iterable[bytes]


class _Packed(NamedTuple):
    crc: int
    size: int
    data: tuple[bytes, ...]


def deflated(name: str, content: bytes) -> Deflated:
    """The part's bytes packed; stored where packing does not make them smaller."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = squeeze.compress(content) + squeeze.flush()
    if len(data) >= len(content):
        return Deflated(name, STORED, zlib.crc32(content), len(content), len(content), (content,))
    return Deflated(name, DEFLATED, zlib.crc32(content), len(content), len(data), (data,))


def deflated_stream(name: str, makings: Iterable[Making]) -> Deflated:
    """A large part's bytes made and packed on several threads, each making by itself.

    A making ends on a byte with its window forgotten (zlib: Z_FULL_FLUSH), so that they can be
    packed apart and put end to end (RFC 1951, 3.2.3).
    """
    packed: list[bytes] = []
    waiting: deque[Future[_Packed]] = deque()
    crc = size = 0

    def take() -> None:
        nonlocal crc, size
        done = waiting.popleft().result()
        crc, size = isal_zlib.crc32_combine(crc, done.crc, done.size), size + done.size
        packed.extend(done.data)

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
    packed.append(b"\x03\x00")  # an empty last block
    return Deflated(name, DEFLATED, crc, size, sum(map(len, packed)), _let_go(packed))


def _let_go(pieces: list[bytes]) -> Iterator[bytes]:
    """The pieces, each forgotten once it is taken: together they are as large as the workbook."""
    pieces.reverse()
    while pieces:
        yield pieces.pop()


def _squeezed(making: Making) -> _Packed:
    squeeze = isal_zlib.compressobj(_FAST, isal_zlib.DEFLATED, -15)
    data: list[bytes] = []
    crc = size = 0
    for piece in making():
        crc, size = isal_zlib.crc32(piece, crc), size + len(piece)
        data.append(squeeze.compress(piece))
    data.append(squeeze.flush(isal_zlib.Z_FULL_FLUSH))
    return _Packed(crc, size, tuple(data))


def archive(parts: Iterable[Deflated]) -> bytes:
    """The zip of these parts, in this order (APPNOTE.TXT 4.3.6)."""
    out = io.BytesIO()
    directory: list[bytes] = []
    at = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        common = struct.pack(
            "<5H3I2H",
            20, flags, part.method, 0, _DATE_1980_01_01,
            part.crc, min(part.packed, _FULL32), min(part.size, _FULL32), len(name), 0,
        )  # fmt: skip
        header = b"PK\x03\x04" + common + name
        directory.append(
            b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2I", 0, 0, 0, 0, at) + name
        )
        at += len(header) + part.packed
        if at > _FULL32 or part.size >= _FULL32 or len(directory) >= _FULL16:
            raise FactpackError(
                "the workbook would be larger than 4 GiB or have more than 65,534 parts",
                hint="export fewer facts, or take pictures out of the template",
            )
        out.write(header)
        out.writelines(part.data)
    listed = b"".join(directory)
    count = len(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    out.writelines((listed, end))
    return out.getvalue()
