"""A workbook as it stands: its cells' values and formulas, its Tables and names, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Dates, DefinedName, Workbook, read_workbook_part
from toolkit.ooxml.container.workbook import Sheet as Listed
from toolkit.ooxml.sheets.address import Area, area_of, cell_of
from toolkit.ooxml.sheets.content import Misfit
from toolkit.ooxml.sheets.formats import GENERAL, Format, read_formats
from toolkit.ooxml.sheets.formulatokens import copied
from toolkit.ooxml.sheets.rows import plain
from toolkit.ooxml.sheets.serials import iso_of
from toolkit.ooxml.sheets.strings import read_strings
from toolkit.ooxml.sheets.tables import Table, read_tables
from toolkit.ooxml.sheets.worksheet import read_sheet

Kind = Literal["number", "date", "text", "boolean", "error", "blank"]
_PLAIN = GENERAL.sections[0]
_SPREAD = re.compile(rb"\bt\s*=\s*[\"'](?:shared|array|dataTable)[\"']")


class Cell(NamedTuple):
    """One cell that holds something. A formula whose value nobody computed yet is "blank".

    `value` is a number's decimal text in full (a date's serial), a text, "true", "#REF!"; a date
    that the file holds as ISO text stays so. `shown` is set for a percentage and a date: what the
    cell's format makes of the number. `look` is that format as `formats.Section` tells it.
    """

    kind: Kind
    value: str | None
    formula: str | None = None
    shown: str | None = None
    look: str | None = None


@dataclass(frozen=True, slots=True)
class StandingSheet:
    """One sheet's cells, row by row, and which of its rows and columns do not show."""

    name: str
    visible: bool
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def within(self, area: Area) -> Iterator[tuple[int, int, Cell]]:
        """The cells of an area that hold something: row, column, cell."""
        left, top, right, bottom = area
        few = bottom - top < len(self.rows)
        numbers = (
            (n for n in range(top, bottom + 1) if n in self.rows)
            if few
            else (n for n in self.rows if top <= n <= bottom)
        )
        for row in numbers:
            for column, cell in self.rows[row].items():
                if left <= column <= right:
                    yield row, column, cell


class StandingTable(NamedTuple):
    """An Excel Table where it stands."""

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    heading_rows: int
    totals_rows: int

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.area[1] + self.heading_rows

    @property
    def last(self) -> int:
        return self.area[3] - self.totals_rows


@dataclass(frozen=True)
class Book:
    """All that `read_book` found."""

    shown: str
    dates: Dates
    sheets: tuple[StandingSheet, ...]
    tables: tuple[StandingTable, ...] = ()
    names: tuple[DefinedName, ...] = ()
    to_be_calculated: bool = field(default=False)

    @cached_property
    def by_sheet(self) -> Mapping[str, StandingSheet]:
        """Sheets by their name in lower case, as Excel tells them apart."""
        return {sheet.name.casefold(): sheet for sheet in self.sheets}

    @cached_property
    def by_table(self) -> Mapping[str, StandingTable]:
        return {table.name.casefold(): table for table in self.tables}


def read_book(
    source: Path | bytes,
    shown: str,
    *,
    without: Collection[str] = (),
    zeros_count: bool = False,
    limits: Limits | None = None,
) -> Book:
    """Every cell of the workbook, but for the sheets named in `without`, which come empty.

    A formula's 0 in a workbook that waits to be calculated is no value, unless `zeros_count`.
    Raises UnreadableFile where it is no workbook, torn or hostile.
    """
    package = Package.open(source, limits, shown=shown)
    workbook = read_workbook_part(package)
    convert = _converter(
        read_strings(package, workbook.part),
        read_formats(package, workbook.part),
        workbook,
        waiting=workbook.to_be_calculated and not zeros_count,
    )
    sheets = []
    left = package.limits.cells
    for listed in workbook.sheets:
        visible = listed.state == "visible"
        if listed.name in without:
            sheets.append(StandingSheet(listed.name, visible, {}))
            continue
        content = read_sheet(package, listed, convert, left)
        left -= content.count
        rows = content.rows
        if _has_spread_formulas(package, listed) or any(
            cell.formula == "" for row in rows.values() for cell in row.values()
        ):
            _spread(package, listed, rows)
        sheets.append(
            StandingSheet(listed.name, visible, rows, content.hidden_rows, content.hidden_columns)
        )
    tables = tuple(standing_tables(package, workbook))
    package.unchanged()
    return Book(
        shown,
        workbook.dates,
        tuple(sheets),
        tables,
        workbook.defined_names,
        workbook.to_be_calculated,
    )


def standing_tables(package: Package, workbook: Workbook) -> Iterator[StandingTable]:
    """Every Table, in the order of sheets."""
    for listed in workbook.sheets:
        if listed.kind == "worksheet":
            for each in read_tables(package, listed.part):
                yield _standing(each, listed)


def _standing(table: Table, sheet: Listed) -> StandingTable:
    area = area_of(table.reference) or (0, 0, 0, 0)
    rows = (table.heading_rows, table.totals_rows)
    return StandingTable(table.name, sheet.name, area, table.columns, *rows)


# -- cells -----------------------------------------------------------------------------------------


class _Converter:
    """Makes a Cell of a cell's type, text, style and formula, as `read_sheet` asks."""

    def __init__(
        self,
        strings: list[str],
        formats: tuple[Format, ...],
        workbook: Workbook,
        *,
        waiting: bool,
    ) -> None:
        self.strings, self.formats, self.dates = strings, formats, workbook.dates
        self.waiting = waiting

    def __call__(
        self, kind: str, raw: str | None, style: str | None, formula: str | None
    ) -> Cell | None:
        said = None if formula is None else decode(formula)
        if raw is None or (not raw and kind != "str" and kind != "inlineStr"):
            return None if said is None else Cell("blank", None, said)
        if kind == "n":
            return self._number(raw.strip(), style, said)
        if kind == "s":
            if not raw.isdecimal() or int(raw) >= len(self.strings):
                raise Misfit(f"points at the shared text {raw[:60]!r}")
            return _text(self.strings[int(raw)], said)
        if kind in ("str", "inlineStr"):
            return _text(decode(raw), said)
        if kind == "b":
            true = raw.strip() in ("1", "true")
            return Cell("boolean", "true" if true else "false", said)
        if kind == "e":
            return Cell("error", raw.strip(), said)
        if kind == "d":
            return Cell("date", raw.strip(), said, raw.strip())
        raise Misfit(f"has the type {kind[:60]!r}, which no spreadsheet knows")

    def _number(self, raw: str, style: str | None, formula: str | None) -> Cell:
        simple = raw.isdecimal() and (raw == "0" or raw[0] != "0")
        try:
            exact = Decimal(raw)
            value = float(exact)
        except (ArithmeticError, ValueError):
            raise Misfit(f"holds {raw[:60]!r} where its type says a number") from None
        if not exact.is_finite() or abs(exact) > Decimal("1e308"):
            raise Misfit(f"holds {raw[:60]!r}, which is no number of a cell")
        if self.waiting and formula is not None and value == 0:
            return Cell("blank", None, formula)  # a program that does not calculate puts 0 there
        number = names.whole(style)
        section = _PLAIN
        if number is not None and number < len(self.formats):
            section = self.formats[number].section(value)
        shown, look = section.shown, section.look
        text = raw if simple else plain(exact)
        if shown == "percent":
            return Cell("number", text, formula, f"{plain(exact.scaleb(2))} %", look)
        if shown != "number":
            return Cell("date", text, formula, iso_of(value, shown, self.dates), look)
        return Cell("number", text, formula, None, look)


_converter = _Converter


def _text(text: str, formula: str | None) -> Cell | None:
    if not text and formula is None:
        return None
    return Cell("text", text, formula)


# -- formulas that one cell holds for several ------------------------------------------------------


def _has_spread_formulas(package: Package, sheet: Listed) -> bool:
    tail = b""
    for chunk in package.chunks(sheet.part):
        if _SPREAD.search(tail + chunk):
            return True
        tail = chunk[-24:]
    return False


def _spread(package: Package, sheet: Listed, rows: dict[int, dict[int, Cell]]) -> None:
    """Give every cell of a shared or array formula its own (ECMA-376 Part 1, 18.3.1.40)."""
    shared: dict[str, tuple[int, int, str]] = {}
    at: tuple[int, int] | None = None
    row = column = 0
    text: list[str] = []
    attributes: markup.Attributes = {}
    areas: list[tuple[Area, str]] = []
    inside = False

    def start(tag: str, given: markup.Attributes) -> None:
        nonlocal at, attributes, inside, row, column
        kind = names.local(tag)
        if kind == "row":
            row, column = names.whole(given.get("r")) or row + 1, 0
        elif kind == "c":
            at = cell_of(given.get("r", "")) or (column + 1, row)
            column = at[0]
        elif kind == "f":
            attributes, inside = given, True
            text.clear()

    def end(tag: str) -> None:
        nonlocal inside
        if names.local(tag) != "f":
            return
        inside = False
        formula = decode("".join(text))
        kind, key = attributes.get("t"), attributes.get("si", "")
        if at is None or at[1] not in rows or at[0] not in rows[at[1]]:
            return
        if kind == "shared" and formula:
            shared[key] = (*at, formula)
        elif kind == "shared" and key in shared:
            left, top, first = shared[key]
            cell = rows[at[1]][at[0]]
            new = copied(first, at[1] - top, at[0] - left)
            rows[at[1]][at[0]] = cell._replace(formula=new)
        elif kind == "array" and (area := area_of(attributes.get("ref", ""))) is not None:
            areas.append((area, formula))

    def take(piece: str) -> None:
        if inside:
            text.append(piece)

    markup.parse(
        package.chunks(sheet.part), package.shown, sheet.part, start=start, end=end, text=take
    )
    for (left, top, right, bottom), formula in areas:
        for number in range(top, min(bottom, max(rows, default=0)) + 1):
            for place, cell in rows.get(number, {}).items():
                if left <= place <= right and not cell.formula:
                    rows[number][place] = cell._replace(formula=formula)
