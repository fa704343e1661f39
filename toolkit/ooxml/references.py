"""References that follow a Table as it grows: in formulas, names, charts and lists of areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.ooxml.address import MAX_ROW, Area, area_of, cell_of, letters_of, reference_of

# ECMA-376 Part 1, 18.17.2: what a formula is made of, as far as references go.
_TOKENS = re.compile(
    r"""(?P<text> "(?:[^"]|"")*" )
      | (?P<sheet> (?: '(?:[^']|'')+' | (?:\[\d+\])? [^\W\d][\w.]* (?: :[^\W\d][\w.]* )? ) ! )
      | (?P<columns> \[ (?: [^\[\]] | \[ (?:[^\]'] | '.)* \] )* \] )
      | (?P<area> \$?[A-Z]{1,3}\$?\d{1,7} (?: :\$?[A-Z]{1,3}\$?\d{1,7} )? (?![\w.(!]) )
      | (?P<word> [\w.\\]+ )
      | .""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Growth:
    """A Table's rows of data, `first` to `last` in the template, end at `after` in the pack."""

    sheet: str
    left: int
    right: int
    first: int
    last: int
    after: int

    @property
    def by(self) -> int:
        return self.after - self.last

    def moved(self, area: Area, *, one_cell_grows: bool) -> Area:
        """Where an area of the sheet stands afterwards.

        What lies beneath the rows moves with them, what spans all of them grows with them. One
        cell is the whole of a one-row Table's column in a list of areas and in a chart's series,
        and just that cell in a formula.
        """
        left, top, right, bottom = area
        if right < self.left or left > self.right:
            return area
        spans = top <= self.first and bottom == self.last
        if spans and (one_cell_grows or (left, top) != (right, bottom)):
            return left, top, right, self.after
        if top > self.last:
            top = min(top + self.by, MAX_ROW)
        if bottom > self.last:
            bottom = min(bottom + self.by, MAX_ROW)
        return left, top, right, bottom


def moved_areas(areas: str, sheet: str, growths: Iterable[Growth]) -> str:
    """A list of areas of one sheet (ST_Sqref, ECMA-376 Part 1, 18.18.76)."""
    found = []
    for one in areas.split():
        area = area_of(one)
        if area is None:
            found.append(one)
            continue
        for growth in growths:
            if growth.sheet.casefold() == sheet.casefold():
                area = growth.moved(area, one_cell_grows=True)
        found.append(reference_of(area))
    return " ".join(found)


def moved_formula(
    formula: str, sheet: str, growths: Iterable[Growth], *, one_cell_grows: bool = False
) -> str:
    """A formula that stands on `sheet` (or is a chart's, a name's) after the Tables grew.

    References to Tables by name need no change, and text in quotes gets none.
    """
    growths = tuple(growths)
    made: list[str] = []
    named: str | None = None
    for token in _TOKENS.finditer(formula):
        if token.lastgroup == "sheet":
            named = token[0][:-1]
            if named.startswith("'"):
                named = named[1:-1].replace("''", "'")
            made.append(token[0])
            continue
        where = sheet if named is None else named
        named = None
        if token.lastgroup != "area":
            made.append(token[0])
            continue
        made.append(_moved_area(token[0], where, growths, one_cell_grows))
    return "".join(made)


def _moved_area(written: str, sheet: str, growths: tuple[Growth, ...], one_cell_grows: bool) -> str:
    before = area = area_of(written)
    if area is None:
        return written
    for growth in growths:
        if growth.sheet.casefold() == sheet.casefold():
            area = growth.moved(area, one_cell_grows=one_cell_grows or ":" in written)
    if area == before:
        return written
    corners = list(_CORNER.finditer(written))
    tops = [area[1], area[3]]
    if len(corners) == 1 and area[1] != area[3]:
        corners = corners * 2
    return ":".join(
        f"{corner[1]}{corner[2]}{corner[3]}{row}"
        for corner, row in zip(corners, tops, strict=False)
    )


def copied_down(formula: str, rows: int) -> str:
    """A formula as Excel fills it down: rows without $ move with it, whatever sheet they name."""
    if not rows:
        return formula

    def shifted(corner: re.Match[str]) -> str:
        if corner[3]:
            return corner[0]
        row = int(corner[4]) + rows
        moved = f"{corner[1]}{corner[2]}{row}"
        return moved if cell_of(moved.replace("$", "")) else "#REF!"

    return "".join(
        _CORNER.sub(shifted, token[0]) if token.lastgroup == "area" else token[0]
        for token in _TOKENS.finditer(formula)
    )


def place(sheet: str, column: int, row: int) -> str:
    """A cell as people name it: Summary!C7."""
    return f"{sheet}!{letters_of(column)}{row}"


def link_location(sheet: str, cell: str) -> str:
    """A place as a hyperlink names it: 'It''s here'!A1 (ECMA-376 Part 1, 18.3.1.47)."""
    return "'" + sheet.replace("'", "''") + f"'!{cell}"
