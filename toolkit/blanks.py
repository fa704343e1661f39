"""Blank fields of CSV and JSON lines filled in, every other byte kept."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.errors import FactpackError
from toolkit.readers.encodings import encoding_of
from toolkit.readers.separators import HEAD, SEPARATOR_LINE, separator_of

Value = int | str
Wanted = Mapping[tuple[int, str], Value]  # by a record's first line, and its column or key
_EXCEL_BLOCK = 16  # rows among which Excel decides what to leave out; see readers/delimited.py
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Filled:
    """The file's new bytes, and why what is not in them could not be filled in."""

    data: bytes
    refused: Mapping[tuple[int, str], str]


# -- CSV -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class CsvRecord:
    """One record's fields as [start, end) of the text, the quotes around them included."""

    line: int
    fields: list[tuple[int, int]] = field(default_factory=list)


def fill_csv(
    data: bytes,
    shown: str,
    header: int,
    columns: Mapping[str, int],
    wanted: Wanted,
    ragged: Collection[int] = (),
) -> Filled:
    """A CSV with `wanted` in its blank fields; encoding, separators, ends and quotes as they were.

    `columns` says where each key's column stands, from 1; `header` is the line of the headings.
    Rows on the lines `ragged` have lost or won a field, so that nobody knows which of theirs is
    blank: they are refused. Where Excel left out the separators at the end of a whole block of
    rows, those of a block that is filled in are written.
    """
    encoding = encoding_of(data, shown)
    mark, text = data[: encoding.skip], data[encoding.skip :].decode(encoding.codec)
    head = data[encoding.skip : encoding.skip + HEAD].decode(encoding.codec, "ignore")
    declared = SEPARATOR_LINE.match(head)
    separator = declared[1] if declared else separator_of(head)
    start = declared.end() if declared else 0
    records = list(csv_records(text, start, separator, 2 if declared else 1))
    width = next((len(one.fields) for one in records if one.line == header), 0)
    by_line = {one.line: number for number, one in enumerate(records) if one.fields}
    refused: dict[tuple[int, str], str] = {}
    edits: list[tuple[int, int, str]] = []
    ends: dict[int, dict[int, str]] = {}  # by record, what stands in fields beyond its last
    for (line, key), value in wanted.items():
        at = by_line.get(line)
        why = _no_field(text, records, at, columns[key])
        why = f"line {line} has not as many cells as the headings" if line in ragged else why
        if at is None or why is not None:
            refused[line, key] = why or f"no record starts on line {line}"
            continue
        there = records[at].fields
        if columns[key] > len(there):
            ends.setdefault(at, {})[columns[key]] = csv_quoted(str(value), separator)
            continue
        first, last = there[columns[key] - 1]
        in_quotes = text[first:last].startswith('"')
        edits.append((first, last, csv_quoted(str(value), separator, always=in_quotes)))
    for at in _cut_short_with(ends, records, width, header):
        beyond = ends.get(at, {})
        filled = range(len(records[at].fields) + 1, width + 1)
        end = records[at].fields[-1][1]
        edits.append((end, end, "".join(separator + beyond.get(n, "") for n in filled)))
    return Filled(mark + csv_spliced(text, edits, encoding.codec, shown), refused)


def _no_field(text: str, records: Sequence[CsvRecord], at: int | None, column: int) -> str | None:
    if at is None or column > len(records[at].fields):
        return None
    first, last = records[at].fields[column - 1]
    held = text[first:last]
    if held.startswith('"'):
        held = held[1:-1].replace('""', '"')
    return f"its cell is not blank: it holds {held[:60]!r}" if held.strip() else None


def _cut_short_with(
    filled: Mapping[int, object], records: Sequence[CsvRecord], width: int, header: int
) -> list[int]:
    """The records that Excel cut short along with those that are filled in beyond their end."""
    blocks = {at // _EXCEL_BLOCK for at in filled}
    return [
        at
        for at, record in enumerate(records)
        if at // _EXCEL_BLOCK in blocks and 0 < len(record.fields) < width and record.line > header
    ]


def csv_records(text: str, start: int, separator: str, line: int) -> Iterator[CsvRecord]:
    """Every record and its first line; a blank line is a record without fields (RFC 4180)."""
    token = re.compile(rf'"(?:[^"]++|"")*+"|[^{re.escape(separator)}\r\n]+|')
    at = start
    while at < len(text):
        record = CsvRecord(line)
        ended = _BREAK.match(text, at)
        while ended is None:
            found = token.match(text, at)
            assert found is not None  # nothing is a field too
            record.fields.append((at, found.end()))
            line += len(_BREAK.findall(found[0]))
            at = found.end()
            if text.startswith(separator, at):
                at += 1
                if at == len(text) or _BREAK.match(text, at):
                    record.fields.append((at, at))
                    break
            elif at == len(text) or _BREAK.match(text, at):
                break
            else:
                raise FactpackError(f"line {line} cannot be cut into cells with certainty")
        yield record
        ended = _BREAK.match(text, at)
        at = ended.end() if ended else at
        line += 1


def csv_quoted(value: str, separator: str, *, always: bool = False) -> str:
    """The value as a field of a CSV (RFC 4180), in quotes `always` or where it needs them."""
    if always or re.search(f'["\r\n{re.escape(separator)}]', value):
        return '"' + value.replace('"', '""') + '"'
    return value


def csv_spliced(text: str, edits: list[tuple[int, int, str]], codec: str, shown: str) -> bytes:
    """The text with each [start, end) replaced, as bytes of `codec`.

    Raises FactpackError where the encoding lacks a character of it.
    """
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    try:
        return "".join(pieces).encode(codec)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise FactpackError(
            f"{shown} is written in {codec.upper()}, which has no {character!r}",
            hint="save it as UTF-8 (Excel: 'CSV UTF-8')",
        ) from error


# -- JSON lines ------------------------------------------------------------------------------------


def fill_jsonl(data: bytes, keys: Mapping[str, str], wanted: Wanted) -> Filled:
    """JSON lines with `wanted` where a key is missing, null or blank; every other byte as it was.

    `keys` says what each field is called in this file. A missing key comes at the end of its
    object, spaced as the line is.
    """
    by_line: dict[int, dict[str, Value]] = {}
    for (line, key), value in wanted.items():
        by_line.setdefault(line, {})[key] = value
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(mark) :].split(b"\n")
    refused: dict[tuple[int, str], str] = {}
    for number, asked in by_line.items():
        if not 0 < number <= len(lines) or not lines[number - 1].strip():
            refused |= dict.fromkeys(((number, key) for key in asked), f"line {number} is blank")
            continue
        new, why = _filled_line(lines[number - 1].decode("utf-8"), asked, keys)
        lines[number - 1] = new.encode("utf-8")
        refused |= {(number, key): said for key, said in why.items()}
    return Filled(mark + b"\n".join(lines), refused)


def _filled_line(
    line: str, asked: Mapping[str, Value], keys: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    object_ = json_members(line)
    there = object_.values
    refused: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    added = ""
    last = max((stop for _, stop in there.values()), default=object_.end)
    for key, value in asked.items():
        written = json.dumps(value, ensure_ascii=False)
        name = keys[key]
        if name not in there:
            before = object_.comma if there or added else ""
            named = json.dumps(name, ensure_ascii=False)
            added += f"{before}{named}{object_.colon}{written}"
            continue
        start, stop = there[name]
        held = json.loads(line[start:stop])
        if held is not None and not (isinstance(held, str) and not held.strip()):
            refused[key] = f"'{name}' is not blank: it holds {line[start:stop][:60]}"
        else:
            edits.append((start, stop, written))
    if added:
        edits.append((last, last, added))
    for start, stop, new in sorted(edits, reverse=True):
        line = line[:start] + new + line[stop:]
    return line, refused


@dataclass(slots=True)
class JsonObject:
    """Where a line's values stand, by key, where its closing brace, and how it is spaced."""

    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    end: int = 0
    colon: str = ": "
    comma: str = ", "


_BLANK = re.compile(r"[ \t\r\n]*")
_VALUES = json.JSONDecoder(parse_int=str, parse_float=str)


def json_members(line: str) -> JsonObject:
    """A line taken apart that has been read: it is an object, and no key stands twice in it."""
    made = JsonObject()
    at = _after_blank(line, _after_blank(line, 0) + 1)
    while line[at] != "}":
        key, named = _VALUES.raw_decode(line, at)
        start = _after_blank(line, _after_blank(line, named) + 1)
        _, stop = _VALUES.raw_decode(line, start)
        if not made.values:
            made.colon = line[named:start]
            made.comma = "," + made.colon.partition(":")[2]
        made.values[key] = (start, stop)
        comma = _after_blank(line, stop)
        at = comma
        if line[comma] == ",":
            at = _after_blank(line, comma + 1)
            made.comma = line[stop:at]
    made.end = at
    return made


def _after_blank(line: str, at: int) -> int:
    found = _BLANK.match(line, at)
    return found.end() if found else at
