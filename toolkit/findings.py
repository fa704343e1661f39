"""What a check finds: one value a fault, with its place, and how faults are ordered and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from toolkit.codes import Rule, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it stands, and how to mend it.

    `cell` is an address as "F12" in a workbook and None elsewhere; `line` counts from 1 and is
    None in a workbook. `value` is what was found there, as typed.
    """

    code: str
    severity: Severity
    type: str | None
    record: str | None
    field: str | None
    file: str | None
    sheet: str | None
    cell: str | None
    line: int | None
    value: str | None
    message: str
    fix: str
    related: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short hash of what was found where, the same after other rows have moved."""
        said = (self.code, self.type, self.record, self.field, self.value)
        return sha256(repr(said).encode()).hexdigest()[:8]

    @property
    def place(self) -> str:
        """Where it is, as people say it: "facts.xlsx Facts!F12", "facts.csv:7"."""
        place = self.file or ""
        if self.sheet is not None:
            place += f" {self.sheet}" + (f"!{self.cell}" if self.cell else "")
        elif self.line is not None:
            place += f":{self.line}"
        return place


def finding(
    rule: Rule,
    says: dict[str, Any],
    *,
    type: str | None = None,
    record: str | None = None,
    field: str | None = None,
    file: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    line: int | None = None,
    value: str | None = None,
    related: Sequence[str] = (),
) -> Finding:
    """A finding of `rule`, its message and fix filled from `says`."""
    return Finding(
        code=rule.code,
        severity=rule.severity,
        type=type,
        record=record,
        field=field,
        file=file,
        sheet=sheet,
        cell=cell if sheet is not None else None,
        line=line if sheet is None else None,
        value=value,
        message=rule.says.format_map(says),
        fix=rule.fix.format_map(says),
        related=tuple(related),
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file, sheet, row, column and code: the order in which a reader goes through a workbook.

    Of one cell and rule, in the order given."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[Any, ...]:
    letters, row = "", finding.line or 0
    if finding.cell and (match := re.match(r"([A-Z]*)(\d*)", finding.cell)):
        letters, row = match[1], int(match[2] or 0)
    return (
        finding.file or "",
        finding.sheet or "",
        row,
        len(letters),
        letters,
        finding.code,
        finding.field or "",
    )


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity, every severity named."""
    seen = Counter(finding.severity for finding in findings)
    return {severity: seen[severity] for severity in SEVERITIES}


def at_or_over(findings: Iterable[Finding], threshold: Severity) -> bool:
    """Whether any finding is as severe as `threshold` or worse."""
    limit = SEVERITIES.index(threshold)
    return any(SEVERITIES.index(finding.severity) <= limit for finding in findings)


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """`{"findings": [...], "counts": {...}}`, every field of every finding present."""
    return {"findings": [asdict(finding) for finding in findings], "counts": counts(findings)}
