"""The tables that say whether sources agree, filled from the records in the database."""

from __future__ import annotations

from toolkit.database import Database
from toolkit.readers.staged import LEAST


def build(database: Database, least: int = LEAST) -> None:
    """Makes every table of `agreement` in `database`, which holds the records.

    Facts without entity, concept or source take no part: whom they are about is not known. Of
    `least` facts and more, SQL tells what it can. The table `_accuracy`, how far each number is
    known by its quote where nobody typed it, may be there; it is dropped.
    """
    from toolkit.agreement import TABLES, agreement
    from toolkit.manyfacts.said import FACTS, records

    database.execute("create table if not exists _accuracy (_row bigint, decimals bigint)")
    ((named,),) = database.fetch(f"select count(*) from ({FACTS})")[1]
    if named and named >= least:
        from toolkit import manyfacts

        manyfacts.build(database)
        database.execute("drop table _accuracy")
        return
    found = None
    if named:
        facts = records(database, FACTS)
        found = agreement(
            facts,
            concepts=records(database, "select id, parent from concepts where id is not null"),
            sources=records(database, "select id, type, publisher, published from sources"),
            fx_rates=records(database, "select date, base, quote, rate from fx_rates"),
            sums=records(database, "select total, item, weight from sums"),
            rulings=records(database, "from rulings where set is not null"),
        )
    for name, table in TABLES.items():
        kinds = {column: kind for column, (kind, _) in table.columns.items()}
        database.load_rows(name, kinds, found.rows(name) if found else [])
    database.execute("drop table _accuracy")
