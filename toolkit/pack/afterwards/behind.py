"""A fact as a trace tells it: its record, its words in their sentence, what was found of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.pack.data import CONTEXTS

if TYPE_CHECKING:
    from toolkit.database import Database

_Record = Mapping[str, Any]

_FINDINGS = """
select code, severity, record, message, null as accepted from findings where type = 'facts'
union all
select code, severity, record, message, concat("by", ': ', why) from waived_findings
  where type = 'facts'
order by 3, 1, 4
"""
_SETS = """
select s.name, s.relation, s.facts, r.decision, r.fact as ruled, r.by, r.why
from duplicate_sets s left join rulings r on r._row = s.ruling_row order by s.name
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """One fact that stands behind a cell."""

    id: str
    fact: _Record
    source: _Record
    context: _Record | None  # None where the source lets nobody pass its words on
    findings: tuple[_Record, ...]
    pairs: Mapping[str, tuple[str, ...]]  # of a relation, as "conflicts": the facts that it is to
    sets: tuple[_Record, ...]
    conversions: tuple[str, ...]


def facts_behind(database: Database, wanted: Collection[str]) -> Iterator[Behind]:
    """The facts of these ids, as far as the pack's tables have them, in the order asked for."""
    of_id = "from facts where list_contains($ids, id) order by _row desc"  # the first of an id wins
    facts = {row["id"]: row for row in _records(database, of_id, ids=list(wanted))}
    sources = {row["id"]: row for row in _records(database, "from sources order by _row desc")}
    contexts = {row["_row"]: row for row in _records(database, f"from {CONTEXTS}")}
    findings: dict[str, list[_Record]] = {}
    for each in _records(database, _FINDINGS):
        findings.setdefault(each["record"], []).append(each)
    sets: dict[str, list[_Record]] = {}
    for each in _records(database, _SETS):
        for id in each["facts"] or ():
            sets.setdefault(id, []).append(each)
    conversions: dict[int, list[str]] = {}
    for each in _records(database, "from conversions order by _row"):
        conversions.setdefault(each["_row"], []).append(each["why"])
    pairs = _pairs(database)
    for id in wanted:
        fact = facts.get(id)
        if fact is not None:
            yield Behind(
                id,
                fact,
                sources.get(fact["source"], {}),
                contexts.get(fact["_row"]),
                tuple(findings.get(id, ())),
                {relation: tuple(ids) for relation, ids in sorted(pairs.get(id, {}).items())},
                tuple(sets.get(id, ())),
                tuple(conversions.get(fact["_row"], ())),
            )


def _pairs(database: Database) -> dict[str, dict[str, list[str]]]:
    """Of each fact and relation, the facts that it is to."""
    found: dict[str, dict[str, list[str]]] = {}
    _, rows = database.fetch("select a, b, relation from duplicate_pairs order by all")
    for a, b, relation in rows:
        for one, other in ((a, b), (b, a)):
            found.setdefault(one, {}).setdefault(relation, []).append(other)
    return found


def _records(database: Database, query: str, **parameters: object) -> list[dict[str, Any]]:
    columns, rows = database.fetch(query, parameters or None)
    return [dict(zip(columns, row, strict=True)) for row in rows]
