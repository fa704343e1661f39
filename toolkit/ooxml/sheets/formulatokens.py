"""What a formula is made of, as far as references go (ECMA-376 Part 1, 18.17.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.ooxml.sheets.address import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    area_of,
    bare_name,
    column_of,
    letters_of,
)

BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
"""A structured reference's (18.17.2.3): [Net], [[#Totals],[Net]]; an apostrophe is its escape."""
REFERENCES = ("area", "rows", "across")
"""The kinds of tokens that name cells by their place."""

_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_QUOTED = r"'(?:[^']|'')+'"
_END = r"(?![\w.(!\[])"
_TOKENS = re.compile(
    rf"""(?P<text> "(?:[^"]|"")*" )
      | (?P<error> \#(?: REF!(?:{_CELL}(?: :{_CELL} )?)? | N/A | DIV/0! | [A-Z_]+[!?]? ) )
      | (?P<sheet> (?: {_QUOTED} | (?:\[[^\[\]]+\])? [^\W\d][\w.]* (?: :[^\W\d][\w.]* )?
                    | \[\d+\] ) ! )
      | (?P<table> (?:[^\W\d][\w.\\]*)? {BRACKETS} )
      | (?P<area> {_CELL} (?: :{_CELL} )? {_END} )
      | (?P<rows> \$?\d{{1,7}}:\$?\d{{1,7}} (?![\w.(!]) )
      | (?P<across> \$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}} {_END} )
      | (?P<function> [^\W\d][\w.]* (?= \s*\( ) )
      | (?P<number> (?:\d+\.?\d*|\.\d+) (?:E[-+]?\d+)? (?![\w.]) )
      | (?P<word> [^\W\d\\][\w.\\?]* | \\[\w.\\]* )
      | (?P<space> \s+ )
      | .""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Two corners of an area written apart: with blanks, or with the sheet named before each.
_APART = re.compile(
    rf"""  "(?:[^"]|"")*"
      | (?<![\w.$])
        (?P<sheet> (?: {_QUOTED} | [^\W\d][\w.]* ) ! )?
        (?P<one> {_CELL} ) \s*:\s*
        (?P<again> (?: {_QUOTED} | [^\W\d][\w.]* ) ! )?
        (?P<other> {_CELL} ) (?![\w.(!\[])
      | {_QUOTED}
      | {BRACKETS}""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
ROW = re.compile(r"(\$?)(\d{1,7})")
_LETTERS = re.compile(r"(\$?)([A-Z]{1,3})", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of a formula; `sheet` is the one that a reference names, "" for its own."""

    kind: str  # text error sheet table area rows across function number word space, "" for a sign
    text: str
    sheet: str


def tokens(formula: str) -> Iterator[Token]:
    """The pieces of a formula, which joined give it again but for areas written apart."""
    named = ""
    for found in _TOKENS.finditer(_joined(formula)):
        kind = found.lastgroup or ""
        if kind == "sheet":
            yield Token(kind, found[0], "")
            named = bare_name(found[0][:-1])
            continue
        yield Token(kind, found[0], named)
        named = ""


def _joined(formula: str) -> str:
    """The formula with each area in one piece: C5 : C9 and Data!C5:Data!C9 as one writes C5:C9."""

    def one(found: re.Match[str]) -> str:
        sheet, again = found["sheet"], found["again"]
        # Q1:Q2!B2 is a cell of the sheets Q1 to Q2; only the first corner may stand for both.
        if found["one"] is None or (again and (sheet or "").casefold() != again.casefold()):
            return found[0]
        return f"{sheet or ''}{found['one']}:{found['other']}"

    return _APART.sub(one, formula) if ":" in formula else formula


def area_named(text: str) -> Area | None:
    """The area that D5, $D$5:D18, A:C or 5:6 names; None where it is none of these."""
    first, _, last = text.replace("$", "").partition(":")
    if last.isdecimal() and first.isdecimal():
        top, bottom = sorted((int(first), int(last)))
        return (1, top, MAX_COLUMN, bottom) if top >= 1 and bottom <= MAX_ROW else None
    if re.fullmatch("[A-Za-z]{1,3}", first) and re.fullmatch("[A-Za-z]{1,3}", last):
        left, right = sorted((column_of(first), column_of(last)))
        return (left, 1, right, MAX_ROW) if right <= MAX_COLUMN else None
    return area_of(text)


def areas_in(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Every area that a formula on `sheet` points at by its cells: sheet and area."""
    for token in tokens(formula):
        if token.kind in REFERENCES and (area := area_named(token.text)) is not None:
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
            made.append(CORNER.sub(shifted, token.text))
        elif token.kind == "rows":
            made.append(ROW.sub(row, token.text))
        elif token.kind == "across":
            made.append(_LETTERS.sub(column, token.text))
        else:
            made.append(token.text)
    return "".join(made)
