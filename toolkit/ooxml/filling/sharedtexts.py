"""The part of a workbook's shared texts, made ready to take more of them."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import CONTENT_TYPES, Package
from toolkit.ooxml.filling.finish import with_element
from toolkit.ooxml.filling.slots import Template

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_ID = "rIdTextsOfRows"

Parts = dict[str, bytes | None]


def with_more_texts(template: Template, replaced: Mapping[str, bytes | None], more: bytes) -> Parts:
    """`replaced` with `more` <si> elements behind those that the workbook has (18.4.9).

    A workbook that has no such part gets one.
    """
    package, workbook = template.package, template.workbook.part
    parts = dict(replaced)
    part = package.target(workbook, "sharedStrings")
    if part is None:
        return parts | _new_part(package, workbook, parts, more)
    data = parts.get(part) or package.read(part)
    root = spans.read_spans(data, package.shown, part)
    edits = [  # which count the texts, and need not be there
        spans.attribute(data, root, name, None)
        for name in ("count", "uniqueCount")
        if name in root.attributes
    ]
    if spans.prefix(data, root):  # the new ones come without; their namespace is the root's
        edits.append(spans.attribute(data, root, "xmlns", root.tag.rpartition(" ")[0]))
    if root.children:  # texts, then perhaps an extension
        texts = [each.end for each in root.children if each.local == "si"]
        at = texts[-1] if texts else root.children[0].start
        edits.append((at, at, more))
    else:
        edits.append(spans.content(data, root, more))
    parts[part] = spans.splice(data, edits)
    return parts


def _new_part(
    package: Package, workbook: str, parts: Mapping[str, bytes | None], more: bytes
) -> Parts:
    data = package.read(workbook)
    main = spans.read_spans(data, package.shown, workbook).tag.rpartition(" ")[0]
    folder, _, _ = workbook.rpartition("/")
    part = f"{folder}/sharedStrings.xml".removeprefix("/")
    while part in package:
        part = part.replace("sharedStrings", "sharedStringsOfRows")
    related = package.related(workbook)
    kind = names.relationship("sharedStrings", strict=main == names.STRICT)
    listed = f'Override PartName="/{part}" ContentType="{_TYPE}"'
    leads = f'Relationship Id="{_ID}" Type="{kind}" Target="/{part}"'
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{main}">'
    return {
        part: head.encode() + more + b"</sst>",
        CONTENT_TYPES: with_element(package, CONTENT_TYPES, parts, listed),
        related: with_element(package, related, parts, leads),
    }
