"""A pack's workbook as it stands beside what was written into it: all that is different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.ooxml.sheets.address import Area, area_of, inside, sheet_named
from toolkit.pack.afterwards.difference import Difference, What, cell_place, maker
from toolkit.pack.afterwards.onesheet import OneSheet
from toolkit.pack.afterwards.results import explained
from toolkit.pack.afterwards.whereabouts import Rows, Whereabouts
from toolkit.pack.besides import Beside, Kind, unlike
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Book

_BESIDES: Mapping[Kind, What] = {
    "name": "name changed",
    "note": "note changed",
    "link": "link changed",
    "text box": "text box changed",
    "header": "header changed",
    "chart": "chart changed",
    "pivot": "pivot changed",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What is different, and how many formulas give other results that follow from it."""

    differences: tuple[Difference, ...]
    follow: int


def compare(
    lines: Iterable[Line],
    book: Book,
    written: Sequence[Beside] = (),
    there: Sequence[Beside] = (),
) -> Compared:
    """Hold the cells that were written (`lines`) against those that stand in `book`.

    `written` and `there` are what stood and stands outside the cells. What is in a pivot is worked
    out anew by each program, and so is not compared; a formula that looks there follows from it.
    """
    cells, pivoted = _written(lines, _pivots(written))
    where = Whereabouts(cells, _without_pivots(book, _pivots(there)))
    sheets = [
        OneSheet(name, sheet, where) for name, sheet in where.sheets.items() if sheet is not None
    ]
    found = list(_sheets(where))
    for sheet in sheets:
        found += sheet.differences()
    changed = {name: set(at) for name, at in pivoted.items()}
    for sheet in sheets:
        changed.setdefault(sheet.name, set()).update(sheet.changed)
    following = [line for sheet in sheets for line in sheet.following]
    unexplained = [line for line in following if not explained(line, changed, where)]
    found += (_other_result(line, where) for line in unexplained)
    found += _besides(written, there, where)
    return Compared(tuple(found), len(following) - len(unexplained))


def _sheets(where: Whereabouts) -> Iterator[Difference]:
    """Sheets that went, took another name, or came."""
    for name, sheet in where.sheets.items():
        if sheet is None:
            yield Difference("sheet removed", name, _count(where.written[name]))
        elif sheet.name != name:
            yield Difference("sheet renamed", sheet.name, name, sheet.name)
    known = {sheet.name for sheet in where.sheets.values() if sheet is not None}
    for sheet in where.book.sheets:
        if sheet.name not in known and sheet.rows:
            yield Difference("sheet added", sheet.name, None, _count(sheet.rows))


def _count(rows: Mapping[int, Mapping[int, object]]) -> str:
    return f"{sum(map(len, rows.values())):,} cells"


def _other_result(line: Line, where: Whereabouts) -> Difference:
    """A formula whose result is another, though nothing that it looks at changed."""
    sheet, pairing = where.sheets[line.sheet], where.pairings[line.sheet]
    assert sheet is not None  # its cells were compared
    row, column = pairing.rows[line.row], pairing.columns[line.col]
    now = sheet.rows.get(row, {}).get(column)
    said = now.value if now is not None else None
    place = cell_place(sheet.name, row, column)
    return Difference(
        "result changed", place, line.value, said, None, maker(line), line.facts or ()
    )


def _besides(
    written: Iterable[Beside], there: Iterable[Beside], where: Whereabouts
) -> Iterator[Difference]:
    """Names, notes, links, text boxes, headers and charts that are not as written."""
    known = {sheet.name for sheet in where.sheets.values() if sheet is not None}
    known |= {sheet.name for sheet in where.book.sheets if not sheet.rows}
    here = [each for each in there if not each.sheet or each.sheet in known]
    for each in unlike(written, here, where.moved):
        place = each.place
        if each.kind in ("note", "link"):
            place = f"{sheet_named(each.sheet)}!{each.place}"
        elif each.kind != "name" or each.sheet:
            place = f"{sheet_named(each.sheet)}: {each.place.removeprefix('_xlnm.') or each.kind}"
        yield Difference(_BESIDES[each.kind], place, each.was, each.now)


# -- pivots ----------------------------------------------------------------------------------------

_Areas = Mapping[str, Sequence[Area]]  # by sheet in lower case


def _pivots(besides: Iterable[Beside]) -> _Areas:
    found: dict[str, list[Area]] = {}
    for each in besides:
        area = area_of(each.place) if each.kind == "pivot" else None
        if area is not None:
            found.setdefault(each.sheet.casefold(), []).append(area)
    return found


def _written(
    lines: Iterable[Line], pivots: _Areas
) -> tuple[Mapping[str, Rows], Mapping[str, set[tuple[int, int]]]]:
    """The cells as written by sheet, row and column, and which rows and columns pivots took."""
    cells: dict[str, dict[int, dict[int, Line]]] = {}
    pivoted: dict[str, set[tuple[int, int]]] = {}
    for line in lines:
        if _in_any(line.row, line.col, pivots.get(line.sheet.casefold(), ())):
            pivoted.setdefault(line.sheet, set()).add((line.row, line.col))
        else:
            cells.setdefault(line.sheet, {}).setdefault(line.row, {})[line.col] = line
    return cells, pivoted


def _without_pivots(book: Book, pivots: _Areas) -> Book:
    sheets = []
    for sheet in book.sheets:
        areas = pivots.get(sheet.name.casefold())
        if areas is None:
            sheets.append(sheet)
            continue
        rows = {
            row: {column: cell for column, cell in cells.items() if not _in_any(row, column, areas)}
            for row, cells in sheet.rows.items()
        }
        sheets.append(replace(sheet, rows={row: cells for row, cells in rows.items() if cells}))
    return replace(book, sheets=tuple(sheets))


def _in_any(row: int, column: int, areas: Iterable[Area]) -> bool:
    return any(inside(area, row, column) for area in areas)
