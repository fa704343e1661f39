"""What ended with a sheet's last record made to end with the new last one: no cell is touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Sheet, Workbook
from toolkit.ooxml.sheets.address import Area, area_of, meet, reference_of
from toolkit.ooxml.sheets.moves import Growth, Moves
from toolkit.ooxml.sheets.references import moved_areas, moved_formula
from toolkit.ooxml.sheets.tables import Table

_LISTS_OF_AREAS = ("conditionalFormatting", "dataValidations", "protectedRanges", "ignoredErrors")


class _Reaching(Moves):
    """What ended with the last record ends with the new last one; nothing else moves."""

    def __init__(self, growth: Growth) -> None:
        super().__init__((growth,))
        self.growth = growth

    def area(
        self, sheet: str, area: Area, *, one_cell_grows: bool = False, grows: bool = True
    ) -> Area:
        left, top, right, bottom = area
        growth = self.growth
        apart = not (self.of(sheet) and growth.overlaps(left, right))
        single = (left, top) == (right, bottom) and not one_cell_grows
        if not grows or apart or single or bottom != growth.last or top > growth.last:
            return area
        return left, top, right, growth.after


class Reach:
    """One sheet's records that have grown, and what else reaches as far as they do."""

    def __init__(
        self,
        package: Package,
        workbook: Workbook,
        sheet: Sheet,
        table: Table | None,
        growth: Growth,
    ) -> None:
        """`table` is the one that the records stand in; `growth` that of their rows."""
        self.package, self.workbook, self.sheet = package, workbook, sheet
        self.table, self.growth, self.reaching = table, growth, _Reaching(growth)

    def parts(self, sheet: bytes) -> dict[str, bytes]:
        """The parts with their new ends, from the sheet's with its new rows in it."""
        replaced = {self.sheet.part: sheet}
        if self.table is not None:
            replaced[self.table.part] = self._table(self.table)
        if self.growth.by:
            replaced[self.sheet.part] = self._sheet(sheet)
            replaced[self.workbook.part] = self._named()
            for other in self.workbook.sheets:
                if other != self.sheet and other.kind == "worksheet":
                    data = self.package.read(other.part)
                    if b"dataValidation" in data:
                        replaced[other.part] = self._other(other, data)
        return replaced

    def _table(self, table: Table) -> bytes:
        """The Table's places (18.5.1.2) and its filter's (18.5.1.1), once a row was put in."""
        data = self.package.read(table.part)
        root = spans.read_spans(data, self.package.shown, table.part)
        edits: list[spans.Edit] = []
        if "insertRow" in root.attributes:  # its first row no longer waits for a record
            edits.append(spans.attribute(data, root, "insertRow", None))
        if self.growth.by:
            filters = [each for each in root.children if each.local == "autoFilter"]
            for each in (root, *filters):
                area = area_of(each.attributes.get("ref", ""))
                if area is not None and (each is root or area[3] == self.growth.last):
                    longer = reference_of((*area[:3], self.growth.after))
                    edits.append(spans.attribute(data, each, "ref", longer))
        return spans.splice(data, edits)

    def _sheet(self, data: bytes) -> bytes:
        root = spans.read_spans(data, self.package.shown, self.sheet.part)
        edits: list[spans.Edit] = []
        for each in root.children:
            if each.local in _LISTS_OF_AREAS:
                edits += self._attributes(data, [each, *each.children], "sqref")
            elif each.local == "autoFilter" and self.table is None:
                edits += self._attributes(data, [each], "ref")
            elif each.local == "extLst":  # the newer formats and validations (MS-XLSX 2.6)
                for one in each.every("sqref"):
                    if (new := self._reached(one.text)) != one.text:
                        edits.append(spans.text_content(data, one, new))
        edits += _formulas(data, root, self.sheet.name, self.reaching)
        return spans.splice(data, edits)

    def _attributes(
        self, data: bytes, elements: Sequence[spans.Element], name: str
    ) -> Iterator[spans.Edit]:
        for each in elements:
            old = each.attributes.get(name)
            if old is not None and (new := self._reached(old)) != old:
                yield spans.attribute(data, each, name, new)

    def _reached(self, areas: str) -> str:
        """A list of areas, each that ended with the records longer; as it was where it is long."""
        listed = [area for one in areas.split() if (area := area_of(one))]
        grown = self.growth
        under = grown.left, grown.last + 1, grown.right, grown.after
        if any(meet(area, under) for area in listed):
            return areas
        return moved_areas(areas, self.sheet.name, self.reaching)

    def _named(self) -> bytes:
        """Names for the records' columns, also the filter's and the print area's (18.2.5)."""
        data = self.package.read(self.workbook.part)
        root = spans.read_spans(data, self.package.shown, self.workbook.part)
        edits = [
            spans.text_content(data, each, new)
            for each in root.every("definedName")
            if (new := moved_formula(each.text, "", self.reaching)) != each.text
        ]
        return spans.splice(data, edits)

    def _other(self, sheet: Sheet, data: bytes) -> bytes:
        """Drop-downs of another sheet that list a column of these records."""
        root = spans.read_spans(data, self.package.shown, sheet.part)
        return spans.splice(data, _formulas(data, root, sheet.name, self.reaching))


def _formulas(
    data: bytes, root: spans.Element, sheet: str, reaching: _Reaching
) -> Iterator[spans.Edit]:
    for holder in root.every("dataValidation"):
        for tag in ("formula1", "formula2"):
            for each in holder.every(tag):
                at = next((one for one in each.children if one.local == "f"), each)
                new = moved_formula(at.text, sheet, reaching)
                if new != at.text:
                    yield spans.text_content(data, at, new)
