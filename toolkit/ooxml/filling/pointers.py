"""Parts beside the sheets that point at cells: drawings, comments, Tables, pivots, controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.surroundings import anchored
from toolkit.ooxml.sheets.address import area_of, cell_of, letters_of
from toolkit.ooxml.sheets.moves import Growth
from toolkit.ooxml.sheets.references import moved_formula

_ANCHORS = ("twoCellAnchor", "oneCellAnchor")
_CLIENT = re.compile(rb"<(?:\w+:)?ClientData\b([^>]*)>(.*?)</(?:\w+:)?ClientData>", re.DOTALL)
_NOTE_CELL = re.compile(rb"<(\w+:)?(Row|Column)>\s*(\d+)\s*<")
_VML_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(<)")
_VML_FORMULA = re.compile(rb"(<(?:\w+:)?Fmla(?:Link|Range|Pict|Group|Txbx)>)([^<]*)(<)")


def drawing_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """A drawing's anchors, and the cells that its shapes show (20.5.2.33, 20.5.2.29)."""
    for name in _ANCHORS:
        for anchor in root.every(name):
            yield from anchored(data, anchor, sheet, follower)
    for shape in root.every("sp"):
        yield from _formula_attribute(data, shape, "textlink", sheet, follower)
    for camera in root.every("cameraTool"):
        yield from _formula_attribute(data, camera, "cellRange", sheet, follower)


def _formula_attribute(
    data: bytes, element: spans.Element, name: str, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    said = element.attributes.get(name)
    if said:
        new = follower.formula(said, sheet, f"a shape on sheet '{sheet}'", widest=True)
        yield from follower.attribute(data, element, name, new)


def comment_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """Where comments, old and threaded, and cells bound to XML hang (18.7.3, 18.11.1.3)."""
    for name, at in (("comment", "ref"), ("threadedComment", "ref"), ("singleXmlCell", "r")):
        for each in root.every(name):
            if at in each.attributes:
                new = follower.area(each.attributes[at], sheet, f"a comment on sheet '{sheet}'")
                yield from follower.attribute(data, each, at, new)


def view_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """What the filters of a sheet's named views hold for (MS-XLSX, CT_NsvFilter)."""
    for name in ("nsvFilter", "sortCondition", "richSortCondition"):
        for each in root.every(name):
            if "ref" in each.attributes:
                new = follower.areas(each.attributes["ref"], sheet)
                yield from follower.attribute(data, each, "ref", new)


def control_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """The cells that a form control reads and sets (MS-XLSX 2.6.1)."""
    for name in ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"):
        yield from _formula_attribute(data, root, name, sheet, follower)


def table_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """A Table that is not filled, moved as a whole, and the formulas that any Table keeps."""
    where = f"the Table '{root.attributes.get('displayName', '')}' on sheet '{sheet}'"
    for each in (root, *root.every("autoFilter"), *root.every("sortState"),
                 *root.every("sortCondition")):  # fmt: skip
        if "ref" in each.attributes:
            new = follower.area(each.attributes["ref"], sheet, where)
            yield from follower.attribute(data, each, "ref", new)
    yield from table_formulas(data, root, sheet, follower)


def table_formulas(
    data: bytes,
    root: spans.Element,
    sheet: str,
    follower: Follower,
    growth: Growth | None = None,
) -> Iterator[spans.Edit]:
    """A Table's own formulas after the moves: of calculated columns, and of its total row.

    `growth` is the Table's where it is filled.
    """
    for name, row in (("calculatedColumnFormula", growth), ("totalsRowFormula", None)):
        for each in root.every(name):
            yield from follower.text(data, each, sheet, f"a Table on sheet '{sheet}'", row=row)


def pivot_place_edits(
    data: bytes, root: spans.Element, sheet: str, follower: Follower
) -> Iterator[spans.Edit]:
    """Where a pivot stands (18.10.1.49)."""
    name = root.attributes.get("name", "")
    for each in root.every("location"):
        new = follower.area(each.attributes["ref"], sheet, f"the pivot '{name}' on sheet '{sheet}'")
        yield from follower.attribute(data, each, "ref", new)


def pivot_source_edits(
    data: bytes, root: spans.Element, follower: Follower, fed: Callable[[str, str], bool]
) -> Iterator[spans.Edit]:
    """A pivot's source follows, and is read anew on opening where it is filled (18.10.1.67).

    `fed` tells of a formula and the sheet it stands on whether it reads what is filled.
    """
    for source in (*root.every("worksheetSource"), *root.every("rangeSet")):
        said = source.attributes
        sheet, ref, name = said.get("sheet", ""), said.get("ref", ""), said.get("name", "")
        if ref:
            # A pivot's source is never one cell; it grows as a chart's series does.
            new = moved_formula(ref, sheet, follower.moves, grows="cells", widest=True)
            yield from follower.attribute(data, source, "ref", new)
        if (ref and fed(ref, sheet)) or (name and fed(name, sheet)):
            yield from follower.attribute(data, root, "refreshOnLoad", "1")
            if "refreshedBy" in root.attributes:  # a person's name
                yield spans.attribute(data, root, "refreshedBy", None)


def vml_edits(data: bytes, sheet: str, follower: Follower) -> Iterator[spans.Edit]:
    """Notes' boxes and old form controls. VML is often no well-formed XML (Part 4, 19.1)."""
    for client in _CLIENT.finditer(data):
        body, at = client[2], client.start(2)
        places = {each[2]: each for each in _NOTE_CELL.finditer(body)}
        by = None
        if b"Row" in places and b"Column" in places:
            row, column = int(places[b"Row"][3]) + 1, int(places[b"Column"][3]) + 1
            area = area_of(follower.area(f"{letters_of(column)}{row}", sheet, "a comment"))
            by = area[1] - row if area else 0
            if by:
                start, end = places[b"Row"].span(3)
                yield at + start, at + end, str(row - 1 + by).encode()
        for found in _VML_ANCHOR.finditer(body):
            numbers = [int(n) for n in re.findall(rb"-?\d+", found[2])]
            if len(numbers) != 8:
                continue
            left, _, top, _, right, _, bottom, _ = numbers
            if by is None:
                by = follower.moves.floating(sheet, (left + 1, top + 1, right + 1, bottom + 1))
            if by:
                numbers[2], numbers[6] = max(top + by, 0), max(bottom + by, 0)
                start, end = found.span(2)
                yield at + start, at + end, ", ".join(map(str, numbers)).encode()
        for found in _VML_FORMULA.finditer(body):
            said = decode(_unescaped(found[2].decode("utf-8", "replace")))
            new = follower.formula(said, sheet, f"a control on sheet '{sheet}'", widest=True)
            if new != said:
                start, end = found.span(2)
                yield at + start, at + end, spans.escape(encode(new)).encode()


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace(
        "&apos;", "'").replace("&amp;", "&")  # fmt: skip


def link_edits(data: bytes, root: spans.Element, follower: Follower) -> Iterator[spans.Edit]:
    """Targets within the workbook that pictures and shapes lead to: #'Sheet 1'!A9."""
    for each in root.children:
        target = each.attributes.get("Target", "")
        if not target.startswith("#"):
            continue
        said = target[1:].replace("%20", " ")
        sheet, _, cell = said.rpartition("!")
        if sheet and cell_of(cell.replace("$", "").partition(":")[0]):
            new = follower.formula(said, "", "a link of a picture", widest=True)
            if new != said:
                yield spans.attribute(data, each, "Target", "#" + new)
