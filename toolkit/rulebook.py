"""The rules that are SQL: read from their files, run over the tables, told as findings.

A rule's file opens with `-- key: text` lines (code, name, severity, says, fix; `needs` where it
makes sense only with records of certain types) and is one SELECT of `_row`, `field` and what its
message names; `related` may list other records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.codes import Rule
from toolkit.database import Database
from toolkit.errors import FactpackError
from toolkit.findings import Finding, finding

_PLACED = """
select r.*, w.type as _type, w.id as _id, w.file as _file, w.sheet as _sheet, w.line as _line,
  p.letter || w.line as _cell, c.raw as _raw
from ({sql}) r
left join rows w using (_row)
left join places p on p._sheet = w._sheet and p.field = r.field
left join cells c on c.row = r._row and c.field = r.field
"""
_HEADER = re.compile(r"--\s*(\w+):\s*(.*)")
_KEYS = ("code", "name", "severity", "says", "fix")


@cache
def own_rules() -> Mapping[str, Rule]:
    """factpack's own rules by code."""
    paths = sorted((Path(__file__).parent / "rules").glob("*.sql"))
    return {rule.code: rule for rule in map(read_rule, paths)}


def read_rule(path: Path) -> Rule:
    """The rule in one SQL file; FactpackError where its head is not whole."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        match = _HEADER.fullmatch(line.strip())
        if not match:
            break
        head[match[1]] = match[2].strip()
    missing = [key for key in _KEYS if not head.get(key)]
    if missing:
        raise FactpackError(
            f"the rule {path.name} does not say its {', '.join(missing)}",
            hint="open the file with lines as '-- code: ABC001'",
        )
    if head["severity"] not in ("error", "warning", "note"):
        raise FactpackError(
            f"the rule {path.name} has the severity {head['severity']!r}",
            hint="use error, warning or note",
        )
    return Rule(
        code=head["code"],
        name=head["name"],
        severity=head["severity"],  # type: ignore[arg-type]
        says=head["says"],
        fix=head["fix"],
        why=head.get("why", ""),
        needs=tuple(re.findall(r"\w+", head.get("needs", ""))),
        sql=text,
    )


def run(database: Database, rule: Rule) -> Iterator[Finding]:
    """What one of factpack's own rules finds, each with its place."""
    columns, rows = database.fetch(_PLACED.format(sql=rule.sql.strip().rstrip(";") + "\n"))
    for row in rows:
        yield _finding(rule, dict(zip(columns, row, strict=True)))


def _finding(rule: Rule, row: dict[str, Any]) -> Finding:
    says = {key: told(value) for key, value in row.items()}
    return finding(
        rule,
        says,
        type=row["_type"],
        record=row["_id"],
        field=row["field"],
        file=row["_file"],
        sheet=row["_sheet"],
        cell=row["_cell"],
        line=row["_line"],
        value=row["_raw"],
        related=row.get("related") or (),
    )


def told(value: Any) -> Any:
    """A value as a message says it: 53,000,000,000 and not 53000000000.000000000."""
    if isinstance(value, Decimal):
        text = format(value, ",f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else value
