"""Formulas of a Table's row that, filled down, look at another cell in each row by mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.ooxml.filling.faults import Fault
from toolkit.ooxml.filling.slots import Slot, Template, holds_something
from toolkit.ooxml.sheets.address import Area, meet, place, sheet_named
from toolkit.ooxml.sheets.formulatokens import CORNER, Token, area_named, tokens


def drifts(template: Template, filled: Collection[Slot]) -> Iterator[Fault]:
    """References without $ to what is one cell, or one list, for every row: =C5*C1, =C5*C2, …

    Left alone are the Table's own rows and those next to them, a row of another Table, and a list
    on another sheet that goes on beneath: to step down there with each row makes sense.
    """
    for slot in filled:
        for column in slot.columns:
            for token in tokens(column.formula):
                if token.kind == "area" and _drifts(template, slot, token):
                    sheet = f"{sheet_named(token.sheet)}!" if token.sheet else ""
                    yield Fault(
                        place(slot.sheet.name, column.number, slot.first),
                        f"looks at {sheet}{token.text} in the first row, and one row further down "
                        f"in each row that follows: ={column.formula[:80]}",
                        f"write {sheet}{_held(token.text)} if every row is to look there",
                    )


def _drifts(template: Template, slot: Slot, token: Token) -> bool:
    area = area_named(token.text)
    if area is None or any(corner[3] for corner in CORNER.finditer(token.text)):
        return False
    own = slot.sheet.name.casefold()
    where = token.sheet.casefold() or own
    _, top, _, bottom = area
    if where == own and top <= slot.last + 1 and bottom >= slot.first - 1:
        return False
    if top < bottom:
        return True
    there = (s.area for s in template.slots().values() if s.sheet.name.casefold() == where)
    if any(meet(each, area) for each in there):
        return False
    return where == own or not _goes_on(template, where, area)


def _goes_on(template: Template, where: str, area: Area) -> bool:
    """Whether something stands beneath a row of cells, or nobody can tell."""
    left, _, right, bottom = area
    sheet = next((each for each in template.worksheets if each.name.casefold() == where), None)
    if sheet is None:
        return True
    below = (template.part(sheet).cells.get((bottom + 1, c)) for c in range(left, right + 1))
    return any(cell is not None and holds_something(cell) for cell in below)


def _held(reference: str) -> str:
    return CORNER.sub(r"\1\2$\4", reference)
