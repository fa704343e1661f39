"""An answer's bytes as they come: in memory while they are few, then in a file."""

from __future__ import annotations

import io
import weakref
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_IN_MEMORY = 64_000_000


class Spool:
    """Bytes written once, and read from the start as often as wanted."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = bytearray()
        self._out: BinaryIO | None = None
        self.size = 0

    def write(self, data: bytes) -> None:
        """Raises OSError where the file cannot be written."""
        self.size += len(data)
        if self._out is None and self.size > _IN_MEMORY:
            self._out = self._file.open("wb")
            weakref.finalize(self, _forget, self._out, self._file)
            self._out.write(self._held)
            self._held = bytearray()
        if self._out is None:
            self._held += data
        else:
            self._out.write(data)

    def reader(self) -> BinaryIO:
        if self._out is None:
            return io.BytesIO(self._held)
        self._out.flush()
        return self._file.open("rb")


def _forget(out: BinaryIO, file: Path) -> None:
    out.close()
    with suppress(OSError):
        file.unlink()
