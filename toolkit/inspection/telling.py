"""What a workbook carries, as people and machines read it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from toolkit.inspection.carried import GROUPS, TITLES, Carried, Inspected
from toolkit.onscreen import on_screen

_ALIKE = 12  # lines of one kind in one sheet
_SHOWN = 8  # cells of one thing that a person is shown


def as_text(seen: Inspected) -> str:
    """Grouped, the gravest first; each thing with its sheet, cells or part."""
    cells = sum(sheet.cells for sheet in seen.sheets)
    formulas = sum(sheet.formulas for sheet in seen.sheets)
    by = f", saved by {on_screen(seen.program)}" if seen.program else ""
    lines = [
        f"{on_screen(seen.file)}: {_count(len(seen.sheets), 'sheet')}, {_count(cells, 'cell')}, "
        f"{_count(formulas, 'formula')}{by}"
    ]
    for group in GROUPS:
        those = [one for one in seen.carried if one.group == group]
        if those:
            lines += ["", TITLES[group]]
            lines += [f"  {line}" for line in _lines(those)]
    if not seen.carried:
        lines += ["", "nothing besides what its sheets show"]
    return "\n".join(lines) + "\n"


def _lines(those: list[Carried]) -> Iterator[str]:
    """A line each; of many alike in one sheet or part the first, and how many more."""
    alike: dict[tuple[str, str | None], int] = {}
    for one in those:
        key = one.kind, one.sheet
        alike[key] = alike.get(key, 0) + 1
        if alike[key] <= _ALIKE:
            yield _line(one)
    for (kind, sheet), number in alike.items():
        if number > _ALIKE:
            where = f"{on_screen(sheet)}: " if sheet is not None else ""
            yield f"{where}{number - _ALIKE:,} more of {kind.replace('_', ' ')}"


def _line(one: Carried) -> str:
    where = f"{on_screen(one.sheet)}: " if one.sheet is not None else ""
    if not one.cells:
        return f"{where}{on_screen(one.what)}" + (f" ({on_screen(one.part)})" if one.part else "")
    shown = ", ".join(on_screen(cell) for cell in one.cells[:_SHOWN])
    rest = one.count - min(len(one.cells), _SHOWN)
    many = f"{one.what} ({one.count:,})" if one.count > 1 else one.what
    return f"{where}{on_screen(many)}: {shown}" + (f" and {rest:,} more" if rest else "")


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'s' * (number != 1)}"


def as_json(seen: Inspected) -> str:
    """Every field; kinds and groups are fixed words."""
    told = {
        "file": seen.file,
        "program": seen.program,
        "sheets": [
            {
                "name": sheet.name,
                "state": sheet.state,
                "kind": sheet.kind,
                "cells": sheet.cells,
                "formulas": sheet.formulas,
            }
            for sheet in seen.sheets
        ],
        "carried": [
            {
                "group": one.group,
                "kind": one.kind,
                "what": one.what,
                "sheet": one.sheet,
                "part": one.part,
                "cells": list(one.cells),
                "count": one.count,
            }
            for one in seen.carried
        ],
        "counts": {g: sum(one.group == g for one in seen.carried) for g in GROUPS},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
