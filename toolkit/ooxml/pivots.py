"""The pivots of a template that draw from what is filled: they show its sample until opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from toolkit.ooxml import names, spans
from toolkit.ooxml.dependents import Dependents
from toolkit.ooxml.slots import Slot, Template


class Pivot(NamedTuple):
    """A pivot's name, and where it stands: Sheet!A3:C9."""

    name: str
    place: str


def fed_pivots(template: Template, filled: Sequence[Slot]) -> Iterator[Pivot]:
    """The pivots whose source is a Table among `filled`, or reads one (18.10.1.49, .67, .95)."""
    package, fed = template.package, Dependents(template, filled, ()).fed
    for sheet in template.worksheets:
        for related in package.relationships(sheet.part):
            if names.kind(related.type) != "pivotTable" or related.target not in package:
                continue
            root = spans.read_spans(package.read(related.target), package.shown, related.target)
            place = next((each.attributes.get("ref", "") for each in root.every("location")), "")
            for cache in package.relationships(related.target):
                if cache.target in package and _reads(template, cache.target, fed):
                    yield Pivot(root.attributes.get("name", ""), f"{sheet.name}!{place}")


def _reads(template: Template, part: str, fed: Callable[[str, str], bool]) -> bool:
    package = template.package
    root = spans.read_spans(package.read(part), package.shown, part)
    for source in root.every("worksheetSource"):
        said = source.attributes
        if fed(said.get("ref") or said.get("name", ""), said.get("sheet", "")):
            return True
    return False
