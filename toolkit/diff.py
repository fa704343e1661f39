"""What differs between two dossiers, workbooks or files of facts: by record, field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from toolkit.dossier import data_folder, find_dossier
from toolkit.errors import FactpackError
from toolkit.merge.match import aligned, match, signature
from toolkit.merge.reading import joined, kind_of, read_side
from toolkit.merge.side import Loose, Record, Side, Table
from toolkit.schemas import load_schemas

What = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    """One field as it was and as it is, as typed; None where blank."""

    field: str  # its key, or the heading where it is no field
    heading: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that only one side has, or that differs; `record` is its id, as B has it."""

    what: What
    type: str
    title: str
    record: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs. `loose` is what stands beside the records on one side alone."""

    records: tuple[Difference, ...]
    loose: tuple[tuple[What, Loose], ...]

    def __bool__(self) -> bool:
        return bool(self.records or self.loose)


def read(path: Path) -> Side:
    """Everything typed in a file, or in all files of a dossier's facts."""
    schemas = load_schemas(data_folder("schemas"))
    if not path.is_dir():
        if not path.exists():
            raise FactpackError(f"there is nothing at {path}", hint="name a file or a dossier")
        return read_side(path, path.name, schemas, kind_of(path))
    dossier = find_dossier(path)
    if not dossier.fact_files:
        raise FactpackError(f"{path} has no facts", hint="put a workbook into its facts/")
    tables: dict[str, Table] = {}
    loose: list[Loose] = []
    for file in dossier.fact_files:
        side = read_side(file, dossier.shown(file), schemas, kind_of(file))
        loose += side.loose
        for name, table in side.tables.items():
            tables[name] = joined(tables[name], table) if name in tables else table
    return Side(path.name, tables, tuple(loose))


def diff(one: Side, other: Side) -> Differences:
    """What differs from `one` to `other`; what means the same, however typed, does not."""
    found: list[Difference] = []
    for name in dict.fromkeys([*one.tables, *other.tables]):
        found += _of_tables(one.tables.get(name), other.tables.get(name))
    loose = [
        *(("removed", each) for each in _besides(one, other)),
        *(("added", each) for each in _besides(other, one)),
    ]
    return Differences(tuple(found), tuple(loose))  # type: ignore[arg-type]


def _besides(one: Side, other: Side) -> Iterator[Loose]:
    known = Counter((each.sheet.casefold(), each.text) for each in other.loose)
    for each in one.loose:
        if known[each.sheet.casefold(), each.text]:
            known[each.sheet.casefold(), each.text] -= 1
        else:
            yield each


def _of_tables(one: Table | None, other: Table | None) -> Iterator[Difference]:
    shown = other or one
    assert shown is not None  # one side has it
    one = one or replace(shown, columns=(), records=())
    other = aligned(one, other) if other else replace(shown, columns=(), records=())
    headings = {c.name: c.heading.rstrip(" *") for c in (*other.columns, *one.columns)}
    pairs = match(one, other)
    back = pairs.back()

    def told(what: What, was: Record, now: Record) -> Difference:
        label = other.label(now) or one.label(was)
        changes = [
            Change(name.removeprefix("~"), headings[name], _raw(was, name), _raw(now, name))
            for name in dict.fromkeys([*headings])
            if was.meaning(name) != now.meaning(name)
        ]
        return Difference(what, shown.type, shown.title, label, tuple(changes))

    nothing = Record({})
    for number, record in enumerate(one.records):
        if number not in back:
            yield told("removed", record, nothing)
        elif signature(record) != signature(other.records[back[number]]):
            yield told("changed", record, other.records[back[number]])
    for number, record in enumerate(other.records):
        if number not in pairs.of:
            yield told("added", nothing, record)


def _raw(record: Record, name: str) -> str | None:
    typed = record.cells.get(name)
    return typed.cell.raw if typed is not None else None


# -- telling it ------------------------------------------------------------------------------------

_SIGNS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}


def as_text(found: Differences) -> str:
    """One block a record: what it is, then each field, old → new."""
    lines: list[str] = []
    for each in found.records:
        lines.append(f"{_SIGNS[each.what]} {each.title} {each.record or '(without an id)'}")
        for change in each.changes:
            old, new = _shown(change.old), _shown(change.new)
            arrow = {"added": new, "removed": old}.get(each.what, f"{old} → {new}")
            lines.append(f"    {change.heading}: {arrow}")
    for what, loose in found.loose:
        lines.append(f"{_SIGNS[what]} {loose.sheet}!{loose.place}: {_shown(loose.text)}")
    counted = Counter(each.what for each in found.records)
    counts = [f"{counted[what]:,} {what}" for what in ("changed", "added", "removed")]
    if found.loose:
        counts.append(f"{len(found.loose):,} beside the records")
    lines.append(", ".join(counts) if found else "no difference")
    return "\n".join(lines) + "\n"


def _shown(text: str | None) -> str:
    return "(blank)" if text is None else text.replace("\r", "").replace("\n", "⏎")


def as_json(found: Differences) -> str:
    """The same for machines."""
    told = {
        "records": [
            {
                "what": each.what,
                "type": each.type,
                "record": each.record or None,
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in each.changes],
            }
            for each in found.records
        ],
        "beside": [{"what": what, **loose._asdict()} for what, loose in found.loose],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_workbook(found: Differences) -> bytes:
    """One row a field, to be filtered in Excel; the same differences are the same bytes."""
    from datetime import datetime

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    from toolkit.ooxml.container.package import Package
    from toolkit.ooxml.editing.newsheet import writable
    from toolkit.ooxml.editing.saved import as_bytes

    rows: list[Sequence[str | None]] = [
        (each.title, each.record, each.what, change.heading, change.old, change.new)
        for each in found.records
        for change in each.changes
    ]
    for what, loose in found.loose:
        old, new = (loose.text, None) if what == "removed" else (None, loose.text)
        rows.append((loose.sheet, loose.place, what, None, old, new))
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "Differences"
    for column, heading in enumerate(("Sheet", "Record", "What", "Field", "Old", "New"), 1):
        sheet.cell(1, column, heading).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, column)
                cell.value = writable(text)[:32_767]
                cell.data_type, cell.number_format = "s", "@"  # a text, however it begins
                cell.alignment = Alignment(wrap_text=column > 4, vertical="top")
    for letter, width in zip("ABCDEF", (16, 24, 10, 22, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(rows) + 1}"
    book.properties.creator = "factpack"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    return Package.open(as_bytes(book)).to_bytes({})


def lines_of(side: Side) -> Iterator[str]:
    """One line a field, sorted by record: what `git diff` compares of a workbook (textconv).

    A value is printed as it is read, so that a change of format is none.
    """
    for table in side.tables.values():
        order = {column.name: at for at, column in enumerate(table.columns)}
        headings = {column.name: column.heading.rstrip(" *") for column in table.columns}
        for record in sorted(table.records, key=lambda r: (table.label(r), signature(r))):
            label = table.label(record) or "(without an id)"
            for name in sorted(record.cells, key=lambda name: order[name]):
                said = record.cells[name].meaning
                text = said.partition(" ")[2] if said[0] != "?" else record.cells[name].cell.raw
                yield f"{table.title} {_shown(label)} {headings[name]}: {_shown(text)}"
    for loose in side.loose:
        yield f"{loose.sheet}!{loose.place}: {_shown(loose.text)}"
