"""Blank cells of a worksheet filled in: bytes are put in where they belong, none is lost."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, NoReturn

from toolkit.errors import FactpackError, UnreadableFile
from toolkit.ooxml import names, spans
from toolkit.ooxml.address import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    area_of,
    cell_of,
    letters_of,
    reference_of,
)
from toolkit.ooxml.formats import Format
from toolkit.ooxml.package import Package
from toolkit.ooxml.rows import LONGEST, plain
from toolkit.ooxml.spans import Edit, Element
from toolkit.ooxml.text import encode
from toolkit.ooxml.workbook import Sheet

Value = Decimal | int | str
_MEND = "open it in Excel, let it repair the file, and save it anew"


class _Place(NamedTuple):
    """A cell's place, in the order in which a sheet's part lists its cells."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letters_of(self.column)}{self.row}"


def set_cells(
    package: Package, sheet: Sheet, values: Mapping[str, Value], formats: Sequence[Format] = ()
) -> bytes:
    """The sheet's part with `values` ({"F12": value}) in its blank cells.

    Every other byte stays, but for a dimension and a row's spans that the cells lie outside of.
    A text is written inline, so that it never is a formula. `formats` are the workbook's, by
    which a number is refused where it would show as a date or a percentage.
    Raises FactpackError that names every cell which cannot be filled in.
    """
    return SheetCells(package, sheet, formats).filled(values)


class SheetCells:
    """One worksheet's part, and where in it each row and cell stands.

    Rows and cells may leave out their places (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.73).
    Raises UnreadableFile where two readers may see different cells.
    """

    def __init__(self, package: Package, sheet: Sheet, formats: Sequence[Format] = ()) -> None:
        self.package, self.sheet, self.formats = package, sheet, formats
        self.data = package.read(sheet.part)
        self.root = spans.read_spans(self.data, package.shown, sheet.part)
        holders = [each for each in self.root.children if names.local(each.tag) == "sheetData"]
        if len(holders) != 1:
            self._refuse(f"it has {len(holders)} lists of cells where a worksheet has one")
        self.holder = holders[0]
        self.rows = dict(self._numbered_rows())
        self._cells: dict[int, dict[int, Element]] = {}
        self.merged = tuple(self._merged())
        self.computed = tuple(self._computed())
        protection = self.root.child("sheetProtection")
        self.protected = protection is not None and names.yes(protection.attributes.get("sheet"))

    # -- what may be filled in ------------------------------------------------------------------

    def obstacle(self, address: str, value: Value) -> str | None:
        """Why the cell cannot be filled in, to be read after its address; None where it can."""
        found = cell_of(address)
        if found is None:
            return f"lies beyond the last cell, {letters_of(MAX_COLUMN)}{MAX_ROW}"
        place = _Place(found[1], found[0])
        if self.protected:
            return "stands on a protected sheet: unprotect it in Excel (Review) first"
        cell = self._cells_of(place.row).get(place.column)
        if cell is not None and (held := _held(cell)):
            return f"is not blank: it holds {held}"
        if area := _around(place, self.computed):
            return f"belongs to the formula of {reference_of(area)}"
        if (area := _around(place, self.merged)) and (area[0], area[1]) != found:
            return f"is part of the merged cells {reference_of(area)}: unmerge them first"
        return _unwritable(value) or self._shown_otherwise(place, cell, value)

    def _shown_otherwise(self, place: _Place, cell: Element | None, value: Value) -> str | None:
        """What a number would be taken for under the cell's format."""
        style = self._style(place) if cell is None else cell.attributes.get("s")
        number = names.whole(style)
        if isinstance(value, str) or number is None or number >= len(self.formats):
            return None
        shown = self.formats[number].shown(float(value))
        if shown == "number":
            return None
        kind = "percentage" if shown == "percent" else "date or time"
        return f"is formatted to show a number as a {kind}: give it the format General first"

    # -- filling --------------------------------------------------------------------------------

    def filled(self, values: Mapping[str, Value]) -> bytes:
        """The part with these values in; see `set_cells`."""
        refused = [
            f"{address} {why}"
            for address, value in values.items()
            if (why := self.obstacle(address, value)) is not None
        ]
        if refused:
            raise FactpackError(
                f"{self.package.shown}, sheet '{self.sheet.name}': {'; '.join(refused)}",
                hint="only blank cells are filled in; nothing was written",
            )
        places: dict[_Place, Value] = {}
        for address, value in values.items():
            found = cell_of(address)
            assert found is not None  # it would have been an obstacle
            if places.setdefault(_Place(found[1], found[0]), value) != value:
                raise FactpackError(f"two values are given for {address}")
        if not places:
            return self.data
        edits = [*self._dimension(places)]
        new_rows: dict[int, list[bytes]] = {}  # by the byte where they are put in
        numbers = list(self.rows)
        for number, group in groupby(sorted(places), key=lambda place: place.row):
            columns = {place.column: places[place] for place in group}
            if number in self.rows:
                edits += self._into_row(number, columns)
            else:
                before = bisect(numbers, number)
                at = self.rows[numbers[before - 1]].end if before else self.holder.inner
                new_rows.setdefault(at, []).append(self._new_row(number, columns))
        for at, rows in new_rows.items():
            new = b"".join(rows)
            edits.append((at, at, new) if self.rows else self._put_in(self.holder, new))
        return spans.splice(self.data, edits)

    def _into_row(self, number: int, columns: Mapping[int, Value]) -> Iterator[Edit]:
        row, cells = self.rows[number], self._cells_of(number)
        prefix = spans.prefix(self.data, row)
        new: dict[int, bytes] = {}  # by the byte where they are put in
        for column, value in columns.items():
            place = _Place(number, column)
            if column in cells:
                yield from self._into_cell(cells[column], value)
            else:
                before = [cell for at, cell in cells.items() if at < column]
                at = before[-1].end if before else row.inner
                made = _cell(prefix, place, self._style(place), value)
                new[at] = new.get(at, b"") + made
        if not cells and new:
            yield self._put_in(row, b"".join(new.values()))
        else:
            yield from ((at, at, made) for at, made in new.items())
        said = row.attributes.get("spans")
        if said is not None and (wider := _wider(said, columns)) != said:
            yield spans.attribute(self.data, row, "spans", wider)

    def _put_in(self, element: Element, new: bytes) -> Edit:
        """The edit that puts `new` at the head of an element, also of one written <a/>."""
        if self.data[element.inner - 2 : element.inner] == b"/>":
            return spans.content(self.data, element, new)
        return element.inner, element.inner, new

    def _into_cell(self, cell: Element, value: Value) -> Iterator[Edit]:
        """A cell that is there and blank keeps its style; what is empty in it gives way."""
        prefix = spans.prefix(self.data, cell)
        kind, inside = _content(prefix, value)
        if cell.attributes.get("t") != kind:
            yield spans.attribute(self.data, cell, "t", kind)
        empty = [each for each in cell.children if names.local(each.tag) in ("v", "is")]
        for each in empty:
            yield each.start, each.end, inside
            inside = b""
        if not empty:
            yield self._put_in(cell, inside)

    def _new_row(self, number: int, columns: Mapping[int, Value]) -> bytes:
        prefix = spans.prefix(self.data, self.holder)
        places = {_Place(number, column): value for column, value in columns.items()}
        cells = [_cell(prefix, at, self._style(at), value) for at, value in places.items()]
        row = prefix + b"row"
        return b"<%s r=%s>%s</%s>" % (row, f'"{number}"'.encode(), b"".join(cells), row)

    def _dimension(self, places: Mapping[_Place, Value]) -> Iterator[Edit]:
        """The used area (18.3.1.35), where it says one and a cell lies outside of it."""
        dimension = self.root.child("dimension")
        area = area_of(dimension.attributes.get("ref", "")) if dimension is not None else None
        if dimension is None or area is None:
            return
        rows, columns = [at.row for at in places], [at.column for at in places]
        left, top = min(area[0], *columns), min(area[1], *rows)
        wider = left, top, max(area[2], *columns), max(area[3], *rows)
        if wider != area:
            yield spans.attribute(self.data, dimension, "ref", reference_of(wider))

    def _style(self, place: _Place) -> str | None:
        """The style that a cell not in the file has: its row's, else its column's (18.3.1.73)."""
        row = self.rows.get(place.row)
        if row is not None and names.yes(row.attributes.get("customFormat")):
            return row.attributes.get("s")
        holder = self.root.child("cols")
        for each in holder.children if holder is not None else ():
            said = each.attributes
            first, last = names.whole(said.get("min")), names.whole(said.get("max"))
            if first and last and first <= place.column <= last:
                return said.get("style")
        return None

    # -- what stands where ----------------------------------------------------------------------

    def _numbered_rows(self) -> Iterator[tuple[int, Element]]:
        number = 0
        for row in self.holder.children:
            kind = names.local(row.tag)
            if kind == "extLst":
                continue
            given = names.whole(row.attributes["r"]) if "r" in row.attributes else number + 1
            if kind != "row" or given is None or not number < given <= MAX_ROW:
                self._refuse(f"what stands after row {number} is no row that may follow it")
            number = given
            yield number, row

    def _cells_of(self, number: int) -> dict[int, Element]:
        """The row's cells by column; none where there is no such row."""
        if number not in self._cells:
            self._cells[number] = dict(self._numbered_cells(number))
        return self._cells[number]

    def _numbered_cells(self, number: int) -> Iterator[tuple[int, Element]]:
        column = 0
        row = self.rows.get(number)
        for cell in row.children if row is not None else ():
            kind = names.local(cell.tag)
            if kind == "extLst":
                continue
            said = cell.attributes.get("r")
            found = (column + 1, number) if said is None else cell_of(said)
            if kind != "c" or found is None or found[1] != number or found[0] <= column:
                self._refuse(f"row {number} has its cells out of order")
            column = found[0]
            yield column, cell

    def _merged(self) -> Iterator[Area]:
        holder = self.root.child("mergeCells")
        for each in holder.children if holder is not None else ():
            area = area_of(each.attributes.get("ref", ""))
            if area is not None:
                yield area

    def _computed(self) -> Iterator[Area]:
        """Areas that one formula fills: of an array, and of a what-if table (18.3.1.40)."""
        for row in self.holder.children:
            for cell in row.children:
                for each in cell.children:
                    if each.attributes.get("t") in ("array", "dataTable"):
                        area = area_of(each.attributes.get("ref", ""))
                        if area is not None:
                            yield area

    def _refuse(self, problem: str) -> NoReturn:
        raise UnreadableFile(
            f"{self.package.shown}, sheet '{self.sheet.name}' ({self.sheet.part}): {problem}",
            hint=_MEND,
        )


def _held(cell: Element) -> str | None:
    """What keeps a cell from being blank; a style, and an element without content, is nothing."""
    for each in cell.children:
        kind = names.local(each.tag)
        if kind == "f":
            return "a formula"
        if kind == "v" and each.text:
            return "a value, even if it does not show; clear it with Delete to have it filled in"
        if kind == "is" and any(one.text for one in each.every("t")):
            return "a text, even if it does not show; clear it with Delete to have it filled in"
    return "a value of a newer kind" if {"cm", "vm"} & cell.attributes.keys() else None


def _around(place: _Place, areas: Sequence[Area]) -> Area | None:
    for left, top, right, bottom in areas:
        if left <= place.column <= right and top <= place.row <= bottom:
            return left, top, right, bottom
    return None


def _unwritable(value: Value) -> str | None:
    """Why no cell can hold the value as it is."""
    if isinstance(value, str):
        units = len(value.encode("utf-16-le", "surrogatepass")) // 2
        if units > LONGEST:
            return f"would hold a text of {units:,} characters; a cell holds {LONGEST:,}"
        try:
            encode(value)
        except FactpackError as error:
            return f"cannot be filled in: {error.what}"
        return None if value else "would stay blank: the text is empty"
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > Decimal("1e300"):
        return f"would hold {value}, which is no number of a cell"
    if Decimal(repr(float(exact))) != exact:
        return f"would hold {value}, which has more digits than a cell keeps; give it as text"
    return None


def _cell(prefix: bytes, place: _Place, style: str | None, value: Value) -> bytes:
    kind, inside = _content(prefix, value)
    said = f' r="{place}"'
    if style is not None:
        said += f' s="{spans.escape(style, quote=True)}"'
    if kind is not None:
        said += f' t="{kind}"'
    return b"<%sc%s>%s</%sc>" % (prefix, said.encode(), inside, prefix)


def _content(prefix: bytes, value: Value) -> tuple[str | None, bytes]:
    """A cell's type and what stands in it (18.18.11), in letters that any encoding writes alike."""
    if isinstance(value, str):
        stored = spans.escape(encode(value)).encode("ascii", "xmlcharrefreplace")
        kept = b' xml:space="preserve"' if value != value.strip() or "\n" in value else b""
        inside = b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, kept, stored, prefix, prefix)
        return "inlineStr", inside
    return None, b"<%sv>%s</%sv>" % (prefix, plain(Decimal(value)).encode(), prefix)


def _wider(said: str, columns: Mapping[int, Value]) -> str:
    """A row's spans (18.18.67) that take these columns in."""
    ranges = [[names.whole(end) for end in each.partition(":")[::2]] for each in said.split()]
    known = [(first, last) for first, last in ranges if first and last]
    if all(any(first <= at <= last for first, last in known) for at in columns):
        return said
    ends = [end for pair in known for end in pair] + list(columns)
    return f"{min(ends)}:{max(ends)}"
