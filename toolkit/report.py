"""Findings as people read them on a terminal, and as machines take them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from toolkit.findings import Finding, as_json, counts
from toolkit.onscreen import on_screen

_LISTED = 12  # further places of a fault that stands in many

Style = Callable[[str, str], str]  # (text, what it is) -> text as a terminal shows it


def as_text(findings: Sequence[Finding], style: Style) -> str:
    """Grouped by file and sheet: place, severity, code, message, and below it the way to mend."""
    lines: list[str] = []
    for (file, sheet), group in groupby(findings, key=lambda one: (one.file, one.sheet)):
        lines += ["", style(on_screen(" ".join(filter(None, (file, sheet)))), "file")]
        for alike in _alike(group):
            one = alike[0]
            place = one.cell or (str(one.line) if one.line else "")
            head = f"  {place:<6} {style(f'{one.severity:<7}', one.severity)} {one.code}"
            lines.append(f"{head}  {_inset(one.message)}")
            if len(alike) > 1:
                lines.append(f"{'':<24}{_also_at(alike[1:])}")
            lines.append(f"{'':<24}{style('→ ' + _inset(one.fix), 'fix')}")
    return "\n".join([*lines, "", summary(findings)]).lstrip("\n") + "\n"


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that say the same of one field, each told once, where the first of them stands."""
    told: dict[tuple[object, ...], list[Finding]] = {}
    for n, one in enumerate(findings):
        same = (one.code, one.field, one.message, one.fix) if one.cell or one.line else n
        told.setdefault((same,), []).append(one)
    return list(told.values())


def _also_at(findings: Sequence[Finding]) -> str:
    places = [one.cell or str(one.line) for one in findings]
    more = f" and {len(places) - _LISTED:,} more" if len(places) > _LISTED else ""
    return f"the same at {', '.join(places[:_LISTED])}{more}"


def as_json_text(findings: Sequence[Finding], style: Style) -> str:
    return json.dumps(as_json(findings), ensure_ascii=False, indent=2) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """How many of what, in one line."""
    if not findings:
        return "nothing to mend"
    files = len({one.file for one in findings})
    said = [_many(number, severity) for severity, number in counts(findings).items() if number]
    return f"{', '.join(said)} in {_many(files, 'file')}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _inset(text: str) -> str:
    return on_screen(text).replace("\n", "\n" + " " * 24)


FORMATS: dict[str, Callable[[Sequence[Finding], Style], str]] = {
    "text": as_text,
    "json": as_json_text,
}
