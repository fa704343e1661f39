"""A sheet of very many rows, read into a staging table: plain rows many at once, all else by expat.

The parser of XML reads the part's head and tail, the first rows, and every row that is not of the
plain shape; it is never shown the rows between, which are known to be well-formed. So what a cell
means is said in one place, and memory does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

import numpy as np

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup
from toolkit.ooxml.container.ahead import ahead
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.sheets import views
from toolkit.ooxml.sheets.content import Content
from toolkit.ooxml.sheets.formats import Format
from toolkit.ooxml.sheets.layouts import Layouts
from toolkit.ooxml.sheets.longstrings import LongStrings
from toolkit.ooxml.sheets.regular import Irregular, Rows, regular
from toolkit.ooxml.sheets.tags import is_plain_head
from toolkit.ooxml.sheets.views import Texts
from toolkit.ooxml.sheets.worksheet import SheetPass
from toolkit.readers.filling import Filling, TooWide
from toolkit.readers.grid import Cell, Row, Staged
from toolkit.readers.longcells import CellReader, Convert
from toolkit.readers.manycells import SHARED, Cells, cells_of_rows, merged
from toolkit.readers.rowbytes import ROW_END, Pieces, end_of_rows, in_pieces, without
from toolkit.readers.sheetread import SheetRead
from toolkit.readers.staged import OPENING, Staging

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STRETCH = 2 << 20  # bytes that are looked at together: they should fit the processor's cache
_LONGEST_HEAD = 8 << 20
_LONGEST_ROW = 4 << 20  # bytes; a longer one is left to the parser
_DATA = b"<sheetData>"


Handing = Generator[bytes, None, bytes]  # hands bytes to the parser, and gives back what is left


class _Plain(NamedTuple):
    """Rows of the plain shape and their cells."""

    rows: Rows
    cells: Cells


class _Misplaced(Exception):
    """Rows are out of order: they have to be seen together."""


def read_long_sheet(
    package: Package,
    sheet: Sheet,
    convert: Convert,
    strings: Sequence[str],
    formats: Sequence[Format],
    placeholders: bool,
    most: int,
    staging: Staging,
) -> SheetRead | None:
    """Reads a sheet into a table of `staging`.

    None where it cannot be read so: its rows are out of order, or its cells far apart.
    Raises UnreadableFile as `read_sheet` does.
    """
    layouts = Layouts()
    if isinstance(strings, LongStrings):
        shared = strings.texts
    else:
        found, data = views.of_texts(strings, SHARED)
        shared = Texts(found, np.array([bool(each.strip()) for each in strings], bool), data)
    uniform = {str(index): each.uniform for index, each in enumerate(formats)}
    cells = CellReader(
        convert,
        lambda style: "number" if style is None else uniform.get(style, "number"),
        shared,
        layouts,
        placeholders=placeholders,
    )
    reading = _Reading(package, sheet, convert, cells, layouts, most, staging)
    try:
        return reading.sheet_read()
    except (_Misplaced, TooWide):
        return None
    except UnreadableFile as fault:
        if not isinstance(fault.__cause__, expat.ExpatError):
            raise
    # The parser has not seen every byte, so it would name a wrong place.
    whole = markup.parser(package.shown, sheet.part, namespaces=not reading.sheet_pass.plain)
    markup.feed(whole, package.chunks(sheet.part), package.shown, sheet.part)
    return None


@dataclass(slots=True)
class _Reading:
    package: Package
    sheet: Sheet
    convert: Convert
    cells: CellReader
    layouts: Layouts
    most: int
    staging: Staging
    sheet_pass: SheetPass[Cell] = field(init=False)
    opening: tuple[Row, ...] | None = None
    header: int | None = None
    filling: Filling | None = None
    hidden_rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    only_parsed: bool = False  # from here on the parser reads every byte

    def __post_init__(self) -> None:
        self.sheet_pass = SheetPass(self.package, self.sheet, self.convert, self.most)
        self.only_parsed = not self.sheet_pass.answers_at_once()

    def sheet_read(self) -> SheetRead:
        try:
            content = self.sheet_pass.content(self._left_to_parser())
            self._take_parsed()
            if self.filling is not None:
                self.filling.done()
        except BaseException:
            if self.filling is not None:
                self.filling.drop()
            raise
        if self.opening is None:
            rows = tuple(Row(number, cells) for number, cells in content.rows.items())
            return self._result(rows, content, None)
        staged = None
        if self.filling is not None:
            columns = dict(sorted(self.filling.columns.items()))
            staged = Staged(self.filling.table, self.filling.count, columns)
        return self._result(self.opening, content, staged)

    def _result(
        self, rows: tuple[Row, ...], content: Content[Cell], staged: Staged | None
    ) -> SheetRead:
        if self.opening is None:
            self._note(content.rows)
        hidden, columns = frozenset(self.hidden_rows), frozenset(self.columns)

        def row(number: int) -> Mapping[int, Cell]:
            known = next((row.cells for row in rows if row.number == number), None)
            if known is None and staged is not None:
                return _row_of(self.staging.connection, staged, number)
            return known or {}

        return SheetRead(rows, content, staged, hidden, columns, row)

    # -- bytes ------------------------------------------------------------------------------------

    def _left_to_parser(self) -> Iterator[bytes]:
        """The bytes that the parser has to see; plain rows are read on the way and kept back."""
        pieces = Pieces(ahead(self.package.chunks(self.sheet.part)))
        held = yield from self._head(pieces)
        for piece in pieces:
            held += piece
            if len(held) >= STRETCH:
                held = yield from self._stretches(held)
        held = yield from self._stretches(held, last=True)
        yield from in_pieces(held)
        if pieces.fault is not None:
            raise pieces.fault

    def _head(self, pieces: Iterable[bytes]) -> Handing:
        """Hands over all before the first row; gives what was read beyond."""
        held = b""
        for piece in pieces:
            held += piece
            end = held.find(_DATA)
            if end >= 0 or len(held) > _LONGEST_HEAD:
                break
        else:
            end = -1
        end = end + len(_DATA) if end >= 0 else len(held)
        head = held[:end]
        self.only_parsed |= (
            not (head.endswith(_DATA) and is_plain_head(head)) or not self.sheet_pass.plain
        )
        yield from in_pieces(head)
        if not self.sheet_pass.between_rows:
            self.only_parsed = True
        return held[end:]

    def _stretches(self, held: bytes, *, last: bool = False) -> Handing:
        """Reads whole rows, so many bytes of them at a time; gives the rest."""
        while self.opening is None and not self.only_parsed:
            end = end_of_rows(held, OPENING)
            if end == 0:
                break
            yield from self._parsed(held[:end])
            held = held[end:]
        if self.only_parsed:
            yield from self._parsed(held)
            return b""
        at = 0
        while len(held) - at >= STRETCH or last:
            end = held.rfind(ROW_END, at, at + STRETCH)
            if end < 0:
                end = held.find(ROW_END, at)
            if end < 0:
                break
            end += len(ROW_END)
            yield from self._stretch(held[at:end])
            at = end
        if len(held) - at > _LONGEST_ROW:
            self.only_parsed = True
        return held[at:]

    def _stretch(self, data: bytes) -> Iterator[bytes]:
        """Reads whole rows."""
        if self.only_parsed or len(data) > _LONGEST_ROW or not self.sheet_pass.between_rows:
            yield from self._parsed(data)
            return
        before = self.sheet_pass.last_row
        found = self._looked_at(data, before)
        if isinstance(found, _Plain):
            self._take(found.cells)
            return
        if b"<!" in data or b"<?" in data:
            self.only_parsed = True
            yield from self._parsed(data)
            return
        spans = found.spans
        others = without(data, spans)
        plain = self._looked_at(others, before) if others else None
        if not isinstance(plain, _Plain) or not plain.rows.named:
            yield from self._parsed(data)
            return
        rest = plain.rows
        # The parser reads the odd rows, each after the plain row that stands before it.
        skipped = 0
        odd: dict[int, dict[int, Cell]] = {}
        for start, end in spans:
            behind = int(np.searchsorted(rest.starts, start - skipped))
            last = int(rest.numbers[behind - 1]) if behind else before
            self.sheet_pass.last_row = max(last, self.sheet_pass.last_row)
            yield from in_pieces(data[start:end])
            skipped += end - start
            self._check_order()
            if not self.sheet_pass.between_rows:
                raise _Misplaced
            following = rest.numbers[behind : behind + 1]
            if following.size and self.sheet_pass.last_row >= following[0]:
                raise _Misplaced
            odd |= self.sheet_pass.take_rows()
        self.sheet_pass.last_row = max(self.sheet_pass.last_row, int(rest.numbers[-1]))
        self._note(odd)
        self._take(plain.cells, odd)

    def _looked_at(self, data: bytes, before: int) -> _Plain | Irregular:
        longest = self.package.limits.text_characters // 2
        rows = regular(data, before, longest, self.layouts)
        if isinstance(rows, Irregular):
            return rows
        cells = self.cells.cells(rows)
        return cells if isinstance(cells, Irregular) else _Plain(rows, cells)

    # -- what was read ----------------------------------------------------------------------------

    def _parsed(self, data: bytes) -> Iterator[bytes]:
        """Hands bytes to the parser, and takes the rows that it made of them."""
        yield from in_pieces(data)
        self._take_parsed()

    def _check_order(self) -> None:
        if not self.sheet_pass.sorted:
            raise _Misplaced

    def _take_parsed(self) -> None:
        self._check_order()
        if self.opening is None:
            if len(self.sheet_pass.rows) - self.sheet_pass.in_row < OPENING:
                return
            self._open()
            return
        rows = self.sheet_pass.take_rows()
        self._note(rows)
        if self.filling is not None and rows:
            self.filling.add(cells_of_rows(rows))

    def _open(self) -> None:
        """Enough rows were read to tell the headings."""
        rows = self.sheet_pass.take_rows()
        self._note(rows)
        found = [Row(number, cells) for number, cells in rows.items()]
        self.opening = tuple(found[:OPENING])
        package, sheet = self.package, self.sheet
        self.header = self.staging.heading(package.shown, sheet.name, self.opening)
        if self.header is not None:
            self.filling = Filling(
                self.staging.connection, self.staging.new_table(), self.cells.shared, self.header
            )
            self.filling.add(cells_of_rows(rows))

    def _note(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        """What the remarks need of rows that are about to be forgotten."""
        self.hidden_rows.update(self.sheet_pass.hidden_rows & rows.keys())
        self.columns.update(*rows.values())

    def _take(self, found: Cells, odd: dict[int, dict[int, Cell]] | None = None) -> None:
        """Counts plain rows and puts them into the table, and odd ones among them."""
        sheet_pass = self.sheet_pass
        sheet_pass.last_row = max(sheet_pass.last_row, int(found.numbers[-1]))
        here = found.kind > 0
        sheet_pass.count += int(np.count_nonzero(here))
        sheet_pass.check_count()
        self.columns.update(np.flatnonzero(np.bincount(found.column[here])).tolist())
        if found.hidden.any():
            filled = np.unique(found.row[here])
            self.hidden_rows.update(found.numbers[filled[found.hidden[filled]]].tolist())
        if self.filling is not None:
            self.filling.add(merged(found, cells_of_rows(odd)) if odd else found)


def _row_of(connection: DuckDBPyConnection, staged: Staged, number: int) -> dict[int, Cell]:
    """One row of a staging table."""
    kinds = [f"k{n}" if kind is None else f"'{kind}'" for n, kind in staged.columns.items()]
    texts = [f"c{n}" for n in staged.columns]
    asked = f"select {', '.join(texts + kinds)} from {staged.table} where line = {number}"
    found = connection.execute(asked).fetchone()
    if found is None:
        return {}
    both = zip(staged.columns, found, found[len(texts) :], strict=False)
    return {column: Cell(kind, text) for column, text, kind in both if text is not None}
