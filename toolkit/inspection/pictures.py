"""What a picture says of itself besides its pixels: camera, place, author (Exif, PNG texts)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_TAGS = {  # Exif 2.32, 4.6.4 and 4.6.5
    0x010F: "camera",
    0x0110: "model",
    0x0131: "program",
    0x0132: "taken",
    0x013B: "author",
    0x8298: "rights",
    0x9C9D: "author",
}
_PLACE = 0x8825  # where the picture was taken
_MOST_TAGS = 200


def told_by_picture(data: bytes) -> Iterator[str]:
    """A sentence for each thing that a JPEG or PNG tells."""
    if data.startswith(b"\xff\xd8"):
        if exif := _of_jpeg(data):
            yield from _of_exif(exif)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        for kind, body in _chunks(data):
            if kind == b"eXIf":
                yield from _of_exif(body)
            elif kind in (b"tEXt", b"iTXt", b"zTXt"):
                name, _, text = body.partition(b"\0")
                said = text.decode("latin-1")[:80] if kind == b"tEXt" else "a text"
                yield f"a picture's {name.decode('latin-1')[:40]}: {said}"


def _of_jpeg(data: bytes) -> bytes:
    """The Exif block, or nothing (Exif 2.32, 4.5.4)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return data[at + 10 : at + 2 + length]
        if marker == 0xDA or length < 2:
            return b""
        at += 2 + length
    return b""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _of_exif(data: bytes) -> Iterator[str]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    yield "a picture carries Exif data"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    if at + 2 > len(data):
        return
    (count,) = struct.unpack_from(f"{order}H", data, at)
    for number in range(min(count, _MOST_TAGS)):
        entry = at + 2 + 12 * number
        if entry + 12 > len(data):
            return
        tag, kind, length, value = struct.unpack_from(f"{order}HHII", data, entry)
        if tag == _PLACE:
            yield "a picture says where it was taken (GPS)"
        elif tag in _TAGS and kind in (1, 2):
            start = value if length > 4 else entry + 8
            raw = data[start : start + min(length, 200)]
            text = raw.decode("utf-16-le" if kind == 1 else "latin-1", "replace").strip("\0 ")
            if text:
                yield f"a picture's {_TAGS[tag]}: {text[:80]}"
