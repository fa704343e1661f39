"""A package as it shall become: the parts changed, added and related so far, each undoable."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from itertools import count

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import CONTENT_TYPES, Package, Relationship
from toolkit.ooxml.container.spans import Edit, Element
from toolkit.ooxml.container.workbook import read_workbook_part

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Revision:
    """Changes of one package, collected: `replaced` is what `Package.to_bytes` takes.

    A part is changed by edits, so that all its other bytes stay, and `undo` can take each back.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook = read_workbook_part(package)
        self.replaced: dict[str, bytes | None] = {}
        self.undo: dict[str, list[list[Edit]]] = {}  # by part: edits that take one step back
        self.related: dict[str, str] = {}  # what the workbook was related to since, by id
        self._given: dict[str, set[str]] = {}  # relationship ids handed out, by owner

    @property
    def main(self) -> str:
        """The namespace of the workbook's SpreadsheetML: transitional or strict."""
        return names.STRICT if self.workbook.strict else names.TRANSITIONAL

    @property
    def office(self) -> str:
        """The namespace of r:id and of relationship types, of the same sort."""
        return _STRICT_OFFICE if self.workbook.strict else _OFFICE

    def __contains__(self, name: str) -> bool:
        if name in self.replaced:
            return self.replaced[name] is not None
        return name in self.package

    def read(self, name: str) -> bytes:
        """The part as it stands after the changes so far."""
        data = self.replaced.get(name)
        return self.package.read(name) if data is None else data

    def elements(self, name: str) -> tuple[bytes, Element]:
        """The part's bytes and where each element stands in them."""
        data = self.read(name)
        return data, spans.read_spans(data, self.package.shown, name)

    def edit(self, name: str, edits: Iterable[Edit]) -> None:
        """Change a part that is there."""
        kept = sorted(edits, key=lambda edit: edit[:2])
        if not kept:
            return
        data = self.read(name)
        back: list[Edit] = []
        moved = 0
        for start, end, new in kept:
            back.append((start + moved, start + moved + len(new), data[start:end]))
            moved += len(new) - (end - start)
        self.replaced[name] = spans.splice(data, kept)
        if name in self.package:  # a part that is new is undone by dropping it
            self.undo.setdefault(name, []).append(back)

    def add(self, name: str, data: bytes, kind: str) -> None:
        """Put in a part that is not there, of this content type."""
        self.replaced[name] = data
        data, root = self.elements(CONTENT_TYPES)
        said = spans.escape(name, quote=True)
        new = f'Override PartName="/{said}" ContentType="{kind}"/>'.encode()
        at = root.inner_end
        self.edit(CONTENT_TYPES, [_put_in(data, root, at, b"<" + spans.prefix(data, root) + new)])

    def drop(self, name: str) -> None:
        """Take a part out, and what lists its type."""
        self.replaced[name] = None
        _, root = self.elements(CONTENT_TYPES)
        listed = f"/{name}".casefold()
        gone = (e for e in root.children if e.attributes.get("PartName", "").casefold() == listed)
        self.edit(CONTENT_TYPES, [(each.start, each.end, b"") for each in gone])

    def default_type(self, extension: str, kind: str) -> None:
        """See that parts of this extension have a content type (ECMA-376 Part 2, 7.3.7)."""
        data, root = self.elements(CONTENT_TYPES)
        for each in root.children:
            if each.attributes.get("Extension", "").casefold() == extension:
                return
        new = f'Default Extension="{extension}" ContentType="{kind}"/>'.encode()
        self.edit(
            CONTENT_TYPES, [_put_in(data, root, root.inner, b"<" + spans.prefix(data, root) + new)]
        )

    def beside_workbook(self, name: str) -> str:
        """A part's name below the folder of the workbook's own part."""
        return posixpath.join(posixpath.dirname(self.workbook.part), name)

    def free_name(self, pattern: str) -> str:
        """`pattern` with the first number that no part's name has: "xl/worksheets/sheet{}.xml"."""
        taken = {name.casefold() for name in (*self.package.names, *self.replaced)}
        return next(name for n in count(1) if (name := pattern.format(n)).casefold() not in taken)

    def relationships(self, owner: str) -> tuple[Relationship, ...]:
        """The relationships that `owner` came with; those added since are not among them."""
        return self.package.relationships(owner)

    def relate(self, owner: str, kind: str, target: str) -> str:
        """A new relationship of Office's `kind` from `owner` to the part `target`; gives its id."""
        name = self.package.related(owner)
        taken = self._given.setdefault(owner, {each.id for each in self.relationships(owner)})
        key = next(id for n in count(1) if (id := f"rIdFp{n}") not in taken)
        taken.add(key)
        if owner == self.workbook.part:
            self.related[key] = target
        to = posixpath.relpath(target, posixpath.dirname(owner) or ".")
        said = spans.escape(to, quote=True)
        new = f'Relationship Id="{key}" Type="{self.office}/{kind}" Target="{said}"/>'.encode()
        if name not in self:
            self.replaced[name] = f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
            self.default_type("rels", _RELATIONSHIPS_TYPE)
        data, root = self.elements(name)
        new = b"<" + spans.prefix(data, root) + new
        self.edit(name, [_put_in(data, root, root.inner_end, new)])
        return key

    def unrelate(self, owner: str, gone: Callable[[Relationship], bool]) -> None:
        """Take the relationships of `owner` away that `gone` says."""
        ids = {each.id for each in self.relationships(owner) if gone(each)}
        if ids:
            name = self.package.related(owner)
            _, root = self.elements(name)
            found = (each for each in root.children if each.attributes.get("Id") in ids)
            self.edit(name, [(each.start, each.end, b"") for each in found])


def put_in(data: bytes, element: Element, new: bytes) -> Edit:
    """The edit that adds `new` at the end of an element's content, also where it is <a/>."""
    return _put_in(data, element, element.inner_end, new)


def _put_in(data: bytes, element: Element, at: int, new: bytes) -> Edit:
    if data[element.inner - 2 : element.inner] == b"/>":
        return spans.content(data, element, new)
    return at, at, new
