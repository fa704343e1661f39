"""References that follow Tables as they grow: in formulas, names, charts and lists of areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from toolkit.ooxml.sheets.address import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    area_of,
    bare_name,
    column_of,
    letters_of,
    reference_of,
)
from toolkit.ooxml.sheets.moves import Growth, Moves, Torn

# ECMA-376 Part 1, 18.17.2: what a formula is made of, as far as references go.
_TOKENS = re.compile(
    r"""(?P<text> "(?:[^"]|"")*" )
      | (?P<error> \#[A-Z][A-Z0-9/_]*[!?]? )
      | (?P<sheet> (?: '(?:[^']|'')+' | (?:\[[^\[\]]+\])? [^\W\d][\w.]* (?: :[^\W\d][\w.]* )?
                    | \[\d+\] ) ! )
      | (?P<columns> \[ (?: [^\[\]'] | '. | \[ (?:[^\]'] | '.)* \] )* \] )
      | (?P<area> \$?[A-Z]{1,3}\$?\d{1,7} (?: :\$?[A-Z]{1,3}\$?\d{1,7} )? (?![\w.(!\[]) )
      | (?P<rows> \$?\d{1,7}:\$?\d{1,7} (?![\w.(!]) )
      | (?P<across> \$?[A-Z]{1,3}:\$?[A-Z]{1,3} (?![\w.(!\[]) )
      | (?P<function> [^\W\d][\w.]* (?= \( ) )
      | (?P<number> \d+ (?: \.\d* )? (?: E[+-]?\d+ )? )
      | (?P<word> [\w.\\]+ )
      | .""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Two corners of an area written apart: with blanks, or with the sheet named before each.
_APART = re.compile(
    r"""  "(?:[^"]|"")*"
      | (?<![\w.$])
        (?P<sheet> (?: '(?:[^']|'')+' | [^\W\d][\w.]* ) ! )?
        (?P<one> \$?[A-Z]{1,3}\$?\d{1,7} ) \s*:\s*
        (?P<again> (?: '(?:[^']|'')+' | [^\W\d][\w.]* ) ! )?
        (?P<other> \$?[A-Z]{1,3}\$?\d{1,7} ) (?![\w.(!\[])
      | '(?:[^']|'')+'
      | \[ (?: [^\[\]'] | '. | \[ (?:[^\]'] | '.)* \] )* \]""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
_ROW = re.compile(r"(\$?)(\d{1,7})")
_LETTERS = re.compile(r"(\$?)([A-Z]{1,3})", re.IGNORECASE)
# What of a formula grows with a Table's rows where it spans them all: areas; one cell too, as in a
# chart's series; areas but for whole rows, as in print titles; nothing, as in a series along a row.
Grows = Literal["areas", "cells", "titles", "nothing"]


class Token(NamedTuple):
    """A piece of a formula; `sheet` is the one that a reference names, "" for its own."""

    kind: str  # text error sheet columns area rows across function number word, "" for a sign
    text: str
    sheet: str


def joined(formula: str) -> str:
    """The formula with each area in one piece: C5 : C9 and Data!C5:Data!C9 as one writes C5:C9."""

    def one(found: re.Match[str]) -> str:
        sheet, again = found["sheet"], found["again"]
        # Q1:Q2!B2 is a cell of the sheets Q1 to Q2; only the first corner may stand for both.
        if found["one"] is None or (again and (sheet or "").casefold() != again.casefold()):
            return found[0]
        return f"{sheet or ''}{found['one']}:{found['other']}"

    return _APART.sub(one, formula) if ":" in formula else formula


def tokens(formula: str) -> Iterator[Token]:
    """The pieces of a formula, which joined give it again but for areas written apart."""
    named = ""
    for found in _TOKENS.finditer(joined(formula)):
        kind = found.lastgroup or ""
        if kind == "sheet":
            yield Token(kind, found[0], "")
            named = bare_name(found[0][:-1])
            continue
        yield Token(kind, found[0], named)
        named = ""


def moved_areas(areas: str, sheet: str, moves: Moves) -> str:
    """A list of areas of one sheet (ST_Sqref, ECMA-376 Part 1, 18.18.76)."""
    found = []
    for one in areas.split():
        area = area_of(one)
        if area is None:
            found.append(one)
        else:
            found += [reference_of(piece) for piece in moves.pieces(sheet, area)]
    return " ".join(found)


def moved_formula(
    formula: str,
    sheet: str,
    moves: Moves,
    *,
    grows: Grows = "areas",
    row: Growth | None = None,
    widest: bool = False,
) -> str:
    """A formula that stands on `sheet` (or is a chart's, a name's) after the Tables grew.

    References to Tables by name need no change, and text in quotes gets none. `row`: it stands in
    this Table's row of data, where $C$5:C5 means the rows so far and C6 the next row. `widest`:
    what would be torn is taken as wide as it gets, as a print area is.
    Raises Torn and Vanished as `Moves.area` does.
    """
    made: list[str] = []
    changed = False
    for token in tokens(formula):
        if token.kind not in ("area", "rows"):
            made.append(token.text)
            continue
        where = token.sheet or sheet
        first, colon, last = where.partition(":")
        spanned = moves.between(first, last) if colon and token.sheet else ()
        if any(_moved(token, each, moves, grows, row, False) != token.text for each in spanned):
            raise Torn
        made.append(_moved(token, where, moves, grows, row, widest))
        changed = changed or made[-1] != token.text
    return "".join(made) if changed else formula


def _moved(
    token: Token, sheet: str, moves: Moves, grows: Grows, row: Growth | None, widest: bool
) -> str:
    if not moves.of(sheet):
        return token.text
    written = token.text
    before = _area(written, token.kind)
    if before is None:
        return written
    free = grows == "nothing"
    if token.kind == "rows":
        free = free or before[1] == before[3] or grows == "titles"
    elif row is not None and _copied_down(written):
        free = True
        if (area := _next_rows(before, sheet, moves, row)) is not None:
            return _written(written, token.kind, area)
    try:
        area = moves.area(
            sheet, before, one_cell_grows=grows == "cells" or ":" in written, grows=not free
        )
    except Torn:
        if not widest:
            raise
        area = moves.widest(sheet, before)
    return written if area == before else _written(written, token.kind, area)


def _copied_down(written: str) -> bool:
    """Whether the last row of an area has no $, so that it is another one in each row."""
    return not written.rpartition(":")[2].rstrip("0123456789").endswith("$")


def _next_rows(area: Area, sheet: str, moves: Moves, row: Growth) -> Area | None:
    """An area that reaches from a Table's row into the ones to come, where the template has none.

    None where it does not, or where what stands there is the Table's total row.
    """
    left, top, right, bottom = area
    if sheet.casefold() != row.sheet.casefold() or row.totals or bottom <= row.last:
        return None
    if left < row.left or right > row.right or top > row.last + 1:
        return None
    by = moves.row(sheet, row.left, row.first) - row.first
    if top <= row.last:
        return left, moves.area(sheet, (left, top, right, top), grows=False)[1], right, bottom + by
    return left, top + by, right, bottom + by


def _area(written: str, kind: str) -> Area | None:
    if kind == "area":
        return area_of(written)
    one, other = (int(each[2]) for each in _ROW.finditer(written))
    top, bottom = sorted((one, other))
    return (1, top, MAX_COLUMN, bottom) if top >= 1 and bottom <= MAX_ROW else None


def _written(written: str, kind: str, area: Area) -> str:
    """The new rows in place of the old ones, $ and the order of corners kept."""
    rows = [area[1], area[3]]
    if kind == "rows":
        ends = list(_ROW.finditer(written))
        if int(ends[0][2]) > int(ends[1][2]):
            rows.reverse()
        return ":".join(f"{end[1]}{row}" for end, row in zip(ends, rows, strict=True))
    corners = list(_CORNER.finditer(written))
    if len(corners) == 1 and area[1] != area[3]:
        corners = corners * 2
    elif len(corners) == 2 and int(corners[0][4]) > int(corners[1][4]):
        rows.reverse()
    return ":".join(
        f"{corner[1]}{corner[2]}{corner[3]}{row}"
        for corner, row in zip(corners, rows, strict=False)
    )


def areas_in(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Every area that a formula on `sheet` points at by its cells: sheet and area."""
    for token in tokens(formula):
        if token.kind in ("area", "rows"):
            area = _area(token.text, token.kind)
        elif token.kind == "across":
            ends = sorted(column_of(each[2]) for each in _LETTERS.finditer(token.text))
            area = (ends[0], 1, ends[-1], MAX_ROW)
        else:
            continue
        if area is not None:
            yield token.sheet or sheet, area


def along_a_row(formula: str) -> bool:
    """Whether a formula is of cells beside one another, each row of them one row high."""
    areas = [area for _, area in areas_in(formula, "")]
    return bool(areas) and all(a[1] == a[3] and a[0] < a[2] for a in areas)


def copied(formula: str, rows: int, columns: int = 0) -> str:
    """A formula as Excel fills it down or across: what has no $ moves with it."""
    if not rows and not columns:
        return formula

    def shifted(corner: re.Match[str]) -> str:
        column, row = column_of(corner[2]), int(corner[4])
        column += 0 if corner[1] else columns
        row += 0 if corner[3] else rows
        if not (1 <= column <= MAX_COLUMN and 1 <= row <= MAX_ROW):
            return "#REF!"
        letters = corner[2] if corner[1] or not columns else letters_of(column)
        return f"{corner[1]}{letters}{corner[3]}{row}"

    def row(end: re.Match[str]) -> str:
        return end[0] if end[1] else str(int(end[2]) + rows)

    def column(end: re.Match[str]) -> str:
        return end[0] if end[1] or not columns else letters_of(column_of(end[2]) + columns)

    made = []
    for token in tokens(formula):
        if token.kind == "area":
            made.append(_CORNER.sub(shifted, token.text))
        elif token.kind == "rows":
            made.append(_ROW.sub(row, token.text))
        elif token.kind == "across":
            made.append(_LETTERS.sub(column, token.text))
        else:
            made.append(token.text)
    return "".join(made)


def copied_down(formula: str, rows: int) -> str:
    """A formula as Excel fills it down: rows without $ move with it, whatever sheet they name."""
    return copied(formula, rows)


def place(sheet: str, column: int, row: int) -> str:
    """A cell as people name it: Summary!C7."""
    return f"{sheet}!{letters_of(column)}{row}"


def link_location(sheet: str, cell: str) -> str:
    """A place as a hyperlink names it: 'It''s here'!A1 (ECMA-376 Part 1, 18.3.1.47)."""
    return "'" + sheet.replace("'", "''") + f"'!{cell}"
