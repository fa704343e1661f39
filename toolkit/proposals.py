"""What factpack proposes for blank cells, and never fills in by itself: ids, values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.database import Database
from toolkit.dossier import Dossier
from toolkit.findings import Finding

_NAMED = re.compile(r"(.+)-([0-9]{1,9})")


def build(database: Database, dossier: Dossier) -> None:
    """Fills `proposed_ids`: the next free SOURCE-001 for each fact that has a source and no id.

    An id that stands anywhere, in a fact, in a reference to one, or in what an earlier workbook
    was made from, is never proposed for another fact.
    """
    _, blank = database.fetch(
        "select _row, source from facts where id is null and source is not null order by _row"
    )
    proposed: list[tuple[int, str]] = []
    highest = _highest(database, dossier) if blank else {}
    for row, source in blank:
        number = highest[source] = highest.get(source, 0) + 1
        proposed.append((row, f"{source}-{number:03}"))
    database.load(
        "proposed_ids",
        {
            "_row": ("BIGINT", [row for row, _ in proposed]),
            "id": ("VARCHAR", [id for _, id in proposed]),
        },
    )


def _highest(database: Database, dossier: Dossier) -> dict[str, int]:
    """The highest number that was ever given to a fact of each source."""
    _, rows = database.fetch(
        """
        select id from facts where id is not null
        union select value from links where target = 'facts'
        union select record from waivers where record is not null
        """
    )
    from toolkit.authoring.base import fact_ids

    used = {id for (id,) in rows}
    for path in () if dossier.bare else dossier.base_files():
        used |= fact_ids(path)
    highest: dict[str, int] = {}
    for id in used:
        if found := _NAMED.fullmatch(id):
            highest[found[1]] = max(highest.get(found[1], 0), int(found[2]))
    return highest


def told(database: Database, found: Iterable[Finding]) -> list[Finding]:
    """The findings, with a proposal in the fix of each that misses a value or an id."""
    found = list(found)
    places = {}
    if any(_misses(one) for one in found):
        places = _places(database)
    return [_with_proposal(one, places) for one in found]


def _misses(one: Finding) -> bool:
    return one.type == "facts" and (one.code, one.field) in (("SCH007", "value"), ("SCH001", "id"))


def _with_proposal(
    one: Finding, places: dict[tuple[str | None, str | None, int], tuple[str | None, str | None]]
) -> Finding:
    if not _misses(one):
        return one
    line = int(re.sub("[^0-9]", "", one.cell)) if one.cell else one.line or 0
    id, value = places.get((one.file, one.sheet, line), (None, None))
    if one.field == "id" and id:
        return replace(one, fix=f"type {id}, or a name of your own that no fact has had")
    if one.field == "value" and value:
        return replace(one, fix=f"{one.fix}; {value}")
    return one


def _places(
    database: Database,
) -> dict[tuple[str | None, str | None, int], tuple[str | None, str | None]]:
    """By file, sheet and line: the proposed id, and what the printed number says."""
    _, rows = database.fetch(
        """
        select w.file, w.sheet, w.line, p.id, f.as_printed, r.value::varchar,
          r.alt_values::varchar[]
        from facts f join rows w using (_row)
        left join proposed_ids p using (_row) left join readings r using (_row)
        where f.id is null or (f.value is null and f.as_printed is not null)
        """
    )
    return {
        (file, sheet, line): (id, _said(printed, value, others))
        for file, sheet, line, id, printed, value, others in rows
    }


def _said(printed: str | None, value: str | None, others: Sequence[str] | None) -> str | None:
    """What may be typed as the value, where the printed number says it."""
    values = [_short(each) for each in ([value] if value is not None else others or [])]
    if printed is None or not values:
        return None
    if len(values) == 1:
        return f"the printed number '{printed}' says {values[0]}: type that in Value if it is meant"
    listed = " or ".join(values)
    return f"the printed number '{printed}' can be read as {listed}: type the one that is meant"


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
