"""References that follow Tables as they grow: in formulas, names, charts and lists of areas."""

from __future__ import annotations

from typing import Literal

from toolkit.ooxml.sheets.address import Area, area_of, reference_of
from toolkit.ooxml.sheets.formulatokens import CORNER, ROW, Token, area_named, tokens
from toolkit.ooxml.sheets.moves import Growth, Moves, Torn

# What of a formula grows with a Table's rows where it spans them all: areas; one cell too, as in a
# chart's series; areas but for whole rows, as in print titles; nothing, as in a series along a row.
Grows = Literal["areas", "cells", "titles", "nothing"]


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
    before = area_named(written)
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


def _written(written: str, kind: str, area: Area) -> str:
    """The new rows in place of the old ones, $ and the order of corners kept."""
    rows = [area[1], area[3]]
    if kind == "rows":
        ends = list(ROW.finditer(written))
        if int(ends[0][2]) > int(ends[1][2]):
            rows.reverse()
        return ":".join(f"{end[1]}{row}" for end, row in zip(ends, rows, strict=True))
    corners = list(CORNER.finditer(written))
    if len(corners) == 1 and area[1] != area[3]:
        corners = corners * 2
    elif len(corners) == 2 and int(corners[0][4]) > int(corners[1][4]):
        rows.reverse()
    return ":".join(
        f"{corner[1]}{corner[2]}{corner[3]}{row}"
        for corner, row in zip(corners, rows, strict=False)
    )
