"""Queries asked of a dossier, or of one without a single fact, which tells their columns alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from toolkit.errors import QueryRefused
from toolkit.pack.book import Result
from toolkit.pack.data import add_tables
from toolkit.pack.template import FACTS, Query, check_columns
from toolkit.scratch import scratch

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier

DAY = date(2025, 1, 1)  # of a trial without a dossier


@contextmanager
def empty_dossier() -> Iterator[OpenDossier]:
    """A dossier without a single fact, gone afterwards."""
    from toolkit import open_dossier

    with scratch() as folder:
        (folder / "facts").mkdir()
        (folder / "factpack.toml").write_text(
            f'title = "Title"\ndate = {DAY.isoformat()}\n', encoding="utf-8", newline=""
        )
        opened = open_dossier(folder)
        add_tables(opened.dossier, opened.database)
        try:
            yield opened
        finally:
            opened.database.close()


def asked(opened: OpenDossier, query: Query, day: date, *, rows: bool) -> Result:
    """A query's columns and types, and its rows where they are wanted.

    Raises QueryRefused for a query that fails, UnusableTemplate for one without fact ids.
    """
    parameters = {"date": day} if "$date" in query.sql else None
    try:
        answer = opened.database.query(query.sql, parameters)
        check_columns(query, answer.columns, answer.types)
        found = answer.rows if rows else []
    except QueryRefused as error:
        hint = error.hint or "mend the query; factpack sql --tables lists what it can read"
        raise QueryRefused(f"{query.name}.sql: {error.what}", hint=hint) from error
    at = answer.columns.index(FACTS)
    return Result(
        query,
        (*answer.columns[:at], *answer.columns[at + 1 :]),
        (*answer.types[:at], *answer.types[at + 1 :]),
        tuple((*row[:at], *row[at + 1 :]) for row in found),
        tuple(tuple(id for id in row[at] or () if id is not None) for row in found),
    )
