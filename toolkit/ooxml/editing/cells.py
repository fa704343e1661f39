"""Cells of a worksheet filled in, changed and added: every byte beside them stays as it was."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from toolkit.errors import FactpackError
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.spans import Edit, Element
from toolkit.ooxml.container.workbook import Dates, Sheet
from toolkit.ooxml.sheets.address import (
    MAX_COLUMN,
    MAX_ROW,
    area_of,
    cell_of,
    letters_of,
    reference_of,
)
from toolkit.ooxml.sheets.formats import Format, Shown
from toolkit.ooxml.sheets.placed import Place, PlacedCells, around
from toolkit.ooxml.sheets.rows import serial
from toolkit.ooxml.sheets.written import Stored, Value, cell, content, unwritable

_NEAR = 200  # rows above and below in which a cell's neighbours are asked for their format
_A_DAY = 45_000  # a serial of the year 2023; every date format shows it as a date
_SECONDS = 86_400


class Put(NamedTuple):
    """What a cell is to hold, and its style; no value leaves it blank."""

    value: Stored | None
    style: str | None


class SheetCells(PlacedCells):
    """One worksheet's part with its cells filled in (`filled`) or changed (`edited`).

    `formats` and `dates` are the workbook's own.
    """

    def __init__(
        self,
        package: Package,
        sheet: Sheet,
        formats: Sequence[Format] = (),
        dates: Dates = "1900",
    ) -> None:
        super().__init__(package, sheet, formats)
        self.dates = dates

    # -- what may be written --------------------------------------------------------------------

    def obstacle(self, address: str, value: Value) -> str | None:
        """Why the blank cell cannot be filled in, to be read after its address; None where it can.

        A cell that is not blank is such an obstacle, and so is a format that would show the
        number as something else.
        """
        if why := self._out_of_reach(address):
            return why
        place = self._place(address)
        held = self.cells_of(place.row).get(place.column)
        if held is not None and (what := _held(held)):
            return f"is not blank: it holds {what}"
        return (
            self._of_many(place) or unwritable(value) or self._shown_otherwise(place, held, value)
        )

    def no_edit(
        self, address: str, value: Value | None, *, over_formulas: bool = False
    ) -> str | None:
        """Why the cell cannot be given `value` (None: be cleared), or None where it can."""
        if why := self._out_of_reach(address):
            return why
        place = self._place(address)
        held = self.cells_of(place.row).get(place.column)
        if held is not None:
            if {"cm", "vm"} & held.attributes.keys():
                return "holds a value of a newer kind, which is not changed here"
            formula = next((one for one in held.children if names.local(one.tag) == "f"), None)
            if formula is not None and not over_formulas:
                return "holds a formula"
            area = area_of(formula.attributes.get("ref", "")) if formula is not None else None
            if area is not None and area != (place.column, place.row, place.column, place.row):
                return f"holds the formula of {reference_of(area)}"
        return self._of_many(place) or (None if value is None else unwritable(value))

    def _out_of_reach(self, address: str) -> str | None:
        if cell_of(address) is None:
            return f"lies beyond the last cell, {letters_of(MAX_COLUMN)}{MAX_ROW}"
        if self.protected:
            return "stands on a protected sheet: unprotect it in Excel (Review) first"
        return None

    def _of_many(self, place: Place) -> str | None:
        """Which area of several cells the cell belongs to, and does not stand for."""
        area = around(place, self.computed)
        if area and area != (place.column, place.row, place.column, place.row):
            return f"belongs to the formula of {reference_of(area)}"
        if (area := around(place, self.merged)) and area[:2] != (place.column, place.row):
            return f"is part of the merged cells {reference_of(area)}: unmerge them first"
        return None

    def _shown_otherwise(self, place: Place, held: Element | None, value: Value) -> str | None:
        """What a number would be taken for under the cell's format."""
        style = self.usual_style(place) if held is None else held.attributes.get("s")
        if isinstance(value, str | date):
            return None
        shown = self.shown(style, value)
        if shown == "number":
            return None
        kind = "percentage" if shown == "percent" else "date or time"
        return f"is formatted to show a number as a {kind}: give it the format General first"

    def shown(self, style: str | None, value: Decimal | int) -> Shown:
        """What a style shows the number as."""
        number = names.whole(style) or 0
        return self.formats[number].shown(float(value)) if number < len(self.formats) else "number"

    # -- what is written ------------------------------------------------------------------------

    def filled(self, values: Mapping[str, Value]) -> bytes:
        """The part with `values` ({"F12": value}) in its blank cells.

        Every other byte stays, but for a dimension and a row's spans that the cells lie outside
        of. A text is written inline, so that it never is a formula; a number is refused where its
        cell's format would show it as a date or a percentage. Raises FactpackError that names
        every cell which cannot be filled in.
        """
        refused = {address: self.obstacle(address, value) for address, value in values.items()}
        self._check(refused, "only blank cells are filled in; nothing was written")
        puts: dict[Place, Put] = {}
        for address, value in values.items():
            place = self._place(address)
            put = self.put(place, value, self.style_of(place), points=False)
            if puts.setdefault(place, put) != put:
                raise FactpackError(f"two values are given for {address}")
        return self.written(puts)

    def edited(
        self,
        values: Mapping[str, Value | None],
        *,
        points: Collection[str],
        over_formulas: bool = False,
    ) -> bytes:
        """The part with cells given new values, or cleared (None), whatever they held.

        A cell keeps its style, unless that would show the value as something else: then it takes
        the style of its nearest neighbour in the column that shows such values, else none. A date
        is a serial number under a date format and ISO text elsewhere. `points` names the cells
        whose numbers count percentage points (of fields that say x-percent): under a percent
        format they are stored as a hundredth, as toolkit/records/values.py reads them.
        Raises FactpackError that names every cell which cannot be changed; formulas can with
        `over_formulas` alone, and `dropping.without_calculation_chain` then is the caller's.
        """
        refused = {
            address: self.no_edit(address, value, over_formulas=over_formulas)
            for address, value in values.items()
        }
        self._check(refused, "nothing was written")
        puts: dict[Place, Put] = {}
        for address, value in values.items():
            place = self._place(address)
            style = self.style_of(place)
            if value is not None:
                puts[place] = self.put(place, value, style, points=address in points)
            elif place.column in self.cells_of(place.row):
                puts[place] = Put(None, style)
        return self.written(puts)

    def put(self, place: Place, value: Value, style: str | None, *, points: bool) -> Put:
        """The value as it is stored at a place under `style`, or under one that shows it right."""
        if isinstance(value, str | bool):
            return Put(value, style)
        if isinstance(value, date):
            number = self._serial(value)
            if number is not None:
                fitting = self._fitting(place, style, Decimal(_A_DAY), ("date",))
                if fitting is not None:
                    return Put(number, fitting)
            return Put(value.isoformat(), style)
        wanted: tuple[Shown, ...] = ("number", "percent")
        fitting = self._fitting(place, style, value, wanted)
        if points and self.shown(fitting, value) == "percent":
            hundredth = Decimal(value).scaleb(-2)
            if unwritable(hundredth) is None:
                return Put(hundredth, fitting)
            return Put(value, self._fitting(place, None, value, ("number",)))
        return Put(value, fitting)

    def _serial(self, value: date) -> Decimal | int | None:
        """The number that stands for a day, or day and time; None before the workbook's days."""
        try:
            day = serial(value, self.dates, "")
        except FactpackError:
            return None
        clock = value.time() if isinstance(value, datetime) else time()
        seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
        return day + round(Decimal(seconds) / _SECONDS, 9) if seconds else day

    def _fitting(
        self, place: Place, style: str | None, value: Decimal | int, wanted: Sequence[Shown]
    ) -> str | None:
        """The style if it shows the value as wanted, else the nearest neighbour's that does."""
        if self.shown(style, value) in wanted:
            return style
        near = sorted(
            (number for number in self.rows if abs(number - place.row) <= _NEAR),
            key=lambda number: (abs(number - place.row), number),
        )
        for number in near:
            held = self.cells_of(number).get(place.column)
            if held is None or number == place.row or not _is_number(held):
                continue
            if self.shown(held.attributes.get("s"), value) in wanted:
                return held.attributes.get("s", "0")
        usual = self.column_style(place.column)
        return usual if self.shown(usual, value) in wanted else None

    def written(self, puts: Mapping[Place, Put]) -> bytes:
        """The part with these cells as given. What stood in them gives way."""
        if not puts:
            return self.data
        edits = [*self._dimension(puts)]
        new_rows: dict[int, list[bytes]] = {}  # by the byte where they are put in
        numbers = list(self.rows)
        for number, group in groupby(sorted(puts), key=lambda place: place.row):
            columns = {place.column: puts[place] for place in group}
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

    def _into_row(self, number: int, columns: Mapping[int, Put]) -> Iterator[Edit]:
        row, cells = self.rows[number], self.cells_of(number)
        prefix = spans.prefix(self.data, row)
        new: dict[int, bytes] = {}  # by the byte where they are put in
        for column, put in columns.items():
            if column in cells:
                yield from self._into_cell(cells[column], put)
            else:
                before = [each for at, each in cells.items() if at < column]
                at = before[-1].end if before else row.inner
                made = cell(prefix, Place(number, column), put.style, put.value)
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

    def _into_cell(self, held: Element, put: Put) -> Iterator[Edit]:
        """A cell that is there: its place and what extends it stay, what it held gives way."""
        kind, inside = content(spans.prefix(self.data, held), put.value)
        if held.attributes.get("t") != kind:
            yield spans.attribute(self.data, held, "t", kind)
        if held.attributes.get("s") != put.style:
            yield spans.attribute(self.data, held, "s", put.style)
        gone = [each for each in held.children if names.local(each.tag) in ("v", "is", "f")]
        for each in gone:
            yield each.start, each.end, inside
            inside = b""
        if not gone and inside:
            yield self._put_in(held, inside)

    def _new_row(self, number: int, columns: Mapping[int, Put]) -> bytes:
        prefix = spans.prefix(self.data, self.holder)
        cells = [
            cell(prefix, Place(number, column), put.style, put.value)
            for column, put in columns.items()
        ]
        row = prefix + b"row"
        return b"<%s r=%s>%s</%s>" % (row, f'"{number}"'.encode(), b"".join(cells), row)

    def _dimension(self, places: Collection[Place]) -> Iterator[Edit]:
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

    # -- places ---------------------------------------------------------------------------------

    def _place(self, address: str) -> Place:
        found = cell_of(address)
        assert found is not None  # it would have been refused
        return Place(found[1], found[0])

    def _check(self, refused: Mapping[str, str | None], hint: str) -> None:
        told = [f"{address} {why}" for address, why in refused.items() if why is not None]
        if told:
            raise FactpackError(
                f"{self.package.shown}, sheet '{self.sheet.name}': {'; '.join(told)}", hint=hint
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


def _is_number(held: Element) -> bool:
    """Whether a number stands in the cell, so that its format was chosen for one."""
    return held.attributes.get("t", "n") == "n" and held.child("v") is not None


def _wider(said: str, columns: Collection[int]) -> str:
    """A row's spans (18.18.67) that take these columns in."""
    ranges = [[names.whole(end) for end in each.partition(":")[::2]] for each in said.split()]
    known = [(first, last) for first, last in ranges if first and last]
    if all(any(first <= at <= last for first, last in known) for at in columns):
        return said
    ends = [end for pair in known for end in pair] + list(columns)
    return f"{min(ends)}:{max(ends)}"
