"""Rows written as CSV so that every reader cuts them the same: a CR or LF in a field is quoted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import TextIO


def row_writer(
    out: TextIO, *, separator: str = ",", end: str = "\n"
) -> Callable[[Sequence[object]], object]:
    """A function that writes one row (RFC 4180) with this line end.

    Before Python 3.13, csv quotes only the letters of its own line end; a lone CR in a field would
    end the record for Excel, and for factpack's own reader.
    """
    usual = csv.writer(out, delimiter=separator, lineterminator=end).writerow
    if {"\r", "\n"} <= set(end):
        return usual
    quoted = csv.writer(
        out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL
    ).writerow
    other = "\n" if end == "\r" else "\r"

    def write(row: Sequence[object]) -> object:
        broken = any(isinstance(field, str) and other in field for field in row)
        return (quoted if broken else usual)(row)

    return write
