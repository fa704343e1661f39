"""What can be filled in beside quotes and sources: blank offsets and hashes, nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    for type_, record, field, file, sheet, cell, line, number, text in rows:
        value = text if number is None else number
        found.append(Fill(type_, record, field, file, sheet, cell, None if cell else line, value))
    return found


def left_alone(database: Database) -> int:
    """How many quotes without offsets stand nowhere, or in more places than one."""
    _, ((count,),) = database.fetch(
        "select count(*) from anchors join facts using (_row)"
        " where state not in ('found', 'shifted') and char_start is null"
    )
    return int(count)


def as_text(found: Sequence[Fill], left: int) -> str:
    lines = []
    for one in found:
        place = f"{one.file} {one.sheet}!{one.cell}" if one.sheet else f"{one.file}:{one.line}"
        lines.append(f"{place}  {one.record or ''}  {one.field} = {one.value}\n")
    lines.append(f"{len(found):,} blank cell{'' if len(found) == 1 else 's'} can be filled in\n")
    if left:
        lines.append(
            f"{left:,} quote{'' if left == 1 else 's'} left alone: not found in one place;"
            " factpack check says why\n"
        )
    return "".join(lines)


def as_json(found: Sequence[Fill], left: int) -> str:
    listed = [one._asdict() for one in found]
    return json.dumps({"fills": listed, "left_alone": left}, ensure_ascii=False, indent=2) + "\n"
