"""Rows that are made only while the workbook is written; until then a mark stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_MARK = re.compile(rb"<!--factpack rows (\d+)-->")


class Streamed:
    """The rows of one Table as <row> elements, chunk by chunk, each time they are asked for."""

    def __init__(self, number: int, chunks: Iterable[bytes]) -> None:
        """`number` is the Table's among those that are streamed."""
        self.number = number
        self._chunks = chunks

    @property
    def mark(self) -> bytes:
        """A comment that stands for the rows in a sheet's part."""
        return b"<!--factpack rows %d-->" % self.number

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)


NO_STREAMS: Mapping[int, Streamed] = {}


def pieces(part: bytes, streams: Mapping[int, Streamed]) -> Iterator[bytes]:
    """The part with the rows in place of each mark."""
    at = 0
    for found in _MARK.finditer(part):
        stream = streams.get(int(found[1]))
        if stream is not None:  # else a template's own comment
            yield part[at : found.start()]
            yield from stream
            at = found.end()
    yield part[at:]


def is_marked(part: bytes, streams: Mapping[int, Streamed]) -> bool:
    """Whether rows are to be put into the part."""
    return bool(streams) and any(int(one) in streams for one in _MARK.findall(part))
