"""Rows and texts made only while the workbook is written; until then a mark stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from toolkit.ooxml.container.archive import Making

_MARK = re.compile(rb"<!--factpack rows (\d+)-->")


class Streamed:
    """Elements of one part, piece by piece, each time they are asked for."""

    def __init__(self, number: int, makings: Iterable[Making]) -> None:
        """`number` is its own among all that are streamed into the workbook."""
        self.number = number
        self._makings = makings

    @property
    def mark(self) -> bytes:
        """A comment that stands for the elements in a part."""
        return b"<!--factpack rows %d-->" % self.number

    @property
    def makings(self) -> Iterator[Making]:
        """What makes each piece; on whatever thread."""
        return iter(self._makings)

    def __iter__(self) -> Iterator[bytes]:
        return map(made, self._makings)


def made(making: Making) -> bytes:
    """All that it makes."""
    return b"".join(bytes(piece) for piece in making())  # each is copied before the next


NO_STREAMS: Mapping[int, Streamed] = {}


def makings(part: bytes, streams: Mapping[int, Streamed]) -> Iterator[Making]:
    """What makes the part with the elements in place of each mark."""
    at = 0
    for found in _MARK.finditer(part):
        stream = streams.get(int(found[1]))
        if stream is not None:  # else a template's own comment
            yield _ready(part[at : found.start()])
            yield from stream.makings
            at = found.end()
    yield _ready(part[at:])


def _ready(piece: bytes) -> Making:
    return lambda: (piece,)


def is_marked(part: bytes, streams: Mapping[int, Streamed]) -> bool:
    """Whether anything is to be put into the part."""
    return bool(streams) and any(int(one) in streams for one in _MARK.findall(part))
