"""A large CSV cut by DuckDB, where that surely gives the cells that the careful reader would.

DuckDB takes more for a CSV than RFC 4180 does: it drops blanks around quotes, and more. So what it
gives is proved against the file: as many rows as lines, and every byte that is no quote, separator
or line end is a byte of a cell. Where anything is unlike, the careful reader reads it all.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

from toolkit.readers.grid import Grid
from toolkit.readers.staged import Proof, Staged


def swiftly(
    path: Path,
    data: bytes,
    *,
    skip: int,
    separator: str,
    width: int,
    longest: int,
    otherwise: Callable[[], Grid],
) -> Staged | None:
    """The rows of the file below its first `skip` lines, as a query; None where that is no way.

    `otherwise` is the careful way, should the query fail. `data` are the
    file's bytes, UTF-8; a row has `width` cells, and no cell over `longest` bytes.
    """
    before = path.stat()
    end = _line_end(data)
    start = _after(data, end, skip) if end else 0
    body = memoryview(data)[start:]
    if (
        not end
        or not len(body)
        or before.st_size != len(data)
        or width < 2
        or _has_long_lines(data, start, end, longest)
    ):
        return None
    if data.find(codecs.BOM_UTF8, start) >= 0:  # where two files were joined
        return None
    ended = data.count(end, start)
    rows = ended + (not data.endswith(end))
    quotes = data.count(b'"', start)
    if quotes and not _parts_well(data, start, end, separator):
        return None
    names = [f"c{n}" for n in range(1, width + 1)]
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    of_each = (f"coalesce(strlen({name}), 0)" for name in names)
    size = " + ".join(of_each)
    if quotes:
        size += "".join(
            f" - case when contains({name}, '\"')"
            f" then strlen({name}) - strlen(replace({name}, '\"', '')) else 0 end"
            for name in names
        )
    query = (
        f"(select *, ({size})::integer as bytes from read_csv({_literal(no_pattern(path))},"
        f" auto_detect = false, header = false, skip = {skip}, delim = {_literal(separator)},"
        f" quote = '\"', escape = '\"', columns = {{{columns}}}, strict_mode = true))"
    )
    return Staged(
        query,
        rows,
        dict.fromkeys(range(1, width + 1), "text"),
        line=skip + 1,
        proof=Proof("bytes", len(body) - quotes - ended * len(end) - rows * (width - 1)),
        still=lambda: same_file(before, path.stat()),
        otherwise=otherwise,
    )


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether nobody wrote the file between two looks at it."""
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _line_end(data: bytes) -> bytes | None:
    """What ends every line, or None where several things do."""
    if b"\r" not in data:
        return b"\n"
    feeds, returns = data.count(b"\n"), data.count(b"\r")
    if feeds == returns == data.count(b"\r\n"):
        return b"\r\n"
    return None if feeds else b"\r"


def _after(data: bytes, end: bytes, lines: int) -> int:
    at = 0
    for _ in range(lines):
        at = data.find(end, at) + len(end)
    return at


def _has_long_lines(data: bytes, start: int, end: bytes, longest: int) -> bool:
    """Whether a line may have more than `longest` bytes, looked at in steps of half as many."""
    step = longest // 2
    return any(data.find(end, at, at + step) < 0 for at in range(start, len(data) - step, step))


def _parts_well(data: bytes, start: int, end: bytes, separator: str) -> bool:
    """Whether every line with a doubled quote is a record by itself, by the careful rules."""
    lines = []
    at = data.find(b'""', start)
    while at >= 0:
        first = data.rfind(end, start, at)
        first = start if first < 0 else first + len(end)
        last = data.find(end, at)
        last = len(data) if last < 0 else last
        lines.append(data[first:last])
        at = data.find(b'""', last)
    text = io.StringIO(b"\n".join(lines).decode("utf-8"), newline="")
    try:
        records = sum(1 for _ in csv.reader(text, delimiter=separator, strict=True))
    except csv.Error:
        return False
    return records == len(lines)


def no_pattern(path: Path) -> str:
    """A path of which DuckDB takes every character as it is."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
