"""Distinct values by number, so that Python reads each once and SQL knows whose they are."""

from __future__ import annotations

from typing import Any

from toolkit.database import Database


def distinct(database: Database, table: str, keys: str, of: str) -> list[tuple[Any, ...]]:
    """The distinct `keys` of what `of` selects, each with a number n, also as a table."""
    database.execute(
        f"create table {table} as select row_number() over (order by {keys}) as n, {keys} "
        f"from (select distinct {keys} {of})"
    )
    return database.fetch(f"from {table} order by n")[1]


def same(keys: str, one: str, other: str) -> str:
    """As SQL, that two tables have the same `keys`, blank ones too."""
    names = (key.strip() for key in keys.split(","))
    return " and ".join(f"{one}.{key} is not distinct from {other}.{key}" for key in names)
