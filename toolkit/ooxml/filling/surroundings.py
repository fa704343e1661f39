"""What a sheet says of its cells besides the rows: formats, validations, merges, breaks, links."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.ooxml.container import spans
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.slots import SheetPart
from toolkit.ooxml.filling.sparklines import sparklines
from toolkit.ooxml.sheets.address import area_of

# Lists of areas that a rule holds for, with the formulas of the rule (18.3.1.18, .33; MS-XLSX 2.6).
_RULES = ("conditionalFormatting", "dataValidation", "dataValidations")
_FORMULAS = ("formula", "formula1", "formula2", "f")
# One area each that must stay whole; "{}" in what they are called is the area.
_WHOLE = {"mergeCell": "the merged cells {}", "autoFilter": "the filter of {}"}
_CELLS = {"cellWatch": "r", "inputCells": "r", "cellSmartTags": "r"}
_LISTS = ("protectedRange", "ignoredError", "scenarios", "sortState", "sortCondition", "dataRef")
_LOOSE = {
    "sheetView": ("topLeftCell",),
    "customSheetView": ("topLeftCell",),
    "pane": ("topLeftCell",),
    "selection": ("activeCell", "sqref"),
}
_SKIPPED = ("sheetData", "dimension", "hyperlinks")


def surroundings(part: SheetPart, follower: Follower) -> Iterator[spans.Edit]:
    """Edits for all that names cells around a sheet's rows. Links are told by `moved_links`."""
    for each in part.root.children:
        if each.local not in _SKIPPED:
            yield from _element(part, each, follower)


def moved_links(
    part: SheetPart, follower: Follower, dropped: Collection[int]
) -> Iterator[spans.Edit]:
    """Edits of the links that the template has; those that start at `dropped` bytes are gone."""
    links = part.root.child("hyperlinks")
    for each in links.children if links is not None else ():
        if each.start in dropped:
            continue
        said = each.attributes
        for name in ("ref", "location"):
            if name not in said:
                continue
            new = (
                follower.area(said[name], part.sheet.name, f"the link at {said[name]}")
                if name == "ref"
                else follower.formula(said[name], part.sheet.name, f"the link to {said[name]}",
                                      widest=True)
            )  # fmt: skip
            yield from follower.attribute(part.data, each, name, new)


def _element(part: SheetPart, element: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    name, sheet, data = element.local, part.sheet.name, part.data
    said = element.attributes
    if name in _RULES:
        yield from _rule(part, element, follower)
        return
    if name == "rowBreaks":  # of the sheet, and of each view that somebody saved
        for each in element.children:
            yield from _break(part, each, follower)
    elif name in _WHOLE and "ref" in said:
        where = f"{_WHOLE[name].format(said['ref'])} on sheet '{sheet}'"
        yield from follower.attribute(
            data, element, "ref", follower.area(said["ref"], sheet, where)
        )
    elif name in _CELLS and _CELLS[name] in said:
        at = _CELLS[name]
        yield from follower.attribute(data, element, at, follower.loose(said[at], sheet))
    elif name in _LISTS:
        for at in ("sqref", "ref"):
            if at in said and said.get("sheet", sheet) == sheet:
                yield from follower.attribute(data, element, at, follower.areas(said[at], sheet))
    elif name in _LOOSE:
        for at in _LOOSE[name]:
            if at in said:
                yield from follower.attribute(data, element, at, follower.loose(said[at], sheet))
    elif name == "sqref":  # of an extension, as where a sparkline stands
        new = follower.areas(element.text, sheet)
        if new != element.text:
            yield spans.text_content(data, element, new)
    elif name == "sparklineGroups":
        yield from sparklines(part, element, follower)
        return
    elif name == "f":
        yield from follower.text(data, element, sheet, f"'{element.text}' on sheet '{sheet}'",
                                 grows="cells")  # fmt: skip
    elif name in ("controlPr", "objectPr"):
        for at in ("linkedCell", "listFillRange"):
            if at in said:
                new = follower.formula(said[at], sheet, f"a control on sheet '{sheet}'")
                yield from follower.attribute(data, element, at, new)
    elif name == "anchor":
        yield from anchored(data, element, sheet, follower)
        return
    for each in element.children:
        yield from _element(part, each, follower)


def _rule(part: SheetPart, element: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    """A conditional format or validation: where it holds, and the cells that its rule reads."""
    sheet, data = part.sheet.name, part.data
    if element.local == "dataValidations":
        for each in element.children:
            yield from _rule(part, each, follower)
        return
    listed = [each.text for each in element.children if each.local == "sqref"]
    sqref = element.attributes.get("sqref") or " ".join(listed)
    if "sqref" in element.attributes:
        yield from follower.attribute(data, element, "sqref", follower.areas(sqref, sheet))
    areas = [area for each in sqref.split() if (area := area_of(each)) is not None]
    # What a rule says of a row it says of each: the next one is never a total row.
    row = next(
        (
            growth._replace(totals=0)
            for growth in follower.moves.of(sheet)
            if any(area[1] <= growth.last and area[3] >= growth.first for area in areas)
        ),
        None,
    )
    where = f"a rule for {sqref} on sheet '{sheet}'"
    for each in element.children:
        if each.local == "sqref":
            new = follower.areas(each.text, sheet)
            if new != each.text:
                yield spans.text_content(data, each, new)
    for name in _FORMULAS:
        for each in element.every(name):
            if not any(child.local == "f" for child in each.children):
                yield from follower.text(data, each, sheet, where, row=row)
    for each in element.every("cfvo"):
        if each.attributes.get("type") == "formula" and "val" in each.attributes:
            new = follower.formula(each.attributes["val"], sheet, where, row=row)
            yield from follower.attribute(data, each, "val", new)


def _break(part: SheetPart, element: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    """A page break after a row (18.3.1.3)."""
    row = element.attributes.get("id", "")
    if row.isdecimal():
        moved = follower.moves.whole_row(part.sheet.name, int(row))
        yield from follower.attribute(part.data, element, "id", str(moved))


def anchored(
    data: bytes, anchor: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """Where a picture, chart or control is anchored (20.5.2.33): both corners move alike."""
    start, stop = anchor.child("from"), anchor.child("to")
    if start is None:
        return
    left, top = marker(start)
    right, bottom = marker(stop) if stop is not None else (left, top)
    by = follower.moves.floating(sheet, (left, top, right, bottom))
    for corner in (start, stop):
        row = corner.child("row") if corner is not None else None
        if by and row is not None:
            yield spans.text_content(data, row, str(row.whole_text() + by))


def marker(element: spans.Element) -> tuple[int, int]:
    """Column and row of a corner; the file counts from 0. An edge at a row's top ends above it."""
    column, row, off = element.child("col"), element.child("row"), element.child("rowOff")
    number = (row.whole_text() if row else 0) + 1
    if element.local == "to" and number > 1 and (off is None or off.text.strip() == "0"):
        number -= 1
    return (column.whole_text() if column else 0) + 1, number
