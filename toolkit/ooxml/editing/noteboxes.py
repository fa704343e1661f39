"""The boxes that notes show in: shapes of a legacy drawing (VML), added, enlarged, taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import ceil

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.revision import Revision
from toolkit.ooxml.container.spans import Edit
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.editing.tint import Layout, Place
from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_USUAL_ROW = 20  # pixels
_BOX_WIDTH, _LINE, _MOST_HEIGHT, _PER_LINE = 340, 16, 640, 52  # pixels; characters of a line
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPES = (  # what a drawing of notes begins with
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/></o:shapelayout>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;'
    "margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:1;"
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ANY_SHAPE = re.compile(rb"<((?:\w+:)?)shape\b(?:(?!</\1shape>).)*</\1shape>", re.DOTALL)
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_IDMAP = re.compile(rb"<(?:\w+:)?idmap\b[^>]*?\bdata=[\"']([\d,\s]*)[\"']")
_IDS_OF_A_BLOCK = 1024
# What stands before legacyDrawing in a worksheet (ECMA-376 Part 1, 18.3.1.99, its sequence).
_BEFORE = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter"),
    *("sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr"),
    *("conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties"),
    *("cellWatches", "ignoredErrors", "smartTags", "drawing"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says: a heading in bold, and the rest."""

    heading: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines it takes in the box."""
        return sum(
            ceil(max(len(line), 1) / _PER_LINE) for line in (self.heading, *self.text.split("\n"))
        )


def draw_boxes(
    revision: Revision,
    sheet: Sheet,
    longer: Mapping[Place, Note],
    new: Mapping[Place, Note],
    layout: Layout,
) -> list[Edit]:
    """Boxes for notes that are new, and more room in those of notes made longer.

    Gives the edits still to be done to the sheet's own part, where it had no drawing of boxes.
    """
    element = layout.root.child("legacyDrawing")
    key = "" if element is None else next(
        (element.attributes[a] for a in names.ID_ATTRIBUTES if a in element.attributes), ""
    )  # fmt: skip
    arrows = revision.relationships(sheet.part)
    part = next((e.target for e in arrows if e.id == key and e.target in revision), None)
    blocks = -(-len(new) // (_IDS_OF_A_BLOCK - 1)) if new else 0
    first = max(_blocks(revision), default=0) + 1
    data = ",".join(str(first + n) for n in range(blocks))
    shapes = "".join(
        _shape(
            first + n // (_IDS_OF_A_BLOCK - 1), n % (_IDS_OF_A_BLOCK - 1) + 1, place, note, layout
        )
        for n, (place, note) in enumerate(sorted(new.items()))
    )
    if part is None:
        return _new_drawing(
            revision, sheet, _SHAPES.format(data=data) + _SHAPE_TYPE + shapes, layout
        )
    old = revision.read(part)
    revision.edit(part, list(_in_drawing(revision, part, old, data, shapes)))
    revision.edit(part, list(_larger(revision.read(part), longer)))
    return []


def _new_drawing(revision: Revision, sheet: Sheet, shapes: str, layout: Layout) -> list[Edit]:
    part = revision.free_name(revision.beside_workbook("drawings/vmlDrawing{}.vml"))
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    revision.default_type("vml", _DRAWING_TYPE)
    revision.replaced[part] = f"<xml{spaces}>{shapes}</xml>".encode()
    key = revision.relate(sheet.part, "vmlDrawing", part)
    root = layout.root
    data = revision.read(sheet.part)
    said = f'legacyDrawing xmlns:r="{revision.office}" r:id="{key}"/>'
    new = b"<" + spans.prefix(data, root) + said.encode()
    old = root.child("legacyDrawing")
    if old is not None:  # it points at a part that is not there
        return [(old.start, old.end, new)]
    at = max((each.end for each in root.children if each.local in _BEFORE), default=root.inner)
    return [(at, at, new)]


def _in_drawing(
    revision: Revision, part: str, data: bytes, blocks: str, shapes: str
) -> Iterator[Edit]:
    """More boxes at the end of a drawing. It need be no well-formed XML, and seldom is."""
    if not shapes:
        return
    end = re.compile(rb"</(?:\w+:)?xml\s*>\s*$").search(data)
    if end is None:
        raise UnusableTemplate(
            f"{revision.package.shown}: its part {part} is no drawing of notes that is known",
            hint="open it in Excel and save it anew",
        )
    if b'"_x0000_t202"' not in data.split(b"<v:shape ")[0]:
        shapes = _SHAPE_TYPE + shapes
    head = data[: data.find(b">", data.find(b"xml")) + 1]
    spaces = "".join(
        f' xmlns:{name}="{uri}"'
        for name, uri in _SPACES.items()
        if not re.search(rf"""xmlns:{name}\s*=\s*["']{re.escape(uri)}["']""".encode(), head)
    )
    if spaces:
        shapes = re.sub(r"<(v:shape|v:shapetype) ", rf"<\1{spaces} ", shapes)
    listed = _IDMAP.search(data)
    if listed is not None:
        joined = b",".join(filter(None, (listed[1].strip(), blocks.encode())))
        yield listed.start(1), listed.end(1), joined
    yield end.start(), end.start(), shapes.encode()


def _larger(data: bytes, notes: Mapping[Place, Note]) -> Iterator[Edit]:
    """Boxes that are there made higher, so that the words added to their notes show."""
    for shape in _ANY_SHAPE.finditer(data) if notes else ():
        note = notes.get(_noted(shape[0]) or (0, 0))
        anchor = _ANCHOR.search(shape[0])
        if note is None or anchor is None:
            continue
        numbers = anchor[2].split(b",")
        if len(numbers) == 8 and numbers[6].strip().isdigit():
            more = ceil((note.lines + 2) * _LINE / _USUAL_ROW)
            numbers[6] = b" %d" % min(int(numbers[6]) + more, MAX_ROW - 1)
            start = shape.start() + anchor.start(2)
            yield start, shape.start() + anchor.end(2), b",".join(numbers)


def _noted(shape: bytes) -> Place | None:
    """The cell whose note a shape is the box of; None for a button or a picture."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if b'"Note"' not in shape or row is None or column is None:
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _shape(block: int, number: int, place: Place, note: Note, layout: Layout) -> str:
    row, column = place
    height = min(note.lines * _LINE + 12, _MOST_HEIGHT)
    return _SHAPE.format(
        id=block * _IDS_OF_A_BLOCK + number,
        width=round(_BOX_WIDTH * 0.75),
        height=round(height * 0.75),
        anchor=_anchor(row, column, height, layout),
        row=row - 1,
        column=column - 1,
    )


def _anchor(row: int, column: int, height: int, layout: Layout) -> str:
    """Left column and pixels in it, top row, right column, bottom row: counted from 0."""
    left = min(column + 1, MAX_COLUMN)
    right, across = _walk(left, _BOX_WIDTH + 15, MAX_COLUMN, layout.column_width)
    top = max(row - 1, 1)
    bottom, down = _walk(top, height + 10, MAX_ROW, layout.row_height)
    return f"{left - 1}, 15, {top - 1}, 10, {right - 1}, {across}, {bottom - 1}, {down}"


def _walk(first: int, pixels: int, most: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Where so many pixels from the beginning of `first` end: the column or row, pixels in it."""
    at = first
    while at < most and pixels > size(at) and at < first + 200:
        pixels -= size(at)
        at += 1
    return at, min(pixels, size(at))


def _blocks(revision: Revision) -> Iterator[int]:
    """The blocks of shape ids that any drawing of the workbook has taken."""
    parts = {*revision.package.names, *revision.replaced}
    for part in sorted(parts):
        if part in revision and part.casefold().endswith(".vml"):
            for found in _IDMAP.finditer(revision.read(part)):
                yield from (int(each) for each in found[1].split(b",") if each.strip().isdigit())


def drop_boxes(revision: Revision, sheet: Sheet, gone: Set[Place]) -> None:
    """Take the boxes of these cells' notes away."""
    for drawing in _drawings(revision, sheet) if gone else ():
        data = revision.read(drawing)
        shapes = [each for each in _ANY_SHAPE.finditer(data) if _noted(each[0]) in gone]
        revision.edit(drawing, [(each.start(), each.end(), b"") for each in shapes])


def _drawings(revision: Revision, sheet: Sheet) -> Iterator[str]:
    for each in revision.relationships(sheet.part):
        if names.kind(each.type) == "vmlDrawing" and each.target in revision:
            yield each.target
