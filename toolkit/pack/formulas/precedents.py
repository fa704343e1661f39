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
    area_of,
    bare_name,
    column_of,
    letters_of,
    quoted_name,
    reference_of,
)
from toolkit.ooxml.sheets.references import joined
from toolkit.pack.formulas.tableparts import BRACKETS, Table, columns_of

_SHEET = r"(?:'(?:[^']|'')+'|\[\d+\]|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!"
_END = r"(?![\w.(!\[])"
# ECMA-376 Part 1, 18.17.2: what a formula is made of, as far as references go.
_TOKENS = re.compile(
    rf"""(?P<text> "(?:[^"]|"")*" )
      | (?P<error> \#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!) )
      | (?P<sheet> {_SHEET} )
      | (?P<table> (?:[^\W\d][\w.\\]*)? {BRACKETS} )
      | (?P<area> \$?[A-Z]{{1,3}}\$?\d{{1,7}} (?: :\$?[A-Z]{{1,3}}\$?\d{{1,7}} )? {_END} )
      | (?P<columns> \$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}} {_END} )
      | (?P<lines> \$?\d{{1,7}}:\$?\d{{1,7}} (?![\w.]) )
      | (?P<number> (?:\d+\.?\d*|\.\d+)(?:E[-+]?\d+)? (?![\w.]) )
      | (?P<word> [^\W\d\\][\w.\\?]* | \\[\w.\\]* )
      | (?P<space> \s+ )
      | .""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
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
        sheet: str | None = None
        formula = joined(formula.removeprefix("="))
        for token in _TOKENS.finditer(formula):
            kind, text = token.lastgroup, token[0]
            if kind == "sheet":
                sheet = bare_name(text[:-1])
                continue
            where, named = (here, False) if sheet is None else (sheet, True)
            sheet = None
            if kind in ("area", "columns", "lines"):
                made.append(self._places(where, _area(kind, text), text))
            elif kind == "table":
                made.append(self._table(where, text, named))
            elif kind == "word":
                called = formula[token.end() :].lstrip()[:1] == "("
                made.append(self._word(where, text, called, depth, named))
            elif kind == "number":
                made.append(f"{Decimal(text).normalize():f}" if len(text) < 40 else text)
            elif kind != "space":
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
    found = [each.lastgroup for each in _TOKENS.finditer(formula.removeprefix("="))]
    return len([kind for kind in found if kind != "sheet"]) <= 1


def _area(kind: str, text: str) -> Area | None:
    bare = text.replace("$", "")
    if kind == "area":
        return area_of(bare)
    first, _, last = bare.partition(":")
    if kind == "columns":
        left, right = sorted((column_of(first), column_of(last)))
        return (left, 1, right, MAX_ROW) if right <= MAX_COLUMN else None
    top, bottom = sorted((int(first), int(last)))
    return (1, top, MAX_COLUMN, bottom) if top >= 1 and bottom <= MAX_ROW else None


def area_named(text: str) -> Area:
    """The area that D5, D5:D18, A:C or 5:6 names; nothing where it is none of these."""
    whole = (("columns", r"[A-Z]{1,3}:[A-Z]{1,3}"), ("lines", r"\d{1,7}:\d{1,7}"))
    fitting = (kind for kind, form in whole if re.fullmatch(form, text, re.IGNORECASE))
    return _area(next(fitting, "area"), text) or (1, 1, 0, 0)


def shifted(formula: str, columns: int, rows: int) -> str:
    """A shared formula as it reads some cells further: what has no $ moves along."""

    def corner(found: re.Match[str]) -> str:
        column = column_of(found[2]) + (0 if found[1] else columns)
        row = int(found[4]) + (0 if found[3] else rows)
        if not (1 <= column <= MAX_COLUMN and 1 <= row <= MAX_ROW):
            return "#REF!"
        return f"{found[1]}{letters_of(column)}{found[3]}{row}"

    def moved(token: re.Match[str]) -> str:
        if token.lastgroup == "area":
            return _CORNER.sub(corner, token[0])
        if token.lastgroup == "columns" and columns:
            ends = token[0].split(":")
            return ":".join(
                each if each.startswith("$") else letters_of(column_of(each) + columns)
                for each in ends
            )
        if token.lastgroup == "lines" and rows:
            ends = token[0].split(":")
            return ":".join(
                each if each.startswith("$") else str(int(each) + rows) for each in ends
            )
        return token[0]

    return "".join(moved(token) for token in _TOKENS.finditer(formula))


def sheet_named(name: str) -> str:
    """A sheet's name as a formula writes it: in quotes where it is no plain word."""
    plain = re.fullmatch(r"[^\W\d][\w.]*", name) and not re.fullmatch(
        r"[A-Za-z]{1,3}\d{1,7}|[Rr]\d*[Cc]\d*|[Rr]|[Cc]", name
    )
    return name if plain else quoted_name(name)
