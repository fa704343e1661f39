"""Links of filled cells: to another cell of the workbook, or to an address on the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.filling.slots import SheetPart, Slot
from toolkit.ooxml.sheets.address import area_of

MOST = 65_530  # links of one sheet (Microsoft: Excel specifications and limits)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# What stands before and after hyperlinks in a worksheet (18.3.1.99, its sequence).
_AFTER = (
    *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
    *("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)


class Link(NamedTuple):
    """One cell's link: `location` within the workbook, as 'Evidence'!A7, or a web `address`.

    `hover` is what Excel shows over it, up to 255 characters (18.3.1.47).
    """

    cell: str
    location: str = ""
    address: str = ""
    hover: str = ""


class Links:
    """The links of one sheet after its slots were filled."""

    def __init__(
        self, package: Package, part: SheetPart, slots: Sequence[Slot], links: tuple[Link, ...]
    ) -> None:
        """`slots` as they stand in the template: the links of their sample rows are dropped."""
        self._package, self._part, self._slots = package, part, slots
        existing = part.root.child("hyperlinks")
        kept = [] if existing is None else [e for e in existing.children if not self._gone(e)]
        self._dropped = [] if existing is None else [e for e in existing.children if self._gone(e)]
        self._links = links[: max(MOST - len(kept), 0)]
        self._existing = existing
        self._strict = part.root.tag.startswith("http://purl.oclc.org/")
        self._taken = {each.id for each in package.relationships(part.sheet.part)}

    def _gone(self, link: spans.Element) -> bool:
        """Whether a link of the template stood in the sample rows."""
        area = area_of(link.attributes.get("ref", ""))
        return area is not None and any(
            slot.first <= area[1] <= slot.last
            and slot.area[0] <= area[0]
            and area[2] <= slot.area[2]
            for slot in self._slots
        )

    @property
    def dropped(self) -> frozenset[int]:
        """Where in the part the dropped links start."""
        return frozenset(each.start for each in self._dropped)

    def _id(self, number: int) -> str:
        name = f"rIdLink{number}"
        return name if name not in self._taken else f"rIdPackLink{number}"

    def edits(self) -> Iterator[spans.Edit]:
        """Edits of the sheet's part."""
        written = self._written()
        data, existing = self._part.data, self._existing
        if existing is not None:
            if len(self._dropped) == len(existing.children) and not written:
                yield existing.start, existing.end, b""
                return
            for each in self._dropped:
                yield each.start, each.end, b""
            if written:
                yield existing.inner_end, existing.inner_end, written
        elif written:
            root = self._part.root
            later = (each.start for each in root.children if each.local in _AFTER)
            at = next(later, root.inner_end)
            name = spans.prefix(data, root) + b"hyperlinks"
            yield at, at, b"<" + name + b">" + written + b"</" + name + b">"

    def _written(self) -> bytes:
        name = (spans.prefix(self._part.data, self._part.root) + b"hyperlink").decode()
        made = []
        for number, link in enumerate(self._links, 1):
            if link.address:
                to = f'xmlns:r="{self._office}" r:id="{self._id(number)}"'
            else:
                to = f'location="{spans.escape(link.location, quote=True)}"'
            if link.hover:
                to += f' tooltip="{spans.escape(link.hover, quote=True)}"'
            made.append(f'<{name} ref="{link.cell}" {to}/>')
        return "".join(made).encode()

    @property
    def _office(self) -> str:
        return _STRICT if self._strict else _OFFICE

    def relationships(self) -> Mapping[str, bytes]:
        """The sheet's relationships with those of the web addresses added."""
        new = "".join(
            f'<Relationship Id="{self._id(number)}" Type="{self._office}/hyperlink" '
            f'Target="{spans.escape(link.address, quote=True)}" TargetMode="External"/>'
            for number, link in enumerate(self._links, 1)
            if link.address
        ).encode()
        if not new:
            return {}
        name = self._package.related(self._part.sheet.part)
        data = self._package.read(name)  # there: the sheet has a Table
        root = spans.read_spans(data, self._package.shown, name)
        prefix = spans.prefix(data, root)
        new = new.replace(b"<Relationship ", b"<" + prefix + b"Relationship ")
        return {name: spans.splice(data, [(root.inner_end, root.inner_end, new)])}
