"""A PDF's packed streams, counted before anybody inflates them whole."""

from __future__ import annotations

import re
import zlib

from toolkit.errors import UnreadableFile

_STREAM = re.compile(rb"stream\r?\n")
_FREE = 64 << 20  # bytes of one stream: a page's picture at 300 dots an inch has 25 million
_RATIO = 100  # inflated over packed size, past which a larger stream is a bomb
_STEP = 1 << 20


def check_streams(data: bytes, name: str) -> None:
    """Raise UnreadableFile where a deflated stream (PDF 32000-1, 7.4.4) is a zip bomb."""
    for found in _STREAM.finditer(data):
        start = found.end()
        # 0x78 begins what zlib packs; of what cannot grow so large nothing need be inflated.
        if data[start : start + 1] != b"\x78" or (len(data) - start) * 1032 < _FREE:
            continue
        if _is_bomb(data, start):
            raise UnreadableFile(
                f"{name} holds a stream of more than {_FREE >> 20} MiB, packed more than {_RATIO} "
                "times, as a zip bomb does",
                hint="do not open it; ask its sender for a fresh copy, or print it to a new PDF",
            )


def _is_bomb(data: bytes, start: int) -> bool:
    inflate = zlib.decompressobj()
    size, at = 0, start
    rest = b""
    try:
        while not inflate.eof and (rest or at < len(data)):
            if not rest:
                rest, at = data[at : at + _STEP], at + _STEP
            size += len(inflate.decompress(rest, _STEP))
            rest = inflate.unconsumed_tail
            used = min(at, len(data)) - start - len(rest)
            if size > _FREE and size > _RATIO * max(used, 1):
                return True
    except zlib.error:
        return False  # torn, or no such stream; PDFium says so if it matters
    return False
