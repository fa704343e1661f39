"""Parts taken out of a package, and with them what points at them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import CONTENT_TYPES, Package


def without_calculation_chain(
    package: Package, workbook_part: str, replaced: Mapping[str, bytes | None]
) -> dict[str, bytes | None]:
    """`replaced` with the list of formula cells dropped (ECMA-376 Part 1, 18.6).

    Excel makes it anew, and takes one that names a cell without a formula for damage.
    """
    chains = [
        each.target
        for each in package.relationships(workbook_part)
        if names.kind(each.type) == "calcChain" and each.target in package
    ]
    return {**replaced, **dropped(package, workbook_part, chains, replaced)}


def dropped(
    package: Package,
    owner: str,
    gone: Collection[str],
    replaced: Mapping[str, bytes | None],
) -> dict[str, bytes | None]:
    """The parts `gone` that `owner` points at, its relationships and the content types to match."""
    if not gone:
        return {}
    made: dict[str, bytes | None] = dict.fromkeys(gone)
    related = package.related(owner)
    ids = {each.id for each in package.relationships(owner) if each.target in gone}
    made[related] = _without(
        package, related, replaced, lambda element: element.attributes.get("Id") in ids
    )
    listed = {f"/{name}".casefold() for name in gone}
    made[CONTENT_TYPES] = _without(
        package,
        CONTENT_TYPES,
        replaced,
        lambda element: element.attributes.get("PartName", "").casefold() in listed,
    )
    return made


def _without(
    package: Package,
    name: str,
    replaced: Mapping[str, bytes | None],
    gone: Callable[[spans.Element], bool],
) -> bytes:
    data = replaced.get(name) or package.read(name)
    root = spans.read_spans(data, package.shown, name)
    return spans.splice(data, [(e.start, e.end, b"") for e in root.children if gone(e)])
