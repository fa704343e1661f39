"""Which formulas read what is filled, directly or through others: their old values are wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from toolkit.ooxml.filling.slots import Slot, Template
from toolkit.ooxml.sheets.address import Area, area_of
from toolkit.ooxml.sheets.formulatokens import REFERENCES, areas_in, tokens

_MOST = 2_000_000  # steps of the search; past them every formula is taken to read what is filled
# Functions whose values hang on the day, on chance, or on where cells stand.
_RESTLESS = frozenset(
    (
        *("now", "today", "rand", "randbetween", "randarray", "offset", "indirect", "cell", "info"),
        *("row", "rows", "column", "columns", "address", "sheet", "sheets", "getpivotdata"),
        *("formulatext", "hyperlink", "areas"),
    )
)
_DEPTH = 16  # of names that are made of names
Cell = tuple[str, int, int]  # sheet in lower case, row, column


class _Formula(NamedTuple):
    """One formula of the template: the cells that show its result, and what it reads."""

    cells: tuple[Cell, ...]
    text: str


class Dependents:
    """Asked about formulas as they stand in the template, before anything moved."""

    def __init__(
        self,
        template: Template,
        filled: Sequence[Slot],
        words: Sequence[Cell],
        blank: Sequence[tuple[str, Area]] = (),
    ) -> None:
        """`filled` are the Tables that are, `words` the cells whose words are replaced, `blank`
        the areas of sheets that lose what they show."""
        self._template = template
        self._blank = [(sheet.casefold(), area) for sheet, area in blank]
        self._filled = filled
        self._words = words
        self._tables = template.slots()
        self._names = {
            name.name.casefold(): name.refers_to for name in template.workbook.defined_names
        }

    @cached_property
    def stale(self) -> frozenset[Cell]:
        """Every cell whose formula reads what is filled."""
        if not self._filled and not self._words:
            return frozenset()
        formulas = list(self._formulas())
        by_sheet: dict[str, list[tuple[int, int, int]]] = {}
        for n, formula in enumerate(formulas):
            for sheet, row, column in formula.cells:
                by_sheet.setdefault(sheet, []).append((row, column, n))
        for cells in by_sheet.values():
            cells.sort()
        readers: dict[int, list[int]] = {}
        found = set()
        steps = 0
        for n, formula in enumerate(formulas):
            sheet = formula.cells[0][0]
            if self._reads_filled(formula.text, sheet):
                found.add(n)
                continue
            for where, area in self._areas(formula.text, sheet):
                cells = by_sheet.get(where, [])
                start, stop = bisect_left(cells, (area[1],)), bisect_left(cells, (area[3] + 1,))
                steps += stop - start + 1
                if steps > _MOST:
                    return frozenset(cell for each in formulas for cell in each.cells)
                for _, column, other in cells[start:stop]:
                    if area[0] <= column <= area[2]:
                        readers.setdefault(other, []).append(n)
        waiting = list(found)
        while waiting:
            for reader in readers.get(waiting.pop(), ()):
                if reader not in found:
                    found.add(reader)
                    waiting.append(reader)
        return frozenset(cell for n in found for cell in formulas[n].cells)

    def fed(self, formula: str, sheet: str = "") -> bool:
        """Whether a formula or reference reads what is filled, or a cell that does."""
        if not self._filled and not self._words:
            return False
        if self._reads_filled(formula, sheet.casefold()):
            return True
        areas = list(self._areas(formula, sheet.casefold()))
        return any(
            where == at and area[1] <= row <= area[3] and area[0] <= column <= area[2]
            for at, row, column in self.stale
            for where, area in areas
        )

    def _formulas(self) -> Iterator[_Formula]:
        for sheet in self._template.worksheets:
            part = self._template.part(sheet)
            name = sheet.name.casefold()
            for (row, column), cell in part.cells.items():
                formula = cell.child("f")
                if formula is None:
                    continue
                shown: tuple[Cell, ...] = ((name, row, column),)
                kind, area = formula.attributes.get("t"), area_of(formula.attributes.get("ref", ""))
                if kind in ("array", "dataTable") and area is not None:
                    shown = tuple(
                        (name, r, c)
                        for r, c in part.cells
                        if area[1] <= r <= area[3] and area[0] <= c <= area[2]
                    )
                text = "INDIRECT()" if kind == "dataTable" else part.formula(row, column)
                yield _Formula(shown, text)

    def _areas(self, formula: str, sheet: str, depth: int = 0) -> Iterator[tuple[str, Area]]:
        """Every area that a formula reads, through names and Tables as well."""
        for where, area in areas_in(formula, sheet):
            yield where.casefold(), area
        for token in tokens(formula) if depth < _DEPTH else ():
            word = token.text.casefold().partition("[")[0]
            if token.kind in ("word", "table") and word in self._tables:
                slot = self._tables[word]
                yield slot.sheet.name.casefold(), slot.area
            elif token.kind in ("word", "function") and word in self._names:
                yield from self._areas(self._names[word], "", depth + 1)

    def _reads_filled(self, formula: str, sheet: str, depth: int = 0) -> bool:
        for token in tokens(formula):
            word = token.text.casefold()
            if token.kind == "function" and word.removeprefix("_xlfn.") in _RESTLESS:
                return True
            if token.kind == "table" and token.text.startswith("["):
                return True  # of the Table in which the formula stands
            if token.kind in REFERENCES and ":" in token.sheet:
                return True  # over several sheets
            named = token.kind in ("word", "function") and word in self._names and depth < _DEPTH
            if named and self._reads_filled(self._names[word], "", depth + 1):
                return True
        return any(self._is_filled(where, area) for where, area in self._areas(formula, sheet))

    def _is_filled(self, sheet: str, area: Area) -> bool:
        left, top, right, bottom = area
        return (
            any(
                slot.sheet.name.casefold() == sheet
                and left <= slot.area[2]
                and right >= slot.area[0]
                and top <= slot.area[3]
                and bottom >= slot.first
                for slot in self._filled
            )
            or any(
                at == sheet and top <= row <= bottom and left <= column <= right
                for at, row, column in self._words
            )
            or any(
                at == sheet and left <= b[2] and right >= b[0] and top <= b[3] and bottom >= b[1]
                for at, b in self._blank
            )
        )
