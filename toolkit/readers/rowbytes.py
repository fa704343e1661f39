"""A sheet's bytes on their way to the parser: in pieces, by whole rows, torn, without some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.errors import UnreadableFile

ROW_END = b"</row>"
_PIECE = 1 << 16  # bytes that the parser gets at once


class Pieces:
    """A part's bytes up to where it is torn: what was read before comes first, faults and all.

    `fault` is set once they end in one.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.fault: UnreadableFile | None = None
        self._pieces = self._read(pieces)

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def _read(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        except UnreadableFile as fault:
            self.fault = fault


def in_pieces(data: bytes) -> Iterator[bytes]:
    """Bytes as the parser gets them from any other part."""
    for at in range(0, len(data), _PIECE):
        yield data[at : at + _PIECE]


def end_of_rows(data: bytes, count: int) -> int:
    """Where at most so many rows end; 0 where none does."""
    end = 0
    for _ in range(count):
        found = data.find(ROW_END, end)
        if found < 0:
            break
        end = found + len(ROW_END)
    return end


def without(data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """The bytes but for some stretches, each [start, end), in their order."""
    kept = []
    at = 0
    for start, end in spans:
        kept.append(data[at:start])
        at = end
    kept.append(data[at:])
    return b"".join(kept)
