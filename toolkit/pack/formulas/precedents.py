"""What a formula points at: cells, ranges, Table columns, names, other sheets; and how it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from toolkit.ooxml.sheets.address import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    letters_of,
    reference_of,
    sheet_named,
)
from toolkit.ooxml.sheets.formulatokens import REFERENCES, area_named, tokens
from toolkit.pack.formulas.tableparts import Table, columns_of

_PREFIX = re.compile(r"^(?:_xlfn\.|_xlws\.|_xlpm\.|_xleta\.|_xludf\.)+", re.IGNORECASE)
_MOVING = ("INDIRECT", "OFFSET")
_DEEPEST = 20  # names that stand for names


class Place(NamedTuple):
    """An area of a sheet."""

    sheet: str
    area: Area

    def __str__(self) -> str:
        """As people name it: Summary!D5:D18, 'It''s here'!A1, Summary!A:C."""
        left, top, right, bottom = self.area
        if (top, bottom) == (1, MAX_ROW):
            where = f"{letters_of(left)}:{letters_of(right)}"
        elif (left, right) == (1, MAX_COLUMN):
            where = f"{top}:{bottom}"
        else:
            where = reference_of(self.area)
        return f"{sheet_named(self.sheet)}!{where}"


class Precedents(NamedTuple):
    """Where a formula looks.

    `unknown` is what its text alone does not tell: other workbooks, names that are none, and
    functions that work out their own reference. `canonical` is the formula in one spelling,
    however a program wrote it: references in full, functions without prefixes, no spaces.
    """

    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    canonical: str


class _Named(Protocol):
    """A defined name, as `workbook.DefinedName` is."""

    @property
    def name(self) -> str: ...
    @property
    def refers_to(self) -> str: ...
    @property
    def sheet(self) -> int | None: ...


class Surroundings:
    """What the references of a workbook's formulas are looked up in."""

    def __init__(
        self, sheets: Sequence[str], tables: Mapping[str, Table], names: Sequence[_Named]
    ) -> None:
        self.sheets = tuple(sheets)
        self.numbers = {name.casefold(): number for number, name in enumerate(sheets)}
        self.tables = tables  # by name in lower case
        self.names = {(each.name.casefold(), each.sheet): each.refers_to for each in names}

    def name(self, name: str, sheet: str) -> str | None:
        """What a name refers to on a sheet: the sheet's own before the workbook's."""
        low = name.casefold()
        own = self.names.get((low, self.numbers.get(sheet.casefold())))
        return own if own is not None else self.names.get((low, None))

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The sheets from one to another, as a reference through several names them."""
        ends = [self.numbers.get(first.casefold()), self.numbers.get(last.casefold())]
        if None in ends:
            return ()
        low, high = sorted(end for end in ends if end is not None)
        return self.sheets[low : high + 1]


def precedents(
    formula: str,
    sheet: str,
    at: tuple[int, int],
    around: Surroundings,
    *,
    spell: Callable[[Place], str] = str,
) -> Precedents:
    """Where the formula of the cell `at` (column, row) of `sheet` looks.

    `spell` writes each place into `canonical`; one that follows rows as they move makes formulas
    of two versions of a workbook comparable.
    """
    found = _Found(around, sheet, at, spell)
    canonical = found.read(formula, sheet)
    return Precedents(
        tuple(dict.fromkeys(found.places)), tuple(dict.fromkeys(found.unknown)), canonical
    )


class _Found:
    """One formula read: the places as they come, and the text that they leave."""

    def __init__(
        self, around: Surroundings, sheet: str, at: tuple[int, int], spell: Callable[[Place], str]
    ) -> None:
        self.around, self.sheet, self.at, self.spell = around, sheet, at, spell
        self.places: list[Place] = []
        self.unknown: list[str] = []

    def read(self, formula: str, here: str, depth: int = 0) -> str:
        made: list[str] = []
        for kind, text, said in tokens(formula.removeprefix("=")):
            where, named = said or here, said != ""
            if kind in REFERENCES:
                made.append(self._places(where, area_named(text), text))
            elif kind == "table":
                made.append(self._table(where, text, named))
            elif kind in ("word", "function"):
                made.append(self._word(where, text, kind == "function", depth, named))
            elif kind == "number":
                made.append(f"{Decimal(text).normalize():f}" if len(text) < 40 else text)
            elif kind not in ("sheet", "space"):
                made.append(text if kind == "text" else text.upper())
        return "".join(made).replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")

    def _places(self, sheet: str, area: Area | None, text: str) -> str:
        if "]" in sheet:
            self.unknown.append(f"another workbook: {sheet}!{text}")
            return f"{sheet}!{text.replace('$', '').upper()}"
        sheets: tuple[str, ...] = (sheet,)
        if sheet.casefold() not in self.around.numbers:
            first, _, last = sheet.partition(":")
            sheets = self.around.between(first, last)
        if area is None or not sheets:
            self.unknown.append(f"a place that is none: {sheet}!{text}")
            return f"{sheet}!{text}".upper()
        places = [Place(self._spelled(each), area) for each in sheets]
        self.places += places
        return "|".join(map(self.spell, places)).upper()

    def _spelled(self, sheet: str) -> str:
        return self.around.sheets[self.around.numbers[sheet.casefold()]]

    def _table(self, sheet: str, text: str, named: bool) -> str:
        name, _, inner = text.partition("[")
        if named and "]" in sheet:
            return self._places(sheet, None, text)
        table = self.around.tables.get(name.casefold()) if name else self._own_table(sheet)
        if table is None:
            self.unknown.append(f"a Table that is none: {text}")
            return text.upper()
        return self._columns(table, text, inner[:-1])

    def _columns(self, table: Table, text: str, inner: str) -> str:
        """What the brackets after a Table's name mean."""
        row = self.at[1] if table.sheet.casefold() == self.sheet.casefold() else 0
        areas = list(columns_of(table, inner, row))
        if not areas:
            self.unknown.append(f"a column that is none: {text}")
            return text.upper()
        places = [Place(table.sheet, area) for area in areas]
        self.places += places
        return "|".join(map(self.spell, places)).upper()

    def _own_table(self, sheet: str) -> Table | None:
        column, row = self.at
        for table in self.around.tables.values():
            left, top, right, bottom = table.area
            same = table.sheet.casefold() == sheet.casefold()
            if same and left <= column <= right and top <= row <= bottom:
                return table
        return None

    def _word(self, sheet: str, text: str, called: bool, depth: int, named: bool) -> str:
        bare = _PREFIX.sub("", text)
        if called:
            if bare.upper() in _MOVING:
                self.unknown.append(f"{bare.upper()} works out where it looks")
            return bare.upper()
        if bare.upper() in ("TRUE", "FALSE") or text.lower().startswith(("_xlpm.", "_xleta.")):
            return bare.upper()
        if named and "]" in sheet:
            return self._places(sheet, None, text)
        if (refers := self.around.name(text, sheet)) is not None and depth < _DEEPEST:
            said = self.read(refers, sheet, depth + 1)
            return said if _is_one(refers) else f"({said})"
        table = self.around.tables.get(text.casefold())
        if table is not None:
            return self._columns(table, f"{text}[]", "")
        self.unknown.append(f"a name that is none: {text}")
        return bare.upper()


def _is_one(formula: str) -> bool:
    """Whether a name refers to one place or value, so that it needs no brackets."""
    kinds = [each.kind for each in tokens(formula.removeprefix("="))]
    return len([kind for kind in kinds if kind not in ("sheet", "space")]) <= 1
