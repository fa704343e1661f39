"""Where each element of a part stands, in bytes, so that a change leaves all else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import markup

_ATTRIBUTE = re.compile(rb"\s+([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_TAG = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")


@dataclass(slots=True)
class Element:
    """One element: its bytes are [start, end), its content's [inner, inner_end).

    `tag` is "namespace local"; attribute names are as expat gives them ("namespace local" where
    prefixed). `text` is its own character data, without that of its children.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int = 0
    inner_end: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def local(self) -> str:
        return self.tag.rpartition(" ")[2]

    def child(self, local: str) -> Element | None:
        """The first child of that local name."""
        return next((each for each in self.children if each.local == local), None)

    def every(self, local: str) -> Iterator[Element]:
        """Every element below this one of that local name, in the part's order."""
        for each in self.children:
            if each.local == local:
                yield each
            yield from each.every(local)

    def whole(self, name: str, default: int = 0) -> int:
        """The attribute as a whole number; raises UnusableTemplate where it is something else."""
        said = self.attributes.get(name)
        return default if said is None else self._whole(said, f" {name}")

    def number(self, name: str, default: float) -> float:
        """The same as any number."""
        said = self.attributes.get(name)
        if said is None:
            return default
        try:
            value = float(said)
        except ValueError:
            raise self._no_number(said, f" {name}") from None
        if not isfinite(value):
            raise self._no_number(said, f" {name}")
        return value

    def whole_text(self) -> int:
        """The element's own text as a whole number; raises as `whole` does."""
        return self._whole(self.text, "")

    def _whole(self, said: str, where: str) -> int:
        digits = said.strip()
        if len(digits) < 12 and digits.isascii() and digits.removeprefix("-").isdecimal():
            return int(digits)
        raise self._no_number(said, where)

    def _no_number(self, said: str, where: str) -> UnusableTemplate:
        return UnusableTemplate(
            f"the workbook says {said[:60]!r} in <{self.local}>{where}, where a number belongs",
            hint="open it in Excel, let it repair the file, and save it anew",
        )


# Bytes [start, end) of a part give way to new ones.
Edit = tuple[int, int, bytes]


def read_spans(data: bytes, shown: str, part: str) -> Element:
    """The root element of a part, with all below it.

    Raises UnusableTemplate for a part in UTF-16: offsets would not be those of its characters.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]:
        raise UnusableTemplate(
            f"{shown}: its part {part} is written in UTF-16",
            hint="open it in Excel and save it anew, which writes UTF-8",
        )
    parser = markup.parser(shown, part)
    parser.ordered_attributes = False
    open_elements: list[Element] = []
    pieces: list[list[str]] = []
    roots: list[Element] = []

    def enter(tag: str, attributes: markup.Attributes) -> None:
        at = parser.CurrentByteIndex
        element = Element(tag, attributes, at, tag_end(data, at))
        if open_elements:
            open_elements[-1].children.append(element)
        else:
            roots.append(element)
        open_elements.append(element)
        pieces.append([])

    def leave(_: str) -> None:
        element = open_elements.pop()
        element.text = "".join(pieces.pop())
        if data[element.inner - 2 : element.inner] == b"/>":
            element.inner_end = element.end = element.inner
        else:
            element.inner_end = parser.CurrentByteIndex
            element.end = data.index(b">", element.inner_end) + 1

    def text(piece: str) -> None:
        if pieces:
            pieces[-1].append(piece)

    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.CharacterDataHandler = text
    markup.feed(parser, [data], shown, part)
    return roots[0]


def tag_end(data: bytes, at: int) -> int:
    """The byte after the ">" that ends the start tag at `at`; a ">" may stand in an attribute."""
    found = _TAG.match(data, at)
    if found is None:
        raise ValueError(f"no start tag ends after byte {at}")
    return found.end()


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with the edits done; they must not overlap."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise AssertionError(f"two edits overlap at byte {start}")
        pieces += (data[at:start], new)
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)


def attribute(data: bytes, element: Element, name: str, value: str | None) -> Edit:
    """The edit that gives an attribute without prefix its value, or takes it away (None)."""
    written = b"" if value is None else f' {name}="{escape(value, quote=True)}"'.encode()
    for found in _ATTRIBUTE.finditer(data, element.start, element.inner):
        if found[1] == name.encode():
            return found.start(), found.end(), written
    after_name = element.start + len(raw_name(data, element)) + 1
    return after_name, after_name, written


def content(data: bytes, element: Element, new: bytes) -> Edit:
    """The edit that gives an element its whole content, also where it was empty (<a/>)."""
    if data[element.inner - 2 : element.inner] == b"/>":
        name = raw_name(data, element)
        return element.inner - 2, element.inner, b">" + new + b"</" + name + b">"
    return element.inner, element.inner_end, new


def text_content(data: bytes, element: Element, text: str) -> Edit:
    """The edit that gives an element a text as its whole content."""
    return content(data, element, escape(text).encode())


def raw_name(data: bytes, element: Element) -> bytes:
    """The element's name as written, with its prefix."""
    match = re.compile(rb"[^\s/>]+").match(data, element.start + 1)
    assert match is not None  # expat found an element here
    return match[0]


def prefix(data: bytes, element: Element) -> bytes:
    """The element's prefix with its colon, or nothing."""
    before, colon, _ = raw_name(data, element).rpartition(b":")
    return before + colon


def escape(text: str, *, quote: bool = False) -> str:
    """Text as XML writes it, in content or between double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return text
