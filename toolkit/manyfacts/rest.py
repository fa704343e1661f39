"""What Python compares of many facts: the sets that SQL cannot tell, piece by piece, and the rest.

Conversions, sums, levels and slips between siblings take few facts; only those are fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.agreement import TABLES
from toolkit.agreement.conversions import conversions
from toolkit.agreement.levels import LEVELS, level_changes
from toolkit.agreement.records import Fact, Source, facts_of, items_of, parents_of, rates_of
from toolkit.agreement.sets import judged, successors
from toolkit.agreement.slips import sibling_slips
from toolkit.agreement.sums import sums_check
from toolkit.agreement.tables import as_row
from toolkit.database import Database
from toolkit.manyfacts.numbering import NUMBERED
from toolkit.manyfacts.said import FACTS, records

AT_ONCE = 10_000  # facts that are Python values at a time
_TOLD = [name for name in TABLES["duplicate_sets"].columns if name not in NUMBERED]


def sets(database: Database, sources: Mapping[str, Source], at_once: int) -> None:
    """Makes `_judged`, `_judged_pairs` and `_judged_slips` of what `_sure` leaves of `_members`.

    `set` is the first fact of each set. No set reaches beyond one thing, so that each piece holds
    the facts of some things whole.
    """
    for name in ("_judged", "_judged_pairs", "_judged_slips"):
        database.load_rows(name, _kinds(name), ())
    database.execute(
        """
        create table _left as
        select m._row, m.thing from _members m anti join _sure s using (first)
        """
    )
    _, ((left,),) = database.fetch("select count(*) from _left")
    pieces = -(-left // at_once)
    for piece in range(pieces):
        database.execute(
            f"create table _piece as select _row from _left where thing % {pieces} = {piece}"
        )
        _judge(database, sources)
        database.execute("drop table _piece")
    database.execute("drop table _left")


def _judge(database: Database, sources: Mapping[str, Source]) -> None:
    facts = _facts(database, "_row in (from _piece)")
    if not facts:
        return
    ids = "select id from facts where _row in (from _piece)"
    newer = successors(_facts(database, f"supersedes in ({ids})"))
    _, elsewhere = database.fetch(  # amounts of which the first of that id is of another thing
        """
        select id from _said where id in (
          select converted_from from _said where _row in (from _piece))
        group by id having min(_row) not in (from _piece)
        """
    )
    found = judged(facts, sources, newer, frozenset(id for (id,) in elsewhere))
    rows: dict[str, list[tuple[Any, ...]]] = {
        "_judged": [],
        "_judged_pairs": [],
        "_judged_slips": [],
    }
    for one in found:
        row = dict(zip(TABLES["duplicate_sets"].columns, as_row(one.set), strict=True))
        rows["_judged"].append((row["set"], one.nameless, one.told_of, *(row[n] for n in _TOLD)))
        rows["_judged_pairs"] += map(as_row, one.pairs)
        rows["_judged_slips"] += map(as_row, one.slips)
    for name, some in rows.items():
        database.load_rows("_some", _kinds(name), some)
        database.execute(f"insert into {name} from _some; drop table _some")


def _kinds(name: str) -> dict[str, str]:
    if name == "_judged":
        kinds = columns("duplicate_sets")
        given = {"first": "BIGINT", "nameless": "BOOLEAN", "told_of": "VARCHAR"}
        return given | {name: kinds[name] for name in _TOLD}
    return columns("duplicate_pairs" if name == "_judged_pairs" else "scale_slips")


def columns(table: str) -> dict[str, str]:
    """The SQL type of each column of a table of `agreement`."""
    return {name: kind for name, (kind, _) in TABLES[table].columns.items()}


def others(database: Database, sources: Mapping[str, Source]) -> None:
    """Makes `conversions`, `sums_check`, `level_changes`, `level_contradictions`, `_siblings`."""
    converted = _facts(
        database,
        """(converted_from is not null or id in (
          select converted_from from facts where converted_from is not null))""",
    )
    rates = rates_of(records(database, "select date, base, quote, rate from fx_rates"))
    _load(database, "conversions", conversions(converted, sources, rates))
    items = items_of(records(database, "select total, item, weight from sums"))
    added = _facts(database, "id in (select total from sums union select item from sums)")
    _load(database, "sums_check", sums_check(added, items) if items else ())
    implied, contradictions = level_changes(_facts(database, _moved()))
    _load(database, "level_changes", implied)
    _load(database, "level_contradictions", contradictions)
    siblings = _siblings(database)
    newer = successors(_facts(database, "supersedes is not null")) if siblings else {}
    parents = parents_of(records(database, _PARENTS))
    slips = sibling_slips(siblings, parents, newer) if siblings else ()
    database.load_rows("_siblings", columns("scale_slips"), [as_row(slip) for slip in slips])


def _moved() -> str:
    """Levels, and changes of them, of what has both."""
    level, change = (", ".join(f"'{each}'" for each in some) for some in (LEVELS, LEVELS.values()))
    return f"""concept in ({level}, {change}) and entity in (
      select entity from _said where concept in ({level}) intersect
      select entity from _said where concept in ({change}))"""


_PARENTS = "select id, parent from concepts where id is not null"


def _siblings(database: Database) -> Sequence[Fact]:
    """Amounts of several concepts under one parent that have the same digits."""
    database.execute(
        """
        create table _digits as
        select s._row, s.concept, s.source, hash(s.entity, c.parent, s.unit, s.n_scope,
          trim(replace(abs(s.value)::varchar, '.', ''), '0')) as alike
        from _said s join concepts c on c.id = s.concept
        where c.parent is not null and s.value <> 0 and length(s.unit) = 3
        """
    )
    several = """_row in (select _row from _digits semi join (
      select alike from _digits group by alike
      having min(concept) <> max(concept) and min(source) <> max(source)) using (alike))"""
    facts = _facts(database, several)
    database.execute("drop table _digits")
    return facts


def _facts(database: Database, where: str) -> tuple[Fact, ...]:
    return facts_of(records(database, f"{FACTS} and {where}"))


def _load(database: Database, table: str, rows: Iterable[Any]) -> None:
    database.load_rows(table, columns(table), [as_row(row) for row in rows])
