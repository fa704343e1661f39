"""A template's Tables filled and its words replaced, part by part; all other parts stay as is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.filling.charts import Chart
from toolkit.ooxml.filling.dependents import Cell, Dependents
from toolkit.ooxml.filling.filledvalues import FilledValues
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.formulas import Formulas
from toolkit.ooxml.filling.grid import Filling, filled_rows
from toolkit.ooxml.filling.layout import Layout
from toolkit.ooxml.filling.links import Link, Links
from toolkit.ooxml.filling.pivots import Pivot, blanked, fed_pivots
from toolkit.ooxml.filling.pointers import (
    comment_edits,
    control_edits,
    drawing_edits,
    link_edits,
    pivot_place_edits,
    pivot_source_edits,
    table_edits,
    table_formulas,
    view_edits,
    vml_edits,
)
from toolkit.ooxml.filling.slots import SheetPart, Slot, Template
from toolkit.ooxml.filling.surroundings import moved_links, surroundings
from toolkit.ooxml.filling.wordplaces import WordPlaces, shared_edits
from toolkit.ooxml.filling.words import Word, Words, in_drawing, in_headers
from toolkit.ooxml.sheets.address import area_of, place, reference_of
from toolkit.ooxml.sheets.moves import Vanished

_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")
_DRAWN = (*_CHARTS, "drawing+xml", "drawingml.chartshapes+xml")
_PIVOT = "pivotcachedefinition+xml"
# Parts of a sheet that name its cells, by the kind of their relationship.
_PlaceEdits = Callable[[bytes, spans.Element, str, Follower], Iterator[spans.Edit]]
_PLACED: dict[str, _PlaceEdits] = {
    "drawing": drawing_edits,
    "comments": comment_edits,
    "threadedComment": comment_edits,
    "tableSingleCells": comment_edits,
    "ctrlProp": control_edits,
    "namedSheetView": view_edits,
    "table": table_edits,
    "pivotTable": pivot_place_edits,
}


class Block(NamedTuple):
    """What fills one slot: how many rows, their XML as `rows.row_chunks` makes it, their links.

    `slot` is the layout's: where the Table stands in the pack.
    """

    slot: Slot
    rows: int
    chunks: Sequence[bytes] | Streamed
    links: tuple[Link, ...] = ()


class Filled(NamedTuple):
    """The parts to put in place (None drops one), and what a person should know of them."""

    replaced: Mapping[str, bytes | None]
    followed: tuple[str, ...]  # parts that had to change because they point at what moved or grew
    uncalculated: tuple[str, ...]  # formula cells that show their value once Excel opened them
    pivots: tuple[Pivot, ...] = ()  # where they stand in the pack, blank until Excel opened it


def lay_out(template: Template, rows: Mapping[str, int]) -> Layout:
    """Where each Table will stand that takes so many rows; by its name in lower case.

    Raises UnusableTemplate where a Table cannot be filled without losing something. Where a cell
    points at sample rows that are no more, what stands beneath their Table stays where it is.
    """
    held: frozenset[str] = frozenset()
    while True:
        try:
            layout = Layout(template, rows, held)
            if any(each.after < each.last for each in layout.moves.growths):
                blocks = [Block(slot, 0, ()) for slot in layout.after.values()]
                Filler(layout, blocks, None).follow()
        except Vanished as vanished:
            gone = vanished.growth
            held |= {
                slot.name.casefold()
                for slot in template.slots().values()
                if (slot.sheet.name, slot.area[0], slot.first)
                == (gone.sheet, gone.left, gone.first)
            }
            continue
        return layout


def fill(
    layout: Layout, blocks: Iterable[Block], given: Mapping[str, Word], language: str
) -> Filled:
    """Fill the blocks' slots and replace every word. The template itself is not changed.

    `language` is that of the template, in which words within a text write days and numbers.

    Raises UnusableTemplate where something would be lost or overwritten, or a word is not known.
    """
    return Filler(layout, tuple(blocks), Words(given, language)).done()


class Filler:
    """One filling of one template: collects the parts that change."""

    def __init__(self, layout: Layout, blocks: Sequence[Block], words: Words | None) -> None:
        """Without `words` only references are followed, to see whether they can be."""
        self.layout = layout
        self.template = layout.template
        self.package = self.template.package
        self.words = words
        self.blocks = {block.slot.name.casefold(): block for block in blocks}
        self.follower = Follower(layout.moves, self.package.shown)
        self.places = WordPlaces(self.template, words, layout.before) if words else None
        self.pivots = tuple(fed_pivots(self.template, layout.before)) if words else ()
        self.dependents = self._dependents()
        self.formulas = Formulas(self.follower, self.dependents)
        self.values = FilledValues(
            [(each.slot, each.rows, each.chunks) for each in blocks],
            self.dependents,
            self.template.workbook,
            self.follower,
        )
        self.replaced: dict[str, bytes | None] = {}
        self.followed: list[str] = []

    def _dependents(self) -> Dependents:
        worded: Sequence[Cell] = self.places.cells if self.places is not None else ()
        blank = [(pivot.sheet, pivot.area) for pivot in self.pivots]
        return Dependents(self.template, self.layout.before, worded, blank)

    def done(self) -> Filled:
        self.follow()
        if self.words is not None:
            self.replaced.update(shared_edits(self.template, self.words))
        return Filled(
            self.replaced,
            tuple(self.followed),
            tuple(self.formulas.uncalculated),
            tuple(map(self._moved, self.pivots)),
        )

    def _moved(self, pivot: Pivot) -> Pivot:
        area = self.layout.moves.area(pivot.sheet, pivot.area)
        return pivot._replace(area=area, place=f"{pivot.sheet}!{reference_of(area)}")

    def follow(self) -> None:
        """Every part but those of the whole workbook. Raises Vanished as `Moves.area` does."""
        for sheet in self.template.workbook.sheets:
            if sheet.kind == "worksheet":
                self._sheet(sheet)
            else:
                self._chart_sheet(sheet)
            self._around(sheet)
        for block in self.blocks.values():
            self._table(block)
        for part in self.package.names:
            self._other(part)
        for name in self.template.workbook.defined_names:
            self.follower.formula(name.refers_to, "", f"the name {name.name}", widest=True)

    # -- sheets ---------------------------------------------------------------------------------

    def _sheet(self, sheet: Sheet) -> None:
        part = self.template.part(sheet)
        fillings = [
            Filling(slot, block.slot, block.rows, block.chunks)
            for slot in self.layout.before
            if slot.sheet.part == sheet.part
            and (block := self.blocks.get(slot.name.casefold())) is not None
        ]
        links = self._links(part, fillings)
        edits = [*surroundings(part, self.follower)]
        edits += moved_links(part, self.follower, links.dropped)
        edits += links.edits()
        self.replaced.update(links.relationships())
        shared = self.formulas.to_be_written_out(part)

        pivots = [pivot for pivot in self.pivots if pivot.sheet == sheet.name]

        def in_cell(row: int, column: int, cell: spans.Element, new: int) -> Iterator[spans.Edit]:
            pivot = next((each for each in pivots if each.holds(sheet.name, row, column)), None)
            if pivot is not None:
                yield from blanked(part, pivot, (row, column), cell)
            elif cell.child("f") is not None:
                yield from self.formulas.edits(part, row, column, cell, new, shared)
            elif self.formulas.is_stale(part, row, column):
                yield from self.formulas.without_value(part, cell)
            elif self.places is not None:
                where = place(sheet.name, column, new)
                yield from self.places.edits(part, (row, column), cell, where)

        cells: list[spans.Edit] = []
        if fillings:
            cells += filled_rows(part, fillings, self.layout.moves, in_cell)
            cells += self._dimension(part)
        else:
            for (row, column), cell in part.cells.items():
                cells += in_cell(row, column, cell, row)
            if edits or self.formulas.changed(sheet):
                self.followed.append(sheet.part)
        if self.words is not None:
            edits += in_headers(part.data, part.root, self.words, sheet.name)
        if edits or cells:
            self.replaced[sheet.part] = spans.splice(part.data, [*edits, *cells])

    def _chart_sheet(self, sheet: Sheet) -> None:
        """A sheet that is one chart has a printed header as well (18.3.1.12)."""
        data = self.package.read(sheet.part)
        if self.words is not None and b"{{" in data:
            root = spans.read_spans(data, self.package.shown, sheet.part)
            self._put(sheet.part, data, (), [*in_headers(data, root, self.words, sheet.name)])

    def _links(self, part: SheetPart, fillings: Sequence[Filling]) -> Links:
        links = tuple(
            link
            for block in self.blocks.values()
            if block.slot.sheet.part == part.sheet.part
            for link in block.links
        )
        return Links(self.package, part, [each.before for each in fillings], links)

    def _dimension(self, part: SheetPart) -> Iterator[spans.Edit]:
        """The area that the sheet uses (18.3.1.35)."""
        dimension = part.root.child("dimension")
        if dimension is None:
            return
        moves, name = self.layout.moves, part.sheet.name
        slots = [slot.area for slot in self.layout.after.values() if slot.sheet.name == name]
        used = area_of(dimension.attributes.get("ref", "")) or slots[0]
        left, top, right, _ = used
        rows = [moves.row(name, c, r) for r, c in part.cells if not self._is_data(name, r, c)]
        area = (
            min([left, *(slot[0] for slot in slots)]),
            min([top, *(slot[1] for slot in slots)]),
            max([right, *(slot[2] for slot in slots)]),
            max([*(slot[3] for slot in slots), *rows]),
        )
        yield spans.attribute(part.data, dimension, "ref", reference_of(area))

    def _is_data(self, sheet: str, row: int, column: int) -> bool:
        return any(
            each.first <= row <= each.last and each.left <= column <= each.right
            for each in self.layout.moves.of(sheet)
        )

    def _around(self, sheet: Sheet) -> None:
        """The parts of a sheet that name cells: drawings, comments, other Tables, pivots."""
        filled = {block.slot.table.part for block in self.blocks.values()}
        for related in self.package.relationships(sheet.part):
            part, kind = related.target, related.type.rpartition("/")[2]
            if related.external or part not in self.package or part in filled:
                continue
            if kind == "vmlDrawing" and self.layout.moves.of(sheet.name):
                data = self.package.read(part)
                self._put(part, data, [*vml_edits(data, sheet.name, self.follower)])
            elif kind in _PLACED:
                data = self.package.read(part)
                root = spans.read_spans(data, self.package.shown, part)
                found = [*_PLACED[kind](data, root, sheet.name, self.follower)]
                words: list[spans.Edit] = []
                if kind == "drawing" and self.words is not None and b"{{" in data:
                    words += in_drawing(data, root, self.words, f"a text box on '{sheet.name}'")
                self._put(part, data, found, words)

    # -- other parts ----------------------------------------------------------------------------

    def _put(
        self,
        part: str,
        data: bytes,
        following: Sequence[spans.Edit],
        others: Sequence[spans.Edit] = (),
    ) -> None:
        if following:
            self.followed.append(part)
        if following or others:
            self.replaced[part] = spans.splice(data, [*following, *others])

    def _table(self, block: Block) -> None:
        """The Table's own places (18.5.1.2); its filter leaves the totals out (18.5.1.1)."""
        slot = block.slot
        data = self.package.read(slot.table.part)
        root = spans.read_spans(data, self.package.shown, slot.table.part)
        left, top, right, end = slot.area
        bottom = end - slot.table.totals_rows
        edits = [spans.attribute(data, root, "ref", reference_of((left, top, right, end)))]
        for name in ("autoFilter", "sortState"):
            for each in root.every(name):
                first = top if name == "autoFilter" else top + 1
                area = reference_of((left, first, right, bottom))
                edits.append(spans.attribute(data, each, "ref", area))
        for each in root.every("sortCondition"):
            by = area_of(each.attributes.get("ref", "")) or slot.area
            area = reference_of((by[0], slot.first, by[2], bottom))
            edits.append(spans.attribute(data, each, "ref", area))
        if any(each.children for each in root.every("filterColumn")):  # not a mere button
            raise UnusableTemplate(
                f"{self.package.shown}: the Table '{slot.name}' is filtered, so rows would hide",
                hint="clear the filter in Excel: Data > Clear",
            )
        if "insertRow" in root.attributes:  # shown while a Table is empty (18.5.1.2)
            edits.append(spans.attribute(data, root, "insertRow", None))
        growth = self.layout.growth_of[slot.name.casefold()]
        edits += table_formulas(data, root, slot.sheet.name, self.follower, growth)
        new = spans.splice(data, edits)
        if new != data:
            self.replaced[slot.table.part] = new

    def _other(self, part: str) -> None:
        """Charts, pivot sources, and links of pictures, wherever they are shown."""
        kind = self.package.content_types.of(part).casefold()
        if part in self.replaced or part in self._drawings:
            return
        if part.rpartition("/")[2].startswith("drawing") and part.endswith(".rels"):
            data = self.package.read(part)
            if b'"#' in data:
                root = spans.read_spans(data, self.package.shown, part)
                self._put(part, data, [*link_edits(data, root, self.follower)])
            return
        chart, pivot = kind.endswith(_CHARTS), kind.endswith(_PIVOT)
        if not kind.endswith((*_DRAWN, _PIVOT)):
            return
        data = self.package.read(part)
        if not (chart or pivot or b"{{" in data):
            return
        root = spans.read_spans(data, self.package.shown, part)
        following: list[spans.Edit] = []
        words: list[spans.Edit] = []
        if chart:
            following += Chart(data, root, part).edits(self.follower, self.values.behind)
        elif pivot:
            following += pivot_source_edits(data, root, self.follower, self.dependents.fed)
        if self.words is not None and not pivot:
            words += in_drawing(data, root, self.words, f"the drawing {part}")
        self._put(part, data, following, words)

    @cached_property
    def _drawings(self) -> frozenset[str]:
        """The drawings of sheets, which `_around` sees to."""
        return frozenset(
            each.target
            for sheet in self.template.workbook.sheets
            for each in self.package.relationships(sheet.part)
            if names.kind(each.type) == "drawing"
        )
