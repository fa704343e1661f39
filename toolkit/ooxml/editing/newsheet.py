"""A worksheet added to a workbook that exists: all its other sheets and parts stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from math import ceil

from toolkit.errors import FactpackError
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import HEAD, Revision, put_in
from toolkit.ooxml.container.spans import Edit, Element
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.editing.restyle import Look, Restyle
from toolkit.ooxml.filling.opening import open_on
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.rows import LONGEST, plain, serial, text_cell

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31  # UTF-16 units of a sheet's name (Microsoft: Excel specifications and limits)
_LONGEST_LIST = 255  # characters of a drop-down's own list (the same page)
_MOST_LINKS = 65_530
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a place of the workbook: 'Facts'!F12."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A number and the format that shows it: 1234567 as #,##0."""

    value: Decimal
    number_format: str


Value = str | Decimal | int | bool | date | Linked | Shown | None


@dataclass(frozen=True, slots=True)
class NewColumn:
    """One column: its heading, its width in characters, and what a person may choose in it."""

    heading: str
    width: float = 16
    wrap: bool = True
    hidden: bool = False
    choices: tuple[str, ...] = ()  # a drop-down below the heading
    fill: str = ""  # the colour of its cells, as "FFFFF2CC"


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet with one heading row, which stays in sight, and a row of values for each of `rows`.

    A text longer than a cell holds is cut, with an ellipsis; no text becomes a formula.
    """

    name: str
    columns: Sequence[NewColumn]
    rows: Sequence[Sequence[Value]]
    colour: str = ""  # of its tab, as "FFC00000"
    looks: Mapping[tuple[int, int], str] | None = None  # fills by (row, column), from 0


def with_sheet(package: Package, new: NewSheet, *, opens: bool = False) -> dict[str, bytes | None]:
    """The parts that change or come when `new` is added, as `Package.to_bytes` takes them.

    With `opens` the workbook opens on it.
    """
    revision = Revision(package)
    styles = Restyle(revision)
    add_sheet(revision, styles, new)
    styles.finish()
    if opens:
        open_on(revision, len(revision.workbook.sheets))
    return revision.replaced


def add_sheet(revision: Revision, styles: Restyle, new: NewSheet) -> Sheet:
    """Add `new` after the last sheet, under its name or the next one that is free.

    The caller finishes `styles`, which may serve other changes too.
    """
    workbook = revision.workbook
    name = free_sheet_name(new.name, [sheet.name for sheet in workbook.sheets])
    part = revision.free_name(revision.beside_workbook("worksheets/sheet{}.xml"))
    revision.add(part, _Written(revision, styles, new).part(), _TYPE)
    key = revision.relate(workbook.part, "worksheet", part)
    _list(revision, name, key)
    _tell_properties(revision, name, len(workbook.sheets))
    return Sheet(name, part, "visible", "worksheet")


def free_sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel allows and no other sheet has, whatever its case: "Findings (2)"."""
    plain_name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'") or "Sheet"
    known = {each.casefold() for each in taken} | {"history"}  # Excel keeps that one for itself
    for number in count(1):
        after = f" ({number})" if number > 1 else ""
        name = _cut_units(plain_name, _LONGEST_NAME - len(after)).rstrip("' ") + after
        if name.casefold() not in known:
            break
    return name


def _cut_units(text: str, most: int) -> str:
    """The text's beginning that has at most so many UTF-16 units."""
    if len(text) * 2 <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")


class _Written:
    """The sheet's own part, as bytes."""

    def __init__(self, revision: Revision, styles: Restyle, new: NewSheet) -> None:
        self.revision, self.styles, self.new = revision, styles, new
        self.links: list[str] = []

    def part(self) -> bytes:
        body = "".join(self._rows())
        return "".join(
            (
                f'{HEAD}<worksheet xmlns="{self.revision.main}">',
                self._properties(),
                '<sheetViews><sheetView workbookViewId="0">',
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
                '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>',
                "</sheetView></sheetViews>",
                self._columns(),
                f"<sheetData>{body}</sheetData>",
                self._choices(),
                f"<hyperlinks>{''.join(self.links)}</hyperlinks>" if self.links else "",
                '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" '
                'footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>',
                "</worksheet>",
            )
        ).encode()

    def _properties(self) -> str:
        colour = f'<tabColor rgb="{self.new.colour}"/>' if self.new.colour else ""
        return f'<sheetPr>{colour}<pageSetUpPr fitToPage="1"/></sheetPr>'

    def _columns(self) -> str:
        made = "".join(
            f'<col min="{n}" max="{n}" width="{column.width:g}" customWidth="1"'
            + (' hidden="1"/>' if column.hidden else "/>")
            for n, column in enumerate(self.new.columns, 1)
        )
        return f"<cols>{made}</cols>" if made else ""

    def _rows(self) -> Iterator[str]:
        heading = self.styles.look(Look(bold=True, fill="FFD9E1F2", text=True))
        cells = (
            text_cell(f"{letters_of(n)}1", heading, column.heading, self.new.name)
            for n, column in enumerate(self.new.columns, 1)
        )
        yield f'<row r="1">{"".join(cells)}</row>'
        fills = self.new.looks or {}
        for at, row in enumerate(self.new.rows):
            made = (
                self._cell(at, n, value, fills.get((at, n), self.new.columns[n].fill))
                for n, value in enumerate(row)
                if value is not None or self.new.columns[n].fill or self.new.columns[n].choices
            )
            # Without customHeight: a height as Excel keeps one that it has fitted itself.
            yield f'<row r="{at + 2}" ht="{self._height(row):g}">{"".join(made)}</row>'

    def _height(self, row: Sequence[Value]) -> float:
        """In points, so that wrapped texts show; a row has 409 at most."""
        lines = 1
        for column, value in zip(self.new.columns, row, strict=False):
            text = value.text if isinstance(value, Linked) else value
            if isinstance(text, str) and column.wrap:
                across = max(column.width - 1, 1)
                lines = max(lines, sum(ceil(max(len(t), 1) / across) for t in text.split("\n")))
        return min(15.0 * lines, 409.0)

    def _cell(self, row: int, column: int, value: Value, fill: str) -> str:
        address, wrap = f"{letters_of(column + 1)}{row + 2}", self.new.columns[column].wrap
        if value is None:
            return f'<c r="{address}" s="{self.styles.look(Look(fill=fill, wrap=wrap))}"/>'
        if isinstance(value, bool):
            style = self.styles.look(Look(fill=fill, wrap=wrap))
            return f'<c r="{address}" s="{style}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, Linked) and len(self.links) < _MOST_LINKS:
            to = spans.escape(encode(value.to), quote=True)
            self.links.append(f'<hyperlink ref="{address}" location="{to}"/>')
            return self._text(address, value.text, Look(link=True, fill=fill, wrap=wrap, text=True))
        if isinstance(value, Linked):
            value = value.text
        if isinstance(value, date):
            try:
                shown = serial(value, self.revision.workbook.dates, address)
            except FactpackError:  # before the workbook's first day
                return self._text(address, value.isoformat(), Look(fill=fill, wrap=wrap, text=True))
            style = self.styles.look(Look(fill=fill, wrap=wrap, number_format="yyyy-mm-dd"))
            return f'<c r="{address}" s="{style}"><v>{shown}</v></c>'
        if isinstance(value, str):
            return self._text(address, value, Look(fill=fill, wrap=wrap, text=True))
        number_format = value.number_format if isinstance(value, Shown) else ""
        number = value.value if isinstance(value, Shown) else value
        style = self.styles.look(Look(fill=fill, wrap=wrap, number_format=number_format))
        return f'<c r="{address}" s="{style}"><v>{plain(number)}</v></c>'

    def _text(self, address: str, text: str, look: Look) -> str:
        kept = _cut_units(text, LONGEST)
        if kept != text:
            kept = _cut_units(text, LONGEST - 1) + _CUT
        return text_cell(address, self.styles.look(look), writable(kept), address)

    def _choices(self) -> str:
        made = []
        last = max(len(self.new.rows), 1) + 1
        for n, column in enumerate(self.new.columns, 1):
            if not column.choices:
                continue
            said = ",".join(column.choices)
            if len(said) > _LONGEST_LIST or any("," in one for one in column.choices):
                raise FactpackError(f"Excel cannot offer the choices {said[:80]!r} in a drop-down")
            said = spans.escape(encode(said.replace('"', '""')))
            letter = letters_of(n)
            made.append(
                f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
                f'sqref="{letter}2:{letter}{last}"><formula1>"{said}"</formula1></dataValidation>'
            )
        if not made:
            return ""
        return f'<dataValidations count="{len(made)}">{"".join(made)}</dataValidations>'


def writable(text: str) -> str:
    """The text with a mark in place of what no workbook can hold (lone surrogates, U+FFFE)."""
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def _list(revision: Revision, name: str, key: str) -> None:
    """The workbook's own entry of the sheet (18.2.19), under an id that no sheet had."""
    part = revision.workbook.part
    data, root = revision.elements(part)
    holder = root.child("sheets")
    assert holder is not None  # a workbook without sheets is refused on reading
    used = (names.whole(each.attributes.get("sheetId")) or 0 for each in holder.children)
    new = (
        f'sheet xmlns:r="{revision.office}" name="{spans.escape(encode(name), quote=True)}" '
        f'sheetId="{max(used, default=0) + 1}" r:id="{key}"/>'
    )
    written = b"<" + spans.prefix(data, holder) + new.encode()
    revision.edit(part, [put_in(data, holder, written)])


def _tell_properties(revision: Revision, name: str, sheets: int) -> None:
    """The document's list of its sheets (Part 1, 22.2.2.30), where it has one that is in order."""
    for each in revision.relationships(""):
        if each.type.endswith("/extended-properties") and each.target in revision:
            data, root = revision.elements(each.target)
            revision.edit(each.target, _in_properties(data, root, name, sheets))


def _in_properties(data: bytes, root: Element, name: str, sheets: int) -> list[Edit]:
    pairs, titles = root.child("HeadingPairs"), root.child("TitlesOfParts")
    numbers = list(pairs.every("i4")) if pairs is not None else []
    vectors = titles.children if titles is not None else []
    if not numbers or len(vectors) != 1 or "size" not in vectors[0].attributes:
        return []
    listed = [each.text for each in vectors[0].children]
    worksheets = names.whole(numbers[0].text) or 0
    if not 0 < worksheets <= len(listed) or worksheets > sheets:
        return []
    after = vectors[0].children[worksheets - 1]
    tag = spans.raw_name(data, after)
    new = b"<%s>%s</%s>" % (tag, spans.escape(encode(name)).encode(), tag)
    return [
        spans.text_content(data, numbers[0], str(worksheets + 1)),
        spans.attribute(data, vectors[0], "size", str(len(listed) + 1)),
        (after.end, after.end, new),
    ]
