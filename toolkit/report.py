"""Findings as people read them on a terminal, and as machines take them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import groupby

from toolkit.findings import Finding, as_json, counts

Style = Callable[[str, str], str]  # (text, what it is) -> text as a terminal shows it


def as_text(findings: Sequence[Finding], style: Style) -> str:
    """Grouped by file and sheet: place, severity, code, message, and below it the way to mend."""
    lines: list[str] = []
    for (file, sheet), group in groupby(findings, key=lambda one: (one.file, one.sheet)):
        lines += ["", style(" ".join(filter(None, (file, sheet))), "file")]
        for one in group:
            place = one.cell or (str(one.line) if one.line else "")
            head = f"  {place:<6} {style(f'{one.severity:<7}', one.severity)} {one.code}"
            lines.append(f"{head}  {_inset(one.message)}")
            lines.append(f"{'':<24}{style('→ ' + _inset(one.fix), 'fix')}")
    return "\n".join([*lines, "", summary(findings)]).lstrip("\n") + "\n"


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
    return text.replace("\n", "\n" + " " * 24)


FORMATS: dict[str, Callable[[Sequence[Finding], Style], str]] = {
    "text": as_text,
    "json": as_json_text,
}
