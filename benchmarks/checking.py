"""How fast records are checked: the schema alone beside its peers, and the whole check.

    python benchmarks/checking.py [--rows N …] [--runs N]

Every peer is given the same records, as the file or the objects it takes; reading the file counts
only for those that read it themselves (check-jsonschema, frictionless).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import facts
import measure

ROOT = Path(__file__).parent.parent

# Facts that say what their quotes say. A quote stands in twenty, two of which speak of one thing;
# one in a hundred is faulty.
_AGREEING = """
select * replace (
  ['alibaba', 'tencent', 'baidu', 'nvidia', 'meituan', 'jd'][1 + q % 6] as entity,
  'capex_plan' as concept, (1 + q) * 1000000000 as value, null::decimal(38,9) as value_high,
  'at_least' as qualifier, 'CNY' as unit, -9 as decimals,
  (1 + q) || ' billion yuan' as as_printed, date '2025-01-01' as period_start,
  date '2027-12-31' as period_end,
  'project ' || q || ', part ' || (n // {quotes}) // 2 as scope, null as event,
  if(kind = 'hearsay', kind, 'plan') as kind, 'draft' as status,
  'The group said on Monday that it will invest at least ' || (1 + q)
    || ' billion yuan over three years, more than it spent in the ten years before.' as quote,
  null::bigint as char_start, null::bigint as char_end
) from (select *, n % {quotes} as q from (select *, row_number() over () - 1 as n from facts))
"""
_TOML = 'title = "Benchmark"\ndate = 2025-09-30\nbase_currency = "CNY"\n'


def dossier(folder: Path, rows: int) -> Path:
    """The folder of a dossier with so many facts in a JSON-lines file."""
    return folder / f"dossier-{rows}"


def prepare(folder: Path, rows: int) -> None:
    import duckdb

    made = dossier(folder, rows)
    if made.exists():
        return
    new = made.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "facts").mkdir(parents=True)
    (new / "sources").mkdir()
    (new / "factpack.toml").write_text(_TOML, encoding="utf-8")
    with duckdb.connect(str(facts.database(folder, rows)), read_only=True) as connection:
        query = _AGREEING.format(quotes=max(rows // 20, 1))
        columns = f"* exclude (q, n) replace (value::bigint as value) from ({query})"
        for name, chosen in {
            "facts": columns,
            "sources": "distinct source as id, 'A wire of the day' as title, 'en' as language,"
            " 'wire' as type, 'Agency ' || source as publisher, date '2025-02-24' as published,"
            " 'printed' as published_basis from facts",
            "entities": "distinct entity as id, upper(entity) as name from facts",
            "concepts": "'capex_plan' as id, 'Planned investment' as label,"
            " 'currency' as unit_kind, 'duration' as period_kind",
        }.items():
            path = new / "facts" / f"{name}.jsonl"
            connection.execute(f"copy (select {chosen}) to '{path}' (format json)")
    new.rename(made)
