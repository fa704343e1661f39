"""A worksheet taken out of a workbook; all other sheets and parts stay."""

from __future__ import annotations

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import Revision
from toolkit.ooxml.container.spans import Edit
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.filling.opening import open_on, opens_on


def without_sheet(
    package: Package, sheet: Sheet, *, opens: int | None = None
) -> dict[str, bytes | None]:
    """The parts that change or go when `sheet` is dropped, as `Package.to_bytes` takes them.

    Where the workbook opened on it, it opens on the sheet of the number `opens` instead.
    """
    shown = opens_on(package)
    revision = Revision(package)
    workbook = revision.workbook
    index = workbook.sheets.index(sheet)
    data, root = revision.elements(workbook.part)
    listed = root.child("sheets")
    assert listed is not None  # a workbook without sheets is refused on reading
    gone = listed.children[index]
    edits: list[Edit] = [(gone.start, gone.end, b"")]
    edits += _names(data, root, index)
    for view in root.every("workbookView"):
        for said in ("activeTab", "firstSheet"):
            number = names.whole(view.attributes.get(said))
            if number is not None and number >= index:
                edits.append(spans.attribute(data, view, said, str(max(number - 1, 0))))
    revision.edit(workbook.part, edits)
    for each in revision.relationships(sheet.part):
        # what only this sheet pointed at would be left without a way to it
        if (
            not each.external
            and each.target in package
            and _is_its_own(package, sheet, each.target)
        ):
            revision.drop(each.target)
    if (related := package.related(sheet.part)) in package:
        revision.replaced[related] = None
    revision.unrelate(workbook.part, lambda each: each.target == sheet.part)
    revision.drop(sheet.part)
    _tell_properties(revision, sheet.name)
    if opens is not None and shown == index and opens < len(workbook.sheets) - 1:
        open_on(revision, opens)
    return revision.replaced


def _is_its_own(package: Package, sheet: Sheet, part: str) -> bool:
    owners = [
        name
        for name in package.names
        if not name.endswith(".rels")
        for each in package.relationships(name)
        if each.target == part and not each.external
    ]
    return owners == [sheet.part]


def _names(data: bytes, root: spans.Element, index: int) -> list[Edit]:
    """The sheet's own names go; those of the sheets behind it are renumbered (18.2.5)."""
    edits: list[Edit] = []
    holder = root.child("definedNames")
    if holder is None:
        return edits
    own = [e for e in holder.children if names.whole(e.attributes.get("localSheetId")) == index]
    if len(own) == len(holder.children):
        return [(holder.start, holder.end, b"")]
    for each in holder.children:
        number = names.whole(each.attributes.get("localSheetId"))
        if each in own:
            edits.append((each.start, each.end, b""))
        elif number is not None and number > index:
            edits.append(spans.attribute(data, each, "localSheetId", str(number - 1)))
    return edits


def _tell_properties(revision: Revision, name: str) -> None:
    """The document's list of its sheets (Part 1, 22.2.2.30), where it has one that is in order."""
    for each in revision.relationships(""):
        if not each.type.endswith("/extended-properties") or each.target not in revision:
            continue
        data, root = revision.elements(each.target)
        pairs, titles = root.child("HeadingPairs"), root.child("TitlesOfParts")
        numbers = list(pairs.every("i4")) if pairs is not None else []
        vectors = titles.children if titles is not None else []
        if not numbers or len(vectors) != 1 or "size" not in vectors[0].attributes:
            continue
        worksheets = names.whole(numbers[0].text) or 0
        found = [e for e in vectors[0].children[:worksheets] if e.text == name]
        if len(found) == 1:
            revision.edit(
                each.target,
                [
                    spans.text_content(data, numbers[0], str(worksheets - 1)),
                    spans.attribute(data, vectors[0], "size", str(len(vectors[0].children) - 1)),
                    (found[0].start, found[0].end, b""),
                ],
            )
