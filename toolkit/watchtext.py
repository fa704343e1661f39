"""What a save changed, as people read it and as machines take it."""

from __future__ import annotations

import json
from dataclasses import asdict

from toolkit.findings import Finding, counts
from toolkit.report import Style, summary
from toolkit.report import as_text as report
from toolkit.watching import Change, Waiting

_SHOWN = 50  # findings of one save that are shown in full


def as_text(told: Change | Waiting, style: Style, first: bool) -> str:
    """The whole report at first; then what is new and what is mended, and how many remain."""
    if isinstance(told, Waiting):
        return (
            f"\n{_saved(told.saved)}: {told.problem}\n  {style('→ ' + told.hint, 'fix')}\n"
            "  waiting for the next save\n"
        )
    if first:
        return report(told.findings, style)
    lines = [
        "",
        style(_saved(told.saved), "file")
        + f": {len(told.new)} new, {len(told.mended)} mended, {told.remaining} remain",
    ]
    lines += _listed("new", told.new, style)
    lines += _listed("mended", told.mended, style)
    if not told.findings:
        lines.append(f"  {summary(())}")
    return "\n".join(lines) + "\n"


def _listed(word: str, findings: tuple[Finding, ...], style: Style) -> list[str]:
    lines: list[str] = []
    for one in findings[:_SHOWN]:
        severity = style(one.severity, one.severity if word == "new" else "fix")
        lines.append(f"  {word:<7} {one.place}  {severity} {one.code}  {_inset(one.message)}")
        if word == "new":
            lines.append(f"{'':<10}{style('→ ' + _inset(one.fix), 'fix')}")
    if len(findings) > _SHOWN:
        lines.append(f"  and {len(findings) - _SHOWN} more {word}")
    return lines


def as_json_line(told: Change | Waiting, _: Style, first: bool) -> str:
    """One line: saved, new, mended, remaining, counts; or saved, problem, hint."""
    if isinstance(told, Waiting):
        said: dict[str, object] = asdict(told)
    else:
        said = {
            "saved": told.saved,
            "new": [asdict(one) for one in told.new],
            "mended": [asdict(one) for one in told.mended],
            "remaining": told.remaining,
            "counts": counts(told.findings),
        }
    return json.dumps(said, ensure_ascii=False) + "\n"


def _saved(files: tuple[str, ...]) -> str:
    return ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")


def _inset(text: str) -> str:
    return text.replace("\n", "\n" + " " * 10)
