"""What has changed since an earlier pack: figures, facts, rulings, key figures, assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toolkit.decimals import grouped

if TYPE_CHECKING:
    from toolkit.database import Database

What = Literal[
    "key figure moved",
    "key figure added",
    "key figure removed",
    "figure moved",
    "fact added",
    "fact removed",
    "status changed",
    "fact changed",
    "ruling changed",
    "agreement changed",
    "assumption changed",
    "source added",
    "source removed",
]
TABLE = "changes"
CELLS = "written_cells"
NEEDED = ("facts", "key_figures", "rulings", "duplicate_sets", "assumptions", "sources")

COLUMNS: dict[str, tuple[str, str]] = {
    "what": ("VARCHAR", "What has changed, as: figure moved, fact added, ruling changed"),
    "record": (
        "VARCHAR",
        "The fact, the key figure, the duplicate set, the assumption, the source",
    ),
    "field": ("VARCHAR", "Which field of it"),
    "before": ("VARCHAR", "What the earlier pack said; blank where it said nothing"),
    "after": ("VARCHAR", "What is said now; blank where nothing is"),
    "value_before": ("DECIMAL(38,9)", "The earlier value, of a number"),
    "value_after": ("DECIMAL(38,9)", "The value now, of a number"),
    "unit": ("VARCHAR", "The unit of both; blank where they differ"),
    "difference": ("DECIMAL(38,9)", "By how much the value moved, where the unit is the same"),
    "facts": ("VARCHAR[]", "The facts that it concerns"),
}
ABOUT = {
    TABLE: (
        "What has changed since the pack that --since names; empty without one",
        {name: says for name, (_, says) in COLUMNS.items()},
    )
}

# What makes a figure what it is, and what is nobody's business on the paper.
_FIGURE = ("value", "value_high", "value_text", "unit", "qualifier")
_ASIDE = frozenset(
    ("_row", "id", "status", "note", "tags", "annotator", "char_start", "char_end", *_FIGURE)
)


class Change(NamedTuple):
    """One row of `changes`, in the order of COLUMNS."""

    what: What
    record: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    value_before: Decimal | None = None
    value_after: Decimal | None = None
    unit: str | None = None
    difference: Decimal | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """A change, and the cells of the new pack (for what is gone, of the old) that rest on it."""

    change: Change
    cells: tuple[str, ...]


def between(old: Database, new: Database) -> list[Touched]:
    """What changed from one pack to the other, with the cells that it touches.

    Each database holds the tables NEEDED and CELLS of its pack.
    """
    was, now = _cells_of(old), _cells_of(new)
    found = []
    for change in changes(old, new):
        cells = dict.fromkeys(cell for fact in change.facts for cell in now.get(fact, ()))
        if not cells:
            cells = dict.fromkeys(cell for fact in change.facts for cell in was.get(fact, ()))
        found.append(Touched(change, tuple(cells)))
    return found


def _cells_of(database: Database) -> dict[str, list[str]]:
    from toolkit.ooxml.sheets.address import sheet_named

    _, rows = database.fetch(
        f"""
        select unnest(facts) as fact, sheet, cell from {CELLS}
        where origin <> 'word' and (kind in ('number', 'date') or origin = 'formula')
        order by unit is null, rowid
        """  # words only count facts; amounts come first
    )
    found: dict[str, list[str]] = {}
    for fact, sheet, cell in rows:
        found.setdefault(fact, []).append(f"{sheet_named(sheet)}!{cell}")
    return found


def load(database: Database, found: Sequence[Change]) -> None:
    """Makes the table `changes`, which a template's query may read, in `database`."""
    database.execute(f"drop table if exists {TABLE}")
    database.load_rows(TABLE, {name: kind for name, (kind, _) in COLUMNS.items()}, found)


def changes(old: Database, new: Database) -> list[Change]:
    """What changed from one state of a dossier to another, key figures first.

    Facts are told apart by their id; a draft without one takes no part.
    """
    was, now = _facts(old), _facts(new)
    return [
        *_key_figures(old, new, was, now),
        *_moved(was, now),
        *_statuses(was, now),
        *_rulings(old, new),
        *_agreement(old, new),
        *_assumptions(old, new),
        *_came_and_went(was, now),
        *_other_fields(was, now),
        *_sources(old, new),
    ]


# -- facts -----------------------------------------------------------------------------------------

_Record = Mapping[str, Any]
_Records = Mapping[str, _Record]


def _rows(database: Database, query: str) -> list[dict[str, Any]]:
    columns, rows = database.fetch(query)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _facts(database: Database) -> _Records:
    query = "from facts where id is not null order by id, _row desc"
    return {row["id"]: row for row in _rows(database, query)}


def _both(was: _Records, now: _Records) -> Iterator[tuple[str, _Record, _Record]]:
    for id in sorted(was.keys() & now.keys()):
        yield id, was[id], now[id]


def _moved(was: _Records, now: _Records) -> Iterator[Change]:
    for id, old, new in _both(was, now):
        if any(old.get(name) != new.get(name) for name in _FIGURE):
            yield _figure("figure moved", id, old, new, (id,))


def _figure(
    what: What, record: str, old: _Record | None, new: _Record | None, facts: tuple[str, ...]
) -> Change:
    before, after = old or {}, new or {}
    same = before.get("unit") == after.get("unit")
    one, other = before.get("value"), after.get("value")
    return Change(
        what,
        record,
        None,
        says(before) if old else None,
        says(after) if new else None,
        one,
        other,
        (after.get("unit") or None) if same or not old else before.get("unit") if not new else None,
        other - one if same and one is not None and other is not None else None,
        facts,
    )


def says(fact: _Record) -> str:
    """What a fact says: "at least 53,000,000,000 USD", or its statement."""
    if fact.get("value") is None:
        return str(fact.get("value_text") or "")
    qualifier = fact.get("qualifier") or "exact"
    words = "" if qualifier in ("exact", "between") else qualifier.replace("_", " ") + " "
    amount = grouped(fact["value"])
    if fact.get("value_high") is not None:
        amount += f" to {grouped(fact['value_high'])}"
    unit = {"percent": " %", None: ""}.get(fact.get("unit"), f" {fact.get('unit')}")
    return f"{words}{amount}{unit.replace('_', ' ')}"


def _statuses(was: _Records, now: _Records) -> Iterator[Change]:
    for id, old, new in _both(was, now):
        if old["status"] != new["status"]:
            said = (old["status"], new["status"])
            yield Change("status changed", id, "status", *said, facts=(id,))


def _came_and_went(was: _Records, now: _Records) -> Iterator[Change]:
    for id in sorted(now.keys() - was.keys()):
        earlier = was.get(str(now[id].get("supersedes")))  # what it takes the place of
        yield _figure("fact added", id, earlier, now[id], (id,))
    for id in sorted(was.keys() - now.keys()):
        yield _figure("fact removed", id, was[id], None, (id,))


def _other_fields(was: _Records, now: _Records) -> Iterator[Change]:
    for id, old, new in _both(was, now):
        for name in (name for name in old if name in new and name not in _ASIDE):
            if name == "quote" and (old[name] is None or new[name] is None):
                continue  # a pack may not pass it on
            if old[name] != new[name]:
                said = (_text(old[name]), _text(new[name]))
                yield Change("fact changed", id, name, *said, facts=(id,))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return grouped(value)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


# -- what stands on facts --------------------------------------------------------------------------


def _key_figures(old: Database, new: Database, was: _Records, now: _Records) -> Iterator[Change]:
    query = 'from key_figures where label is not null order by "order", label'
    before = {row["label"]: row["fact"] for row in _rows(old, query)}
    after = {row["label"]: row["fact"] for row in _rows(new, query)}
    for label, fact in after.items():
        if label not in before:
            yield _figure("key figure added", label, None, now.get(fact, {}), _ids(fact))
            continue
        one, other = was.get(before[label], {}), now.get(fact, {})
        if any(one.get(name) != other.get(name) for name in _FIGURE) or fact != before[label]:
            yield _figure("key figure moved", label, one, other, _ids(fact, before[label]))
    for label, fact in before.items():
        if label not in after:
            yield _figure("key figure removed", label, was.get(fact, {}), None, _ids(fact))


def _ids(*facts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact in facts if fact is not None))


def _rulings(old: Database, new: Database) -> Iterator[Change]:
    query = (
        "select r.set, concat_ws(': ', concat_ws(' ', decision, fact), why) as says, s.facts "
        "from rulings r left join duplicate_sets s on s.ruling_row = r._row "
        "where r.set is not null order by r.set, r.date, r._row"
    )
    before = {row["set"]: row for row in _rows(old, query)}
    after = {row["set"]: row for row in _rows(new, query)}
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, {}), after.get(name, {})
        if one.get("says") != other.get("says"):
            facts = tuple(other.get("facts") or one.get("facts") or ())
            said = (one.get("says"), other.get("says"))
            yield Change("ruling changed", name, None, *said, facts=facts)


def _agreement(old: Database, new: Database) -> Iterator[Change]:
    query = "select name, relation, class, facts from duplicate_sets order by name"
    before = {row["name"]: row for row in _rows(old, query)}
    after = {row["name"]: row for row in _rows(new, query)}
    plain = ("complete", "consistent")
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, {}), after.get(name, {})
        if one.get("class") == other.get("class"):
            continue
        if one.get("class", "complete") in plain and other.get("class", "complete") in plain:
            continue
        facts = tuple(other.get("facts") or one.get("facts") or ())
        said = (one.get("relation"), other.get("relation"))
        yield Change("agreement changed", name, None, *said, facts=facts)


def _assumptions(old: Database, new: Database) -> Iterator[Change]:
    query = "from assumptions where name is not null order by name"
    before = {row["name"]: row for row in _rows(old, query)}
    after = {row["name"]: row for row in _rows(new, query)}
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        told = ("value", "unit", "why")
        if one is None or other is None or any(one[key] != other[key] for key in told):
            yield _figure("assumption changed", name, one, other, ())


def _sources(old: Database, new: Database) -> Iterator[Change]:
    query = "select id, title, publisher from sources where id is not null order by id"
    before = {row["id"]: _source(row) for row in _rows(old, query)}
    after = {row["id"]: _source(row) for row in _rows(new, query)}
    for id in sorted(after.keys() - before.keys()):
        yield Change("source added", id, None, None, after[id])
    for id in sorted(before.keys() - after.keys()):
        yield Change("source removed", id, None, before[id], None)


def _source(row: _Record) -> str:
    return ", ".join(part for part in (row["publisher"], row["title"]) if part)
