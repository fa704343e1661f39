"""Conflicts as rows to tick: base, ours, theirs, a choice; and the choices read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from toolkit.decimals import grouped, in_full
from toolkit.errors import FactpackError
from toolkit.guarding import unguarded
from toolkit.merge.reading import CONFLICTS
from toolkit.merge.result import Conflict, Merge
from toolkit.merge.side import Record, Typed
from toolkit.ooxml.editing.newsheet import NewColumn, NewSheet, Shown, Value
from toolkit.readers.grid import Cell, Grid
from toolkit.schemas import plain

HEADINGS = ("Sheet", "Record", "Field", "Base", "Ours", "Theirs", "Choice", "Other", "Says")
CHOICES = ("ours", "theirs", "base", "other", "both")
_WIDTHS = (14, 22, 20, 34, 34, 34, 12, 24, 44)
_DATA = "_data"  # the hidden columns by which factpack finishes the merge
_CHUNK = 30_000  # a cell holds 32,767
_DIGITS = 15  # of a number that a cell keeps
_CHOICE, _OTHER, _SAYS_AT = 6, 7, 8
_SAYS = {
    "cell": "Both changed it. ours, theirs or base; or other, and the value in the next column",
    "deleted in ours": "OURS deleted the record that THEIRS changed. ours: it stays deleted;"
    " theirs: it comes back as THEIRS has it",
    "deleted in theirs": "THEIRS deleted the record that OURS changed. ours: it stays;"
    " theirs: it is deleted",
    "same id": "Both added a record under this id. both: THEIRS' gets the id under Other;"
    " ours: only OURS'; theirs: THEIRS' takes its place",
}
_WITHOUT_BASE = "Both say otherwise. ours or theirs; or other, and the value in the next column"
_ALLOWED = {
    "cell": ("ours", "theirs", "base", "other"),
    "deleted in ours": ("ours", "theirs"),
    "deleted in theirs": ("ours", "theirs"),
    "same id": ("ours", "theirs", "both"),
}


class Mergeable(NamedTuple):
    """What a merge that waits was made of: OURS' hash and name, and what the result is to be.

    `opens` is the sheet that OURS' workbook opens on.
    """

    hash: str
    ours: str
    result: str
    opens: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One conflict with the choice made: what the hidden columns say, and what was ticked."""

    number: int  # of its row
    data: Mapping[str, Any]
    choice: str
    other: Cell | None

    @property
    def kind(self) -> str:
        return str(self.data["kind"])

    @property
    def allowed(self) -> tuple[str, ...]:
        """The choices that can be carried out."""
        taken = ("base",) if self.data.get("no base") else ()
        return tuple(each for each in _ALLOWED[self.kind] if each not in taken)

    @property
    def name(self) -> str:
        """What people call it: "S-001 Quote"."""
        called = self.data["label"] or f"{self.data['type']} row {self.data['line']}"
        return f"{called} {self.data['heading']}".strip()

    def cell(self, side: str) -> Cell | None:
        """The cell of a cell conflict, as one side has it."""
        held = self.data[side]
        return Cell(*held) if held else None

    @property
    def theirs(self) -> dict[str, Cell]:
        """THEIRS' whole record by heading."""
        return {heading: Cell(*cell) for heading, cell in self.data["record"].items()}

    @property
    def made_of(self) -> Mergeable:
        """What the merge began with."""
        return Mergeable(*self.data["made of"])


class Unticked(FactpackError):
    """Conflicts that still wait for a choice, each by name."""


def fingerprint(record: Record) -> str:
    """A short hash of all that a record says, by which it is found again."""
    said = sorted((name, typed.meaning) for name, typed in record.cells.items() if typed.meaning)
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def rows_of(merge: Merge, now: Mapping[int, Record], made_of: Mergeable) -> Iterator[list[Value]]:
    """Each conflict as the values of its row, the hidden texts last.

    `now` gives, by id() of a record of OURS, the record as it stands in the copy.
    """
    for conflict in merge.conflicts:
        columns = (*conflict.table.columns, *merge.tables[conflict.table.type].columns)
        headings = {column.name: column.heading for column in columns}
        shown: list[Value] = [
            conflict.table.title,
            conflict.label,
            conflict.column.heading if conflict.column else "(the whole record)",
            *_shown(conflict, headings),
            None,
            conflict.proposed or None,
            _SAYS[conflict.kind] if _has_base(conflict) else _WITHOUT_BASE,
        ]
        text = json.dumps(_data(conflict, headings, now, made_of))
        yield [*shown, *(text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))]


def _has_base(conflict: Conflict) -> bool:
    """Whether base may be chosen: of a cell that no base has, it would only clear the cell."""
    return conflict.kind != "cell" or conflict.base is not None


def _shown(conflict: Conflict, columns: Mapping[str, str]) -> list[Value]:
    if conflict.column is not None:
        cells = [conflict.cell(side) for side in ("base", "ours", "theirs")]
        said = [_of_cell(typed.cell) if typed else "(blank)" for typed in cells]
        return [said[0] if conflict.base is not None else None, *said[1:]]
    told_of: list[Value] = []
    for record in (conflict.base, conflict.ours, conflict.theirs):
        if record is None:
            told_of.append("(not there)" if conflict.kind == "same id" else "(deleted)")
            continue
        was = conflict.base if record is not conflict.base else None
        told = [
            f"{columns.get(name, name)}: {readable(typed.cell)}"
            for name, typed in record.cells.items()
            if was is None or was.meaning(name) != typed.meaning
        ]
        told += [
            f"{columns.get(name, name)}: (cleared)"
            for name in (was.cells if was else ())
            if name not in record.cells
        ]
        told_of.append("\n".join(told))
    return told_of


def _of_cell(cell: Cell) -> Value:
    """What a cell holds, as Excel shows it best: a number with its thousands apart, a day."""
    if (
        cell.kind in ("number", "percent")
        and len(cell.raw.strip("-0.").replace(".", "")) <= _DIGITS
    ):
        number = Decimal(cell.raw)
        places = max(-int(number.normalize().as_tuple().exponent), 0)
        if cell.kind == "percent":
            places = max(places - 2, 0)
        after = f".{'0' * places}" if places else ""
        return Shown(number, f"0{after}%" if cell.kind == "percent" else f"#,##0{after}")
    if cell.kind == "date" and len(cell.raw) == len("2025-09-12"):
        return date.fromisoformat(cell.raw)
    return cell.raw


def readable(cell: Cell) -> str:
    """What a cell holds, as text: 1,234,567 and 84 %."""
    try:
        if cell.kind == "percent":
            return f"{in_full(Decimal(cell.raw) * 100)} %"
        if cell.kind == "number":
            return grouped(Decimal(cell.raw))
    except ArithmeticError:
        pass
    return cell.raw


def _data(
    conflict: Conflict,
    headings: Mapping[str, str],
    now: Mapping[int, Record],
    made_of: Mergeable,
) -> dict[str, Any]:
    mine = now.get(id(conflict.ours)) if conflict.ours else None
    record = conflict.theirs
    return {
        "kind": conflict.kind,
        "type": conflict.table.type,
        "label": conflict.label,
        "heading": headings[conflict.column.name] if conflict.column else "",
        "sheet": mine.sheet if mine else "",
        "line": mine.line if mine else 0,
        "says": fingerprint(mine) if mine else "",
        "base": _pair(conflict.cell("base")),
        **({} if _has_base(conflict) else {"no base": True}),
        "ours": _pair(conflict.cell("ours")),
        "theirs": _pair(conflict.cell("theirs")),
        "record": {
            headings.get(name, name): list(typed.cell)
            for name, typed in (record.cells if record else {}).items()
        },
        "proposed": conflict.proposed,
        "made of": list(made_of),
    }


def _pair(typed: Typed | None) -> list[str] | None:
    return list(typed.cell) if typed else None


def as_sheet(rows: Sequence[Sequence[Value]]) -> NewSheet:
    """The sheet that goes into a copy of OURS' workbook."""
    hidden = max(len(row) for row in rows) - len(HEADINGS)
    based = any(row[_SAYS_AT] != _WITHOUT_BASE for row in rows)
    choices = tuple(each for each in CHOICES if based or each != "base")
    columns = [
        NewColumn(
            heading,
            width,
            choices=choices if number == _CHOICE else (),
            fill="FFFFF2CC" if number in (_CHOICE, _OTHER) else "",
        )
        for number, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True))
    ]
    columns += [NewColumn(f"{_DATA}{n or ''}", 10, False, True) for n in range(hidden)]
    return NewSheet(CONFLICTS, columns, rows, "FFC00000")


def as_texts(rows: Sequence[Sequence[Value]]) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of a CSV of conflicts."""
    hidden = max(len(row) for row in rows) - len(HEADINGS)
    headings = [*HEADINGS, *(f"{_DATA}{n or ''}" for n in range(hidden))]
    return headings, [[_text(value) for value in row] for row in rows]


def _text(value: Value) -> str:
    if isinstance(value, Shown):
        return in_full(value.value)
    return "" if value is None else str(value)


def read_choices(grid: Grid) -> list[Chosen]:
    """Every conflict with its choice. Raises FactpackError where the sheet is no longer whole."""
    if not grid.rows:
        raise FactpackError(f"{grid.file}: its {CONFLICTS} are empty", hint="merge again")
    by_heading = {plain(cell.raw): number for number, cell in grid.rows[0].cells.items()}
    choice, other = by_heading.get("choice"), by_heading.get("other")
    data = [number for heading, number in by_heading.items() if heading.startswith("data")]
    if choice is None or other is None or not data:
        raise FactpackError(
            f"{grid.file}: its {CONFLICTS} have lost a column that finishing needs",
            hint="merge again, and leave the columns there, the hidden ones too",
        )
    chosen = []
    for row in grid.rows[1:]:
        pieces = [row.cells[n].raw for n in sorted(data) if n in row.cells]
        text = "".join(map(unguarded, pieces) if grid.sheet is None else pieces)
        try:
            held = json.loads(text)
        except ValueError:
            raise FactpackError(
                f"{grid.file}: row {row.number} of its {CONFLICTS} has lost what finishing needs",
                hint="merge again, and leave the hidden columns as they are",
            ) from None
        ticked = row.cells[choice].raw.strip().casefold() if choice in row.cells else ""
        chosen.append(Chosen(row.number, held, ticked, row.cells.get(other)))
    return chosen


def check_choices(chosen: Sequence[Chosen]) -> None:
    """Raise FactpackError that names every conflict without a choice that can be carried out."""
    told = []
    for one in chosen:
        allowed = one.allowed
        if not one.choice:
            told.append(f"{one.name} (row {one.number}): nothing is chosen")
        elif one.choice not in allowed:
            told.append(
                f"{one.name} (row {one.number}): '{one.choice}' is none of {', '.join(allowed)}"
            )
        elif one.choice == "other" and one.other is None:
            told.append(f"{one.name} (row {one.number}): other is chosen, and Other is blank")
        elif one.choice == "both" and one.other is None:
            told.append(f"{one.name} (row {one.number}): both is chosen, and Other has no new id")
    if told:
        raise waiting(told)


def waiting(told: Sequence[str]) -> Unticked:
    """What to say of conflicts without a choice that can be carried out, a line each."""
    count = f"{len(told)} conflict{'s wait' if len(told) > 1 else ' waits'} for a choice"
    return Unticked("\n  ".join([f"{count}:", *told]), hint="choose, save, and resolve again")
