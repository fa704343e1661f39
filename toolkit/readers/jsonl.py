"""JSON-lines files: one object a line, every number as printed, every bad line said."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from toolkit.readers.encodings import bare_utf16, is_utf8
from toolkit.readers.grid import Cell, Grid, Remark, Row, Staged
from toolkit.readers.jsonrecord import SHOWN, BadLine, Number, cell_of, record_of
from toolkit.readers.staged import OPENING, Staging, piece_of
from toolkit.readers.unchanged import (
    LIMITS,
    Counted,
    Limits,
    read_unchanged,
    refuse,
    same_file,
)
from toolkit.sqltext import file_literal

_SEEN = 20_000  # values remembered, so that the same one again is the same cell
_SAMPLES = 200  # lines from all over a large file that tell its style


def read_jsonl(
    path: Path,
    shown: str,
    limits: Limits = LIMITS,
    staging: Staging | None = None,
    *,
    swift: bool = True,
) -> Grid:
    """One record a line; row 0 holds the keys, in the order in which they first appear.

    `shown` is the file's name for people. A number's text keeps every digit but no exponent, a null
    or blank text is no cell. A line that is no JSON object (RFC 8259, and no key twice, no NaN) is
    remarked (JSL001) with its beginning, and the others are read. With `staging`, the records of a
    large file are put there, by DuckDB where it is `swift` and certain. Raises UnreadableFile where
    the file as a whole is none of JSON lines.
    """
    data = read_unchanged(path, shown, limits)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or bare_utf16(data):
        refuse(shown, "it is UTF-16, and JSON is UTF-8 (RFC 8259)", "save it as UTF-8")
    counted = Counted(data)
    if len(data) > limits.cells and (values := counted.of(b":")) > limits.cells:
        refuse(
            shown,
            f"it has up to {values:,} values, and at most {limits.cells:,} are read",
            "split it into several files, as facts-1 and facts-2",
        )
    reader = _Reader(limits)
    rows = reader.rows(data)
    if staging is not None and counted.of(b"\n") >= staging.least:
        first = list(islice(rows, OPENING))
        if first and staging.heading(shown, None, [reader.header(), *first]) is not None:
            staged = _swiftly(path, shown, data, counted, limits, staging) if swift else None
            if staged is None:
                from toolkit.readers.rowfilling import fill

                staged = fill(chain(first, rows), staging)
                reader.check(shown)
            opening = (reader.header(), *first)
            remarks = () if staged.rereader else tuple(reader.remarks)
            return Grid(shown, None, opening, remarks, decimal_point=True, staged=staged)
        rows = chain(first, rows)
    body = list(rows)
    reader.check(shown)
    header = reader.header()
    if header.cells:
        body.insert(0, header)
    return Grid(shown, None, tuple(body), tuple(reader.remarks), decimal_point=True)


class _Reader:
    """Reads lines with care, and knows the keys met so far, and what was wrong."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.columns: dict[str, int] = {}
        self.remarks: list[Remark] = []
        self._records = 0
        self._texts: dict[Any, Cell] = {}  # what stands in many records is one cell
        self._numbers: dict[Any, Cell] = {}

    def rows(self, data: bytes) -> Iterator[Row]:
        """Each record that has a cell; what is none goes to `remarks`."""
        for number, line in _lines(data):
            found = self.read(number, line)
            if isinstance(found, Remark):
                self.remarks.append(found)
            elif found:
                yield Row(number, found)

    def read(self, number: int, line: bytes) -> dict[int, Cell] | Remark:
        """The cells of one line, or why it is no record."""
        limits, columns = self._limits, self.columns
        try:
            record = record_of(line, limits)
            if len(record.keys() - columns.keys()) + len(columns) > limits.columns:
                raise BadLine(f"with it, the file has more than {limits.columns:,} keys")
        except BadLine as bad:
            begins = line[: 4 * SHOWN].decode("utf-8", "replace").strip()[:SHOWN]
            return Remark("JSL001", None, number, {"problem": str(bad), "value": begins})
        self._records += 1
        cells = {}
        for key, value in record.items():
            column = columns.get(key)
            if column is None:
                column = columns[key] = len(columns) + 1
            seen = self._seen(value)
            cell = None if seen is None else seen.get(value)
            if cell is None and (cell := cell_of(value)) and seen is not None and len(seen) < _SEEN:
                seen[value] = cell
            if cell is not None:
                cells[column] = cell
        return cells

    def _seen(self, value: object) -> dict[Any, Cell] | None:
        if type(value) is str:
            return self._texts
        return self._numbers if type(value) is Number else None

    def header(self) -> Row:
        """Row 0, which holds the keys."""
        named = self.columns.items()
        return Row(0, {column: Cell("text", key) for key, column in named if key.strip()})

    def check(self, shown: str) -> None:
        """Raise UnreadableFile where it all seems one text laid out over many lines."""
        remarks = self.remarks
        opens = len(remarks) > 1 and remarks[0].says["value"] in ("{", "[", "[{")
        if not self._records and opens:
            refuse(
                shown,
                "none of its lines is a record; it seems one JSON text laid out over many lines",
                "write each record as one JSON object on a line of its own",
            )


def _swiftly(
    path: Path, shown: str, data: bytes, counted: Counted, limits: Limits, staging: Staging
) -> Staged | None:
    """The file's lines as a query; None where they have no style, or are no lines to DuckDB."""
    from toolkit.readers.survey import is_plain
    from toolkit.readers.swiftjsonl import style_of

    before = path.stat()
    long = any(
        data.find(b"\n", at, at + limits.record_chars // 2) < 0
        for at in range(0, len(data) - limits.record_chars // 2, limits.record_chars // 2)
    )
    marked = data.startswith(codecs.BOM_UTF8)
    if long or marked or before.st_size != len(data) or not is_utf8(data):
        return None
    reader = _Reader(limits)
    sample = []
    for number, line in _sampled(data):
        found = reader.read(number, line)
        if not isinstance(found, Remark):
            sample.append((line.decode("utf-8"), record_of(line, limits)))
    opening = _Reader(limits)
    for _ in islice(opening.rows(data), OPENING):
        pass
    style = style_of(sample)
    if style is None or set(style.keys) != opening.columns.keys():
        return None
    rows = counted.of(b"\n") + (not data.endswith(b"\n"))
    return Staged(
        style.query(file_literal(path), opening.columns, piece_of(len(data), rows)),
        rows,
        {number: style.shapes[key] for key, number in sorted(opening.columns.items(), key=_second)},
        line=1,
        plain=is_plain(data, counted.line_ends()),
        rereader=_Again(opening, path),
        still=lambda: same_file(before, path.stat()),
        otherwise=lambda: read_jsonl(path, shown, limits, staging, swift=False),
    )


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _sampled(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The first lines, and lines from all over the file, whose numbers do not matter."""
    yield from islice(_lines(data), OPENING)
    for part in range(1, _SAMPLES):
        start = data.find(b"\n", len(data) * part // _SAMPLES) + 1
        end = data.find(b"\n", start)
        if start and end > start:
            yield 0, data[start:end]


class _Again:
    """Reads single lines again, which come in their order."""

    def __init__(self, reader: _Reader, path: Path) -> None:
        self._reader = reader
        self._lines = _lines_of(path)  # the file's bytes need not be kept meanwhile

    def cells(self, line: int) -> dict[int, Cell] | Remark:
        number, text = next(one for one in self._lines if one[0] == line)
        return self._reader.read(number, text)

    def header(self) -> Row:
        return self._reader.header()


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, and its number; only LF ends one, as a CR before it is blank.

    The mark of UTF-8 is no part of a line: it may stand midway, where two files were joined.
    """
    start = number = 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].removeprefix(codecs.BOM_UTF8)
        if line and not line.isspace():
            yield number, line
        start = end + 1


def _lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """The same of a file."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield from ((number, each) for _, each in _lines(line))
