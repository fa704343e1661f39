"""All sets of many facts in the order of their names: their numbers, names and rulings."""

from __future__ import annotations

from toolkit.agreement import TABLES
from toolkit.agreement.records import rulings_of
from toolkit.agreement.sets import NAME_LIMIT
from toolkit.database import Database
from toolkit.manyfacts.said import normal_forms, records
from toolkit.sqltext import quoted

# What a set can say only when it stands among all others.
NUMBERED = ("set", "name", "ruling", "ruling_fact", "ruling_row")


def build(database: Database) -> None:
    """Makes `duplicate_sets`, `duplicate_pairs` and `scale_slips`, as `sets.duplicates` does.

    `_sure` and `_judged` tell the sets, and call each by its first fact, as pairs and slips do.
    """
    every = [quoted(name) for name in TABLES["duplicate_sets"].columns]
    told = [quoted(name) for name in TABLES["duplicate_sets"].columns if name not in NUMBERED]
    chosen = f"select first, {', '.join(told)}"
    key = "first, nameless, told_of, entity, concept, scope, unit, facts[1] as id"
    parts = [f"coalesce({part}, '')" for part in ("entity", "concept", "told_of", "scope", "unit")]
    filled = [f"nullif({part}, '')" for part in parts]
    database.execute(
        f"""
        create table _sets as
        select row_number() over (
            order by {", ".join(parts)}, nameless, if(nameless, '', id), first) as set,
          concat_ws(' / ', {", ".join(filled)}) as name, first
        from (select {key} from _sure union all select {key} from _judged)
        """
    )
    _tell_apart(database)
    _ruled(database)
    database.execute(
        f"""
        create table duplicate_sets as
        select {", ".join(every)} from ({chosen} from _sure union all {chosen} from _judged)
        join _sets using (first) left join _ruled using (set) order by set;
        create table duplicate_pairs as
        select s.set, p.* exclude (set) from _sets s join (
          from _sure_pairs union all from _judged_pairs) p on p.set = s.first;
        create table scale_slips as
        select p.* replace (s.set as set) from _judged_slips p join _sets s on s.first = p.set
        union all from _siblings;
        drop table _sets; drop table _ruled; drop table _sure; drop table _judged
        """
    )


def _tell_apart(database: Database) -> None:
    """Counts the sets that would have one name, and shortens names that are too long."""
    (plain,), joins = normal_forms(database, "_sets", "s", ("name",))
    cut = NAME_LIMIT - 14
    database.execute(
        f"""
        create table _same as
        select s.set, row_number() over (partition by {plain} order by s.set) as nth
        from _sets s {joins} semi join (
          select {plain} as plain from _sets s {joins} group by plain having count(*) > 1
        ) d on d.plain = {plain};
        update _sets set name = name || ' (' || nth || ')' from _same
        where _same.set = _sets.set and nth > 1;
        update _sets set name = left(name, {cut}) || '… ' || left(sha256(name), 12)
        where length(name) > {NAME_LIMIT};
        drop table _same
        """
    )


def _ruled(database: Database) -> None:
    """Makes `_ruled`: the ruling on each set that has one."""
    rulings = rulings_of(records(database, "from rulings where set is not null"))
    kinds = dict.fromkeys(("plain", "ruling", "ruling_fact"), "VARCHAR") | {"ruling_row": "BIGINT"}
    rows = [(plain, each.decision, each.fact, each.row) for plain, each in rulings.items()]
    database.load_rows("_rulings", kinds, rows)
    plain, joins = ["null"], ""
    if rows:
        plain, joins = normal_forms(database, "_sets", "s", ("name",))
    database.execute(
        f"""
        create table _ruled as
        select s.set, r.* exclude (plain) from _sets s {joins} join _rulings r
          on r.plain = {plain[0]};
        drop table _rulings
        """
    )
