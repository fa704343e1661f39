"""What a workbook says outside its cells: names, notes, links, text boxes, headers, charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote

from toolkit.errors import FactpackError
from toolkit.ooxml.container import markup, names, spans
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Sheet, Workbook, read_workbook_part
from toolkit.ooxml.filling.words import HEADERS
from toolkit.ooxml.sheets.address import area_of, reference_of

Kind = Literal["name", "note", "link", "text box", "header", "chart", "pivot"]
COLUMNS: dict[str, tuple[str, str]] = {  # of the table written_besides: type, and what it holds
    "kind": ("VARCHAR", "name, note, link, text box, header (or footer), chart, pivot"),
    "sheet": ("VARCHAR", "The sheet; empty for a name of the whole workbook"),
    "place": ("VARCHAR", "The cell of a note or link; the name; which header; a pivot's area"),
    "text": ("VARCHAR", "Its words; where a name or link leads; a chart's title and sources"),
}
_PRINTED = ("_xlnm.Print_Area", "_xlnm.Print_Titles")  # of Excel's own names those that people set
_CODES = re.compile(r'&(?:&|"[^"]*"|\d+|K[0-9A-F]{6}|K\d\d[+-]\d{3}|.)|&$', re.IGNORECASE)
_SOURCES = ("tx", "cat", "val", "xVal", "yVal", "bubbleSize", "numDim", "strDim", "txData")


class Beside(NamedTuple):
    """One such thing, a row of written_besides."""

    kind: Kind
    sheet: str
    place: str
    text: str


def read_besides(
    source: Path | bytes,
    shown: str,
    *,
    without: Collection[str] = (),
    limits: Limits | None = None,
) -> tuple[Beside, ...]:
    """All of it, in the workbook's order; links and headers of the sheets `without` left out.

    Words that several boxes of a sheet hold are told once: a button may stand in a file twice.

    Raises FactpackError where a part cannot be read.
    """
    package = Package.open(source, limits, shown=shown)
    workbook = read_workbook_part(package)
    return tuple(dict.fromkeys(_all(package, workbook, without)))


def _all(package: Package, workbook: Workbook, without: Collection[str]) -> Iterator[Beside]:
    for each in workbook.defined_names:
        if each.name in _PRINTED or not (each.hidden or each.name.startswith("_xlnm.")):
            own = each.sheet is not None and each.sheet < len(workbook.sheets)
            sheet = workbook.sheets[each.sheet or 0].name if own else ""
            yield Beside("name", sheet, each.name, each.refers_to)
    for listed in workbook.sheets:
        if listed.name not in without:
            yield from _in_sheet(package, listed)
        for related in package.relationships(listed.part):
            kind, part = related.type.rpartition("/")[2], related.target
            if related.external or part not in package:
                continue
            if kind == "comments":
                yield from _notes(package, listed.name, part)
            elif kind == "drawing":
                yield from _drawing(package, listed.name, part)
            elif kind == "vmlDrawing":
                yield from _controls(package, listed.name, part)
            elif kind == "pivotTable":
                root = spans.read_spans(package.read(part), package.shown, part)
                at = next(iter(root.every("location")), root).attributes.get("ref", "")
                name = decode(root.attributes.get("name", ""))
                yield Beside("pivot", listed.name, at, name)


def _in_sheet(package: Package, sheet: Sheet) -> Iterator[Beside]:
    """Links and headers, by one pass over the sheet's part."""
    targets = {each.id: each.target for each in package.relationships(sheet.part) if each.external}
    found: list[Beside] = []
    headers: dict[str, str] = {}
    used: markup.Attributes = {}
    text: list[str] | None = None

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal text, used
        kind = names.local(tag)
        if kind == "hyperlink":
            id = next((attributes[each] for each in names.ID_ATTRIBUTES if each in attributes), "")
            location = decode(attributes.get("location", ""))
            leads = targets.get(id, "") + (f"#{location}" if location else "")
            found.append(Beside("link", sheet.name, attributes.get("ref", ""), leads))
        elif kind == "headerFooter":
            used = attributes
        elif kind in HEADERS:
            text = []

    def end(tag: str) -> None:
        nonlocal text
        if text is not None and names.local(tag) in HEADERS:
            headers[names.local(tag)] = decode("".join(text))
            text = None

    def take(piece: str) -> None:
        if text is not None:
            text.append(piece)

    markup.parse(
        package.chunks(sheet.part), package.shown, sheet.part, start=start, end=end, text=take
    )
    yield from found
    for name, said in headers.items():
        shown = (
            name.startswith("odd")
            or (name.startswith("even") and names.yes(used.get("differentOddEven")))
            or (name.startswith("first") and names.yes(used.get("differentFirst")))
        )
        words = _one_line(_CODES.sub(_code, said))
        if shown and words:
            yield Beside("header", sheet.name, name, words)


def _code(found: re.Match[str]) -> str:
    """Of the codes of a header (18.3.1.46) only a doubled & is words."""
    return {"&&": "&"}.get(found[0], " " if found[0].upper() in ("&L", "&C", "&R") else "")


def _notes(package: Package, sheet: str, part: str) -> Iterator[Beside]:
    root = spans.read_spans(package.read(part), package.shown, part)
    for each in root.every("comment"):
        holder = each.child("text")
        if holder is not None:
            words = "".join(t.text for t in holder.every("t"))
            yield Beside("note", sheet, each.attributes.get("ref", ""), _one_line(decode(words)))


def _drawing(package: Package, sheet: str, part: str) -> Iterator[Beside]:
    root = spans.read_spans(package.read(part), package.shown, part)
    for shape in _every(root, "sp"):
        words = _one_line(" ".join(_paragraphs(shape)))
        if words:
            yield Beside("text box", sheet, "", words)
    number = 0
    for related in package.relationships(part):
        kind = related.type.rpartition("/")[2]
        if kind in ("chart", "chartEx") and not related.external and related.target in package:
            number += 1
            told = "\n".join(_told(package, related.target))
            yield Beside("chart", sheet, f"chart {number}", told)


def _controls(package: Package, sheet: str, part: str) -> Iterator[Beside]:
    """The words on buttons and the like, which stand in VML, by habit not always well-formed."""
    try:
        root = spans.read_spans(package.read(part), package.shown, part)
    except FactpackError:
        return
    for shape in root.every("shape"):
        kinds = [each.attributes.get("ObjectType") for each in shape.every("ClientData")]
        words = _one_line(" ".join(_texts(box) for box in shape.every("textbox")))
        if words and "Note" not in kinds:
            yield Beside("text box", sheet, "", words)


def _texts(element: spans.Element) -> str:
    return element.text + " ".join(_texts(each) for each in element.children)


def _told(package: Package, part: str) -> Iterator[str]:
    """A chart's titles, and where each of its series' parts come from."""
    root = spans.read_spans(package.read(part), package.shown, part)
    for title in _every(root, "title"):
        words = _one_line(" ".join(_paragraphs(title)))
        if words:
            yield f"title: {words}"
    for kind in _SOURCES:
        for each in _every(root, kind):
            for source in _every(each, "f"):
                yield f"{kind}: {decode(source.text)}"
            if kind == "tx" and (name := each.child("v")) is not None:  # no place, but words
                yield 'tx: "' + decode(name.text).replace('"', '""') + '"'


def _every(element: spans.Element, local: str) -> Iterator[spans.Element]:
    """Every element of that name below, but for what stands there for older programs."""
    for each in element.children:
        if each.local == local:
            yield each
        if each.local != "Fallback":
            yield from _every(each, local)


def _paragraphs(element: spans.Element) -> Iterator[str]:
    for paragraph in _every(element, "p"):
        yield "".join(t.text for run in paragraph.children for t in run.children if t.local == "t")


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- compared ----------------------------------------------------------------------------------


class Moved(NamedTuple):
    """How to find again what was written, though rows and sheets have moved since."""

    sheet: Callable[[str], str | None]  # a sheet's name now; None where it is no more
    cell: Callable[[str, str], str | None]  # of a sheet as written, a cell's place now
    then: Callable[[str, str], str]  # a formula as written, in one spelling, of a sheet
    now: Callable[[str, str], str]  # a formula of now, likewise


class Unlike(NamedTuple):
    """What is not as it was written; `was` or `now` is None where it came or went."""

    kind: Kind
    sheet: str
    place: str
    was: str | None
    now: str | None


def unlike(written: Iterable[Beside], there: Iterable[Beside], moved: Moved) -> Iterator[Unlike]:
    """Every difference, in the order of what was written; what was added comes last."""
    left: dict[tuple[str, ...], list[Beside]] = {}
    for each in there:
        left.setdefault(_key(each, each.sheet, each.place), []).append(each)
    changed: dict[tuple[str, ...], list[Beside]] = {}
    for was in written:
        sheet = moved.sheet(was.sheet) if was.sheet else ""
        place = was.place
        if was.kind in ("note", "link") and sheet is not None:
            place = moved.cell(was.sheet, was.place) or ""
        if sheet is None or (was.place and not place):
            continue  # it went with its sheet or row, which is told
        key = _key(was, sheet, place)
        text = _spelled(was, moved.then)
        same = [each for each in left.get(key, ()) if _spelled(each, moved.now) == text]
        if same:
            left[key].remove(same[0])
        else:
            changed.setdefault(key, []).append(was._replace(sheet=sheet, place=place))
    for key, gone in changed.items():
        for was in gone:
            now = left[key].pop(0) if left.get(key) else None
            yield Unlike(was.kind, was.sheet, was.place, was.text, now.text if now else None)
    for more in left.values():
        yield from (Unlike(e.kind, e.sheet, e.place, None, e.text) for e in more)


def _key(each: Beside, sheet: str, place: str) -> tuple[str, ...]:
    """What finds a thing again; text boxes and charts have no name that a program keeps."""
    place = "" if each.kind in ("text box", "chart") else place.casefold()
    if each.kind == "pivot":
        return each.kind, sheet.casefold(), each.text  # its area is what its values take
    if each.kind == "link" and (area := area_of(place)) is not None:
        place = reference_of((area[0], area[1], area[0], area[1]))
    return each.kind, sheet.casefold(), place


def _spelled(each: Beside, spell: Callable[[str, str], str]) -> object:
    if each.kind == "name":
        return spell(each.text, each.sheet)
    if each.kind == "link":
        address, mark, location = each.text.partition("#")
        if not address:
            return spell(location, each.sheet)
        return unquote(address).rstrip("/") + mark + unquote(location)
    if each.kind == "chart":
        pairs = (line.partition(": ") for line in each.text.split("\n") if line)
        said = {
            (kind, "".join(text.split()) if kind == "title" else spell(text, each.sheet))
            for kind, _, text in pairs
        }
        return frozenset(said)
    return each.text
