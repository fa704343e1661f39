"""What a workbook says of people, machines and paths, beside its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.inspection.carried import Carried
from toolkit.inspection.pictures import told_by_picture
from toolkit.inspection.reading import arrows, parts_like, pieces
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.properties import custom_properties

_CORE = {
    "creator": "author",
    "lastModifiedBy": "last saved by",
    "lastPrinted": "last printed",
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "comments",
    "category": "category",
    "contentStatus": "status",
    "Company": "company",
    "Manager": "manager",
    "HyperlinkBase": "base of its links",
    "Template": "template",
}
_PATH = re.compile(
    r"""[A-Za-z]:[\\/](?:Users|Documents\ and\ Settings|home)[\\/][^"<>|?*\r\n]{1,200}
      | \\\\[A-Za-z0-9._$-]+\\[^"<>|?*\r\n]{1,200}
      | file:/{2,3}[^"<>\s]{1,200}
      | /(?:home|Users)/[^"<>|?*\s]{1,200}""",
    re.VERBOSE,
)
_SAVED_AT = re.compile(r"<[\w:]*absPath\b[^>]*>")
_MOST_PATHS = 5
_WITHOUT_CELLS = 4 << 20  # bytes of a part that is looked through for paths


def program_of(package: Package) -> str:
    """The program that saved the workbook, as it says itself."""
    for each in arrows(package, "", "extended-properties"):
        for piece in pieces(package, each.target):
            if piece.name == "Application":
                return piece.text
    return ""


def people(package: Package, sheets: frozenset[str]) -> Iterator[Carried]:
    """Names, paths, printers, pictures' own data, properties; `sheets` are the sheets' parts."""
    for each in arrows(package, "", "core-properties", "extended-properties"):
        for piece in pieces(package, each.target):
            if piece.name in _CORE and piece.text:
                what = f"{_CORE[piece.name]}: {piece.text[:200]}"
                yield Carried("people", "property", what, part=each.target)
    for name, value in custom_properties(package).items():
        yield Carried("people", "custom_property", f"{name}: {value[:200]}")
    yield from _named(package)
    for part in parts_like(package, "printersettings"):
        printer = package.read(part)[:64].decode("utf-16-le", "replace").partition("\0")[0]
        shown = printer if printer.isprintable() and printer else "of a printer"
        yield Carried("people", "printer", f"printer settings: {shown}", part=part)
    for part in parts_like(package, "xl/media/", "docprops/thumbnail"):
        if package.limits.small_part_bytes > len(data := package.read(part)):
            for what in told_by_picture(data):
                yield Carried("people", "picture", what, part=part)
    yield from _paths(package, sheets)


def _named(package: Package) -> Iterator[Carried]:
    """People who wrote notes, changed a shared workbook or refreshed a pivot table."""
    for part in parts_like(package, "comments+xml", "person+xml", "persons/"):
        names = sorted(
            {
                piece.text or piece.attributes.get("displayName", "")
                for piece in pieces(package, part)
                if piece.name in ("author", "person")
            }
            - {""}
        )
        if names:
            what = f"who wrote notes or comments: {', '.join(names)[:300]}"
            yield Carried("people", "commenter", what, part=part)
    for part in parts_like(package, "pivotcachedefinition"):
        inside = pieces(package, part)
        if inside and (who := inside[-1].attributes.get("refreshedBy")):
            yield Carried("people", "refreshed_by", f"a pivot table refreshed by {who}", part=part)
    for part in parts_like(package, "usernames", "revisionheaders", "revisionlog"):
        what = "the log of a shared workbook: who changed what, with the old values"
        yield Carried("people", "revisions", what, part=part)


def _paths(package: Package, sheets: frozenset[str]) -> Iterator[Carried]:
    """Paths of machines in parts that are XML and hold no cells; absPath is told by itself."""
    for part in package.names:
        if (
            part in sheets
            or part.endswith(("sharedStrings.xml", ".bin"))
            or "externalLinks" in part
        ):
            continue
        if not part.endswith((".xml", ".rels", ".vml")):
            continue
        data = b""
        for chunk in package.chunks(part):
            data += chunk
            if len(data) > _WITHOUT_CELLS:
                break
        text = _SAVED_AT.sub("", data.decode("utf-8", "replace"))
        found = sorted({match[0].strip() for match in _PATH.finditer(text)})
        for path in found[:_MOST_PATHS]:
            yield Carried("people", "path", f"a path of a machine: {path[:200]}", part=part)
