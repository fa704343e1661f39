"""Notes on cells (Excel's old comments): written beside those that are there, and taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from toolkit.errors import UnusableTemplate
from toolkit.ooxml import names, spans
from toolkit.ooxml.address import MAX_COLUMN, MAX_ROW, cell_of, letters_of
from toolkit.ooxml.newsheet import writable
from toolkit.ooxml.revision import HEAD, Revision, put_in
from toolkit.ooxml.spans import Edit, Element
from toolkit.ooxml.text import decode, encode
from toolkit.ooxml.tint import Layout, Place
from toolkit.ooxml.workbook import Sheet

AUTHOR = "factpack"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_THREADED = "tc="  # how Excel names the author of a threaded comment's stand-in (MS-XLSX 2.6.201)
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


def add_notes(
    revision: Revision, sheet: Sheet, notes: Mapping[Place, Note], layout: Layout
) -> tuple[list[Edit], set[Place]]:
    """Write the notes; a note that is there keeps its words, and ours come after them.

    Gives the edits still to be done to the sheet's own part, and the places left without a note:
    a threaded comment stands there, which has no room for one and stays as it is.
    """
    if not notes:
        return [], set()
    package = revision.package
    part = package.target(sheet.part, "comments")
    there = _comments(revision, part) if part is not None else {}
    threaded = {place for place in notes if place in there and there[place].threaded}
    wanted = {place: note for place, note in notes.items() if place not in threaded}
    if not wanted:
        return [], threaded
    if part is None:
        part = revision.free_name(revision.beside_workbook("comments{}.xml"))
        made = (
            f'{HEAD}<comments xmlns="{revision.main}"><authors></authors>'
            "<commentList></commentList></comments>"
        )
        revision.add(part, made.encode(), _TYPE)
        revision.relate(sheet.part, "comments", part)
    revision.edit(part, list(_written(revision, part, wanted, there)))
    return _drawn(revision, sheet, wanted, there, layout), threaded


def take_notes(revision: Revision, sheet: Sheet, kept: Callable[[str], str | None]) -> None:
    """Take words out of a sheet's notes: `kept` gives what stays of a text, None for all of it.

    A note of which nothing stays goes, with its box.
    """
    part = revision.package.target(sheet.part, "comments")
    if part is None:
        return
    gone: set[Place] = set()
    edits: list[Edit] = []
    data = revision.read(part)
    for place, comment in _comments(revision, part).items():
        stays = kept(comment.text)
        if stays is None or comment.threaded:
            continue
        if not stays.strip():
            gone.add(place)
            edits.append((comment.element.start, comment.element.end, b""))
        else:
            edits += _cut(data, comment.holder, stays)
    revision.edit(part, edits)
    for drawing in _drawings(revision, sheet) if gone else ():
        data = revision.read(drawing)
        shapes = [each for each in _ANY_SHAPE.finditer(data) if _noted(each[0]) in gone]
        revision.edit(drawing, [(each.start(), each.end(), b"") for each in shapes])


# -- the comments part --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Comment:
    element: Element
    holder: Element  # its <text>
    text: str
    threaded: bool


def _comments(revision: Revision, part: str) -> dict[Place, _Comment]:
    _, root = revision.elements(part)
    listed = root.child("authors")
    authors = [each.text for each in listed.children] if listed is not None else []
    found: dict[Place, _Comment] = {}
    for each in root.every("comment"):
        at, holder = cell_of(each.attributes.get("ref", "")), each.child("text")
        if at is None or holder is None:
            continue
        number = names.whole(each.attributes.get("authorId"))
        author = authors[number] if number is not None and number < len(authors) else ""
        text = decode("".join(piece.text for _, piece in _pieces(holder)))
        found[at[1], at[0]] = _Comment(each, holder, text, author.startswith(_THREADED))
    return found


def _pieces(holder: Element) -> Iterator[tuple[Element, Element]]:
    """The texts of a note, phonetic hints left out: the run each stands in, and its <t>."""
    for each in holder.children:
        if each.local == "t":
            yield each, each
        elif each.local == "r":
            for one in each.children:
                if one.local == "t":
                    yield each, one


def _written(
    revision: Revision, part: str, notes: Mapping[Place, Note], there: Mapping[Place, _Comment]
) -> Iterator[Edit]:
    """The edits of the comments part: our author, notes made longer, notes that are new."""
    data, root = revision.elements(part)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        raise UnusableTemplate(
            f"{revision.package.shown}: its part {part} lists no authors or no notes",
            hint="open it in Excel, let it repair the file, and save it anew",
        )
    known = [each.text for each in authors.children]
    p = spans.prefix(data, root).decode()
    if AUTHOR not in known:
        yield put_in(data, authors, f"<{p}author>{AUTHOR}</{p}author>".encode())
        known.append(AUTHOR)
    author = known.index(AUTHOR)
    new: list[str] = []
    for (row, column), note in sorted(notes.items()):
        comment = there.get((row, column))
        if comment is None:
            runs = _runs(p, note, "")
            new.append(
                f'<{p}comment ref="{letters_of(column)}{row}" authorId="{author}">'
                f"<{p}text>{runs}</{p}text></{p}comment>"
            )
        else:
            yield from _longer(data, comment.holder, p, note)
    if new:
        yield put_in(data, listed, "".join(new).encode())


def _longer(data: bytes, holder: Element, p: str, note: Note) -> Iterator[Edit]:
    """Our runs after those that are there; a bare <t> becomes a run, since only one may stand."""
    runs = _runs(p, note, "\n\n").encode()
    pieces = [run for run, _ in _pieces(holder)]
    if not pieces:
        yield put_in(data, holder, runs)
        return
    for run in pieces:
        if run.local == "t":
            yield run.start, run.start, f"<{p}r>".encode()
            yield run.end, run.end, f"</{p}r>".encode() + (runs if run is pieces[-1] else b"")
    if pieces[-1].local == "r":
        yield pieces[-1].end, pieces[-1].end, runs


def _runs(p: str, note: Note, before: str) -> str:
    font = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    bold = f"<{p}r><{p}rPr><{p}b/>{font}</{p}rPr>{_text(p, before + note.heading)}</{p}r>"
    return f"{bold}<{p}r><{p}rPr>{font}</{p}rPr>{_text(p, chr(10) + note.text)}</{p}r>"


def _text(p: str, text: str) -> str:
    return f'<{p}t xml:space="preserve">{spans.escape(encode(writable(text)))}</{p}t>'


def _cut(data: bytes, holder: Element, stays: str) -> Iterator[Edit]:
    """The edits that leave `stays`, the beginning or the beginning and end of a note's text."""
    left = stays
    for run, piece in _pieces(holder):
        text = decode(piece.text)
        if left.startswith(text):
            left = left[len(text) :]
        else:
            common = _common(text, left)
            rest = left[common:] if text.endswith(left[common:]) else ""
            left = left[common + len(rest) :]
            kept = text[:common] + rest
            if kept:
                yield spans.text_content(data, piece, encode(kept))
            else:
                yield run.start, run.end, b""


def _common(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length


# -- the drawing of their boxes -----------------------------------------------------------------


def _drawn(
    revision: Revision,
    sheet: Sheet,
    notes: Mapping[Place, Note],
    there: Mapping[Place, _Comment],
    layout: Layout,
) -> list[Edit]:
    """Boxes for the notes, in the sheet's drawing of boxes or in a new one."""
    element = layout.root.child("legacyDrawing")
    key = "" if element is None else next(
        (element.attributes[a] for a in names.ID_ATTRIBUTES if a in element.attributes), ""
    )  # fmt: skip
    arrows = revision.relationships(sheet.part)
    part = next((e.target for e in arrows if e.id == key and e.target in revision), None)
    new = {place: note for place, note in notes.items() if place not in there}
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
    longer = {place: note for place, note in notes.items() if place in there}
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


def _drawings(revision: Revision, sheet: Sheet) -> Iterator[str]:
    for each in revision.relationships(sheet.part):
        if names.kind(each.type) == "vmlDrawing" and each.target in revision:
            yield each.target
