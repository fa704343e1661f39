"""Blank cells for offsets and hashes, and what belongs into each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from toolkit.database import Database


class Fill(NamedTuple):
    """A blank cell and what belongs there."""

    type: str
    record: str | None
    field: str
    file: str
    sheet: str | None
    cell: str | None
    line: int | None
    value: int | str

    @property
    def place(self) -> str:
        return f"{self.file} {self.sheet}!{self.cell}" if self.sheet else f"{self.file}:{self.line}"

    @property
    def row(self) -> int:
        """The sheet's row or the file's line."""
        return self.line or int(re.sub("[^0-9]", "", self.cell or "")) or 0


def fills(database: Database) -> list[Fill]:
    """Every blank offset of a quote that stands in one place, every blank hash of a source."""
    _, rows = database.fetch(
        """
        with wanted as (
          select _row, 'char_start' as field, found_start as number, null as text
          from anchors where state = 'found'
          union all
          select _row, 'char_end', found_end, null from anchors where state = 'found'
          union all
          select _row, 'sha256', null, sha256 from texts where problem is null
        )
        select w.type, w.id, d.field, w.file, w.sheet, p.letter || w.line, w.line, d.number, d.text
        from wanted d join rows w using (_row)
        left join places p on p._sheet = w._sheet and p.field = d.field
        where not exists (from cells c where c.row = d._row and c.field = d.field)
        order by w.file, w.sheet, w.line, d.field desc
        """
    )
    found = []
    for type_, record, field_, file, sheet, cell, line, number, text in rows:
        value = text if number is None else number
        found.append(Fill(type_, record, field_, file, sheet, cell, None if cell else line, value))
    return found


def left_alone(database: Database) -> int:
    """How many quotes without offsets stand nowhere, or in more places than one."""
    _, ((found,),) = database.fetch(
        "select count(*) from anchors join facts using (_row)"
        " where state not in ('found', 'shifted') and char_start is null"
    )
    return int(found)
