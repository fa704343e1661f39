"""A workbook's one Table filled with made-up rows, for tests of all that stands around it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.fill import Block, Filled, fill, lay_out
from toolkit.ooxml.filling.finish import Properties, finish
from toolkit.ooxml.filling.slots import Slot, Template
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.sheets.rows import Column, Kind, Looks, row_chunks


class Made:
    """A filled template: its bytes, its parts, and what filling told."""

    def __init__(self, before: Package, data: bytes, told: Filled, moved: tuple[str, ...]) -> None:
        self.before, self.bytes, self.told, self.moved = before, data, told, moved
        self.package = Package.open(data)

    @cached_property
    def book(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.bytes))

    def part(self, name: str) -> str:
        return self.package.read(name).decode()


def filled(
    source: Path | bytes, rows: Mapping[str, int], *, words: Mapping[str, Any] | None = None
) -> Made:
    """Each named Table with so many rows: the nth has a text n0, n1 … or a number 10, 20 …"""
    package = Package.open(source)
    template = Template(package, read_workbook_part(package))
    layout = lay_out(template, rows)
    styles = Styles(package, template.workbook.part)
    blocks = []
    for name, count in rows.items():
        slot = layout.after[name]
        columns = [_column(slot, n) for n in range(len(slot.columns))]
        looks = Looks(template.workbook.dates, styles.quoted, {}, slot.row_attributes)
        values: Sequence[Sequence[Any]] = [
            [f"n{n}" if c.kind == "text" else (n + 1) * 10 for c in columns] for n in range(count)
        ]
        chunks = row_chunks(columns, values, slot.first, looks, lambda c, r: f"cell {c},{r}")
        blocks.append(Block(slot, count, tuple(chunks)))
    told = fill(layout, blocks, words or {"title": "A title"}, "en")
    properties = Properties("T", "factpack", "en", date(2025, 9, 26))
    parts = finish(template, dict(told.replaced), layout.moves,
                   calculate=bool(told.uncalculated), properties=properties)  # fmt: skip
    return Made(package, package.to_bytes(parts), told, layout.moved())


def _column(slot: Slot, n: int) -> Column:
    column = slot.columns[n]
    kind: Kind = "formula" if column.formula else "text" if n == 0 else "number"
    made = Column(column.number, column.heading, kind, column.style, n, formula=column.formula)
    return made._replace(array=column.array, dynamic=column.dynamic)
