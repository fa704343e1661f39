"""One side of a merge: its records by type, and what is typed there that belongs to no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from toolkit.readers.grid import Cell
from toolkit.records.meaning import BLANK, meaning_of
from toolkit.schemas import Field


class Typed(NamedTuple):
    """A cell as typed, what it means, and whether a formula stands behind it."""

    cell: Cell
    meaning: str
    formula: bool = False


class Column(NamedTuple):
    """A column by its name: its field's key, or "~" and the heading where it is no field."""

    name: str
    heading: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells that are not blank, by column name, and where it stands."""

    cells: Mapping[str, Typed]
    key: str = ""  # of the hidden column
    sheet: str = ""
    line: int = 0

    def meaning(self, name: str) -> str:
        """What its cell in that column means; "" for a blank."""
        typed = self.cells.get(name)
        return typed.meaning if typed is not None else BLANK


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in its file a table's records stand; columns by name, counted from 1.

    `header` is the row of headings, `last` that of the last record; `key` the hidden column.
    """

    header: int
    last: int
    columns: Mapping[str, int]
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one type. `identity` are the columns that identify one: ("id",)."""

    type: str
    title: str
    identity: tuple[str, ...]
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    decimal_point: bool = False
    spots: Mapping[str, Spot] = field(default_factory=dict)  # by sheet; "" outside workbooks

    @property
    def names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    def label(self, record: Record) -> str:
        """What people call the record; "" where nothing that identifies it is typed."""
        parts = [record.cells[name].cell.raw for name in self.identity if name in record.cells]
        return "/".join(parts)

    def renamed(self, names: Mapping[str, Column]) -> Table:
        """With columns called as in another table, and their cells read as its fields."""
        if not names:
            return self
        columns = tuple(
            column._replace(name=names[column.name].name, field=names[column.name].field)
            if column.name in names
            else column
            for column in self.columns
        )
        spots = {sheet: _renamed(spot, names) for sheet, spot in self.spots.items()}
        records = tuple(self._reread(record, names) for record in self.records)
        return replace(self, columns=columns, records=records, spots=spots)

    def _reread(self, record: Record, names: Mapping[str, Column]) -> Record:
        cells: dict[str, Typed] = {}
        for name, typed in record.cells.items():
            if name in names:
                new = names[name]
                meaning = meaning_of(typed.cell, new.field, decimal_point=self.decimal_point)
                cells[new.name] = typed._replace(meaning=meaning)
            else:
                cells[name] = typed
        return replace(record, cells=cells)


def _renamed(spot: Spot, names: Mapping[str, Column]) -> Spot:
    columns = {
        names[name].name if name in names else name: number for name, number in spot.columns.items()
    }
    return replace(spot, columns=columns)


class Loose(NamedTuple):
    """Something typed that belongs to no record: beside the headings, on a sheet of its own."""

    sheet: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """Everything typed in one file."""

    shown: str
    tables: Mapping[str, Table] = field(default_factory=dict)
    loose: tuple[Loose, ...] = ()
