"""A file of records read whole, which nobody wrote meanwhile, and how large it may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, NoReturn

from toolkit.errors import UnreadableFile

_KIB, _MIB = 1 << 10, 1 << 20
_LONG = 16 * _MIB  # bytes from which numpy is worth its start
SPLIT = "split it into several files, as facts-1 and facts-2, each with its headings"
_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook, or another zip",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind (.xls)",
    b"%PDF-": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
}


class Limits(NamedTuple):
    """How large a text file may be before it is taken for broken or hostile."""

    file_bytes: int = 1024 * _MIB
    record_chars: int = 1 * _MIB  # one record, the line breaks inside its quotes included
    field_chars: int = 128 * _KIB  # one cell; a spreadsheet holds 32,767
    columns: int = 16_384  # as in a spreadsheet
    cells: int = 25_000_000  # as counted by separators and line ends, blank cells included


LIMITS = Limits()


def read_unchanged(path: Path, shown: str, limits: Limits) -> bytes:
    """A text file's bytes, which nobody wrote while they were read. Raises UnreadableFile."""
    before = looked_at(path, shown, limits)
    with _told(shown):
        with path.open("rb") as file:
            data = file.read(before.st_size + 1)
        after = path.stat()
    if not same_file(before, after) or len(data) != before.st_size:
        refuse(
            shown,
            "it changed while it was read",
            "check again when the program or sync client that writes it has finished",
        )
    for signature, kind in _OTHER_KINDS.items():
        if data.startswith(signature):
            refuse(shown, f"in truth it is {kind}", "give it its right ending, or save it anew")
    return data


def looked_at(path: Path, shown: str, limits: Limits) -> os.stat_result:
    """How an ordinary file that may be opened stands before it is read. Raises UnreadableFile."""
    with _told(shown):
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            refuse(shown, "it is not an ordinary file", "put the file itself into the folder")
        path.open("rb").close()
    if before.st_size > limits.file_bytes:
        refuse(
            shown,
            f"it has {before.st_size:,} bytes, and at most {limits.file_bytes:,} are read",
            SPLIT,
        )
    return before


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """Says why the system does not give a file."""
    try:
        yield
    except PermissionError:
        refuse(shown, "it may not be read", "close it where it is open, or ask for the right")
    except OSError as error:
        refuse(shown, f"it cannot be opened: {error.strerror}", "see that it is there, and whole")


class Counted:
    """How often a byte stands in a text, each counted once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[bytes, int] = {}

    def of(self, byte: bytes) -> int:
        if byte not in self._known:
            self._known[byte] = self._count(byte)
        return self._known[byte]

    def line_ends(self) -> int:
        """Those of the old Mac included, and CRLF as two."""
        return self.of(b"\n") + self.of(b"\r")

    def _count(self, byte: bytes) -> int:
        if len(self._data) < _LONG:
            return self._data.count(byte)
        from toolkit.readers.survey import tally

        return tally(self._data, byte)


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether nobody wrote the file between two looks at it."""
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def refuse(shown: str, problem: str, hint: str) -> NoReturn:
    """Stop reading this file."""
    raise UnreadableFile(f"{shown}: {problem}", hint=hint)
