"""Whether a hostile file was read rightly, or refused or told by its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from attacks.base import Case, Lines, Read, Refused, base_cells

from toolkit.errors import UnreadableFile
from toolkit.readers import read
from toolkit.readers.grid import Grid, column_letter

SHOWN = "facts/{}"


class Verdict(NamedTuple):
    """What factpack did. `silent` is the worst: another value, and not a word of it."""

    wrong: str  # "" where it did right
    said: str
    silent: bool = False


def verdict(path: Path, case: Case) -> Verdict:
    """Reads the file as every command does, and holds what came against what is right."""
    shown = SHOWN.format(path.name)
    try:
        grids = read(path, shown)
    except UnreadableFile as refusal:
        return _of_refusal(refusal, case, path.name)
    if isinstance(case.expected, Refused):
        return Verdict("it is read, and should be refused", _remarks(grids), silent=True)
    if isinstance(case.expected, Lines):
        return _of_lines(grids, case.expected)
    return _of_reading(grids, case.expected)


def _of_refusal(refusal: UnreadableFile, case: Case, name: str) -> Verdict:
    said = refusal.what
    if not isinstance(case.expected, Refused):
        return Verdict("it is refused, and should be read", said)
    if name not in said:
        return Verdict("the refusal does not name the file", said)
    if not re.search(case.expected.says, said, re.DOTALL):
        return Verdict(f"the refusal does not say {case.expected.says!r}", said)
    return Verdict("" if refusal.hint else "the refusal has no hint", said)


def cells(grids: tuple[Grid, ...]) -> dict[str, str]:
    """Every cell as typed, by "Sheet!A1"."""
    return {
        f"{grid.sheet}!{column_letter(column)}{row.number}": cell.raw
        for grid in grids
        for row in grid.rows
        for column, cell in row.cells.items()
    }


def _of_reading(grids: tuple[Grid, ...], expected: Read) -> Verdict:
    found, said = cells(grids), _remarks(grids)
    right = {k: v for k, v in (base_cells() | dict(expected.cells)).items() if v is not None}
    told = {
        (remark.code, remark.cell or (str(remark.line) if remark.line else None))
        for grid in grids
        for remark in grid.remarks
    }
    sheets = tuple(grid.sheet for grid in grids)
    if sheets != expected.sheets:
        return Verdict(f"the sheets are {sheets}", said, silent=True)
    if found != right:
        gone = {k: v for k, v in right.items() if found.get(k) != v}
        came = {k: v for k, v in found.items() if right.get(k) != v}
        return Verdict(f"expected {gone}, found {came}", said, silent=not told)
    if told != set(expected.told):
        return Verdict(f"told {sorted(told, key=str)}", said, silent=not told)
    return Verdict("", said)


def _of_lines(grids: tuple[Grid, ...], expected: Lines) -> Verdict:
    (grid,) = grids
    said = _remarks(grids)
    found = {
        row.number: tuple(
            row.cells[at].raw if at in row.cells else "" for at in range(1, max(row.cells) + 1)
        )
        for row in grid.rows
    }
    told = tuple((one.code, None if one.line is None else str(one.line)) for one in grid.remarks)
    if found != dict(expected.rows):
        return Verdict(f"found {found}"[:2_000], said, silent=not told)
    if told != tuple(expected.told):
        return Verdict(f"told {told}", said, silent=not told)
    return Verdict("", said)


def _remarks(grids: tuple[Grid, ...]) -> str:
    return "; ".join(
        f"{remark.code} {grid.sheet}!{remark.cell} {remark.says}"
        for grid in grids
        for remark in grid.remarks
    )
