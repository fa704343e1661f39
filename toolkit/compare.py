"""The tables that say whether sources agree, filled from the records in the database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from toolkit.database import Database

_FACTS = """
_row, id, entity, concept, source, kind, status, value, value_high, value_text, qualifier, unit,
decimals, period_start, period_end, event, scope, attributed_to, via, converted_from, supersedes
"""


def build(database: Database) -> None:
    """Makes every table of `agreement` in `database`, which holds the records.

    Facts without entity, concept or source take no part: whom they are about is not known.
    """
    from toolkit.agreement import TABLES, agreement

    named = "entity is not null and concept is not null and source is not null"
    facts = _records(database, f"select {_FACTS} from facts where {named}")
    found = None
    if facts:
        found = agreement(
            facts,
            concepts=_records(database, "select id, parent from concepts where id is not null"),
            sources=_records(database, "select id, type, publisher, published from sources"),
            fx_rates=_records(database, "select date, base, quote, rate from fx_rates"),
            sums=_records(database, "select total, item, weight from sums"),
            rulings=_records(database, "from rulings where set is not null"),
        )
    for name, table in TABLES.items():
        rows = found.rows(name) if found else []
        columns: Iterable[Iterable[Any]] = zip(*rows, strict=True) if rows else [()] * len(table[1])
        kinds = table.columns.items()
        given = zip(kinds, columns, strict=True)
        database.load(name, {key: (kind, _plain(cells)) for (key, (kind, _)), cells in given})


def _records(database: Database, query: str) -> list[dict[str, Any]]:
    columns, rows = database.fetch(query)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _plain(cells: Iterable[Any]) -> list[Any]:
    """Values as DuckDB converts them without rounding: decimals as text."""
    return [format(cell, "f") if isinstance(cell, Decimal) else cell for cell in cells]
