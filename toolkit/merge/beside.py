"""What a workbook holds beside the values of its cells: formulas, and notes pinned to cells."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.side import Loose
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.sheets.address import cell_of

_THREAD = "[Threaded comment]"  # so begins the note that stands for a thread


def formula_places(package: Package) -> dict[str | None, frozenset[tuple[int, int]]]:
    """By sheet, the row and column of every cell that holds a formula."""
    found: dict[str | None, frozenset[tuple[int, int]]] = {}
    for sheet in read_workbook_part(package).sheets:
        if _may_hold_formulas(package, sheet.part):
            found[sheet.name] = frozenset(_formulas(package, sheet.part))
    return found


def _may_hold_formulas(package: Package, part: str) -> bool:
    before = b""
    for chunk in package.chunks(part):
        held = before + chunk
        if b"<f" in held or b":f>" in held or b":f " in held:
            return True
        before = held[-4:]
    return False


def _formulas(package: Package, part: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    row = column = 0

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal row, column
        kind = names.local(tag)
        if kind == "row":
            row, column = names.whole(attributes.get("r")) or row + 1, 0
        elif kind == "c":
            given = cell_of(attributes.get("r", ""))
            column = given[0] if given else column + 1
        elif kind == "f":
            places.append((row, column))

    markup.parse(package.chunks(part), package.shown, part, start=start)
    return places


def comments(package: Package) -> tuple[Loose, ...]:
    """Every note that someone pinned to a cell, with its cell (ECMA-376 Part 1, 18.7).

    A thread is told in its own words; the note that older programs show in its place is left out.
    """
    found: list[Loose] = []
    for sheet in read_workbook_part(package).sheets:
        threads: list[Loose] = []
        notes: list[Loose] = []
        for each in package.relationships(sheet.part):
            if each.target in package:
                if each.type.endswith("/threadedComment"):
                    threads += _notes(package, each.target, sheet.name)
                elif names.kind(each.type) == "comments":
                    notes += _notes(package, each.target, sheet.name)
        told = {thread.place for thread in threads}
        found += (n for n in notes if n.place not in told or not n.text.startswith(_THREAD))
        found += threads
    return tuple(found)


def _notes(package: Package, part: str, sheet: str) -> Iterator[Loose]:
    path: list[str] = []
    pieces: list[str] = []
    place = ""
    made: list[Loose] = []

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal place
        path.append(tag.rpartition(" ")[2])  # threads have a namespace of their own
        if path[-1] in ("comment", "threadedComment"):
            place = attributes.get("ref", "")
            pieces.clear()

    def end(_: str) -> None:
        if path.pop() in ("comment", "threadedComment") and "".join(pieces).strip():
            made.append(Loose(f"{sheet} (note)", place, decode("".join(pieces))))

    def text(piece: str) -> None:
        if path and path[-1] in ("t", "text"):
            pieces.append(piece)

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end, text=text)
    yield from made
