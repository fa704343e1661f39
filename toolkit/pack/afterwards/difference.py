"""One difference between a pack as written and as it stands, and how it tells its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.ooxml.sheets.address import letters_of, sheet_named
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Cell

What = Literal[
    "file changed",
    "file missing",
    "file added",
    "number changed",
    "text changed",
    "constant over formula",
    "formula over constant",
    "formula changed",
    "result changed",
    "format changed",
    "cell cleared",
    "cell added",
    "row removed",
    "row inserted",
    "column removed",
    "column inserted",
    "sheet removed",
    "sheet added",
    "sheet renamed",
    "hidden",
    "name changed",
    "note changed",
    "link changed",
    "text box changed",
    "header changed",
    "chart changed",
    "pivot changed",
]
_MOST_TOLD = 20  # cells of a row or column that came or went


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: a cell by its place now, what was written there, what is there."""

    what: What
    place: str  # Summary!D5, Summary!7:7, a sheet, or a file of the pack
    was: str | None = None
    now: str | None = None
    written: str | None = None  # the cell's place when it was written, where rows have moved since
    made_by: str | None = None
    facts: tuple[str, ...] = ()


def removed(what: What, place: str, lines: Sequence[Line]) -> Difference:
    """A row or column that is gone, with what it held and the facts behind that."""
    facts = dict.fromkeys(id for line in lines for id in line.facts or ())
    made = next((maker(line) for line in lines if line.query is not None), None)
    return Difference(what, place, _listed(map(written_in, lines)), None, None, made, tuple(facts))


def inserted(what: What, place: str, cells: Iterable[Cell]) -> Difference:
    """A row or column that came, with what it holds."""
    return Difference(what, place, None, _listed(map(held_by, cells)))


def _listed(texts: Iterable[str]) -> str:
    held = list(texts)
    return "; ".join(held[:_MOST_TOLD]) + (" …" if len(held) > _MOST_TOLD else "")


def written_in(line: Line) -> str:
    """What was written into a cell."""
    return f"={line.formula}" if line.formula is not None else line.value or ""


def held_by(cell: Cell) -> str:
    """What a cell holds now."""
    return f"={cell.formula}" if cell.formula is not None else cell.value or ""


def maker(line: Line) -> str | None:
    """What made a cell, as "capex.sql, row 3"; None for the template's own."""
    if line.query is not None and line.query_row is not None:
        return f"{line.query}.sql, row {line.query_row}"
    return None if line.origin == "template" else line.origin


def cell_place(sheet: str, row: int, column: int) -> str:
    """Summary!D5."""
    return f"{sheet_named(sheet)}!{letters_of(column)}{row}"


def row_place(sheet: str, row: int) -> str:
    """Summary!7:7."""
    return f"{sheet_named(sheet)}!{row}:{row}"


def column_place(sheet: str, column: int) -> str:
    """Summary!D:D."""
    letters = letters_of(column)
    return f"{sheet_named(sheet)}!{letters}:{letters}"
