"""Formulas with their Tables, names and sheets put as plain places, as an engine can take them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW, letters_of
from toolkit.ooxml.sheets.formulatokens import REFERENCES, tokens
from toolkit.pack.formulas.precedents import Place, Surroundings, precedents

_SPACE = re.compile(r"\s")
_DEEPEST = 20  # names that stand for names
_ENDS = ("text", "error", "table", "area", "rows", "across", "number", "word")


class Plain(NamedTuple):
    """A formula for the engine, and every place that it looks at; or why it cannot be put so."""

    text: str
    places: tuple[str, ...]
    doubt: str | None = None


def plainly(formula: str, sheet: str, at: tuple[int, int], around: Surroundings) -> Plain:
    """The formula of the cell `at` (column, row): =SUM(figures[Value]) as SUM(Sheet1!$C$5:$C$9).

    Sheets are named by their order, so that none is taken for something else.
    """

    def spell(place: Place) -> str:
        return _spelled(place, around)

    if _SPACE.search(formula) and _crosses(formula):
        return Plain("", (), "it takes what two areas have in common")
    if around.names and (doubt := next(_moving_names(formula, sheet, around), None)):
        return Plain("", (), doubt)
    found = precedents(formula, sheet, at, around, spell=spell)
    places = tuple(map(spell, found.places))
    if found.unknown:
        return Plain("", places, found.unknown[0])
    if "@" in found.canonical or "|" in found.canonical:
        return Plain("", places, "it takes places that stand on several sheets, or one of many")
    return Plain(found.canonical, places)


def _spelled(place: Place, around: Surroundings) -> str:
    sheet = f"{sheet_alias(around.numbers[place.sheet.casefold()])}!"
    left, top, right, bottom = place.area
    first, last = letters_of(left), letters_of(right)
    if (top, bottom) == (1, MAX_ROW):
        return f"{sheet}${first}:${last}"
    if (left, right) == (1, MAX_COLUMN):
        return f"{sheet}${top}:${bottom}"
    if (left, top) == (right, bottom):
        return f"{sheet}${first}${top}"
    return f"{sheet}${first}${top}:${last}${bottom}"


def sheet_alias(number: int) -> str:
    """What a sheet is called in formulas for the engine, in capitals as the rest of them."""
    return f"SHEET_{number + 1}"


def _crosses(formula: str) -> bool:
    """Whether a space stands between two operands, where it is an operator (18.17.2.2)."""
    before, space = "", False
    for token in tokens(formula):
        if token.kind == "space":
            space = True
            continue
        begins = token.kind in (*_ENDS, "sheet", "function") or token.text in ("(", "{")
        if space and begins and before in ("end", ")", "}"):
            return True
        before = "end" if token.kind in _ENDS else token.text
        space = False
    return False


def _moving_names(formula: str, sheet: str, around: Surroundings, depth: int = 0) -> Iterator[str]:
    """Names whose places are said from the cell in which the name is used."""
    for token in tokens(formula):
        if token.kind not in ("word", "function") or depth > _DEEPEST:
            continue
        refers = around.name(token.text, sheet)
        if refers is None:
            continue
        for inner in tokens(refers):
            if inner.kind in REFERENCES and _moves(inner.text):
                yield f"the name {token.text} means another place in each cell"
            if inner.kind in REFERENCES and not inner.sheet:
                yield f"the name {token.text} means another sheet on each sheet"
        yield from _moving_names(refers, sheet, around, depth + 1)


def _moves(reference: str) -> bool:
    return any(
        not re.fullmatch(r"\$[A-Za-z]+\$\d+|\$[A-Za-z]+|\$\d+", end) for end in reference.split(":")
    )
