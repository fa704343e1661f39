"""A template's Tables filled and its words replaced, part by part; all other parts stay as is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.errors import UnusableTemplate
from toolkit.ooxml import spans
from toolkit.ooxml.address import MAX_ROW, area_of, letters_of, reference_of
from toolkit.ooxml.links import Link, Links
from toolkit.ooxml.references import Growth, moved_areas, moved_formula, place
from toolkit.ooxml.rows import plain, serial
from toolkit.ooxml.slots import SheetPart, Slot, Template
from toolkit.ooxml.words import (
    Word,
    Words,
    has_word,
    in_drawing,
    in_headers,
    in_runs,
    shared_texts,
    text_runs,
)
from toolkit.ooxml.workbook import Sheet

_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")
_PIVOT = "pivotcachedefinition+xml"


@dataclass(frozen=True, slots=True)
class Block:
    """What fills one slot: how many rows, their XML as `rows.row_chunks` makes it, their links."""

    slot: Slot
    rows: int
    chunks: Iterable[bytes]
    links: tuple[Link, ...] = ()

    @property
    def growth(self) -> Growth:
        slot = self.slot
        left, _, right, _ = slot.area
        return Growth(slot.sheet.name, left, right, slot.first, slot.last, slot.bottom(self.rows))


@dataclass(frozen=True, slots=True)
class Filled:
    """The parts to put in place (None drops one), and what a person should know of them."""

    replaced: Mapping[str, bytes | None]
    followed: tuple[str, ...]  # parts that had to change because they point at a Table
    uncalculated: tuple[str, ...]  # formula cells that show their value once Excel opened them


def fill(template: Template, blocks: Iterable[Block], given: Mapping[str, Word]) -> Filled:
    """Fill the blocks' slots and replace every word. The template itself is not changed.

    Raises UnusableTemplate where something would be lost or overwritten, or a word is not known.
    """
    return _Filling(template, tuple(blocks), Words(given)).done()


class _Filling:
    """One filling of one template: collects the parts that change."""

    def __init__(self, template: Template, blocks: tuple[Block, ...], words: Words) -> None:
        self.template = template
        self.package = template.package
        self.words = words
        self.blocks: dict[str, Block] = {}
        for block in blocks:
            other = self.blocks.setdefault(block.slot.sheet.part, block)
            if other is not block:
                raise UnusableTemplate(
                    f"{self.package.shown}: sheet '{block.slot.sheet.name}' has two Tables to "
                    f"fill, '{other.slot.name}' and '{block.slot.name}', and both have to grow",
                    hint="give each a sheet of its own",
                )
            template.check(block.slot)
        self.growths = tuple(block.growth for block in blocks)
        self.replaced: dict[str, bytes | None] = {}
        self.followed: list[str] = []
        self.uncalculated: list[str] = []

    def done(self) -> Filled:
        for sheet in self.template.worksheets:
            self._sheet(sheet)
        self._shared_strings()
        for block in self.blocks.values():
            self._table(block)
        for part in self.package.names:
            self._other(part)
        return Filled(self.replaced, tuple(self.followed), tuple(self.uncalculated))

    # -- sheets ---------------------------------------------------------------------------------

    def _sheet(self, sheet: Sheet) -> None:
        part = self.template.part(sheet)
        block = self.blocks.get(sheet.part)
        edits: list[spans.Edit] = [*self._places(part)]
        inside = range(block.slot.first, block.slot.last + 1) if block is not None else range(0)
        totals = range(0)
        if block is not None:
            totals = range(block.slot.last + 1, block.slot.area[3] + 1)
            edits += self._filled_rows(part, block)
            edits += self._linked(part, block)
        for (row, column), cell in part.cells.items():
            if row not in inside and row not in totals:
                edits += self._cell(part, cell, place(sheet.name, column, row))
        edits += in_headers(part.data, part.root, self.words, sheet.name)
        if edits:
            self.replaced[sheet.part] = spans.splice(part.data, edits)

    def _filled_rows(self, part: SheetPart, block: Block) -> Iterator[spans.Edit]:
        """The rows of data, and a totals row pushed down, in place of the template's."""
        slot = block.slot
        bottom = slot.bottom(block.rows)
        if bottom + slot.table.totals_rows > MAX_ROW:
            raise UnusableTemplate(
                f"the Table '{slot.name}' would need {block.rows:,} rows from "
                f"{place(slot.sheet.name, slot.area[0], slot.first)} on; a sheet has {MAX_ROW:,}",
                hint="narrow the query, or split it into several",
            )
        holder = part.sheet_data
        heading = part.rows.get(slot.first - 1)
        if holder is None or heading is None:
            raise UnusableTemplate(
                f"the Table '{slot.name}' has no heading cells on sheet '{slot.sheet.name}'",
                hint="open the template in Excel and save it anew",
            )
        written = b"".join(block.chunks) or self._blank_row(slot)
        end = heading.end
        for number in sorted(part.rows):
            if number < slot.first or number > max(slot.area[3], bottom + slot.table.totals_rows):
                continue
            row = part.rows[number]
            end = row.end
            if slot.last < number <= slot.area[3]:
                written += self._totals_row(part, number, number + bottom - slot.last)
        if spans.prefix(part.data, part.root):
            # The rows come without a prefix; their namespace is the one of the sheet.
            space = part.root.tag.rpartition(" ")[0]
            yield spans.attribute(part.data, holder, "xmlns", space)
        yield heading.end, end, written
        dimension = part.root.child("dimension")
        if dimension is not None:
            yield self._dimension(part, dimension, block, bottom)

    def _blank_row(self, slot: Slot) -> bytes:
        cells = "".join(
            f'<c r="{letters_of(each.number)}{slot.first}" s="{each.style}"/>'
            for each in slot.columns
        )
        return f'<row r="{slot.first}"{slot.row_attributes}>{cells}</row>'.encode()

    def _totals_row(self, part: SheetPart, number: int, new: int) -> bytes:
        row = part.rows[number]
        edits = [spans.attribute(part.data, row, "r", str(new))]
        for (at, column), cell in part.cells.items():
            if at == number:
                edits.append(spans.attribute(part.data, cell, "r", f"{letters_of(column)}{new}"))
                edits += self._cell(part, cell, place(part.sheet.name, column, new))
        moved = [(start - row.start, stop - row.start, text) for start, stop, text in edits]
        return spans.splice(part.data[row.start : row.end], moved)

    def _dimension(
        self, part: SheetPart, dimension: spans.Element, block: Block, bottom: int
    ) -> spans.Edit:
        slot = block.slot
        left, top, right, _ = area_of(dimension.attributes.get("ref", "")) or slot.area
        left, right = min(left, slot.area[0]), max(right, slot.area[2])
        end = bottom + slot.table.totals_rows
        end = max([end, *(row for row in part.rows if row > end)])
        return spans.attribute(
            part.data, dimension, "ref", reference_of((left, min(top, slot.area[1]), right, end))
        )

    def _places(self, part: SheetPart) -> Iterator[spans.Edit]:
        """What names areas of the sheet: formats, validations, and what extensions say."""
        here = part.sheet.name
        for each in part.root.children:
            if each.local in ("conditionalFormatting", "protectedRanges", "ignoredErrors"):
                yield from self._areas(part, each, here)
            elif each.local == "dataValidations":
                for one in each.children:
                    yield from self._areas(part, one, here)
            elif each.local == "extLst":
                yield from self._extensions(part, each, here)

    def _areas(self, part: SheetPart, element: spans.Element, here: str) -> Iterator[spans.Edit]:
        for each in (element, *element.children):
            if "sqref" in each.attributes:
                old = each.attributes["sqref"]
                new = moved_areas(old, here, self.growths)
                if new != old:
                    yield spans.attribute(part.data, each, "sqref", new)
        for tag in ("formula", "formula1", "formula2"):
            for each in element.every(tag):
                yield from self._moved(part.data, each, here)

    def _extensions(self, part: SheetPart, root: spans.Element, here: str) -> Iterator[spans.Edit]:
        """Sparklines, and the newer conditional formats and validations (MS-XLSX 2.6)."""
        for line in root.every("sparkline"):
            for each in line.every("f"):
                yield from self._moved(part.data, each, here, one_cell_grows=True)
        for kind in ("conditionalFormatting", "dataValidation"):
            for rule in root.every(kind):
                for each in rule.every("sqref"):
                    new = moved_areas(each.text, here, self.growths)
                    if new != each.text:
                        yield spans.text_content(part.data, each, new)
                for each in rule.every("f"):
                    yield from self._moved(part.data, each, here)

    def _linked(self, part: SheetPart, block: Block) -> Iterator[spans.Edit]:
        links = Links(self.package, part, block.slot, block.links)
        yield from links.edits()
        self.replaced.update(links.relationships())

    def _moved(
        self, data: bytes, element: spans.Element, here: str, *, one_cell_grows: bool = False
    ) -> Iterator[spans.Edit]:
        new = moved_formula(element.text, here, self.growths, one_cell_grows=one_cell_grows)
        if new != element.text:
            yield spans.text_content(data, element, new)

    def _cell(self, part: SheetPart, cell: spans.Element, where: str) -> Iterator[spans.Edit]:
        """A cell's words replaced; a formula's references moved and its old value taken away."""
        formula = cell.child("f")
        if formula is not None:
            yield from self._formula(part, cell, formula, where)
            return
        text = self.template.text(cell)
        if text is None or not has_word(text):
            return
        alone = self.words.alone(text, where)
        if alone is not None:
            value = (
                str(serial(alone, self.template.workbook.dates, where))
                if isinstance(alone, date)
                else plain(alone)
            )
            yield spans.attribute(part.data, cell, "t", None)
            name = spans.prefix(part.data, cell) + b"v"
            new = b"<" + name + b">" + value.encode() + b"</" + name + b">"
            yield spans.content(part.data, cell, new)
        elif cell.attributes.get("t") == "inlineStr" and (inline := cell.child("is")) is not None:
            yield from in_runs(part.data, list(text_runs(inline)), self.words, lambda: where)
        else:
            self.words.replace(text, where)  # refuses an unknown word here, where its cell is known

    def _formula(
        self, part: SheetPart, cell: spans.Element, formula: spans.Element, where: str
    ) -> Iterator[spans.Edit]:
        new = moved_formula(formula.text, part.sheet.name, self.growths)
        if new != formula.text:
            if formula.attributes.get("t") in ("shared", "array", "dataTable"):
                raise UnusableTemplate(
                    f"{self.package.shown}: the {formula.attributes['t']} formula at {where} "
                    "points at a Table by its cells, and cannot follow it",
                    hint="point at the Table by its name, as figures[Value], or type the formula "
                    "into each cell",
                )
            yield spans.text_content(part.data, formula, new)
        value = cell.child("v")
        if value is not None and self.blocks:
            yield value.start, value.end, b""
            if "t" in cell.attributes:
                yield spans.attribute(part.data, cell, "t", None)
        if self.blocks:
            self.uncalculated.append(where)

    def _shared_strings(self) -> None:
        part = self.package.target(self.template.workbook.part, "sharedStrings")
        if part is None or not any(map(has_word, self.template.strings)):
            return
        data = self.package.read(part)
        root = spans.read_spans(data, self.package.shown, part)
        edits: list[spans.Edit] = []
        for runs in shared_texts(root):
            edits += in_runs(data, runs, self.words, lambda: f"a text of {self.package.shown}")
        self.replaced[part] = spans.splice(data, edits)

    # -- other parts ----------------------------------------------------------------------------

    def _table(self, block: Block) -> None:
        """The Table's own places (18.5.1.2); its filter leaves the totals out (18.5.1.1)."""
        slot = block.slot
        data = self.package.read(slot.table.part)
        root = spans.read_spans(data, self.package.shown, slot.table.part)
        left, top, right, _ = slot.area
        bottom = slot.bottom(block.rows)
        whole = reference_of((left, top, right, bottom + slot.table.totals_rows))
        edits = [spans.attribute(data, root, "ref", whole)]
        for tag in ("autoFilter", "sortState"):
            for each in root.every(tag):
                area = reference_of((left, top if tag == "autoFilter" else top + 1, right, bottom))
                edits.append(spans.attribute(data, each, "ref", area))
        if any(root.every("filterColumn")):
            raise UnusableTemplate(
                f"{self.package.shown}: the Table '{slot.name}' is filtered, so rows would hide",
                hint="clear the filter in Excel: Data > Clear",
            )
        new = spans.splice(data, edits)
        if new != data:
            self.replaced[slot.table.part] = new

    def _other(self, part: str) -> None:
        """Charts, pivot sources and text boxes, where they point at a Table or hold a word."""
        kind = self.package.content_types.of(part).casefold()
        chart, pivot = kind.endswith(_CHARTS), kind.endswith(_PIVOT)
        if part in self.replaced or not (chart or pivot or kind.endswith("drawing+xml")):
            return
        data = self.package.read(part)
        if not (chart or pivot) and b"{{" not in data:
            return
        root = spans.read_spans(data, self.package.shown, part)
        edits = [] if pivot else list(in_drawing(data, root, self.words, f"the drawing {part}"))
        following: list[spans.Edit] = []
        if chart:
            for each in root.every("f"):
                following += self._moved(data, each, "", one_cell_grows=True)
        elif pivot:
            following += self._pivot(data, root)
        if following:
            self.followed.append(part)
        if edits or following:
            self.replaced[part] = spans.splice(data, [*edits, *following])

    def _pivot(self, data: bytes, root: spans.Element) -> Iterator[spans.Edit]:
        """A pivot's source follows, and is to be read anew on opening (18.10.1.67)."""
        for source in root.every("worksheetSource"):
            said = source.attributes
            named = said.get("name", "").casefold()
            touched = any(named == block.slot.name.casefold() for block in self.blocks.values())
            if "ref" in said:
                new = moved_areas(said["ref"], said.get("sheet", ""), self.growths)
                touched = touched or new != said["ref"]
                if new != said["ref"]:
                    yield spans.attribute(data, source, "ref", new)
            if touched:
                yield spans.attribute(data, root, "refreshOnLoad", "1")
