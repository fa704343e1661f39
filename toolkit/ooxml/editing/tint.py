"""Cells of a worksheet given other formats in one pass, and what places a note beside a cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import markup, names, spans
from toolkit.ooxml.container.spans import Edit, Element
from toolkit.ooxml.sheets.address import Area, area_of, letters_of, reference_of

Place = tuple[int, int]  # row and column
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([^\"']+)[\"']")
_USUAL_WIDTH, _USUAL_HEIGHT = 64, 20  # pixels of a column and a row that say nothing


@dataclass(slots=True)
class Layout:
    """What a sheet says of itself outside its cells."""

    root: Element
    columns: list[tuple[int, int, int, str | None]] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)  # pixels, of rows that say their own
    width: int = _USUAL_WIDTH
    height: int = _USUAL_HEIGHT
    dimension: Element | None = None

    def column_width(self, column: int) -> int:
        """In pixels; 0 where it is hidden."""
        for first, last, width, _ in self.columns:
            if first <= column <= last:
                return width
        return self.width

    def column_style(self, column: int) -> str | None:
        """The format that the column gives to its blank cells."""
        for first, last, _, style in self.columns:
            if first <= column <= last:
                return style
        return None

    def row_height(self, row: int) -> int:
        """In pixels; 0 where it is hidden."""
        return self.heights.get(row, self.height)


def merged_areas(data: bytes) -> list[Area]:
    """The merged areas of a sheet; they stand after its cells."""
    tail = data.rfind(b"sheetData")
    found = (area_of(each[1].decode("ascii", "replace")) for each in _MERGED.finditer(data, tail))
    return [area for area in found if area is not None]


def tinted(
    data: bytes, shown: str, part: str, cells: Mapping[Place, Callable[[int], int]]
) -> tuple[list[Edit], Layout]:
    """The edits that give each of `cells` the format which its function makes of its own.

    A cell that is not in the file is put in, blank, with the format that its row or column gives
    it. Rows and cells may leave out their places (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.73).
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]:
        raise UnusableTemplate(
            f"{shown}: its part {part} is written in UTF-16",
            hint="open it in Excel and save it anew, which writes UTF-8",
        )
    return _Pass(data, shown, part, cells).done()


class _Pass:
    """One pass over a sheet's bytes; only the cells asked for are looked at closely."""

    def __init__(
        self, data: bytes, shown: str, part: str, cells: Mapping[Place, Callable[[int], int]]
    ) -> None:
        self.data, self.cells = data, cells
        self.by_row: dict[int, list[int]] = {}
        for row, column in sorted(cells):
            self.by_row.setdefault(row, []).append(column)
        self.order = list(self.by_row)
        self.edits: list[Edit] = []
        self.put_in: dict[int, tuple[int, bytes]] = {}  # rows that are not there
        self.seen: set[int] = set()
        self.open_holder: Element | None = None  # <sheetData/>, written empty
        self.depth = 0
        self.row = self.column = self.last = 0
        self.row_style: str | None = None
        self.row_start: Element | None = None
        self.wanted: list[int] | None = None
        self.missing: dict[int, int] = {}  # columns of the row that is open, and where they go
        self.prefix = ""
        self.layout: Layout | None = None
        self.open: list[Element] = []
        self.parser = markup.parser(shown, part)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        markup.feed(self.parser, [data], shown, part)

    def done(self) -> tuple[list[Edit], Layout]:
        assert self.layout is not None  # a part without a root is malformed
        at: dict[int, bytes] = {}
        for _, (place, row) in sorted(self.put_in.items()):
            at[place] = at.get(place, b"") + row
        if self.open_holder is not None and at:
            (new,) = at.values()
            self.edits.append(spans.content(self.data, self.open_holder, new))
        else:
            self.edits += [(place, place, rows) for place, rows in at.items()]
        self.edits += self._dimension(self.layout)
        return self.edits, self.layout

    # -- what the parser meets ------------------------------------------------------------------

    def _start(self, tag: str, attributes: markup.Attributes) -> None:
        self.depth += 1
        if self.depth == 4 and self.wanted is not None:
            if names.local(tag) == "c":
                self._cell(attributes)
        elif self.depth == 3 and self.open and self.open[-1].local == "sheetData":
            if names.local(tag) == "row":
                self._row(tag, attributes)
        elif self.depth < 3 or (self.depth == 3 and self.open[-1].local == "cols"):
            element = self._element(tag, attributes)
            if self.depth == 1:
                self.layout = Layout(element)
            elif self.depth == 2 and self.layout is not None:
                self.layout.root.children.append(element)
                self._outside(self.layout, element)
            elif self.layout is not None:
                self._columns(self.layout, attributes)
            if self.depth < 3:
                self.open.append(element)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 2 and self.wanted is not None:
            self._close_row()
        elif self.depth < 2:
            element = self.open.pop()
            written_empty = self.data[element.inner - 2 : element.inner] == b"/>"
            at = element.inner if written_empty else self.parser.CurrentByteIndex
            element.inner_end = at
            element.end = at if written_empty else self.data.index(b">", at) + 1
            if element.local == "sheetData" and self.depth == 1:
                self._rows_before(1 << 30, element.inner_end)
                self.open_holder = element if written_empty else None

    def _element(self, tag: str, attributes: markup.Attributes) -> Element:
        at = self.parser.CurrentByteIndex
        return Element(tag, attributes, at, spans.tag_end(self.data, at))

    def _outside(self, layout: Layout, element: Element) -> None:
        said = element.attributes
        if element.local == "sheetData":
            self.prefix = spans.prefix(self.data, element).decode()
        elif element.local == "dimension":
            layout.dimension = element
        elif element.local == "sheetFormatPr":
            layout.width = _pixels(said.get("defaultColWidth"), layout.width)
            layout.height = _points(said.get("defaultRowHeight"), layout.height)

    def _columns(self, layout: Layout, said: markup.Attributes) -> None:
        first, last = names.whole(said.get("min")), names.whole(said.get("max"))
        if first and last:
            width = 0 if names.yes(said.get("hidden")) else _pixels(said.get("width"), layout.width)
            layout.columns.append((first, last, width, said.get("style")))

    # -- rows and cells -------------------------------------------------------------------------

    def _row(self, tag: str, said: markup.Attributes) -> None:
        number = names.whole(said.get("r")) or self.row + 1
        self.row, self.column = number, 0
        if "ht" in said and self.layout is not None:
            self.layout.heights[number] = _points(said["ht"], _USUAL_HEIGHT)
        if names.yes(said.get("hidden")) and self.layout is not None:
            self.layout.heights[number] = 0
        if self.last < len(self.order) and self.order[self.last] < number:
            self._rows_before(number, self.parser.CurrentByteIndex)
        self.put_in.pop(number, None)  # it stands out of order, but it stands
        self.wanted = self.by_row.get(number)
        if self.wanted is not None:
            self.row_start = self._element(tag, said)
            self.row_style = said.get("s") if names.yes(said.get("customFormat")) else None
            self.missing = {} if number in self.seen else dict.fromkeys(self.wanted, -1)

    def _rows_before(self, number: int, at: int) -> None:
        """Rows asked for that the file left out before row `number`."""
        end = bisect_left(self.order, number)
        for row in self.order[self.last : end]:
            if row not in self.seen:
                cells = "".join(self._new_cell(row, column, None) for column in self.by_row[row])
                made = f'<{self.prefix}row r="{row}">{cells}</{self.prefix}row>'
                self.put_in[row] = (at, made.encode())
        self.last = end

    def _cell(self, said: markup.Attributes) -> None:
        address = said.get("r")
        if address is None:
            self.column += 1
        else:
            area = area_of(address)
            self.column = area[0] if area is not None else self.column + 1
        at = self.parser.CurrentByteIndex
        for column in self.missing:
            if column < self.column and self.missing[column] < 0:
                self.missing[column] = at
        make = self.cells.get((self.row, self.column))
        if make is None:
            return
        self.missing.pop(self.column, None)
        element = Element("", {}, at, spans.tag_end(self.data, at))
        style = str(make(names.whole(said.get("s")) or 0))
        self.edits.append(spans.attribute(self.data, element, "s", style))

    def _close_row(self) -> None:
        row = self.row_start
        assert row is not None
        end = self.parser.CurrentByteIndex
        written_empty = self.data[row.inner - 2 : row.inner] == b"/>"
        new: dict[int, str] = {}
        for column, at in sorted(self.missing.items()):
            at = at if at >= 0 else end
            new[at] = new.get(at, "") + self._new_cell(self.row, column, self.row_style)
        if written_empty and new:
            row.inner_end = row.end = row.inner
            self.edits.append(spans.content(self.data, row, "".join(new.values()).encode()))
        else:
            self.edits += [(at, at, cells.encode()) for at, cells in new.items()]
        said = row.attributes.get("spans")
        if said is not None and not all(_within(said, column) for column in self.missing):
            self.edits.append(spans.attribute(self.data, row, "spans", None))
        self.wanted = None
        self.seen.add(self.row)

    def _new_cell(self, row: int, column: int, style: str | None) -> str:
        if style is None and self.layout is not None:
            style = self.layout.column_style(column)
        made = self.cells[row, column](names.whole(style) or 0)
        return f'<{self.prefix}c r="{letters_of(column)}{row}" s="{made}"/>'

    def _dimension(self, layout: Layout) -> Iterable[Edit]:
        """The used area (18.3.1.35), where it says one and a cell lies outside of it."""
        area = area_of(layout.dimension.attributes.get("ref", "")) if layout.dimension else None
        if layout.dimension is None or area is None or not self.cells:
            return
        rows, columns = [row for row, _ in self.cells], [column for _, column in self.cells]
        left, top = min(area[0], *columns), min(area[1], *rows)
        wider = left, top, max(area[2], *columns), max(area[3], *rows)
        if wider != area:
            yield spans.attribute(self.data, layout.dimension, "ref", reference_of(wider))


def _within(said: str, column: int) -> bool:
    """Whether a row's spans (18.18.67) take the column in."""
    for each in said.split():
        first, last = (names.whole(end) for end in each.partition(":")[::2])
        if first and last and first <= column <= last:
            return True
    return False


def _pixels(characters: str | None, usual: int) -> int:
    """A column's width in pixels, by Excel's usual font (18.3.1.13)."""
    try:
        return round(float(characters or "") * 7 + 5)
    except (ValueError, OverflowError):
        return usual


def _points(height: str | None, usual: int) -> int:
    try:
        return round(float(height or "") * 4 / 3)
    except (ValueError, OverflowError):
        return usual
