"""Fact ids that a query gives and no fact has: what rests on them can be traced to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.pack.result import Result
from toolkit.pack.rows.longrows import LongRows

if TYPE_CHECKING:
    from toolkit.database import Database

_SHOWN = 5


def stray_facts(database: Database, results: Sequence[Result]) -> Iterator[str]:
    """A line for each query that names such facts, for people; not of a long one, whose ids are
    too many to look up."""
    named = {
        each.query.name: set(chain.from_iterable(each.facts))
        for each in results
        if not isinstance(each.rows, LongRows)
    }
    _, found = database.fetch(
        "select id from (select unnest($ids::varchar[]) as id) where id not in"
        " (select id from facts where id is not null)",
        {"ids": sorted(set().union(*named.values()))},
    )
    missing = {id for (id,) in found}
    for name, ids in named.items():
        if stray := sorted(ids & missing):
            listed = ", ".join(stray[:_SHOWN]) + (", …" if len(stray) > _SHOWN else "")
            many = f"{len(stray):,} facts that are" if len(stray) > 1 else "a fact that is"
            yield f"{name}.sql names {many} not there, so trace leads nowhere: {listed}"
