"""Formats appended to a workbook's styles: every format that is there keeps its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.errors import FactpackError
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.revision import HEAD, Revision
from toolkit.ooxml.container.spans import Edit, Element

_MOST = 65_430  # cell formats that Excel keeps (MS-OI29500, 2.1.702)
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
# The order of a styles part (ECMA-376 Part 1, 18.8.39), and what a list begins with when it is
# made: a cell without a format has the first of each.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_FIRST = {
    "numFmts": (),
    "fonts": ('font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',),
    "fills": (
        'fill><{p}patternFill patternType="none"/></{p}fill>',
        'fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ),
    "cellXfs": ('xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_FIRST_NUMBER_FORMAT = 164  # smaller ids are built in (18.8.30)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell of factpack's own sheets is set; all else is the workbook's usual format."""

    bold: bool = False
    link: bool = False
    fill: str = ""  # as "FFD9E1F2"
    number_format: str = ""
    wrap: bool = True
    text: bool = False  # what stands in it is text, however it begins


class Restyle:
    """Formats asked for, each added once; `finish` puts them into the revision."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        part = revision.package.target(revision.workbook.part, "styles")
        if part is None:
            part = revision.beside_workbook("styles.xml")  # where readers look that guess
            if part in revision:
                part = revision.free_name(revision.beside_workbook("styles{}.xml"))
            made = f'{HEAD}<styleSheet xmlns="{revision.main}"></styleSheet>'
            revision.add(part, made.encode(), _STYLES_TYPE)
            revision.relate(revision.workbook.part, "styles", part)
        self.part = part
        self._data, self._root = revision.elements(self.part)
        self._prefix = spans.prefix(self._data, self._root).decode()
        self._there = {
            name: found.children if (found := self._root.child(name)) is not None else []
            for name in _FIRST
        }
        self._added: dict[str, list[bytes]] = {name: [] for name in _FIRST}
        for name, first in _FIRST.items():
            if not self._there[name]:
                written = (f"<{self._prefix}{one.format(p=self._prefix)}" for one in first)
                self._added[name] = [one.encode() for one in written]
        self._looks: dict[Look, int] = {}
        self._filled: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}
        self._formats: dict[str, int] = {}

    # -- what a cell can ask for ----------------------------------------------------------------

    def filled(self, index: int, fill: str) -> int:
        """The cell format `index` with a solid fill of this colour and all else its own."""
        key = (index, fill)
        if key not in self._filled:
            raw = self._raw("cellXfs", index)
            if raw is None:  # as a cell's that names no format
                raw = self._raw("cellXfs", 0) or b""
            raw = self._set(raw, fillId=str(self.fill(fill)), applyFill="1")
            self._filled[key] = self._add("cellXfs", raw)
        return self._filled[key]

    def look(self, look: Look) -> int:
        """The format of a cell that looks so."""
        if look not in self._looks:
            font = self._font(look) if look.bold or look.link else 0
            format = self._number_format(look.number_format) if look.number_format else 0
            fill = self.fill(look.fill) if look.fill else 0
            p = self._prefix
            wrap = ' wrapText="1"' if look.wrap else ""
            quoted = ' quotePrefix="1"' if look.text else ""
            raw = (
                f'<{p}xf numFmtId="{format}" fontId="{font}" fillId="{fill}" borderId="0"{quoted}'
                ' applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">'
                f'<{p}alignment vertical="top"{wrap}/></{p}xf>'
            )
            self._looks[look] = self._add("cellXfs", raw.encode())
        return self._looks[look]

    def fill(self, colour: str) -> int:
        """The number of a solid fill of this colour, as "FFD9E1F2"."""
        if colour not in self._fills:
            p = self._prefix
            raw = (
                f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/>'
                f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            )
            self._fills[colour] = self._add("fills", raw.encode())
        return self._fills[colour]

    def fill_of(self, index: int) -> Element | None:
        """The fill that the cell format `index` has; None where the part says none."""
        return self._part_of(index, "fillId", "fills")

    def font_of(self, index: int) -> Element | None:
        """The font that the cell format `index` has; None where the part says none."""
        return self._part_of(index, "fontId", "fonts")

    def _part_of(self, index: int, attribute: str, name: str) -> Element | None:
        listed, there = self._there["cellXfs"], self._there[name]
        if not 0 <= index < len(listed):
            return None
        number = names.whole(listed[index].attributes.get(attribute)) or 0
        return there[number] if number < len(there) else None

    def _font(self, look: Look) -> int:
        """The workbook's usual font, bold or as links are shown."""
        p = self._prefix
        usual = self._there["fonts"][0] if self._there["fonts"] else None
        size, name = "11", "Calibri"
        for each in usual.children if usual is not None else ():
            if each.local == "sz":
                size = each.attributes.get("val", size)
            elif each.local == "name":
                name = each.attributes.get("val", name)
        bold = f"<{p}b/>" if look.bold else ""
        under = f"<{p}u/>" if look.link else ""
        colour = f'<{p}color rgb="FF0563C1"/>' if look.link else ""
        said = spans.escape(name, quote=True)
        raw = (
            f'<{p}font>{bold}{under}<{p}sz val="{size}"/>{colour}<{p}name val="{said}"/></{p}font>'
        )
        return self._add("fonts", raw.encode())

    def _number_format(self, code: str) -> int:
        if code not in self._formats:
            used = [names.whole(e.attributes.get("numFmtId")) or 0 for e in self._there["numFmts"]]
            number = max([_FIRST_NUMBER_FORMAT - 1, *used, *self._formats.values()]) + 1
            said = spans.escape(code, quote=True)
            raw = f'<{self._prefix}numFmt numFmtId="{number}" formatCode="{said}"/>'
            self._add("numFmts", raw.encode())
            self._formats[code] = number
        return self._formats[code]

    # -- putting them in ------------------------------------------------------------------------

    def finish(self) -> None:
        """Put what was asked for into the revision."""
        if any(self._looks) or any(self._filled) or any(self._fills):
            self._revision.edit(self.part, list(self._edits()))

    def _edits(self) -> Iterator[Edit]:
        total = len(self._there["cellXfs"]) + len(self._added["cellXfs"])
        if total > _MOST:
            raise FactpackError(
                f"{self._revision.package.shown} would have {total:,} cell formats; "
                f"Excel keeps {_MOST:,}",
                hint="open it in Excel, delete formats that nothing needs, and save it",
            )
        missing: dict[int, bytes] = {}  # lists that are made, by the byte where they are put in
        for name, added in self._added.items():
            if not added:
                continue
            holder = self._root.child(name)
            number = len(self._there[name]) + len(added)
            written = b"".join(added)
            if holder is not None:
                if "count" in holder.attributes:
                    yield spans.attribute(self._data, holder, "count", str(number))
                yield self._appended(holder, written)
            else:
                at, tag = self._place(name), f"{self._prefix}{name}".encode()
                made = b'<%s count="%d">%s</%s>' % (tag, number, written, tag)
                missing[at] = missing.get(at, b"") + made
        yield from ((at, at, made) for at, made in missing.items())

    def _appended(self, holder: Element, new: bytes) -> Edit:
        """At the end of a list; one that is written <a/> ends with its start tag."""
        if self._data[holder.inner - 2 : holder.inner] == b"/>":
            close = f"</{self._prefix}{holder.local}>".encode()
            return holder.inner - 2, holder.inner, b">" + new + close
        return holder.inner_end, holder.inner_end, new

    def _place(self, name: str) -> int:
        """Where a list that is missing belongs: after those that come before it."""
        before = _ORDER[: _ORDER.index(name)]
        ends = [each.end for each in self._root.children if each.local in before]
        return max(ends, default=self._root.inner)

    def _add(self, name: str, raw: bytes) -> int:
        self._added[name].append(raw)
        return len(self._there[name]) + len(self._added[name]) - 1

    def _raw(self, name: str, index: int) -> bytes | None:
        there = self._there[name]
        if 0 <= index < len(there):
            return self._data[there[index].start : there[index].end]
        index -= len(there)
        return self._added[name][index] if 0 <= index < len(self._added[name]) else None

    def _set(self, raw: bytes, **attributes: str) -> bytes:
        """The element's bytes with these attributes."""
        for name, value in attributes.items():
            element = Element("", {}, 0, raw.index(b">") + 1)
            raw = spans.splice(raw, [spans.attribute(raw, element, name, value)])
        return raw
