"""Whether sources agree, of many facts: SQL says what it surely can, `agreement` the rest."""

from __future__ import annotations

from toolkit.agreement.records import sources_of
from toolkit.database import Database
from toolkit.manyfacts import ends, groups, numbering, rest, said, sets

__all__ = ["build"]


def build(database: Database) -> None:
    """Makes every table of `agreement` in `database`, which holds the records, as `agreement` does.

    The macro `told` of `yardsticks` must be there.
    """
    sources = sources_of(
        said.records(database, "select id, type, publisher, published from sources")
    )
    said.build(database)
    ends.build(database)
    groups.build(database)
    sets.build(database)
    rest.sets(database, sources, rest.AT_ONCE)
    rest.others(database, sources)
    numbering.build(database)
    said.clear(database)
