"""What a merge came to, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from toolkit.disk.inplace import SEES_WHAT_IS_NEW
from toolkit.merge.conflicts import readable
from toolkit.merge.files import Done
from toolkit.merge.result import Conflict


def as_text(done: Done) -> str:
    """What was merged, what waits, which files were written."""
    return "".join(f"{line}\n" for line in _lines(done))


def _lines(done: Done) -> Iterator[str]:
    yield done.base.how + ("" if done.base.side else "; only what is beyond doubt is merged")
    yield _counted(done)
    yield from done.merge.notes
    if done.merge.rescue:
        count = len(done.merge.rescue)
        yield f"{count:,} cell{'s' if count > 1 else ''} of THEIRS beside its records rescued"
    if unplaced := sum(done.unplaced):
        changes = f"{unplaced:,} change{'s' if unplaced > 1 else ''} of THEIRS"
        yield f"{changes} found no place in OURS, and {'are' if unplaced > 1 else 'is'} rescued"
    for conflict in done.merge.conflicts:
        yield f"conflict: {_told(conflict)}"
    if not done.written:
        yield "nothing to write: OURS has it all"
    elif done.merge.conflicts:
        yield f"choose in {done.written[0]}, then factpack merge --resolve {done.written[0]}"
    else:
        yield f"written: {', '.join(map(str, done.written))}"
    if done.backup is not None:
        yield f"before: {done.backup}"
    if done.formulas and done.written:
        yield SEES_WHAT_IS_NEW


def _counted(done: Done) -> str:
    tables = done.merge.tables.values()
    unplaced = done.unplaced
    edited = sum(len(r.edits) for t in tables for r in t.records if r.ours is not None)
    edited -= unplaced.cells
    added = sum(len(t.added) for t in tables) - unplaced.added
    deleted = sum(len(t.deleted) for t in tables) - unplaced.deleted
    conflicts = len(done.merge.conflicts)
    said = (
        (edited, "cell", "taken from THEIRS"),
        (added, "record", "added"),
        (deleted, "record", "deleted"),
        (conflicts, "conflict", "to choose in"),
    )
    return ", ".join(f"{n:,} {what}{'' if n == 1 else 's'} {did}" for n, what, did in said)


def _told(conflict: Conflict) -> str:
    where = f"{conflict.table.title} {conflict.label or '(without an id)'}"
    if conflict.column is None:
        return {
            "deleted in ours": f"{where}: OURS deleted what THEIRS changed",
            "deleted in theirs": f"{where}: THEIRS deleted what OURS changed",
        }.get(conflict.kind, f"{where}: both added a record under this id")
    base, ours, theirs = (conflict.cell(side) for side in ("base", "ours", "theirs"))
    texts = [repr(readable(typed.cell)[:60]) if typed else "blank"
             for typed in (base, ours, theirs)]  # fmt: skip
    was = f" (it was {texts[0]})" if conflict.base is not None else ""
    return f"{where} {conflict.column.heading}: OURS {texts[1]}, THEIRS {texts[2]}{was}"


def as_json(done: Done) -> str:
    """The same for machines."""
    told: dict[str, Any] = {
        "base": done.base.how,
        "based": done.base.side is not None,
        "conflicts": [_as_json(conflict) for conflict in done.merge.conflicts],
        "notes": list(done.merge.notes),
        "rescued": [loose._asdict() for loose in done.merge.rescue],
        "edited": [
            {"type": t.table.type, "record": t.table.label(r.ours), "fields": list(r.edits)}
            for t in done.merge.tables.values()
            for r in t.records
            if r.ours is not None and r.edits
        ],
        "added": sum(len(t.added) for t in done.merge.tables.values()) - done.unplaced.added,
        "deleted": sum(len(t.deleted) for t in done.merge.tables.values()) - done.unplaced.deleted,
        "unplaced": sum(done.unplaced),
        "written": [str(path) for path in done.written],
        "backup": str(done.backup) if done.backup else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _as_json(conflict: Conflict) -> dict[str, Any]:
    cells = {side: conflict.cell(side) for side in ("base", "ours", "theirs")}
    return {
        "kind": conflict.kind,
        "type": conflict.table.type,
        "record": conflict.label,
        "field": conflict.column.name.removeprefix("~") if conflict.column else None,
        **{side: typed.cell.raw if typed else None for side, typed in cells.items()},
    }
