"""A template's query asked of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from toolkit.errors import QueryRefused
from toolkit.pack.template import Query, check_columns

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.locked.answer import Answer


def ask(database: Database, query: Query, day: date, *, rows: bool = True) -> Answer:
    """What the query gives; $date in it is the pack's date. Without `rows`, its columns alone.

    Raises QueryRefused for a query that fails, UnusableTemplate for one without fact ids.
    """
    return checked(query, asked(database, query, day, rows=rows))


def asked(database: Database, query: Query, day: date, *, rows: bool = True) -> Answer:
    """What the query gives, whatever its columns."""
    parameters = {"date": day} if "$date" in query.sql else None
    with _named(query):
        return database.query(query.sql, parameters, rows=rows)


def checked(query: Query, answer: Answer) -> Answer:
    """The answer, where it has the columns of one; on whatever thread."""
    with _named(query):
        check_columns(query, answer.columns, answer.types)
        for heading, type_ in zip(answer.columns, answer.types, strict=True):
            if "TIMESTAMP WITH TIME ZONE" in type_:  # Python has no way to take it
                raise QueryRefused(
                    f"it gives '{heading}' as {type_}, which no cell holds",
                    hint="cast it in the query: ::timestamp::date, or ::varchar",
                )
    return answer


@contextmanager
def _named(query: Query) -> Iterator[None]:
    """Says of a refusal which query it is of."""
    try:
        yield
    except QueryRefused as error:
        hint = error.hint or "mend the query; factpack sql --tables lists what it can read"
        raise QueryRefused(f"{query.name}.sql: {error.what}", hint=hint) from error
