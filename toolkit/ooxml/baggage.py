"""What a template carries beyond sheets, styles and pictures: kept where declared, else refused."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.package import Package
from toolkit.ooxml.workbook import Workbook

# What template.toml calls it, what people call it, and what a part's type or name holds.
_BAGGAGE = (
    ("macros", "macros", ("vbaproject", "macrosheet", "activex", "macroenabled", "dialogsheet")),
    ("external_links", "links to other workbooks", ("externallink",)),
    ("connections", "data connections", ("connections+xml", "querytable", "customdata", "model/")),
    ("custom_xml", "custom XML", ("customxml", "xmlmaps", "/xmlmaps")),
    ("custom_properties", "custom document properties", ("custom-properties", "docprops/custom")),
    ("printer_settings", "printer settings", ("printersettings",)),
    ("embedded_objects", "embedded objects", ("oleobject", "embeddings/", "spreadsheetml.embed")),
    ("comments", "comments", ("comments+xml", "threadedcomment", "persons/", "person+xml")),
    ("web_extensions", "web extensions", ("webextension", "taskpane")),
    ("labels", "sensitivity labels", ("docmetadata", "labelinfo")),
)
NAMES = (*(name for name, _, _ in _BAGGAGE), "hidden_sheets")


def carried(package: Package, workbook: Workbook) -> dict[str, tuple[str, ...]]:
    """What the package carries: by the name that template.toml declares it with, its parts."""
    found: dict[str, list[str]] = {}
    for part in package.names:
        marks = (package.content_types.of(part).casefold(), part.casefold())
        if part.endswith(".rels"):
            continue
        for name, _, signs in _BAGGAGE:
            if any(sign in mark for sign in signs for mark in marks):
                found.setdefault(name, []).append(part)
                break
    hidden = [sheet.name for sheet in workbook.sheets if sheet.state != "visible"]
    if hidden:
        found["hidden_sheets"] = hidden
    return {name: tuple(parts) for name, parts in sorted(found.items())}


def check_declared(package: Package, workbook: Workbook, kept: Collection[str]) -> None:
    """Raise UnusableTemplate where something is carried that `kept` does not name."""
    words = {name: said for name, said, _ in _BAGGAGE} | {"hidden_sheets": "hidden sheets"}
    found = carried(package, workbook)
    undeclared = {name: parts for name, parts in found.items() if name not in kept}
    if undeclared:
        said = "; ".join(f"{words[n]} ({', '.join(p)})" for n, p in undeclared.items())
        listed = ", ".join(f'"{name}"' for name in sorted({*kept, *undeclared}))
        raise UnusableTemplate(
            f"{package.shown} carries what its template.toml does not declare: {said}",
            hint=f"delete it in Excel, or write  keep = [{listed}]  in template.toml",
        )
