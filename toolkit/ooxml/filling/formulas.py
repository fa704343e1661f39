"""Formulas of a template's cells: moved with what they point at, shared ones written out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.filling.dependents import Dependents
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.slots import SheetPart
from toolkit.ooxml.sheets.address import area_of, cell_of, place


class Formulas:
    """The formulas of one filling; `uncalculated` are cells whose value is no longer known."""

    def __init__(self, follower: Follower, dependents: Dependents) -> None:
        self._follower = follower
        self._dependents = dependents
        self._changed: set[str] = set()
        self.uncalculated: list[str] = []

    def changed(self, sheet: Sheet) -> bool:
        """Whether a formula of a sheet had to be written anew, or lost its value."""
        return sheet.part in self._changed

    def to_be_written_out(self, part: SheetPart) -> frozenset[str]:
        """The shared formulas (18.3.1.40) that cannot stay shared: a cell of theirs changes."""
        found: set[str] = set()
        moves = self._follower.moves
        if not moves.growths:
            return frozenset()
        for (row, column), cell in part.cells.items():
            formula = cell.child("f")
            if formula is None or formula.attributes.get("t") != "shared":
                continue
            number = formula.attributes.get("si", "")
            if number in found:
                continue
            if any(
                each.first <= row <= each.last and each.left <= column <= each.right
                for each in moves.of(part.sheet.name)
            ):
                found.add(number)  # in a Table's sample row, which gives way
                continue
            text = part.formula(row, column)
            stays = moves.row(part.sheet.name, column, row) == row
            if not stays or self._moved(part, row, column, text) != text:
                found.add(number)
        return frozenset(found)

    def edits(
        self,
        part: SheetPart,
        row: int,
        column: int,
        cell: spans.Element,
        new_row: int,
        written_out: Collection[str],
    ) -> Iterator[spans.Edit]:
        """Edits of a cell with a formula: references moved, a wrong value taken away."""
        formula = cell.child("f")
        assert formula is not None  # the caller looked
        kind = formula.attributes.get("t")
        if kind == "shared":
            if formula.attributes.get("si", "") in written_out:
                said = self._moved(part, row, column, part.formula(row, column))
                name = spans.raw_name(part.data, formula)
                new = spans.escape(encode(said)).encode()
                yield formula.start, formula.end, b"<" + name + b">" + new + b"</" + name + b">"
                self._changed.add(part.sheet.part)
        elif kind in ("array", "dataTable"):
            yield from self._array(part, row, column, cell, formula)
        else:
            said = decode(formula.text)
            moved = self._moved(part, row, column, said)
            if moved != said:
                yield spans.text_content(part.data, formula, encode(moved))
                self._changed.add(part.sheet.part)
        if self.is_stale(part, row, column):
            yield from self.without_value(part, cell)
        elif cell.child("v") is not None:
            return
        self.uncalculated.append(place(part.sheet.name, column, new_row))

    def is_stale(self, part: SheetPart, row: int, column: int) -> bool:
        """Whether a cell shows a formula's result that is wrong now; also one that spilled."""
        return (part.sheet.name.casefold(), row, column) in self._dependents.stale

    def without_value(self, part: SheetPart, cell: spans.Element) -> Iterator[spans.Edit]:
        value = cell.child("v")
        if value is not None:
            self._changed.add(part.sheet.part)
            yield value.start, value.end, b""
            if "t" in cell.attributes:
                yield spans.attribute(part.data, cell, "t", None)

    def _moved(self, part: SheetPart, row: int, column: int, text: str) -> str:
        sheet = part.sheet.name
        growth = next(
            (
                each
                for each in self._follower.moves.of(sheet)
                if each.first <= row <= each.last and each.left <= column <= each.right
            ),
            None,
        )
        where = f"the formula at {place(sheet, column, row)}"
        return self._follower.formula(text, sheet, where, row=growth)

    def _array(
        self, part: SheetPart, row: int, column: int, cell: spans.Element, formula: spans.Element
    ) -> Iterator[spans.Edit]:
        """An array or data table moves as a whole; a spilled one begins anew at its cell."""
        sheet = part.sheet.name
        where = f"the formula at {place(sheet, column, row)}"
        said = decode(formula.text)
        new = self._moved(part, row, column, said)
        ref = formula.attributes.get("ref", "")
        area = area_of(ref)
        several = area is not None and area[:2] != area[2:]
        spills = "cm" in cell.attributes
        if new != said:
            if several and not spills:
                raise UnusableTemplate(
                    f"{self._follower.shown}: the array formula at {place(sheet, column, row)} "
                    f"fills {ref} and points at a Table by its cells, so it would be too short",
                    hint="point at the Table by its name, as figures[Value], or type the formula "
                    "into each cell",
                )
            yield spans.text_content(part.data, formula, encode(new))
        moved = self._follower.area(ref, sheet, where)
        if several and spills and self.is_stale(part, row, column):
            moved = moved.partition(":")[0]
        if moved != ref:
            yield spans.attribute(part.data, formula, "ref", moved)
        if new != said or moved != ref:
            self._changed.add(part.sheet.part)
        for name in ("r1", "r2"):
            at = formula.attributes.get(name)
            if at and cell_of(at):
                to = self._follower.area(at, sheet, where)
                yield from self._follower.attribute(part.data, formula, name, to)
