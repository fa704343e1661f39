"""A CSV's text cut into records by RFC 4180, each with its line, and why one cannot be cut."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from toolkit.readers.encodings import breaks
from toolkit.readers.separators import QUOTED
from toolkit.readers.unchanged import Limits, refuse

Record = tuple[int, list[str]]  # the line it starts on, and its cells
_QUOTES = 'write a quote inside a quoted cell twice (""), and close every quote that is opened'
_NO_TABLE = "see that it is a table of records, one a line"


class Cutter(NamedTuple):
    """Cuts a text into records, knowing each one's line."""

    text: io.TextIOWrapper
    separator: str
    above: int  # lines of the file that stand before the text
    shown: str
    limits: Limits

    def records(self) -> Iterator[Record]:
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
                opened = line + breaks(record[:at])
                quoted = QUOTED.match(record, at)
                if not quoted:
                    extent = "" if at_end else f" within {len(record) - at:,} characters"
                    problem = f"the quote opened on line {opened} is not closed{extent}"
                    refuse(self.shown, problem, _QUOTES)
                at = quoted.end()
                if at < len(record) and not ends.match(record, at):
                    closed = line + breaks(record[:at])
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
