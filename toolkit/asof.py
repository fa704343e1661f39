"""What a dossier says on a day: what was known then, and the words that a pack says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from toolkit.errors import FactpackError
from toolkit.findings import SEVERITIES
from toolkit.ooxml.words import Word, as_text
from toolkit.template import PackTemplate

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.dossier import Dossier


def version() -> str:
    """factpack's own version, as installed."""
    return installed("factpack")


def leave_out(database: Database, as_of: date) -> tuple[tuple[str, date], ...]:
    """Take sources published after a day out of the tables, with their facts and what needs them.

    Sources without a date stay. Returns the ids and dates of those left out.
    """
    day = {"day": as_of}
    _, found = database.fetch(
        "select id, published from sources where published > $day order by id", day
    )
    if not found:
        return ()
    database.execute(
        """
        create temp table later_sources as from sources where published > $day
        """,
        day,
    )
    database.execute(_LATER)
    _, places = database.fetch(
        """
        select c.table_name, list(c.column_name) from duckdb_columns() c
        join duckdb_tables() t on t.table_name = c.table_name and not t.temporary
        where not c.internal group by all order by all
        """
    )
    for table, columns in places:
        for column, gone in _GONE:
            if column in columns and (column == "_row" or table in _BY_SOURCE):
                database.execute(f'delete from "{table}" where "{column}" in ({gone})')
        if {"type", "record", "related"} <= set(columns):
            database.execute(
                f"""
                delete from "{table}" where (type, record) in (select type, id from later_records)
                or list_has_any(list_concat(related, {_WORDS}), (select list(id) from later_ids))
                """
            )
    database.execute(_LOOSENED)
    return tuple((str(id), published) for id, published in found)


# What goes with a later source: its facts, and the records that name one of these.
_LATER = """
create temp table later_facts as
  select f._row, f.id from facts f join later_sources s on s.id = f.source;
create temp table later_rows as
  select _row from later_sources union select _row from later_facts
  union select _row from key_figures where fact in (select id from later_facts)
  union select _row from rulings where fact in (select id from later_facts)
  union select _row from sums
    where total in (select id from later_facts) or item in (select id from later_facts);
create temp table later_records as
  select r.type, r.id from rows r join later_rows l on l._row = r._row where r.id is not null;
create temp table later_ids as
  select id from later_facts where id is not null union select id from later_sources;
"""
# What a finding names in words: one that speaks of a later fact was not known.
_WORDS = r"regexp_extract_all(concat_ws(' ', message, value), '[\pL\pN_-]+(\.[\pL\pN_-]+)*')"
# Tables that are no records: what was read in a source, and the cells of a record.
_BY_SOURCE = ("figures", "cells")
_GONE = (
    ("_row", "select _row from later_rows"),
    ("row", "select _row from later_rows"),
    ("source", "select id from later_sources"),
)
# Records that stay lose what they said of later facts.
_LOOSENED = """
update facts set converted_from = null where converted_from in (select id from later_facts);
update facts set supersedes = null where supersedes in (select id from later_facts);
update claims set facts = (
  select list(named.id order by named.place)
  from (select unnest(claims.facts) as id, generate_subscripts(claims.facts, 1) as place) named
  where named.id not in (select id from later_facts where id is not null)
) where list_has_any(claims.facts, (select list(id) from later_facts));
drop table later_ids; drop table later_records;
drop table later_rows; drop table later_facts; drop table later_sources;
"""


def tally_of(database: Database) -> dict[str, int]:
    """How many findings of each severity the tables hold."""
    _, rows = database.fetch("select severity, count(*) from findings group by severity")
    found = {str(severity): int(count) for severity, count in rows}
    return {severity: found.get(severity, 0) for severity in SEVERITIES}


def newest_publication(database: Database) -> date:
    """The day of the newest source: the pack's date where none is given."""
    _, rows = database.fetch("select max(published) from sources")
    if rows[0][0] is None:
        raise FactpackError(
            "the pack has no date: the settings give none, and no source has one",
            hint="write  date = 2025-09-26  in factpack.toml, or give --as-of 2025-09-26",
        )
    found: date = rows[0][0]
    return found


def words_of(
    dossier: Dossier,
    database: Database,
    template: PackTemplate,
    day: date,
    tally: Mapping[str, int],
    left_out: Sequence[tuple[str, date]],
) -> dict[str, Word]:
    """The {{words}} that factpack gives; those of template.toml come before them."""
    _, rows = database.fetch(
        """
        select count(*) filter (status not in ('rejected', 'proposed')),
          count(*) filter (status not in ('rejected', 'proposed') and value is not null),
          count(*) filter (status in ('reviewed', 'approved')),
          count(*) filter (status = 'draft'),
          count(*) filter (status in ('rejected', 'proposed')),
          (select count(*) from sources)
        from facts
        """
    )
    facts, figures, reviewed, drafts, set_aside, sources = rows[0]
    said = [f"{id} ({as_text(published)})" for id, published in left_out]
    given: dict[str, Word] = {
        "title": dossier.title,
        "dossier": dossier.name,
        "date": day,
        "template": template.name,
        "version": version(),
        "base_currency": dossier.settings.base_currency,
        "facts": facts,
        "figures": figures,
        "statements": facts - figures,
        "reviewed": reviewed,
        "drafts": drafts,
        "set_aside": set_aside,
        "sources": sources,
        "errors": tally["error"],
        "warnings": tally["warning"],
        "notes": tally["note"],
        "status": _status(tally, drafts),
        "left_out": f"Published after {as_text(day)}: {', '.join(said)}" if said else "Nothing",
        "left_out_count": len(left_out),
    }
    return given | dict(template.settings.words)


def _status(tally: Mapping[str, int], drafts: int) -> str:
    if tally["error"]:
        return f"Not fit for a decision: {number_of(tally['error'], 'error')} in the facts"
    said = []
    if drafts:
        said.append(f"{number_of(drafts, 'fact')} not reviewed yet")
    if tally["warning"]:
        said.append(number_of(tally["warning"], "warning"))
    return f"For discussion: {', '.join(said)}" if said else "Checked: no errors, all reviewed"


def number_of(count: int, what: str) -> str:
    """1 error, 1,234 errors."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
