"""Parts of a package read as elements with their attributes and texts, for looking through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup
from toolkit.ooxml.container.package import Package, Relationship
from toolkit.ooxml.container.text import decode


class Piece(NamedTuple):
    """One element: local name, attributes by local name, its own text, its parent's name."""

    name: str
    attributes: dict[str, str]
    text: str
    parent: str


def pieces(package: Package, part: str) -> tuple[Piece, ...]:
    """Every element of a small part, in the order in which they end; none of a malformed one.

    Raises UnreadableFile where the file can no longer be read.
    """
    found: list[Piece] = []
    path: list[tuple[str, dict[str, str]]] = []
    texts: list[list[str]] = []

    def start(tag: str, attributes: markup.Attributes) -> None:
        bare = {markup.local(name): decode(value) for name, value in attributes.items()}
        path.append((markup.local(tag), bare))
        texts.append([])

    def end(_: str) -> None:
        name, attributes = path.pop()
        parent = path[-1][0] if path else ""
        found.append(Piece(name, attributes, decode("".join(texts.pop())).strip(), parent))

    def text(piece: str) -> None:
        if texts:
            texts[-1].append(piece)

    if part not in package:
        return ()
    try:
        markup.parse(
            iter([package.read(part)]), package.shown, part, start=start, end=end, text=text
        )
    except UnreadableFile as fault:
        if isinstance(fault.__cause__, OSError):  # it would seem to hold nothing
            raise
        return ()
    return tuple(found)


def arrows(package: Package, part: str, *kinds: str) -> Iterator[Relationship]:
    """The part's relationships of these kinds, whoever's namespace they are in."""
    for each in package.relationships(part):
        if each.type.rpartition("/")[2] in kinds:
            yield each


def parts_like(package: Package, *signs: str) -> Iterator[str]:
    """The parts whose type or name holds one of these."""
    for name in package.names:
        marks = (package.content_types.of(name).casefold(), name.casefold())
        if not name.endswith(".rels") and any(s in mark for s in signs for mark in marks):
            yield name
