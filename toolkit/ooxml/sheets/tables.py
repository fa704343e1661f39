"""The Excel Tables of a sheet: where they stand and what their columns are called."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.sheets.address import area_of

_LABELS = 2  # "Total", and one more text


class Table(NamedTuple):
    """One table part (ECMA-376 Part 1, 18.5.1.2)."""

    part: str
    name: str  # what formulas call it: displayName
    reference: str  # "A3:F9", headings and totals included
    columns: tuple[str, ...]
    heading_rows: int  # 1, or 0 where the headings are switched off
    totals_rows: int
    labelled: frozenset[int] = frozenset()  # columns, from 0, whose total row has a label
    totalled: frozenset[int] = frozenset()  # and those in which it holds a formula

    def total_row(self, filled: Collection[int]) -> int | None:
        """The number of its total row, where nothing but labels and formulas stands in it.

        `filled` are the columns that hold something in the Table's last row. A record that somebody
        typed over the total row is one.
        """
        area = area_of(self.reference)
        if not self.totals_rows or area is None:
            return None
        here = {column - area[0] for column in filled if area[0] <= column <= area[2]}
        labels = here & self.labelled - self.totalled
        of_totals = here <= self.labelled | self.totalled and len(labels) <= _LABELS
        return area[3] if of_totals else None


def read_tables(package: Package, sheet_part: str) -> tuple[Table, ...]:
    """The tables of one sheet, in the order of its relationships."""
    return tuple(
        _table(package, each.target)
        for each in package.relationships(sheet_part)
        if names.kind(each.type) == "table" and not each.external
    )


def _table(package: Package, part: str) -> Table:
    path: list[str] = []
    said: markup.Attributes = {}
    columns: list[str] = []
    labelled: set[int] = set()
    totalled: set[int] = set()

    def start(tag: str, attributes: markup.Attributes) -> None:
        path.append(names.local(tag))
        if path == ["table"]:
            said.update(attributes)
        elif path == ["table", "tableColumns", "tableColumn"]:
            if attributes.get("totalsRowLabel"):
                labelled.add(len(columns))
            if attributes.get("totalsRowFunction", "none") != "none":
                totalled.add(len(columns))
            columns.append(decode(attributes.get("name", "")))

    def end(_: str) -> None:
        path.pop()

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end)
    name = decode(said.get("displayName") or said.get("name", ""))
    if not name or "ref" not in said:
        raise UnreadableFile(
            f"{package.shown}: its part {part} is no table, or has no name or place",
            hint="open it in Excel, let it repair the file, and save it anew",
        )
    return Table(
        part,
        name,
        said["ref"],
        tuple(columns),
        0 if said.get("headerRowCount") == "0" else 1,
        1 if said.get("totalsRowCount", "0") != "0" else 0,
        frozenset(labelled),
        frozenset(totalled),
    )
