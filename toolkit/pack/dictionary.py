"""data_dictionary.csv: every column of a pack's CSVs, its type, its unit, and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.pack.result import Result
from toolkit.pack.template import Settings
from toolkit.schemas import Schemas

NAME = "data_dictionary.csv"
COLUMNS = ("File", "Column", "Type", "Unit", "Meaning")
_TYPES = (  # what DuckDB calls it, what it is in a CSV
    (r".*\[\]", "texts with ; between them"),
    (r"DATE", "date, as 2025-09-26"),
    (r"BOOLEAN", "true or false"),
    (r"U?(BIG|TINY|SMALL|HUGE)?INT(EGER)?|DECIMAL\(\d+,0\)", "whole number"),
    (r"DECIMAL.*|DOUBLE|FLOAT", "decimal number, a point before its decimals"),
)


def rows(
    results: Sequence[Result], files: Mapping[str, str], settings: Settings, schemas: Schemas
) -> Iterator[tuple[str, str, str, str | None, str]]:
    """A row for each column of each CSV; `files` are those of the queries by name.

    A meaning is the template's own where template.toml gives one, for "Heading" or for
    "query.Heading"; else that of the field which is titled so.
    """
    own = {heading.casefold(): says for heading, says in settings.meanings.items()}
    units = {heading.casefold(): unit for heading, unit in settings.units.items()}
    titled = _titled(schemas)
    for result in results:
        for column, kind in zip(result.columns, result.types, strict=True):
            low = column.casefold()
            unit = units.get(low)
            if unit not in result.columns or _type(kind).startswith(("text", "date", "true")):
                unit = None
            mine = own.get(f"{result.query.name}.{low}") or own.get(low)
            says = mine or titled.get(low) or _purpose(result)
            shown = f"as in the column {unit}; percent is 84 for 84 %" if unit else None
            yield files[result.query.name], column, _type(kind), shown, says


def _titled(schemas: Schemas) -> dict[str, str]:
    """What a field of that title holds; the facts' fields go before those of other records."""
    found: dict[str, str] = {}
    for name in ("facts", "sources", *sorted(schemas.types)):
        for field in schemas.types[name].fields:
            found.setdefault(field.title.casefold(), field.description)
    return found


def _type(kind: str) -> str:
    return next((says for pattern, says in _TYPES if re.fullmatch(pattern, kind)), "text")


def _purpose(result: Result) -> str:
    """What the query says of itself: the comment that it begins with."""
    lines: list[str] = []
    for line in result.query.sql.lstrip().splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    told = " ".join(lines) or f"See the text of {result.query.name}.sql in the manifest."
    return f"A column of this list: {told[0].lower()}{told[1:]}"
