"""A large CSV cut by DuckDB, where that surely gives the cells that the careful reader would.

DuckDB takes more for a CSV than RFC 4180 does: it drops blanks around quotes, and more. So what it
gives is proved against the file: as many rows as lines, and every byte that is no quote, separator
or line end is a byte of a cell. Where anything is unlike, the careful reader reads it all.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

from toolkit.readers.grid import Grid, Proof, Staged
from toolkit.readers.staged import piece_of
from toolkit.readers.survey import is_plain, quotes
from toolkit.readers.unchanged import Counted, same_file
from toolkit.sqltext import file_literal, literal


def swiftly(
    path: Path,
    data: bytes,
    counted: Counted,
    *,
    skip: int,
    separator: str,
    width: int,
    longest: int,
    otherwise: Callable[[], Grid],
) -> Staged | None:
    """The rows of the file below its first `skip` lines, as a query; None where that is no way.

    `otherwise` is the careful way, should the query fail. `data` are the file's bytes, UTF-8, that
    are `counted`; a row has `width` cells, and no cell over `longest` bytes.
    """
    before = path.stat()
    end = _line_end(data, counted)
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
    if not data.isascii() and data.find(codecs.BOM_UTF8, start) >= 0:  # where two files were joined
        return None
    ended = counted.of(end[-1:]) - skip
    rows = ended + (not data.endswith(end))
    quoting = quotes(data, start, end, separator.encode())
    if not (quoting.apart or _parts_well(data, start, end, separator)):
        return None
    names = [f"c{n}" for n in range(1, width + 1)]
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    size = " + ".join(f"coalesce(strlen({name}), 0)" for name in names)
    if not quoting.apart:  # then a cell may hold some
        size += "".join(
            f" - case when contains({name}, '\"')"
            f" then strlen({name}) - strlen(replace({name}, '\"', '')) else 0 end"
            for name in names
        )
    query = (
        f"(select *, ({size})::integer as bytes from read_csv({file_literal(path)},"
        f" auto_detect = false, header = false, skip = {skip}, delim = {literal(separator)},"
        f" quote = '\"', escape = '\"', columns = {{{columns}}}, strict_mode = true,"
        f" max_line_size = {piece_of(len(body), rows)}))"
    )
    return Staged(
        query,
        rows,
        dict.fromkeys(range(1, width + 1), "text"),
        line=skip + 1,
        plain=is_plain(data, counted.line_ends()),
        proof=Proof("bytes", len(body) - quoting.total - ended * len(end) - rows * (width - 1)),
        still=lambda: same_file(before, path.stat()),
        otherwise=otherwise,
    )


def _line_end(data: bytes, counted: Counted) -> bytes | None:
    """What ends every line, or None where several things do."""
    feeds, returns = counted.of(b"\n"), counted.of(b"\r")
    if not returns:
        return b"\n"
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
