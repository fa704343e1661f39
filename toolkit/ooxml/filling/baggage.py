"""What a template carries beyond sheets, styles and pictures: kept where declared, else refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import CONTENT_TYPES, Package
from toolkit.ooxml.container.workbook import Workbook

# What template.toml calls it, what people call it, and what a part's type or name holds.
_BAGGAGE = (
    ("macros", "macros", ("vbaproject", "macrosheet", "activex", "macroenabled", "dialogsheet")),
    ("external_links", "links to other workbooks", ("externallink",)),
    (
        "connections",
        "data connections",
        ("connections+xml", "querytable", "customdata", "model/", "volatiledependencies"),
    ),
    ("custom_xml", "custom XML", ("customxml", "xmlmaps", "/xmlmaps")),
    ("custom_properties", "custom document properties", ("custom-properties", "docprops/custom")),
    ("printer_settings", "printer settings", ("printersettings",)),
    ("embedded_objects", "embedded objects", ("oleobject", "embeddings/", "spreadsheetml.embed")),
    ("comments", "comments", ("comments+xml", "threadedcomment", "persons/", "person+xml")),
    ("web_extensions", "web extensions", ("webextension", "taskpane")),
    ("labels", "sensitivity labels", ("docmetadata", "labelinfo")),
    ("change_history", "a history of changes", ("revisionheaders", "revisionlog", "usernames")),
)
# What factpack knows a part to be, by its content type: all others have to be declared too.
_KNOWN = (
    *("relationships+xml", "sheet.main+xml", "template.main+xml", "worksheet+xml"),
    *("chartsheet+xml", "sharedstrings+xml", "styles+xml", "theme+xml", "themeoverride+xml"),
    *("drawing+xml", "drawingml.", "vmldrawing", "chart", "table+xml", "pivot", "slicer"),
    *("timeline", "calcchain+xml", "image/", "controlproperties+xml", "core-properties+xml"),
    *("extended-properties+xml", "richvalue", "rdrichvalue", "sheetmetadata+xml"),
    *("featurepropertybag", "namedsheetview", "tablesinglecells"),
)
_WEB = ("http://", "https://", "mailto:", "#")
_WORDS = {name: said for name, said, _ in _BAGGAGE} | {
    "hidden_sheets": "hidden sheets",
    "file_links": "links to files or programs",
    "other_parts": "parts that factpack does not know",
}
NAMES = tuple(_WORDS)


def carried(package: Package, workbook: Workbook) -> dict[str, tuple[str, ...]]:
    """What the package carries: by the name that template.toml declares it with, its parts."""
    found: dict[str, list[str]] = {}
    for part in package.names:
        marks = (package.content_types.of(part).casefold(), part.casefold())
        if part.endswith(".rels") or part == CONTENT_TYPES:
            continue
        for name, _, signs in _BAGGAGE:
            if any(sign in mark for sign in signs for mark in marks):
                if name != "custom_properties" or _holds_something(package, part):
                    found.setdefault(name, []).append(part)
                break
        else:
            if not any(sign in marks[0] for sign in _KNOWN) and not _is_preview(package, part):
                found.setdefault("other_parts", []).append(part)
            for name, target in _outward(package, part):
                found.setdefault(name, []).append(f"{part} to {target}")
    hidden = [sheet.name for sheet in workbook.sheets if sheet.state != "visible"]
    if hidden:
        found["hidden_sheets"] = hidden
    return {name: tuple(parts) for name, parts in sorted(found.items())}


def _holds_something(package: Package, part: str) -> bool:
    """LibreOffice writes a part of custom properties also where there are none."""
    return bool(spans.read_spans(package.read(part), package.shown, part).children)


def _is_preview(package: Package, part: str) -> bool:
    """Of the first page: it never goes along."""
    return any(e.target == part and e.type.endswith("/thumbnail") for e in package.relationships())


def _outward(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """What the part leads to outside the workbook, other than places on the web."""
    for each in package.relationships(part):
        if each.external and each.type.rpartition("/")[2] != "hyperlink":
            yield "external_links", each.target
        elif each.external and not each.target.casefold().startswith(_WEB):
            yield "file_links", each.target


def check_declared(package: Package, workbook: Workbook, kept: Collection[str]) -> tuple[str, ...]:
    """What is carried as declared, in words.

    Raises UnusableTemplate where something is carried that `kept` does not name.
    """
    found = carried(package, workbook)
    undeclared = {name: parts for name, parts in found.items() if name not in kept}
    if undeclared:
        said = "; ".join(f"{_WORDS[n]} ({', '.join(p)})" for n, p in undeclared.items())
        listed = ", ".join(f'"{name}"' for name in sorted({*kept, *undeclared}))
        raise UnusableTemplate(
            f"{package.shown} carries what its template.toml does not declare: {said}",
            hint=f"delete it in Excel, or write  keep = [{listed}]  in template.toml",
        )
    return tuple(
        f"carries {_WORDS[name]}, as its template declares: {', '.join(parts)}"
        for name, parts in found.items()
    )
