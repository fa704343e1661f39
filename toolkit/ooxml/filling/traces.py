"""What a template still holds of whoever made it and of what it was made for: taken out, or told.

A preview of the first page, texts that no cell shows any more, the rows that a pivot kept of its
sample, the number of the last save. None of them is to be seen in Excel; all go along with a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.dropping import dropped
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Workbook
from toolkit.ooxml.filling.slots import Slot, Template, holds_something
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.content import zero

Parts = Mapping[str, bytes | None]
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d+)")
# What cameras and drawing programs write into pictures: Exif, XMP, IPTC; PNG's texts.
_OF_A_PICTURE = re.compile(rb"Exif\0\0|http://ns\.adobe\.com/xap/|Photoshop 3\.0|eXIf|[iz]TXt|tEXt")
_HEAD = 1 << 16  # bytes of a picture in which these stand


def without_traces(package: Package, workbook: Workbook, parts: Parts) -> dict[str, bytes | None]:
    """The parts that have to change, or go, so that none of it goes along."""
    made: dict[str, bytes | None] = {}

    def now() -> dict[str, bytes | None]:
        return {**parts, **made}

    previews = [e.target for e in package.relationships() if e.type.endswith("/thumbnail")]
    made |= dropped(package, "", [each for each in previews if each in package], now())
    for sheet in workbook.sheets:
        made |= _links(package, sheet.part, now())
    for related in package.relationships(workbook.part):
        kind = names.kind(related.type)
        if related.target not in package:
            continue
        if kind == "pivotCacheDefinition":
            made |= _pivot(package, related.target, now())
        elif kind == "sharedStrings":
            made |= _strings(package, workbook, related.target, now())
    return made


def _pivot(package: Package, part: str, parts: Parts) -> dict[str, bytes | None]:
    """A pivot without its refresher's name; one that is read anew on opening without old rows."""
    data = parts.get(part) or package.read(part)
    root = spans.read_spans(data, package.shown, part)
    edits: list[spans.Edit] = []
    if "refreshedBy" in root.attributes:
        edits.append(spans.attribute(data, root, "refreshedBy", None))
    made: dict[str, bytes | None] = {}
    if names.yes(root.attributes.get("refreshOnLoad")):
        if "recordCount" in root.attributes:
            edits.append(spans.attribute(data, root, "recordCount", "0"))
        for each in package.relationships(part):
            if names.kind(each.type) == "pivotCacheRecords" and each.target in package:
                made[each.target] = _emptied(package, each.target)
    return made | ({part: spans.splice(data, edits)} if edits else {})


def _emptied(package: Package, part: str) -> bytes:
    """A pivot's records (18.10.1.68) with none left."""
    data = package.read(part)
    root = spans.read_spans(data, package.shown, part)
    gone = [(each.start, each.end, b"") for each in root.children if each.local == "r"]
    return spans.splice(data, [*gone, spans.attribute(data, root, "count", "0")])


def _links(package: Package, sheet: str, parts: Parts) -> dict[str, bytes | None]:
    """A sheet's relationships without the addresses of links that stand there no more."""
    there = parts.get(sheet) or package.read(sheet)
    gone = {
        each.id
        for each in package.relationships(sheet)
        if each.external and f'"{each.id}"'.encode() not in there.replace(b"'", b'"')
    }
    if not gone:
        return {}
    name = package.related(sheet)
    data = parts.get(name) or package.read(name)
    root = spans.read_spans(data, package.shown, name)
    left = [(e.start, e.end, b"") for e in root.children if e.attributes.get("Id") in gone]
    return {name: spans.splice(data, left)}


def _strings(
    package: Package, workbook: Workbook, part: str, parts: Parts
) -> dict[str, bytes | None]:
    """The template's shared texts that no cell shows are blank: of sample rows, deleted cells."""
    used: set[int] = set()
    sheets = {sheet.part for sheet in workbook.sheets}
    sheets |= {name for name in parts if "/worksheets/" in name and name.endswith(".xml")}
    for sheet in sheets:
        used.update(_used(parts.get(sheet) or package.read(sheet)))
    data = parts.get(part) or package.read(part)
    root = spans.read_spans(data, package.shown, part)
    texts = [each for each in root.children if each.local == "si"]
    before = spans.read_spans(package.read(part), package.shown, part)
    texts = texts[: sum(each.local == "si" for each in before.children)]  # not those that came
    blank = b"<" + spans.prefix(data, root) + b"t/>"
    edits = [
        (each.inner, each.inner_end, blank)
        for number, each in enumerate(texts)
        if number not in used and each.inner_end > each.inner
    ]
    return {part: spans.splice(data, edits)} if edits else {}


def _used(sheet: bytes) -> Iterator[int]:
    for cell in _CELL.finditer(sheet):
        if _SHARED.search(cell[1]) and (value := _VALUE.search(cell[2])):
            yield int(value[1])


def told(template: Template, filled: Sequence[Slot]) -> Iterator[str]:
    """What goes along all the same, as it may matter to how the template looks or works."""
    package, workbook = template.package, template.workbook
    for what, where in hidden(template, filled):
        yield f"the template has {what} that hold something: {where}"
    unseen = [
        each.name
        for each in workbook.defined_names
        if each.hidden and not each.name.startswith("_xl")
    ]
    if unseen:
        yield f"the template has hidden names, which go along: {_listed(unseen)}"
    pictures = [
        name
        for name in package.names
        if "/media/" in name.casefold() and _OF_A_PICTURE.search(package.read(name)[:_HEAD])
    ]
    if pictures:
        yield (
            "pictures of the template hold notes on how they were made, which go along: "
            f"{_listed(pictures)}"
        )


def hidden(template: Template, filled: Sequence[Slot]) -> Iterator[tuple[str, str]]:
    """Columns and rows that a shown sheet hides though they hold something: what, and where.

    A Table's sample rows are no matter: its rows of data are shown in a pack.
    """
    for sheet in template.worksheets:
        if sheet.state != "visible":
            continue
        part = template.part(sheet)
        slots = [slot for slot in filled if slot.sheet.part == sheet.part]
        cells = [
            (row, column)
            for (row, column), cell in part.cells.items()
            if holds_something(cell) and not any(s.first <= row <= s.last for s in slots)
        ]
        used = {column for _, column in cells}
        for slot in slots:
            used.update(range(slot.area[0], slot.area[2] + 1))
        ends = [
            (each.number("min", 0), each.number("max", 0))
            for each in part.root.every("col")
            if _is_hidden(each, "width")
        ]
        columns = [c for c in sorted(used) if any(low <= c <= high for low, high in ends)]
        rows = {row for row, _ in cells if row in part.rows and _is_hidden(part.rows[row], "ht")}
        if columns:
            yield "hidden columns", f"{_listed(map(letters_of, columns))} of sheet '{sheet.name}'"
        if rows:
            yield "hidden rows", f"{_listed(map(str, sorted(rows)))} of sheet '{sheet.name}'"


def _is_hidden(element: spans.Element, size: str) -> bool:
    return names.yes(element.attributes.get("hidden")) or zero(element.attributes.get(size))


def _listed(found: Iterable[str]) -> str:
    every = list(found)
    return ", ".join(every[:5]) + (", …" if len(every) > 5 else "")
