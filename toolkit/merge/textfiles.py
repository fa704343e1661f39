"""A merge written into OURS' CSV or JSON lines: its dialect and every other byte stay."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from toolkit.blanks import CsvRecord, csv_quoted, csv_records, csv_spliced, json_members
from toolkit.guarding import guarded
from toolkit.merge.plan import Plan, Work
from toolkit.merge.side import Column, Typed
from toolkit.merge.typing import for_csv, for_jsonl
from toolkit.merge.workbook import Written
from toolkit.readers.encodings import encoding_of
from toolkit.readers.separators import HEAD, SEPARATOR_LINE, separator_of

_ENDS = ("\r\n", "\n", "\r")


def write_csv(data: bytes, shown: str, plan: Plan) -> Written:
    """OURS' CSV with the plan done: encoding, separator, quotes and line ends as they were.

    Raises FactpackError where its encoding has no such character.
    """
    made = Written(data, rescue=list(plan.rescue))
    for work in plan.works:
        made.data = _Csv(made.data, shown, work, made).done()
    _without_a_file(plan, made)
    return made


def _without_a_file(plan: Plan, made: Written) -> None:
    """Records of another type than the file holds have no row here."""
    from toolkit.merge.plan import rescued

    for table in plan.new:
        for record in table.records:
            made.homeless.append(record)
            made.rescue += rescued(Work(table, ""), record, "this file holds other records")


class _Csv:
    """One CSV, taken apart where its cells stand."""

    def __init__(self, data: bytes, shown: str, work: Work, made: Written) -> None:
        self.shown, self.work, self.made = shown, work, made
        self.codec, skip = (encoding := encoding_of(data, shown)).codec, encoding.skip
        self.mark, self.text = data[:skip], data[skip:].decode(encoding.codec)
        head = data[skip : skip + HEAD].decode(encoding.codec, "ignore")
        declared = SEPARATOR_LINE.match(head)
        self.separator = declared[1] if declared else separator_of(head)
        start = declared.end() if declared else 0
        self.records = list(csv_records(self.text, start, self.separator, 2 if declared else 1))
        self.spot = work.table.table.spots[work.sheet]
        self.numbers = dict(self.spot.columns)
        self.columns = {column.name: column for column in work.table.columns}
        self.header = next(r for r in self.records if r.line == self.spot.header)
        self.width = len(self.header.fields)
        self.edits: list[tuple[int, int, str]] = []

    def done(self) -> bytes:
        by_line = {
            record.line: record
            for record in self.records
            if record.fields and record.line >= self.spot.header
        }
        cells: dict[int, dict[int, str]] = {}
        new = self.work.new_columns
        for number, column in enumerate(new, self.width + 1):
            self.numbers[column.name] = number
        if new:
            cells[self.spot.header] = {
                self.numbers[column.name]: self._heading(column) for column in new
            }
        for record, edits in self.work.edits:
            cells[record.line] = {
                self.numbers[name]: self._text(name, typed) for name, typed in edits.items()
            }
        gone = {record.line for record in self.work.deleted}
        for line, values in cells.items():
            self._into(by_line[line], values)
        if new:
            for line, short in by_line.items():
                if line not in cells and line not in gone:
                    self._into(short, {})
        for line in gone:
            self._take_out(by_line[line])
        self._add()
        return self.mark + csv_spliced(self.text, self.edits, self.codec, self.shown)

    def _text(self, name: str, typed: Typed | None) -> str:
        if typed is None:
            return ""
        point = self.work.table.table.decimal_point
        return for_csv(typed, self.columns[name], decimal_point=point)

    def _heading(self, column: Column) -> str:
        taken = {each.heading.casefold() for each in self.work.table.table.columns}
        heading, number = column.heading, 1
        while heading.casefold() in taken:
            number += 1
            heading = f"{column.heading} ({number})"
        self.made.headings[self.work.sheet, column.name] = heading
        return heading

    def _into(self, record: CsvRecord, values: Mapping[int, str]) -> None:
        """New texts for a record's cells; beyond its last one, with the separators between."""
        there = len(record.fields)
        for number, text in values.items():
            if number <= there:
                start, end = record.fields[number - 1]
                quoted = self.text[start:end].startswith('"') and bool(text)
                self.edits.append((start, end, csv_quoted(text, self.separator, always=quoted)))
        new = len(self.work.new_columns)
        last = self.width + new if new else max(values)
        if last > there:
            beyond = [csv_quoted(values.get(n, ""), self.separator)
                      for n in range(there + 1, last + 1)]  # fmt: skip
            at = record.fields[-1][1]
            self.edits.append((at, at, "".join(self.separator + text for text in beyond)))

    def _take_out(self, record: CsvRecord) -> None:
        start, end = record.fields[0][0], record.fields[-1][1]
        after = next((end + len(e) for e in _ENDS if self.text.startswith(e, end)), end)
        self.edits.append((start, after, ""))

    def _add(self) -> None:
        if not self.work.added:
            return
        ending = self._line_end()
        width = self.width + len(self.work.new_columns)
        by_number = {number: name for name, number in self.numbers.items()}
        added = ""
        gone = {record.line for record in self.work.deleted}
        ended = not self.text or self.text.endswith(_ENDS)
        last = max((r.line for r in self.records if r.fields), default=0)
        if not ended and last not in gone:
            added = ending
        for record in self.work.added:
            texts = [
                csv_quoted(self._text(name, record.cells.get(name)), self.separator)
                if (name := by_number.get(number, "")) in record.cells
                else ""
                for number in range(1, width + 1)
            ]
            added += self.separator.join(texts) + ending
        self.edits.append((len(self.text), len(self.text), added if ended or added else ending))

    def _line_end(self) -> str:
        counts = {end: self.text.count(end) for end in _ENDS}
        counts["\n"] -= counts["\r\n"]
        counts["\r"] -= counts["\r\n"]
        best = max(counts, key=lambda end: counts[end])
        return best if counts[best] else "\n"


def write_jsonl(data: bytes, shown: str, plan: Plan) -> Written:
    """OURS' JSON lines with the plan done; a cleared value is null, a line deleted is gone."""
    made = Written(data, rescue=list(plan.rescue))
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(mark) :].split(b"\n")
    ended = not lines[-1]
    lines = lines[:-1] if ended else lines
    for work in plan.works:
        keys = {c.name: c.heading for c in work.table.columns}
        keys |= {c.name: c.field.key for c in work.new_columns if c.field}
        columns = {column.name: column for column in work.table.columns}
        for record, edits in work.edits:
            at = record.line - 1
            texts = {
                keys[name]: for_jsonl(typed, columns[name]) if typed else "null"
                for name, typed in edits.items()
            }
            lines[at] = _edited(lines[at].decode("utf-8"), texts).encode("utf-8")
        after = b"\r" if lines and lines[0].endswith(b"\r") else b""
        for added in work.added:
            pairs = [
                f"{json.dumps(keys[c.name], ensure_ascii=False)}: "
                f"{for_jsonl(added.cells[c.name], c)}"
                for c in work.table.columns
                if c.name in added.cells
            ]
            lines.append(f"{{{', '.join(pairs)}}}".encode() + after)
            ended = True
        gone = {record.line - 1 for record in work.deleted}
        lines = [line for at, line in enumerate(lines) if at not in gone]
    _without_a_file(plan, made)
    made.data = mark + b"\n".join(lines) + (b"\n" if ended and lines else b"")
    return made


def _edited(line: str, texts: Mapping[str, str]) -> str:
    """A line with values replaced; a key that is missing comes at the end of its object."""
    members = json_members(line)
    last = max((stop for _, stop in members.values.values()), default=members.end)
    edits: list[tuple[int, int, str]] = []
    added = ""
    for key, text in texts.items():
        if key in members.values:
            edits.append((*members.values[key], text))
        elif text != "null":
            before = members.comma if members.values or added else ""
            added += f"{before}{json.dumps(key, ensure_ascii=False)}{members.colon}{text}"
    if added:
        edits.append((last, last, added))
    for start, stop, new in sorted(edits, reverse=True):
        line = line[:start] + new + line[stop:]
    return line


def table_as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that Excel opens as it is meant: UTF-8 with its mark, CRLF, no text a formula."""
    out = io.StringIO(newline="")
    guarded_rows = ([guarded(field) for field in row] for row in chain([headings], rows))
    csv.writer(out, lineterminator="\r\n").writerows(guarded_rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")
