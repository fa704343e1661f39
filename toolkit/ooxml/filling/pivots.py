"""The pivots of a template that draw from what is filled: they are blank until Excel opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.filling.dependents import Dependents
from toolkit.ooxml.filling.slots import SheetPart, Slot, Template
from toolkit.ooxml.sheets.address import Area, area_of

_MARK = "Blank until Excel opens this workbook and reads the pivot anew"


class Pivot(NamedTuple):
    """A pivot's name, its sheet, and where it stands there; `place` is both, as people name it."""

    name: str
    sheet: str
    area: Area
    place: str

    def holds(self, sheet: str, row: int, column: int) -> bool:
        left, top, right, bottom = self.area
        return self.sheet == sheet and top <= row <= bottom and left <= column <= right


def blanked(part: SheetPart, pivot: Pivot, at: tuple[int, int], cell: spans.Element) \
        -> Iterator[spans.Edit]:  # fmt: skip
    """A pivot's cell without the number or label of the sample rows; the first one says why.

    Excel fills them as it opens the workbook (18.10.1.67, refreshOnLoad). No other program does,
    and what a template's sample added up to must not stand in anybody's pack.
    """
    first = at == (pivot.area[1], pivot.area[0])
    name = spans.prefix(part.data, cell)
    mark = b"<%bis><%bt>%b</%bt></%bis>" % (name, name, _MARK.encode(), name, name)
    if cell.children:
        yield spans.content(part.data, cell, mark if first else b"")
        yield spans.attribute(part.data, cell, "t", "inlineStr" if first else None)


def fed_pivots(template: Template, filled: Sequence[Slot]) -> Iterator[Pivot]:
    """The pivots whose source is a Table among `filled`, or reads one (18.10.1.49, .67, .95)."""
    package, fed = template.package, Dependents(template, filled, ()).fed
    for sheet in template.worksheets:
        for related in package.relationships(sheet.part):
            if names.kind(related.type) != "pivotTable" or related.target not in package:
                continue
            root = spans.read_spans(package.read(related.target), package.shown, related.target)
            ref = next((each.attributes.get("ref", "") for each in root.every("location")), "")
            area = area_of(ref)
            for cache in package.relationships(related.target):
                if area and cache.target in package and _reads(template, cache.target, fed):
                    name = root.attributes.get("name", "")
                    yield Pivot(name, sheet.name, area, f"{sheet.name}!{ref}")


def _reads(template: Template, part: str, fed: Callable[[str, str], bool]) -> bool:
    package = template.package
    root = spans.read_spans(package.read(part), package.shown, part)
    for source in root.every("worksheetSource"):
        said = source.attributes
        if fed(said.get("ref") or said.get("name", ""), said.get("sheet", "")):
            return True
    return False
