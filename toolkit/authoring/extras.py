"""What a workbook's sheets hold besides values: the analysts' notes, formulas and formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.authoring.dressed import Dress, dresses
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import read_workbook_part

OURS = "factpack"  # the author of the notes that factpack writes


@dataclass(frozen=True, slots=True)
class Extras:
    """By cell: the text of a note, and a formula without its =; and how the sheet is dressed."""

    notes: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    dress: Dress = field(default_factory=Dress)


def read_extras(package: Package) -> dict[str, Extras]:
    """The notes and formulas of each sheet, by its name; factpack's own notes are left out."""
    made = {}
    worn = dresses(package)
    for sheet in read_workbook_part(package).sheets:
        notes: dict[str, str] = {}
        for each in package.relationships(sheet.part):
            if names.kind(each.type) == "comments" and not each.external:
                notes |= _notes(package, each.target)
        made[sheet.name] = Extras(
            notes, _formulas(package, sheet.part), worn.get(sheet.name, Dress())
        )
    return made


def _notes(package: Package, part: str) -> dict[str, str]:
    """ECMA-376 Part 1, 18.7: authors first, then a list of comments with a cell each."""
    authors: list[str] = []
    found: dict[str, str] = {}
    path: list[str] = []
    text: list[str] = []
    cell = author = ""

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal cell, author
        path.append(names.local(tag))
        if path[-1] == "comment":
            cell = attributes.get("ref", "")
            number = names.whole(attributes.get("authorId"))
            author = authors[number] if number is not None and number < len(authors) else ""
            text.clear()
        elif path[-1] == "author":
            text.clear()

    def end(_: str) -> None:
        tag = path.pop()
        if tag == "author":
            authors.append(decode("".join(text)))
        elif tag == "comment" and author != OURS and (said := decode("".join(text)).strip()):
            found[cell] = said

    def write(data: str) -> None:
        if path and path[-1] in ("t", "author") and "rPh" not in path:
            text.append(data)

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end, text=write)
    return found


def _formulas(package: Package, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    path: list[str] = []
    text: list[str] = []
    cell = ""

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal cell
        path.append(names.local(tag))
        if path[-1] == "c":
            cell = attributes.get("r", "")
        elif path[-1] == "f":
            text.clear()

    def end(_: str) -> None:
        if path.pop() == "f" and len(path) == 4 and path[-1] == "c":
            found[cell] = decode("".join(text)) or "… (shared with other cells)"

    def write(data: str) -> None:
        if path and path[-1] == "f":
            text.append(data)

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end, text=write)
    return found
