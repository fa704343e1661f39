"""What was or can be filled into blank cells, as people read it and as machines take it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.annotating.fills import Fill
from toolkit.annotating.locking import Outcome
from toolkit.disk.inplace import SEES_WHAT_IS_NEW


def as_text(found: Sequence[Fill], left: int) -> str:
    lines = [f"{_filled_in(one)}\n" for one in found]
    lines.append(f"{_cells(len(found))} can be filled in\n")
    return "".join(lines) + _left(left)


def as_json(found: Sequence[Fill], left: int) -> str:
    listed = [one._asdict() for one in found]
    return _json({"fills": listed, "left_alone": left})


def outcome_as_text(outcome: Outcome) -> str:
    lines: list[str] = []
    for file in outcome.written:
        lines += [f"{_filled_in(one)}\n" for one in file.fills]
        lines.append(f"{file.file}: {_cells(len(file.fills))} filled in; before: {file.backup}\n")
        if file.recalculate:
            lines.append(f"{file.file}: {SEES_WHAT_IS_NEW}\n")
    alike: dict[tuple[str, str | None, str], list[Fill]] = {}
    for fill, why in outcome.unfilled:
        alike.setdefault((fill.file, fill.sheet, why), []).append(fill)
    for (file_, sheet, why), some in alike.items():
        at = f"{file_} {sheet}" if sheet else file_
        lines.append(f"{at}: {_cells(len(some))} not filled in: {why}\n")
    lines += [f"{file} left as it was: {why}\n" for file, why in outcome.untouched]
    if not lines:
        lines.append("no blank cell to fill in; nothing was written\n")
    return "".join(lines) + _left(outcome.left_alone)


def outcome_as_json(outcome: Outcome) -> str:
    return _json(
        {
            "written": [
                {
                    "file": file.file,
                    "backup": file.backup,
                    "recalculate": file.recalculate,
                    "fills": [fill._asdict() for fill in file.fills],
                }
                for file in outcome.written
            ],
            "unfilled": [fill._asdict() | {"why": why} for fill, why in outcome.unfilled],
            "untouched": [one._asdict() for one in outcome.untouched],
            "left_alone": outcome.left_alone,
        }
    )


def _filled_in(fill: Fill) -> str:
    return f"{fill.place}  {fill.record or ''}  {fill.field} = {fill.value}"


def _cells(number: int) -> str:
    return f"{number:,} blank cell{'' if number == 1 else 's'}"


def _left(left: int) -> str:
    if not left:
        return ""
    return (
        f"{left:,} quote{'' if left == 1 else 's'} left alone: not found in one place;"
        " factpack check says why\n"
    )


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
