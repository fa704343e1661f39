"""CSV files: their records, each cell exactly as typed, and rows that are too short or too long."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from toolkit.readers.cutting import Cutter, Record
from toolkit.readers.encodings import encoding_of
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.readers.separators import HEAD, OPENING, SEPARATOR_LINE, separator_of
from toolkit.readers.staged import OPENING as STAGED_OPENING
from toolkit.readers.staged import Staging
from toolkit.readers.unchanged import LIMITS, SPLIT, Counted, Limits, read_unchanged, refuse

_EXCEL_BLOCK = 16
_KNOWN = 4096  # texts of which one Cell serves all
_NUMBER = re.compile(r"\s*[-+]?\d")


def read_csv(
    path: Path,
    shown: str,
    limits: Limits = LIMITS,
    staging: Staging | None = None,
    *,
    swift: bool = True,
) -> Grid:
    """Every record of a CSV (RFC 4180), each cell text exactly as typed, blank ones left out.

    `shown` is the file's name for people. The separator is `,` `;` tab or `|`, as the headings have
    it, or what a first line `sep=;` says. CR, LF and CRLF end a record and nothing else does. A row
    whose number of cells is not that of the headings is remarked (CSV001) and kept whole. With
    `staging`, the records of a large file are put there, by DuckDB where it is `swift` and certain.

    Raises UnreadableFile, with the line, where the text cannot be cut into cells with certainty.
    """
    data = read_unchanged(path, shown, limits)
    encoding = encoding_of(data, shown)
    head = data[encoding.skip : encoding.skip + HEAD].decode(encoding.codec, "ignore")
    declared = SEPARATOR_LINE.match(head)
    separator = declared[1] if declared else separator_of(head)
    counted = Counted(data)
    _check_cells(data, counted, separator, shown, limits)

    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    text = io.TextIOWrapper(stream, encoding.codec, newline="")
    if declared:
        text.readline()
    records = Cutter(text, separator, 1 if declared else 0, shown, limits).records()
    opening = list(islice(records, OPENING))
    headings = next((record for record in opening if _are_headings(record[1])), None)
    if headings is None:
        headings = next((record for record in opening if any(record[1])), (1, [""]))

    remarks = [Remark("CSV002", None, None, {"encoding": encoding.note})] if encoding.note else []
    ended = data[-2:].rstrip(b"\0")[-1:] in (b"\n", b"\r")
    rows = _rows(chain(opening, records), headings, remarks, ended)
    grid = Grid(
        file=shown,
        sheet=None,
        rows=(),
        # Excel writes tab-separated text in UTF-16 or cp1252, with the decimal mark of its country.
        decimal_point=separator in ",|" or (separator == "\t" and encoding.codec == "utf-8"),
    )
    if staging is None or not _has_lines(data, counted, staging.least):
        return replace(grid, rows=tuple(rows), remarks=tuple(remarks))
    first = list(islice(rows, STAGED_OPENING))
    header = staging.heading(shown, None, first)
    if header is None:
        return replace(grid, rows=(*first, *rows), remarks=tuple(remarks))
    skip = _lines_above(opening, header, headings)
    staged = None
    if swift and skip and not encoding.skip and encoding.codec == "utf-8":
        from toolkit.readers.swiftcsv import swiftly

        staged = swiftly(
            path,
            data,
            counted,
            skip=skip,
            separator=separator,
            width=len(headings[1]),
            longest=limits.field_chars,
            otherwise=lambda: read_csv(path, shown, limits, staging, swift=False),
        )
    if staged is None:
        from toolkit.readers.rowfilling import fill

        staged = fill((row for row in chain(first, rows) if row.number > header), staging)
    return replace(grid, rows=tuple(first), remarks=tuple(remarks), staged=staged)


def _has_lines(data: bytes, counted: Counted, least: int) -> bool:
    return len(data) >= least and counted.line_ends() >= least


def _lines_above(opening: list[Record], header: int, headings: Record) -> int | None:
    """How many lines the headings and what is above them take, where it is the row of `headings`,
    by whose width rows are judged."""
    lines = [line for line, _ in opening]
    if header != headings[0] or header not in lines[:-1]:
        return None
    return lines[lines.index(header) + 1] - 1


def _rows(
    records: Iterator[Record], headings: Record, remarks: list[Remark], ended: bool
) -> Iterator[Row]:
    """The rows that are not blank; what is noticed on the way goes to `remarks`."""
    known: dict[str, Cell] = {}
    while block := list(islice(records, _EXCEL_BLOCK)):
        remarks += _ragged(block, headings, ended)
        for line, record in block:
            if cells := _cells(record, known):
                yield Row(line, cells)


def _check_cells(data: bytes, counted: Counted, separator: str, shown: str, limits: Limits) -> None:
    if len(data) <= limits.cells:
        return
    separators = counted.of(separator.encode()) if separator.isascii() else 0
    cells = separators + counted.line_ends()
    if cells > limits.cells:
        refuse(
            shown,
            f"it has up to {cells:,} cells, and at most {limits.cells:,} are read",
            SPLIT,
        )


def _are_headings(record: list[str]) -> bool:
    cells = [cell for cell in record if cell and not cell.isspace()]
    return len(cells) > 1 and not any(map(_NUMBER.match, cells))


def _ragged(block: list[Record], headings: Record, ended: bool) -> list[Remark]:
    """The rows of `block` that have more or fewer cells than the headings.

    Saving as text, Excel goes by blocks of 16 rows and leaves out the columns that are blank at the
    end of the whole block. So a block whose rows all fall short by the same is no fault; one row
    that falls short among others is, for a separator or a quote was lost; too many always are.
    """
    first, expected = headings[0], len(headings[1])
    widths = {len(record) for line, record in block if record and line >= first}
    if widths <= {expected} or (ended and len(widths) == 1 and max(widths) < expected):
        return []
    return [
        Remark("CSV001", None, line, {"found": str(len(record)), "expected": str(expected)})
        for line, record in block
        if record and line > first and len(record) != expected
    ]


def _cells(record: list[str], known: dict[str, Cell]) -> dict[int, Cell]:
    """The cells that are not blank; `known` keeps one Cell for texts that come again and again."""
    cells: dict[int, Cell] = {}
    for column, raw in enumerate(record, 1):
        cell = known.get(raw)
        if cell is None:
            if not raw or raw.isspace():
                continue
            cell = Cell("text", raw)
            if len(known) < _KNOWN:
                known[raw] = cell
        cells[column] = cell
    return cells
