"""What stands around a Table to fill: what stays beside it, and what would be lost or torn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.filling.slots import SheetPart, Slot, Template, holds_something
from toolkit.ooxml.filling.surroundings import marker
from toolkit.ooxml.sheets.address import Area, area_of, meet, place

_GAP = 1  # blank rows within what still looks like one block, to the right of a Table
_ROW_HEIGHT = 15.0  # points, where a sheet says nothing
_POINT = 12_700  # English metric units


class Item(NamedTuple):
    """Something that takes up cells of a sheet."""

    area: Area
    what: str


def check(template: Template, slots: Sequence[Slot]) -> None:
    """Raise UnusableTemplate where filling would lose, hide or overwrite something."""
    for sheet in {slot.sheet.part: slot.sheet for slot in slots}.values():
        drawn = tuple(floating(template, sheet))
        for slot in slots:
            if slot.sheet.part == sheet.part:
                _check(template, slot, drawn)


def abreast(template: Template, slots: Sequence[Slot]) -> tuple[tuple[Slot, ...], ...]:
    """The Tables in bands: side by side on one sheet those that share a row, all others alone.

    Raises UnusableTemplate where one stands beside two that are one above the other.
    """
    bands: list[list[Slot]] = []
    for slot in sorted(slots, key=lambda each: (each.sheet.part, each.area[1], each.area[0])):
        near = [band for band in bands if any(_share_a_row(slot, each) for each in band)]
        if not near:
            bands.append([slot])
            continue
        lonely = [each for band in near for each in band if not _share_a_row(slot, each)]
        if lonely:
            beside = next(each for each in near[0] if _share_a_row(slot, each))
            raise _both_grow(template, beside, slot, f"and '{lonely[0].name}' stands there too")
        near[0].append(slot)
    return tuple(map(tuple, bands))


def _share_a_row(one: Slot, other: Slot) -> bool:
    same = one.sheet.part == other.sheet.part
    return same and one.area[1] <= other.area[3] and other.area[1] <= one.area[3]


def in_the_way(
    template: Template, band: Sequence[Slot], longest: Slot, stays: Sequence[Area]
) -> None:
    """Raise UnusableTemplate where something beneath a Table would stay while it grows.

    `stays` is what stays beside the `longest` Table of a band, as its neighbours say.
    """
    for other in band:
        left, _, right, bottom = other.area
        if other is longest:
            continue
        if any(a[0] <= right and a[2] >= left and a[3] > bottom for a in stays if a != other.area):
            raise _both_grow(template, longest, other, f"into what stands beneath '{other.name}'")


def _both_grow(template: Template, one: Slot, other: Slot, why: str) -> UnusableTemplate:
    first, second = sorted((one, other), key=lambda each: each.area)
    return UnusableTemplate(
        f"{template.package.shown}: the Tables '{first.name}' at "
        f"{place(first.sheet.name, *first.area[:2])} and '{second.name}' at "
        f"{place(second.sheet.name, *second.area[:2])} stand side by side, both have to grow, "
        f"{why}",
        hint="put one beneath the other, or give each a sheet of its own",
    )


def _check(template: Template, slot: Slot, drawn: Sequence[Item]) -> None:
    refuse = f"{template.package.shown}: the Table '{slot.name}' on sheet '{slot.sheet.name}'"
    if not slot.table.heading_rows:
        raise UnusableTemplate(
            f"{refuse} has no heading row", hint="switch it on in Excel: Table Design"
        )
    part = template.part(slot.sheet)
    for merged in part.root.every("mergeCell"):
        area = area_of(merged.attributes.get("ref", ""))
        if area is not None and meet(area, slot.area):
            raise UnusableTemplate(
                f"{refuse} stands in merged cells, {merged.attributes['ref']}",
                hint="unmerge them: Home > Merge & Center",
            )
    data = (slot.area[0], slot.first, slot.area[2], max(slot.area[3], slot.first))
    for item in drawn:
        if meet(item.area, data):
            at = place(slot.sheet.name, item.area[0], item.area[1])
            raise UnusableTemplate(
                f"{refuse} would grow beneath '{item.what}', which stands at {at}",
                hint="move that picture or chart beside, above or beneath the Table, or to a "
                "sheet of its own",
            )
    for row, column, area in _arrays(part):
        several = area != (column, row, column, row) or part.is_what_if(row, column)
        if several and meet(area, (slot.area[0], slot.first, slot.area[2], slot.last)):
            raise UnusableTemplate(
                f"{refuse} holds a formula that fills several cells, at "
                f"{place(slot.sheet.name, column, row)}",
                hint="type an ordinary formula into the Table's first row; it is copied down",
            )


def _arrays(part: SheetPart) -> Iterator[tuple[int, int, Area]]:
    for (row, column), cell in part.cells.items():
        formula = cell.child("f")
        if formula is None or formula.attributes.get("t") not in ("array", "dataTable"):
            continue
        area = area_of(formula.attributes.get("ref", "")) or (column, row, column, row)
        yield row, column, area


def beside(template: Template, slot: Slot, slots: Sequence[Slot]) -> tuple[Area, ...]:
    """The areas next to a Table's rows that stay where they are while it grows.

    What touches them stays too, also over one blank row to the Table's right; what reaches
    beneath the Table does not.
    """
    fillings = [each.area for each in slots if each.sheet.part == slot.sheet.part]
    columns = (slot.area[0], slot.area[2])
    items = [
        each.area
        for each in _items(template, slot.sheet)
        if (each.area[2] < columns[0] or each.area[0] > columns[1])
        and each.area[3] >= slot.area[1]
        and not any(meet(each.area, filling) for filling in fillings)
    ]
    blocks = [area for area in items if area[1] <= slot.last]
    left = [area for area in items if area[1] > slot.last]
    grown = True
    while grown:
        blocks, grown = _joined(blocks, columns[1]), False
        for area in tuple(left):
            for n, block in enumerate(blocks):
                if _touch(block, area, columns[1]):
                    blocks[n], grown = _both(block, area), True
                    left.remove(area)
                    break
    return tuple(sorted(blocks))


def beneath(template: Template, slot: Slot) -> bool:
    """Whether anything stands in the rows beneath a Table."""
    return any(item.area[1] > slot.area[3] for item in _items(template, slot.sheet))


def _joined(blocks: Sequence[Area], right: int) -> list[Area]:
    made: list[Area] = []
    for area in sorted(blocks, key=lambda each: (each[1], each[0])):
        for n, block in enumerate(made):
            if _touch(block, area, right):
                made[n] = _both(block, area)
                break
        else:
            made.append(area)
    return made


def _touch(block: Area, area: Area, right: int) -> bool:
    gap = 1 + (_GAP if area[0] > right else 0)
    near = area[0] <= block[2] + 1 and area[2] >= block[0] - 1
    return near and area[1] <= block[3] + gap and area[3] >= block[1] - gap


def _both(one: Area, other: Area) -> Area:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _items(template: Template, sheet: Sheet) -> Iterator[Item]:
    """All that takes up cells: values in runs along a row, merged cells, Tables, pictures."""
    part = template.part(sheet)
    tables = [slot for slot in template.slots().values() if slot.sheet.part == sheet.part]
    used = {at for at, cell in part.cells.items() if holds_something(cell)}
    for line in part.root.every("sparkline"):
        where = line.child("sqref")
        area = area_of(where.text) if where is not None else None
        if area is not None:
            used.add((area[1], area[0]))
    run: Area | None = None
    for row, column in sorted(used):
        if any(meet(slot.area, (column, row, column, row)) for slot in tables):
            continue
        if run is not None and run[1] == row and run[2] == column - 1:
            run = (run[0], row, column, row)
            continue
        if run is not None:
            yield Item(run, "cells")
        run = (column, row, column, row)
    if run is not None:
        yield Item(run, "cells")
    for each in part.root.every("mergeCell"):
        area = area_of(each.attributes.get("ref", ""))
        if area is not None:
            yield Item(area, "merged cells")
    for _, _, area in _arrays(part):
        yield Item(area, "an array")
    for slot in tables:
        yield Item(slot.area, f"the Table '{slot.name}'")
    for related in template.package.relationships(sheet.part):
        if names.kind(related.type) == "pivotTable" and related.target in template.package:
            data = template.package.read(related.target)
            root = spans.read_spans(data, template.package.shown, related.target)
            for each in root.every("location"):
                area = area_of(each.attributes.get("ref", ""))
                if area is not None:
                    yield Item(area, f"the pivot '{root.attributes.get('name', '')}'")
    yield from floating(template, sheet)


def floating(template: Template, sheet: Sheet) -> Iterator[Item]:
    """Where each picture, chart, slicer or text box of a sheet is anchored (20.5.2.33)."""
    drawing = template.package.target(sheet.part, "drawing")
    if drawing is None:
        return
    part = template.part(sheet)
    root = spans.read_spans(template.package.read(drawing), template.package.shown, drawing)
    for kind in ("twoCellAnchor", "oneCellAnchor"):
        for anchor in root.every(kind):
            start, stop, ext = anchor.child("from"), anchor.child("to"), anchor.child("ext")
            if start is None:
                continue
            left, top = marker(start)
            right, bottom = marker(stop) if stop is not None else (left, top)
            if stop is None and ext is not None:
                bottom = _reached(part, top, ext.attributes.get("cy", "0"))
            named = next(iter(anchor.every("cNvPr")), None)
            name = named.attributes.get("name", "") if named is not None else ""
            yield Item((left, top, max(left, right), max(top, bottom)), name or "a drawing")


def _reached(part: SheetPart, top: int, size: str) -> int:
    """The row in which something that high ends, from the heights that the sheet gives."""
    usual = part.root.child("sheetFormatPr")
    height = usual.number("defaultRowHeight", _ROW_HEIGHT) if usual is not None else _ROW_HEIGHT
    left = (int(size) if size.isdecimal() else 0) / _POINT
    row = top
    while left > 0 and row < top + 10_000:
        said = part.rows[row].number("ht", height) if row in part.rows else height
        left -= said if said > 0 else _ROW_HEIGHT
        row += 1
    return max(row - 1, top)
