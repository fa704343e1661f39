"""A package's custom properties: what programs and people note about a workbook by name."""

from __future__ import annotations

from toolkit.ooxml.container import markup, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties that are texts, by name (ECMA-376 Part 1, 22.3).

    Raises UnreadableFile where their part is no well-formed XML.
    """
    found: dict[str, str] = {}
    for each in package.relationships():
        if each.type.rpartition("/")[2] == "custom-properties" and each.target in package:
            _read(package, each.target, found)
    return found


def _read(package: Package, part: str, found: dict[str, str]) -> None:
    name, kind, text = "", "", [""]

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal name, kind
        kind = markup.local(tag)
        if kind == "property":
            name = decode(attributes.get("name", ""))
        text.clear()

    def end(_: str) -> None:
        if name and kind in ("lpwstr", "lpstr", "bstr"):
            found.setdefault(name, decode("".join(text)))
        text.clear()

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end, text=text.append)


def with_custom_property(package: Package, name: str, value: str) -> dict[str, bytes]:
    """The parts to put in place so that a custom property that is there holds another text."""
    for each in package.relationships():
        if each.type.rpartition("/")[2] == "custom-properties" and each.target in package:
            data = package.read(each.target)
            root = spans.read_spans(data, package.shown, each.target)
            for one in root.children:
                if decode(one.attributes.get("name", "")) == name and one.children:
                    edit = spans.text_content(data, one.children[0], value)
                    return {each.target: spans.splice(data, [edit])}
    return {}
