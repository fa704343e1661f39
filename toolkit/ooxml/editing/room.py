"""Room for more rows in a Table with a total row: that and all beneath it moves down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.dropping import without_calculation_chain
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Workbook
from toolkit.ooxml.filling.dependents import Dependents
from toolkit.ooxml.filling.fill import Block, Filler
from toolkit.ooxml.filling.finish import moved_names
from toolkit.ooxml.filling.layout import Layout
from toolkit.ooxml.filling.pointers import table_edits
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.sheets.tables import Table


def make_room(
    package: Package, workbook: Workbook, table: Table, rows: int
) -> Mapping[str, bytes | None]:
    """The parts to put in place so that the Table has so many blank rows more above its total row.

    All that points at what moved or grew follows. Raises FactpackError where something would be
    torn, as merged cells of which a part would stay.
    """
    template = Template(package, workbook)
    name = table.name.casefold()
    slot = template.slots()[name]
    layout = Layout(template, {name: slot.last - slot.first + 1 + rows})
    # Only what comes between the last row of data and the total row is new.
    gap = replace(slot, first=slot.last + 1)
    layout.before = (gap,)
    placed = replace(layout.after[name], first=gap.first)
    numbers = range(gap.first, gap.first + rows)
    blank = b"".join(f'<row r="{number}"></row>'.encode() for number in numbers)
    work = _Room(layout, [Block(placed, rows, [blank])])
    work.follow()
    parts = dict(work.replaced)
    data = package.read(workbook.part)
    root = spans.read_spans(data, package.shown, workbook.part)
    if edits := list(moved_names(data, root, layout.moves)):
        parts[workbook.part] = spans.splice(data, edits)
    return without_calculation_chain(package, workbook.part, parts)


class _Room(Filler):
    """A filling of blank rows: no formula loses the value that it shows."""

    def __init__(self, layout: Layout, blocks: list[Block]) -> None:
        super().__init__(layout, blocks, None)

    def _dependents(self) -> Dependents:
        return Dependents(self.template, (), ())

    def _table(self, block: Block) -> None:
        part, sheet = block.slot.table.part, block.slot.sheet.name
        data = self.package.read(part)
        root = spans.read_spans(data, self.package.shown, part)
        self._put(part, data, [*table_edits(data, root, sheet, self.follower)])
