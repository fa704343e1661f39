"""What leads out of a workbook: links, other workbooks, connections, queries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.inspection.carried import Carried
from toolkit.inspection.reading import arrows, parts_like, pieces
from toolkit.ooxml.container.package import Package

_USUAL = ("http", "https", "mailto")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_SECRET = re.compile(r"((?:password|pwd|secret|token|accountkey)\s*=\s*)[^;\"]*", re.IGNORECASE)


def odd_address(address: str) -> str:
    """Why a link's address is none for a pack; "" where it is http, https or mailto."""
    if address.startswith(("\\\\", "//")):
        return "to a machine in the network"
    found = _SCHEME.match(address)
    if found is None:
        return "to a file"
    scheme = found[1].casefold()
    return "" if scheme in _USUAL else f"by {scheme}:"


def links(package: Package) -> Iterator[Carried]:
    """Other workbooks with the values kept of them, connections, queries, web extensions."""
    for part in parts_like(package, "externallink"):
        yield _other_workbook(package, part)
    for part in parts_like(package, "connections+xml", "xl/connections.xml"):
        yield from _connections(package, part)
    for part in parts_like(package, "querytable"):
        yield Carried("links", "query_table", "a table that a query fills", part=part)
    for part in parts_like(package, "webextension", "taskpane"):
        yield Carried(
            "links", "web_extension", "an add-in of Office that loads a web page", part=part
        )
    for part in parts_like(package, "customdata", "model/"):
        yield Carried(
            "links", "data_model", "a data model, with data that no sheet shows", part=part
        )


def _other_workbook(package: Package, part: str) -> Carried:
    inside = pieces(package, part)
    kept = sum(piece.name == "cell" for piece in inside)
    dde = next((piece for piece in inside if piece.name == "ddeLink"), None)
    if dde is not None:
        said = f"{dde.attributes.get('ddeService')}|{dde.attributes.get('ddeTopic')}"
        return Carried("links", "dde_link", f"asks another program (DDE): {said}", part=part)
    targets = [each.target for each in package.relationships(part) if each.external]
    to = ", ".join(targets)[:300] or "nothing"
    values = f", with {kept} of its values kept here" if kept else ""
    return Carried("links", "external_workbook", f"a link to {to}{values}", part=part)


def _connections(package: Package, part: str) -> Iterator[Carried]:
    name, stored = "", False
    said: list[str] = []
    for piece in pieces(package, part):
        given = piece.attributes
        if piece.name in ("dbPr", "olapPr"):
            said += [given.get("connection", ""), given.get("command", "")]
        elif piece.name in ("webPr", "textPr"):
            said += [given.get("url", ""), given.get("sourceFile", "")]
        elif piece.name == "connection":
            name, stored = given.get("name", ""), given.get("savePassword") in ("1", "true")
            shown = _SECRET.sub(r"\1…", " ".join(each for each in said if each))[:300]
            what = f"the connection '{name}'" + (f" to {shown}" if shown else "")
            yield Carried(
                "links", "connection", what + (", its password saved" if stored else ""), part=part
            )
            said.clear()


def pivots(package: Package) -> Iterator[Carried]:
    """Pivot caches, which keep their rows even where no sheet shows them."""
    for part in parts_like(package, "pivotcachedefinition"):
        inside = pieces(package, part)
        root = inside[-1].attributes if inside else {}
        records = [each.target for each in arrows(package, part, "pivotCacheRecords")]
        rows = root.get("recordCount", "some") if any(r in package for r in records) else "no"
        source = next((p.attributes for p in inside if p.name == "worksheetSource"), {})
        of = source.get("name") or f"{source.get('sheet', '')}!{source.get('ref', '')}".strip("!")
        what = f"the memory of a pivot table, with {rows} rows of {of or 'another source'}"
        yield Carried("hidden", "pivot_cache", what, part=part)
