"""What a source does not let a pack pass on: whose words are taken out of which tables.

A source lets nothing go along (also where it says nothing), or the quotes, or the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.readers.staged import ATTACH, PLACE

if TYPE_CHECKING:
    from toolkit.database import Database

WITHHELD = "The source lets nobody pass its words on."
MAY = f"with may as (from {PLACE}.may), closed as (from {PLACE}.closed)"  # see `tell_may`
_TELL = f"""
{ATTACH};
create or replace table {PLACE}.may as
select id, bool_and(coalesce(redistribution, 'nothing') <> 'nothing') as quotes,
  bool_and(coalesce(redistribution, 'nothing') = 'whole') as whole
from sources group by id;
create or replace table {PLACE}.closed as
select f._row, f.id from facts f left join {PLACE}.may m on m.id = f.source
where not coalesce(m.quotes, false);
"""
_CLOSED = "(select _row from closed)"
# A message has the words of a source between these marks; where they are cut, up to its end.
_WORDS = "“[^”]*(”|$)"


def _told(name: str) -> str:
    """Findings without the words of closed sources, nor the sentences of those not whole."""
    of_closed = "type = 'facts' and (record in (select id from closed))"
    of_sentence = "type = 'sources' and record not in (select id from may where whole)"
    value = f"if({of_closed} and field = 'quote', '{WITHHELD}', value) as value"
    message = (
        f"case when {of_closed} and field = 'quote' then '{WITHHELD}'"
        f" when {of_closed} or {of_sentence}"
        f" then regexp_replace(message, '{_WORDS}', '(words withheld)', 'g')"
        " else message end as message"
    )
    return f"from {name} select * replace ({value}, {message})"


LESS: dict[str, str] = {  # of tables that hold words of a source: what of them may go along
    "facts": f"from facts select * replace (if(_row in {_CLOSED}, null, quote) as quote)",
    "cells": f"from cells select * replace (if(type = 'facts' and field = 'quote' and row in"
    f" {_CLOSED}, '{WITHHELD}', raw) as raw)",
    "anchors": "from anchors select * replace ("
    + ", ".join(
        f"if(_row in {_CLOSED}, null, {name}) as {name}"
        for name in ("found_text", "nearest", "differs")
    )
    + ")",
    "figures": "from figures select * replace (if(source in (select id from may where whole),"
    " sentence, null) as sentence)",
    "marked": "from marked select * replace ("
    + ", ".join(
        f"if(source in (select id from may where whole), {name}, null) as {name}"
        for name in ("sentence", "before", "after")
    )
    + ")",
    "findings": _told("findings"),
    "waived_findings": _told("waived_findings"),
}


def tell_may(database: Database) -> None:
    """Works out, once for all who ask by MAY, what each source lets pass and which facts are of a
    closed one."""
    database.execute(_TELL)


def withhold(database: Database) -> bool:
    """Take such words out of the tables that a template's queries read; whether there were any.

    A quote stays a quote, so that what counts quotes counts right; its words are replaced.
    """
    _, ((closed, parted),) = database.fetch(
        f"{MAY} select (select count(*) from closed),"
        " (select count(*) from sources where id not in (select id from may where whole))"
    )
    if not closed and not parted:
        return False
    _, views = database.fetch("select view_name, sql from duckdb_views() where not internal")
    views_sql = dict(views)
    for name, less in LESS.items():
        if name == "facts":
            less = f"from facts select * replace (if(_row in {_CLOSED} and quote is not null,"
            less += f" '{WITHHELD}', quote) as quote)"
        if name in views_sql and name != "facts":  # of large files: nothing is copied
            whole = views_sql[name].partition(" AS ")[2].rstrip(";")
            less = less.replace(f"from {name} ", f"from ({whole}) ", 1)
            database.execute(f"create or replace view {name} as {MAY} select * from ({less})")
            continue
        made = f"_without_words_{name}"
        database.execute(f"create or replace table {made} as {MAY} select * from ({less})")
        kind = "view" if name in views_sql else "table"
        database.execute(f"drop {kind} {name}; alter table {made} rename to {name}")
    return True
