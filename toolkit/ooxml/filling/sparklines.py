"""Sparklines: charts within cells follow what they show, and stand in each row of a Table."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.slots import SheetPart
from toolkit.ooxml.sheets.address import Area, area_of, letters_of
from toolkit.ooxml.sheets.formulatokens import along_a_row, copied
from toolkit.ooxml.sheets.moves import Growth


def sparklines(part: SheetPart, groups: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    """Edits of a sheet's sparklines (MS-XLSX 2.6.30): moved, or one a filled row.

    Of those in a column of the sample rows one is what every row gets; it is copied like a formula.
    """
    sheet, taken = part.sheet.name, set[tuple[Growth, int]]()
    for group in groups.children:
        dates = group.child("f")
        if dates is not None:
            yield from _moved(part, dates, follower)
        lines = group.every("sparkline")
        edits: list[spans.Edit] = []
        gone = 0
        for line in lines:
            what, where = line.child("f"), line.child("sqref")
            area = area_of(where.text) if where is not None else None
            if what is None or where is None or area is None:
                continue
            growth = _around(follower, sheet, area)
            if growth is None:
                edits += _moved(part, what, follower)
                if (new := follower.areas(where.text, sheet)) != where.text:
                    edits.append(spans.text_content(part.data, where, new))
            elif (growth, area[0]) in taken:
                edits.append((line.start, line.end, b""))
                gone += 1
            else:
                taken.add((growth, area[0]))
                edits.append(_a_row(part, line, what, where, area, growth, follower))
        if gone and gone == len(list(group.every("sparkline"))):
            yield group.start, group.end, b""
        else:
            yield from edits


def _around(follower: Follower, sheet: str, area: Area) -> Growth | None:
    """The Table in whose rows of data a sparkline stands."""
    for each in follower.moves.of(sheet):
        if each.left <= area[0] <= each.right and each.first <= area[1] <= each.last:
            return each
    return None


def _moved(part: SheetPart, what: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    said = decode(what.text)
    yield from follower.text(
        part.data,
        what,
        part.sheet.name,
        f"a sparkline of {said} on sheet '{part.sheet.name}'",
        grows="nothing" if along_a_row(said) else "cells",
    )


def _a_row(
    part: SheetPart,
    line: spans.Element,
    what: spans.Element,
    where: spans.Element,
    area: Area,
    growth: Growth,
    follower: Follower,
) -> spans.Edit:
    """A sparkline of a sample row made one for each row of the Table."""
    data, sheet = part.data, part.sheet.name
    said = copied(decode(what.text), growth.first - area[1])
    own = along_a_row(said)
    shown = follower.formula(
        said,
        sheet,
        f"the sparkline in {where.text} on sheet '{sheet}'",
        grows="nothing" if own else "cells",
    )
    top = follower.moves.row(sheet, growth.left, growth.first)
    column = letters_of(area[0])
    made = []
    for nth in range(growth.after - growth.first + 1):
        formula = spans.escape(encode(copied(shown, nth) if own else shown)).encode()
        made += [
            data[line.start : what.inner],
            formula,
            data[what.inner_end : where.inner],
            f"{column}{top + nth}".encode(),
            data[where.inner_end : line.end],
        ]
    return line.start, line.end, b"".join(made)
