"""The workbook's own parts once it is filled: names, calculation, properties, what was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.dropping import without_calculation_chain
from toolkit.ooxml.container.package import CONTENT_TYPES, Package
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.traces import without_traces
from toolkit.ooxml.sheets.moves import Moves
from toolkit.ooxml.sheets.references import Grows, moved_formula

_BEFORE_CALC = (  # what stands before calcPr in a workbook (18.2.27, its sequence)
    *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath"),
    *("workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences"),
    "definedNames",
)
_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONSHIPS = "_rels/.rels"
_IMPERSONAL = (  # of the extended properties (22.2)
    *("Application", "DocSecurity", "ScaleCrop", "HeadingPairs", "TitlesOfParts"),
    *("LinksUpToDate", "SharedDoc", "HyperlinksChanged"),
)


class Properties(NamedTuple):
    """What the document says of itself: nothing of the machine or the person who made it."""

    title: str
    creator: str
    language: str
    day: date


def finish(
    template: Template,
    replaced: Mapping[str, bytes | None],
    moves: Moves,
    *,
    calculate: bool,
    properties: Properties,
    new_names: Mapping[str, str] | None = None,
) -> dict[str, bytes | None]:
    """`replaced` with the parts that belong to the whole workbook; the calculation chain goes.

    `new_names` are defined besides the template's.
    """
    package, workbook = template.package, template.workbook
    parts = dict(replaced)
    data = package.read(workbook.part)
    root = spans.read_spans(data, package.shown, workbook.part)
    edits = [*moved_names(data, root, moves), *_paths(root)]
    if new_names:
        edits.append(_defined(data, root, new_names))
    edits += _calculate(data, root, calculate)
    if edits:
        parts[workbook.part] = spans.splice(data, edits)
    parts = without_calculation_chain(package, workbook.part, parts)
    parts |= _properties(package, properties, parts)
    return parts | without_traces(package, workbook, parts)


def moved_names(data: bytes, root: spans.Element, moves: Moves) -> Iterator[spans.Edit]:
    """Defined names follow their Tables; so do print areas and titles, which are names too."""
    for each in root.every("definedName"):
        said = decode(each.text)
        grows: Grows = "titles" if each.attributes.get("name") == "_xlnm.Print_Titles" else "areas"
        new = moved_formula(said, "", moves, grows=grows, widest=True)
        if new != said:
            yield spans.text_content(data, each, encode(new))


def _defined(data: bytes, root: spans.Element, new_names: Mapping[str, str]) -> spans.Edit:
    """Names besides those of the template (18.2.5, 18.2.6)."""
    tag = (spans.prefix(data, root) + b"definedName").decode()
    made = "".join(
        f'<{tag} name="{name}">{spans.escape(encode(place))}</{tag}>'
        for name, place in new_names.items()
    )
    holder = root.child("definedNames")
    if holder is not None and holder.children:
        return holder.inner_end, holder.inner_end, made.encode()
    whole = f"<{tag}s>{made}</{tag}s>".encode()
    if holder is not None:
        return holder.start, holder.end, whole
    at = max(each.end for each in root.children if each.local in _BEFORE_CALC)
    return at, at, whole


def _paths(root: spans.Element) -> Iterator[spans.Edit]:
    """Where Excel saved the template last (MS-XLSX 2.4.1), who may change it and which save it
    was are nobody's business."""
    for tag in ("absPath", "fileSharing", "revisionPtr"):
        for each in root.every(tag):
            yield each.start, each.end, b""


def _calculate(data: bytes, root: spans.Element, wanted: bool) -> Iterator[spans.Edit]:
    """Whether the workbook is to be calculated when it is opened (18.2.2, fullCalcOnLoad)."""
    found = root.child("calcPr")
    if found is not None:
        if wanted or "fullCalcOnLoad" in found.attributes:
            yield spans.attribute(data, found, "fullCalcOnLoad", "1" if wanted else None)
    elif wanted:
        at = max(each.end for each in root.children if each.local in _BEFORE_CALC)
        name = spans.prefix(data, root) + b"calcPr"
        yield at, at, b"<" + name + b' fullCalcOnLoad="1"/>'


def _properties(
    package: Package, properties: Properties, parts: Mapping[str, bytes | None]
) -> dict[str, bytes | None]:
    """Core properties made anew (Part 2, 8.3), and of the extended ones what names nobody.

    The application is factpack, not Excel: LibreOffice then fits the heights of rows itself, as
    Excel does, instead of trusting heights that are not there.
    """
    made: dict[str, bytes | None] = {}
    core = next((e.target for e in package.relationships() if e.type == _CORE_KIND), "")
    made[core or _CORE] = _core(properties)
    if not core:
        made[CONTENT_TYPES] = with_element(
            package,
            CONTENT_TYPES,
            parts,
            f'Override PartName="/{_CORE}" ContentType="{_CORE_TYPE}"',
        )
        made[_RELATIONSHIPS] = with_element(
            package,
            _RELATIONSHIPS,
            parts,
            f'Relationship Id="rIdCore" Type="{_CORE_KIND}" Target="{_CORE}"',
        )
    for related in package.relationships():
        if related.type.endswith("/extended-properties") and related.target in package:
            data = package.read(related.target)
            root = spans.read_spans(data, package.shown, related.target)
            edits = [(e.start, e.end, b"") for e in root.children if e.local not in _IMPERSONAL]
            for each in root.children:
                if each.local == "Application":
                    edits.append(spans.text_content(data, each, "factpack"))
            made[related.target] = spans.splice(data, edits)
    return made


def with_element(
    package: Package, name: str, parts: Mapping[str, bytes | None], element: str
) -> bytes:
    """A part of the package's own, as it is in `parts` or else stands, with one element more."""
    data = parts.get(name) or package.read(name)
    root = spans.read_spans(data, package.shown, name)
    new = b"<" + spans.prefix(data, root) + element.encode() + b"/>"
    return spans.splice(data, [(root.inner_end, root.inner_end, new)])


def _core(properties: Properties) -> bytes:
    at = f'xsi:type="dcterms:W3CDTF">{properties.day.isoformat()}T00:00:00Z'

    def said(text: str) -> str:
        return spans.escape(encode(text))

    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{said(properties.title)}</dc:title>"
        f"<dc:creator>{said(properties.creator)}</dc:creator>"
        f"<cp:lastModifiedBy>{said(properties.creator)}</cp:lastModifiedBy>"
        f"<dcterms:created {at}</dcterms:created>"
        f"<dcterms:modified {at}</dcterms:modified>"
        f"<dc:language>{said(properties.language)}</dc:language>"
        "</cp:coreProperties>"
    ).encode()
