"""Which sheet a workbook opens on (ECMA-376 Part 1, 18.2.30 and 18.3.1.87)."""

from __future__ import annotations

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import Revision
from toolkit.ooxml.container.spans import Edit
from toolkit.ooxml.container.workbook import read_workbook_part


def opens_on(package: Package) -> int:
    """The number of the sheet, from 0."""
    part = read_workbook_part(package).part
    root = spans.read_spans(package.read(part), package.shown, part)
    view = next(root.every("workbookView"), None)
    return (names.whole(view.attributes.get("activeTab")) or 0) if view is not None else 0


def open_on(revision: Revision, number: int) -> None:
    """Let the workbook open on a sheet, and on it alone: what is typed would go to all selected."""
    part = revision.workbook.part
    data, root = revision.elements(part)
    listed = root.child("sheets")
    assert listed is not None  # a workbook without sheets is refused on reading
    views = list(root.every("workbookView"))
    revision.edit(part, [spans.attribute(data, each, "activeTab", str(number)) for each in views])
    if not views:
        prefix = spans.prefix(data, root)
        view = b"<%sbookViews><%sworkbookView activeTab=%s/></%sbookViews>" % (
            prefix, prefix, f'"{number}"'.encode(), prefix,
        )  # fmt: skip
        revision.edit(part, [(listed.start, listed.start, view)])
    ids = [_relationship(each) for each in listed.children]
    targets = {each.id: each.target for each in revision.relationships(part)} | revision.related
    for at, id in enumerate(ids):
        if (sheet := targets.get(id, "")) in revision:
            revision.edit(sheet, _selected(*revision.elements(sheet), at == number))


def _relationship(sheet: spans.Element) -> str:
    return next((said for name, said in sheet.attributes.items() if name.endswith(" id")), "")


def _selected(data: bytes, root: spans.Element, wanted: bool) -> list[Edit]:
    return [
        spans.attribute(data, view, "tabSelected", "1" if wanted else "0")
        for view in root.every("sheetView")
        if names.yes(view.attributes.get("tabSelected")) != wanted
    ]
