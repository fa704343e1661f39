"""Workbooks: every sheet's cells as typed, straight from the package, with what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import Any

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.properties import custom_properties
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Sheet, Workbook, read_workbook_part
from toolkit.ooxml.sheets.address import area_of, letters_of, reference_of
from toolkit.ooxml.sheets.content import Content, Misfit, runs
from toolkit.ooxml.sheets.formats import Format, Shown, read_formats
from toolkit.ooxml.sheets.serials import iso_of, plain
from toolkit.ooxml.sheets.strings import read_strings, strings_part
from toolkit.ooxml.sheets.tables import read_tables
from toolkit.ooxml.sheets.worksheet import read_sheet
from toolkit.readers.grid import STAMP, Cell, Grid, Remark, Row, text_cell
from toolkit.readers.sheetread import SheetRead
from toolkit.readers.staged import Staging

_MOST_KNOWN = 50_000
_SHORT_ROW = 200  # bytes: a part so many times as long as rows are asked for is a long sheet
_LETTERS = 50  # the same for a part of shared texts
_MOST_RUNS = 20  # hidden runs told one by one; a filtered sheet may have thousands
_NAMELESS = "an error without a name"  # a cell whose type says so and that holds nothing
_NOT_NOUGHT = re.compile(r"[-+]?[0.]*[1-9]")
Converter = Callable[[str, str | None, str | None, str | None], Cell | None]


def read_workbook(
    path: Path, shown: str, limits: Limits | None = None, staging: Staging | None = None
) -> tuple[Grid, ...]:
    """Every sheet of the workbook at `path`, hidden ones too, in the workbook's order.

    With `staging` the records of a long sheet go into a table of it.

    Raises UnreadableFile where the file is no workbook, is torn, encrypted or hostile, or changes
    while it is read. A chart sheet is a Grid without rows.
    """
    package = Package.open(path, limits, shown=shown)
    grids = read_package(package, staging)
    package.unchanged()
    return grids


def read_package(package: Package, staging: Staging | None = None) -> tuple[Grid, ...]:
    """The same of a package that is open already."""
    workbook = read_workbook_part(package)
    stamp = custom_properties(package).get(STAMP, "")
    strings = _strings(package, workbook.part, staging)
    formats = read_formats(package, workbook.part)
    convert = converter(strings, formats, workbook)
    grids: list[Grid] = []
    left = package.limits.cells
    for sheet in workbook.sheets:
        found = None
        if staging is not None and package.size(sheet.part) >= staging.least * _SHORT_ROW:
            from toolkit.readers.longsheet import read_long_sheet  # numpy takes a while to load

            waiting = workbook.to_be_calculated
            found = read_long_sheet(
                package, sheet, convert, strings, formats, waiting, left, staging
            )
        if found is None:
            found = _read_all(package, sheet, convert, left)
        left -= found.content.count
        remarks = _remarks(sheet, found.content, found.hidden_rows, found.columns, made=bool(stamp))
        grids.append(
            Grid(
                package.shown,
                sheet.name,
                found.rows,
                tuple(remarks),
                totals=_total_rows(package, sheet, found.row),
                stamp=stamp,
                staged=found.staged,
            )
        )
    return tuple(grids)


def _read_all(package: Package, sheet: Sheet, convert: Converter, most: int) -> SheetRead:
    """A sheet with all its rows."""
    content = read_sheet(package, sheet, convert, most)
    rows = tuple(Row(number, cells) for number, cells in content.rows.items())
    hidden = content.hidden_rows & content.rows.keys()
    columns = frozenset(
        chain.from_iterable(content.rows.values() if content.hidden_columns else ())
    )
    return SheetRead(rows, content, None, hidden, columns, lambda at: content.rows.get(at, {}))


def _total_rows(
    package: Package, sheet: Sheet, row: Callable[[int], Mapping[int, Cell]]
) -> frozenset[int]:
    """The total rows of a sheet's Tables; none where a Table's part is broken."""
    try:
        tables = read_tables(package, sheet.part)
    except UnreadableFile:
        return frozenset()
    found = set()
    for table in tables:
        area = area_of(table.reference)
        last = row(area[3]) if area is not None else {}
        if last and (number := table.total_row(last)) is not None:
            found.add(number)
    return frozenset(found)


def _strings(package: Package, workbook_part: str, staging: Staging | None) -> Sequence[str]:
    part = strings_part(package, workbook_part)
    if staging is not None and part is not None and package.size(part) >= staging.least * _LETTERS:
        from toolkit.ooxml.sheets.longstrings import read_long_strings

        found = read_long_strings(package, part)
        if found is not None:
            return found
    return read_strings(package, workbook_part)


class _SharedCells(Sequence[Cell | None]):
    """The cells of shared texts, made when they are asked for."""

    def __init__(self, strings: Sequence[str]) -> None:
        self._strings = strings

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, at: Any) -> Any:
        return text_cell(self._strings[at])


def converter(strings: Sequence[str], formats: tuple[Format, ...], workbook: Workbook) -> Converter:
    """The function that makes a Cell of a cell's type, text, style and formula.

    None for a blank: nothing typed, white space alone, or a formula whose result is "".
    Raises Misfit where the text cannot be what the type says.
    """
    shared: Sequence[Cell | None] = _SharedCells(strings)
    if isinstance(strings, list):
        shared = [text_cell(text) for text in strings]
    uniform: dict[str | None, Shown | None] = {
        str(index): each.uniform for index, each in enumerate(formats)
    }
    dates, placeholders = workbook.dates, workbook.to_be_calculated
    known: dict[tuple[str, str | None], Cell] = {}  # numbers recur

    def number(raw: str, style: str | None, formula: str | None) -> Cell:
        shown = uniform.get(style, "number")
        if (
            shown == "number"
            and raw.isdecimal()
            and raw.isascii()
            and len(raw) < 16
            and raw[0] != "0"
        ):
            return Cell("number", raw)
        try:
            value = float(raw)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or "_" in raw or not raw.isascii():
            raise Misfit(f"holds {raw[:60]!r} where its type says a number")
        if value == 0 and _NOT_NOUGHT.match(raw):
            raise Misfit(f"holds {raw[:60]!r}, which is too small for a spreadsheet's numbers")
        if placeholders and formula is not None and value == 0:
            return Cell("uncached", _formula(formula))
        if shown is None and style is not None:
            shown = formats[int(style)].shown(value)
        if shown == "number" or shown is None:
            return Cell("number", plain(value))
        if shown == "percent":
            return Cell("percent", plain(value))
        iso = iso_of(value, shown, dates)
        return Cell("undatable", plain(value)) if iso is None else Cell("date", iso)

    def convert(kind: str, raw: str | None, style: str | None, formula: str | None) -> Cell | None:
        if raw is None or (not raw and kind != "str" and kind != "inlineStr"):
            if formula is not None:
                return Cell("uncached", _formula(formula))
            return Cell("error", _NAMELESS) if kind == "e" else None
        if kind == "s":
            if len(raw) < 11 and raw.isdecimal() and int(raw) < len(shared):
                return shared[int(raw)]
            raise Misfit(f"points at the shared text {raw[:60]!r}, but there are {len(shared)}")
        if kind == "n":
            if formula is not None:
                return number(raw.strip(), style, formula)
            cell = known.get((raw, style))
            if cell is None:
                cell = number(raw.strip(), style, None)
                if len(known) < _MOST_KNOWN:
                    known[raw, style] = cell
            return cell
        return _of_kind(kind, raw)

    return convert


def _of_kind(kind: str, raw: str) -> Cell | None:
    """A cell whose type is neither a number nor a shared text (ECMA-376 Part 1, 18.18.11)."""
    match kind:
        case "str" | "inlineStr":
            return text_cell(decode(raw))
        case "b":
            said = {"1": "true", "true": "true", "0": "false", "false": "false"}.get(raw.strip())
            if said is not None:
                return Cell("boolean", said)
            raise Misfit(f"holds {raw[:60]!r} where its type says true or false")
        case "e":
            return Cell("error", raw.strip())
        case "d":
            return _iso_cell(raw.strip())
        case _:
            raise Misfit(f"has the type {kind[:60]!r}, which no spreadsheet knows")


def _formula(formula: str) -> str:
    """The formula as people write it; a follower of a shared or array formula has none itself."""
    return "=" + (decode(formula) or "…")


def _iso_cell(raw: str) -> Cell:
    """A date that is stored as ISO 8601 text, which strict workbooks may do."""
    try:
        if len(raw) == len("2025-09-12"):
            return Cell("date", date.fromisoformat(raw).isoformat())
        moment = datetime.fromisoformat(raw).replace(tzinfo=None) + timedelta(microseconds=500_000)
    except (ValueError, OverflowError):
        return Cell("undatable", raw)
    text = moment.replace(microsecond=0).isoformat()
    return Cell("date", text.removesuffix("T00:00:00"))


def _remarks(
    sheet: Sheet,
    content: Content[Cell],
    rows: frozenset[int],
    filled: frozenset[int],
    *,
    made: bool,
) -> Iterable[Remark]:
    """What a person should know of this sheet: hidden things that hold something, merged cells,
    cells that stand in the file where they should not.

    `rows` are the hidden rows and `filled` the columns that hold something.

    In a workbook that factpack made, columns folded away under a + are as they should be.
    """
    if sheet.state != "visible":
        deep = sheet.state == "veryHidden"  # only a program can unhide it (18.18.68)
        what = "the sheet is hidden" + (", and Excel's own menu does not list it" if deep else "")
        yield Remark("SHT002", None, None, {"what": what})
    yield from _hidden("row", "rows", rows, str)
    columns = content.hidden_columns - (content.outlined_columns if made else frozenset())
    yield from _hidden("column", "columns", columns & filled, letters_of)
    for area in content.merged:
        reference = reference_of(area)
        yield Remark("SHT003", reference, None, {"range": reference})
    for fault in content.faults:
        yield Remark("SHT009", fault.cell, None, {"problem": fault.problem})


def _hidden(
    one: str, many: str, numbers: Iterable[int], name: Callable[[int], str]
) -> Iterable[Remark]:
    found = runs(numbers)
    for first, last in found[:_MOST_RUNS]:
        what = (
            f"{one} {name(first)} is hidden"
            if first == last
            else f"{many} {name(first)} to {name(last)} are hidden"
        )
        yield Remark("SHT002", f"{name(first)}:{name(last)}", None, {"what": what})
    rest = sum(last - first + 1 for first, last in found[_MOST_RUNS:])
    if rest:
        yield Remark("SHT002", None, None, {"what": f"{rest} more {many} are hidden"})
