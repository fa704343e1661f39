"""Waivers: which findings an analyst has accepted, by whom, why and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from toolkit.database import Database
from toolkit.findings import Finding
from toolkit.rules.rulebook import Found, Span


class Waiver(NamedTuple):
    """One record of the sheet Waivers; what it leaves blank it leaves open."""

    row: int
    rule: str | None
    by: str | None
    why: str | None
    type: str | None = None
    record: str | None = None
    field: str | None = None
    fingerprint: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
    until: date | None = None

    def accepts(self, finding: Finding, span: Span | None) -> bool:
        """Whether it is about this finding."""
        return (
            self.rule == finding.code
            and self.type in (None, finding.type)
            and self.record in (None, finding.record)
            and self.field in (None, finding.field)
            and self.fingerprint in (None, finding.fingerprint)
            and self._reaches(span)
        )

    def _reaches(self, span: Span | None) -> bool:
        """A span given must meet the finding's; of a source alone, anything in it is meant."""
        if self.source is None and self.start is None and self.end is None:
            return True
        if span is None or self.source not in (None, span.source):
            return False
        start = 0 if self.start is None else self.start
        return start < span.end and (self.end is None or self.end > span.start)


class Waived(NamedTuple):
    """A finding that is accepted."""

    finding: Finding
    waiver: Waiver


def apply(database: Database, found: Sequence[Found]) -> tuple[list[Finding], list[Waived]]:
    """Parts the findings into those that stand and those that a waiver silences.

    Marks waived figures in `figures`, and fills `waiver_uses`, by which rules see what waivers
    are for nothing.
    """
    _, rows = database.fetch(
        'select _row, rule, "by", why, type, record, field, fingerprint, source, char_start,'
        " char_end, until from waivers order by _row"
    )
    _, ((today,),) = database.fetch("select date from settings")
    waivers = [Waiver(*row) for row in rows]
    by_rule: dict[str | None, list[Waiver]] = {}
    for waiver in waivers:
        if waiver.by and waiver.why and _holds(waiver, today):
            by_rule.setdefault(waiver.rule, []).append(waiver)
    kept: list[Finding] = []
    silenced: list[Waived] = []
    spans: list[Span] = []
    uses: Counter[int] = Counter()
    for finding, span in found:
        accepting = [w for w in by_rule.get(finding.code, ()) if w.accepts(finding, span)]
        uses.update(w.row for w in accepting)
        if not accepting:
            kept.append(finding)
            continue
        silenced.append(Waived(finding, accepting[0]))
        if span:
            spans.append(span)
    _mark(database, waivers, uses, spans)
    return kept, silenced


def _holds(waiver: Waiver, today: date | None) -> bool:
    return waiver.until is None or today is None or waiver.until >= today


def _mark(
    database: Database, waivers: Sequence[Waiver], uses: Counter[int], spans: Sequence[Span]
) -> None:
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "_row": ("BIGINT", [waiver.row for waiver in waivers]),
        "findings": ("BIGINT", [uses[waiver.row] for waiver in waivers]),
    }
    database.load("waiver_uses", columns)
    if spans:
        columns = {
            "source": ("VARCHAR", [span.source for span in spans]),
            "start": ("BIGINT", [span.start for span in spans]),
        }
        database.load("_waived", columns)
        database.execute(
            "update figures set waived = true from _waived w"
            " where figures.source = w.source and figures.start = w.start; drop table _waived"
        )
