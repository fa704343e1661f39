"""CSV files: their encoding, their separator, where a record ends, what makes one unreadable."""

from __future__ import annotations

import codecs
import csv
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import NoReturn

from toolkit.errors import UnreadableFile
from toolkit.readers.grid import Cell, Grid, Remark, Row
from toolkit.readers.staged import OPENING, Staging
from toolkit.readers.swiftcsv import swiftly

_KIB, _MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a text file may be before it is taken for broken or hostile."""

    file_bytes: int = 1024 * _MIB
    record_chars: int = 1 * _MIB  # one record, the line breaks inside its quotes included
    field_chars: int = 128 * _KIB  # one cell; a spreadsheet holds 32,767
    columns: int = 16_384  # as in a spreadsheet
    cells: int = 25_000_000  # as counted by separators and line ends, blank cells included


LIMITS = Limits()


_Record = tuple[int, list[str]]  # the line it starts on, and its cells
_SEPARATORS = ",;\t|"
HEAD = 64 * _KIB  # what the separator is decided from
_OPENING = 50  # records among which the headings stand
_EXCEL_BLOCK = 16
_BLOCK = 1 * _MIB
_KNOWN = 4096  # texts of which one Cell serves all

SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n\w])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_RECORD = re.compile(r'(?:[^"\r\n]++|"[^"]*+"|")++')
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_NUMBER = re.compile(r"\s*[-+]?\d")
_MULTIBYTE = re.compile(  # RFC 3629, roughly: every character beyond ASCII
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_QUOTES = 'write a quote inside a quoted cell twice (""), and close every quote that is opened'
_NO_TABLE = "see that it is a table of records, one a line"
_SPLIT = "split it into several files, as facts-1 and facts-2, each with its headings"
_AS_UTF8 = "save it as UTF-8 (Excel: 'CSV UTF-8')"
_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook, or another zip",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind (.xls)",
    b"%PDF-": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
}


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
    _check_cells(data, separator, shown, limits)

    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    text = io.TextIOWrapper(stream, encoding.codec, newline="")
    if declared:
        text.readline()
    records = _Cutter(text, separator, 1 if declared else 0, shown, limits).records()
    opening = list(islice(records, _OPENING))
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
    if staging is not None and _has_lines(data, staging.least):
        first = list(islice(rows, OPENING))
        header = staging.heading(shown, None, first)
        if header is not None:
            skip = _lines_above(opening, header, headings)
            staged = None
            if swift and skip and not encoding.skip and encoding.codec == "utf-8":
                staged = swiftly(
                    path,
                    data,
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
        rows = chain(first, rows)
    return replace(grid, rows=tuple(rows), remarks=tuple(remarks))


def _has_lines(data: bytes, least: int) -> bool:
    return len(data) >= least and data.count(b"\n") + data.count(b"\r") >= least


def _lines_above(opening: list[_Record], header: int, headings: _Record) -> int | None:
    """How many lines the headings and what is above them take, where it is the row of `headings`,
    by whose width rows are judged."""
    lines = [line for line, _ in opening]
    if header != headings[0] or header not in lines[:-1]:
        return None
    return lines[lines.index(header) + 1] - 1


def _rows(
    records: Iterator[_Record], headings: _Record, remarks: list[Remark], ended: bool
) -> Iterator[Row]:
    """The rows that are not blank; what is noticed on the way goes to `remarks`."""
    known: dict[str, Cell] = {}
    while block := list(islice(records, _EXCEL_BLOCK)):
        remarks += _ragged(block, headings, ended)
        for line, record in block:
            if cells := _cells(record, known):
                yield Row(line, cells)


def read_unchanged(path: Path, shown: str, limits: Limits) -> bytes:
    """A text file's bytes, which nobody wrote while they were read. Raises UnreadableFile."""
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            refuse(shown, "it is not an ordinary file", "put the file itself into the folder")
        if before.st_size > limits.file_bytes:
            refuse(
                shown,
                f"it has {before.st_size:,} bytes, and at most {limits.file_bytes:,} are read",
                _SPLIT,
            )
        with path.open("rb") as file:
            data = file.read(before.st_size + 1)
        after = path.stat()
    except PermissionError:
        refuse(shown, "it may not be read", "close it where it is open, or ask for the right")
    except OSError as error:
        refuse(shown, f"it cannot be opened: {error.strerror}", "see that it is there, and whole")
    then, now = (before.st_size, before.st_mtime_ns), (after.st_size, after.st_mtime_ns)
    if then != now or len(data) != before.st_size:
        refuse(
            shown,
            "it changed while it was read",
            "check again when the program or sync client that writes it has finished",
        )
    for signature, kind in _OTHER_KINDS.items():
        if data.startswith(signature):
            refuse(shown, f"in truth it is {kind}", "give it its right ending, or save it anew")
    return data


def bare_utf16(data: bytes) -> str | None:
    """The codec of UTF-16 without its mark, told by the zero beside most letters, or None."""
    sample = data[:4096]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if not first and second > len(sample) // 4:
        return "utf-16-le"
    if not second and first > len(sample) // 4:
        return "utf-16-be"
    return None


def refuse(shown: str, problem: str, hint: str) -> NoReturn:
    """Stop reading this file."""
    raise UnreadableFile(f"{shown}: {problem}", hint=hint)


@dataclass(frozen=True, slots=True)
class _Encoding:
    codec: str
    skip: int = 0  # bytes of its mark
    note: str = ""  # what to say of it where it had to be guessed


def encoding_of(data: bytes, shown: str) -> _Encoding:
    """The encoding under which every byte of the file has a meaning."""
    encoding = _marked(data, shown)
    if encoding is None and (codec := bare_utf16(data)):
        encoding = _Encoding(codec, note="UTF-16 without its mark")
    fault = _undecodable(data, encoding or _Encoding("utf-8"))
    if fault and fault.byte and encoding is None and not _is_damaged_utf8(data, fault.at):
        encoding = _Encoding("cp1252", note="Windows-1252 (Western European)")
        fault = _undecodable(data, encoding)
    if fault and fault.byte:
        name = encoding.codec.upper() if encoding else "UTF-8"
        problem = f"line {fault.line} holds the byte {fault.byte}, which is no letter of {name}"
        refuse(shown, problem, f"mend that line, or {_AS_UTF8}")
    if fault:
        problem = f"line {fault.line} holds a NUL character, which no text has"
        refuse(shown, problem, f"{_AS_UTF8}, or take a whole copy of it")
    return encoding or _Encoding("utf-8")


def _marked(data: bytes, shown: str) -> _Encoding | None:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        refuse(shown, "it is UTF-32", _AS_UTF8)
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _Encoding(codec, skip=len(mark))
    return None


@dataclass(frozen=True, slots=True)
class _Fault:
    """What stands in a file that cannot stand in a text."""

    at: int
    line: int
    byte: str  # in hexadecimal where it has no meaning, "" where it is a NUL


def is_utf8(data: bytes) -> bool:
    """Whether every byte is part of a character, and none is NUL."""
    return _undecodable(data, _Encoding("utf-8")) is None


def _undecodable(data: bytes, encoding: _Encoding) -> _Fault | None:
    """The first byte without a meaning, or NUL; block by block, so that no second copy is made."""
    if encoding.codec == "utf-8" and data.isascii() and b"\0" not in data:
        return None
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line, carried = 1, ""
    for start in range(encoding.skip, len(data), _BLOCK):
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(data[start : start + _BLOCK], start + _BLOCK >= len(data))
        except UnicodeDecodeError as error:
            good = carried + error.object[: error.start].decode(encoding.codec)
            at = start - held + error.start
            return _Fault(at, line + _breaks(good), f"{data[at]:02X}")
        text = carried + text
        if (nul := text.find("\0")) >= 0:
            return _Fault(start, line + _breaks(text[:nul]), "")
        carried = "\r" if text.endswith("\r") else ""  # it may be half of a CRLF
        line += _breaks(text) - len(carried)
    return None


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _is_damaged_utf8(data: bytes, at: int) -> bool:
    """Whether the text around its first bad byte is UTF-8 in the main and would garble as other."""
    around = data[max(0, at - _BLOCK // 2) : at + _BLOCK // 2]
    rest, characters = _MULTIBYTE.subn(b"", around)
    return characters > sum(byte > 0x7F for byte in rest)


def separator_of(head: str) -> str:
    """The separator that the headings have outside quotes; of several, the one the rows keep to."""
    for record in islice(_RECORD.finditer(head), _OPENING):
        bare = _QUOTED.sub("", record[0])
        counts = {separator: bare.count(separator) for separator in _SEPARATORS}
        seen = [separator for separator in _SEPARATORS if counts[separator]]
        if len(seen) > 1:
            text = head[record.start() :]
            return max(seen, key=lambda one: (_rows_alike(text, one), counts[one]))
        if seen:
            return seen[0]
    return ","


def _rows_alike(text: str, separator: str) -> int:
    """How many of the first rows have as many cells as the headings."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths = [len(record) for record in islice(reader, _OPENING) if record]
    return sum(width == widths[0] for width in widths[1:])


def _check_cells(data: bytes, separator: str, shown: str, limits: Limits) -> None:
    separators = data.count(separator.encode()) if separator.isascii() else 0
    cells = separators + data.count(b"\n") + data.count(b"\r")
    if cells > limits.cells:
        refuse(
            shown,
            f"it has up to {cells:,} cells, and at most {limits.cells:,} are read",
            _SPLIT,
        )


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts a text into records, knowing each one's line."""

    text: io.TextIOWrapper
    separator: str
    above: int  # lines of the file that stand before the text
    shown: str
    limits: Limits

    def records(self) -> Iterator[_Record]:
        """Each record with the line it starts on; a blank line is a record without cells."""
        taken: list[str] = []
        reader = csv.reader(self._lines(taken), delimiter=self.separator, strict=True)
        while True:
            line = self.above + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._refuse(taken, line, at_end="end of data" in str(error))
            if len(cells) > self.limits.columns:
                refuse(
                    self.shown,
                    f"line {line} has {len(cells):,} cells, and at most "
                    f"{self.limits.columns:,} are read",
                    _NO_TABLE,
                )
            long = sum(map(len, taken)) > self.limits.field_chars
            if long and max(map(len, cells)) > self.limits.field_chars:
                self._refuse(taken, line)
            yield line, cells
            taken.clear()

    def _lines(self, taken: list[str]) -> Iterator[str]:
        """Lines with their ends, each also added to `taken`, the record under way."""
        number, length = self.above, 0
        while line := self.text.readline(self.limits.record_chars + 1):
            number += 1
            if line[0] == "\ufeff" and not taken:  # a file's mark, where two were joined
                line = line[1:]
            length = len(line) + (length if taken else 0)
            taken.append(line)
            if length > self.limits.record_chars:
                self._refuse(taken, number - len(taken) + 1)
            yield line

    def _refuse(self, taken: list[str], line: int, *, at_end: bool = False) -> NoReturn:
        """Say why the record that starts on `line`, read as far as `taken`, cannot be cut."""
        record = "".join(taken)
        ends = re.compile(f"[{re.escape(self.separator)}\r\n]")
        at = 0
        while at < len(record) and record[at] not in "\r\n":
            if record[at] == '"':
                opened = line + _breaks(record[:at])
                quoted = _QUOTED.match(record, at)
                if not quoted:
                    extent = "" if at_end else f" within {len(record) - at:,} characters"
                    problem = f"the quote opened on line {opened} is not closed{extent}"
                    refuse(self.shown, problem, _QUOTES)
                at = quoted.end()
                if at < len(record) and not ends.match(record, at):
                    closed = line + _breaks(record[:at])
                    rest = re.split(r"[\r\n]", record[at : at + 40])[0]
                    problem = f"on line {closed}, {rest!r} stands after a cell's closing quote"
                    if opened != closed:
                        problem += f", which was opened on line {opened}"
                    refuse(self.shown, problem, _QUOTES)
            else:
                found = ends.search(record, at)
                if (found.start() if found else len(record)) - at > self.limits.field_chars:
                    break
                at = found.start() if found else len(record)
            if at < len(record) and record[at] == self.separator:
                at += 1
        problem = f"line {line} is longer than a cell or a record may be"
        refuse(self.shown, f"{problem} ({len(record):,} characters)", _NO_TABLE)


def _are_headings(record: list[str]) -> bool:
    cells = [cell for cell in record if cell and not cell.isspace()]
    return len(cells) > 1 and not any(map(_NUMBER.match, cells))


def _ragged(block: list[_Record], headings: _Record, ended: bool) -> list[Remark]:
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
