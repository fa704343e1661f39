"""What Excel does by itself to a row beneath a Table: formulas filled down, a fitting height."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Workbook
from toolkit.ooxml.filling.heights import Wrapped, height
from toolkit.ooxml.sheets.tables import Table
from toolkit.ooxml.sheets.written import Formula

_SIZE, _WIDTH, _LINE = 11.0, 8.43, 15.0  # of Excel's own workbooks
# What a formula says besides cells: texts, and columns of Tables with what their brackets hold.
_NO_CELLS = re.compile(r'"[^"]*"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]')
_CELL = re.compile(r"(?<![\w.])(?:\$?[A-Za-z]{1,3}\d|[A-Za-z]{1,3}\$\d|\$?\d+:\$?\d)")


def calculated(package: Package, table: Table, left: int) -> dict[int, Formula]:
    """By column number, the formulas of a Table's calculated columns (18.5.1.1).

    One that names cells beside columns is left out: it would be another in each row.
    """
    root = spans.read_spans(package.read(table.part), package.shown, table.part)
    found: dict[int, Formula] = {}
    for number, column in enumerate(root.every("tableColumn"), left):
        for each in column.children:
            if each.local != "calculatedColumnFormula" or names.yes(each.attributes.get("array")):
                continue
            text = decode(each.text)
            if text and not _CELL.search(_NO_CELLS.sub("", text)):
                found[number] = Formula(text)
    return found


class Looks:
    """The cell formats of a workbook (cellXfs, 18.8.10): what they say of numbers and of lines."""

    def __init__(self, package: Package, workbook: Workbook) -> None:
        part = package.target(workbook.part, "styles")
        root = spans.read_spans(package.read(part), package.shown, part) if part else None
        listed = root.child("cellXfs") if root is not None else None
        fonts = root.child("fonts") if root is not None else None
        self._formats = listed.children if listed is not None else []
        self._fonts = fonts.children if fonts is not None else []

    def general(self, style: str | None) -> bool:
        """Whether a number is shown without a format."""
        found = self._format(style)
        return found is None or not names.whole(found.attributes.get("numFmtId", "0"))

    def wraps(self, style: str | None) -> bool:
        """Whether a text is broken into lines."""
        found = self._format(style)
        said = found.child("alignment") if found is not None else None
        return said is not None and names.yes(said.attributes.get("wrapText"))

    def size(self, style: str | None) -> float:
        """How large the letters are, in points."""
        found = self._format(style)
        number = names.whole(found.attributes.get("fontId")) if found is not None else None
        if number is not None and number < len(self._fonts):
            size = self._fonts[number].child("sz")
            if size is not None:
                return size.number("val", _SIZE)
        return _SIZE

    def _format(self, style: str | None) -> spans.Element | None:
        number = names.whole(style or "0")
        return self._formats[number] if number is not None and number < len(self._formats) else None


def heights(
    data: bytes, root: spans.Element, wanted: Mapping[int, Sequence[tuple[str, float, float]]]
) -> Iterator[spans.Edit]:
    """The edits that make rows without a height as high as their texts need.

    `wanted` has by row each wrapped text, its column's width in characters, its letters' size. The
    height is written as Excel keeps one that it has fitted itself, so that it goes on fitting it.
    """
    number = 0
    for row in root.every("row"):
        number = names.whole(row.attributes.get("r")) or number + 1
        if number not in wanted or "ht" in row.attributes:
            continue
        said = wanted[number]
        columns = [Wrapped(n, width or _WIDTH, size) for n, (_, width, size) in enumerate(said)]
        needed = height([text for text, _, _ in said], columns)
        if needed > _LINE + 2:
            yield spans.attribute(data, row, "ht", f"{needed:g}")
