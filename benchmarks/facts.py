"""The same seeded facts for every measurement: 22 columns, of a hundred records one faulty."""

from __future__ import annotations

from pathlib import Path

COLUMNS = (
    *("id", "entity", "concept", "source", "kind", "status", "value", "value_high"),
    *("qualifier", "unit", "decimals", "as_printed", "period_start", "period_end", "scope"),
    *("event", "attributed_to", "quote", "char_start", "char_end", "language", "annotator"),
)

# A quote is repeated by some twenty facts, as the figures of one sentence are.
FACTS = """
create table facts as
select 'wire-' || lpad((i % 4000)::varchar, 4, '0') || '-' || i as id,
  ['alibaba', 'tencent', 'baidu', 'nvidia', 'meituan', 'jd'][1 + i % 6] as entity,
  ['capex_plan', 'revenue', 'share_price', 'cloud_growth', 'employees'][1 + i % 5] as concept,
  'wire-' || lpad((i % 4000)::varchar, 4, '0') as source,
  if(i % 100 = 42, 'hearsay', ['actual', 'plan', 'forecast', 'guidance'][1 + i % 4]) as kind,
  ['draft', 'proposed', 'rejected'][1 + i % 3] as status,
  ((hash(i) % 1000000000000)::decimal(38,9) / 1000)::decimal(38,3)::decimal(38,9) as value,
  if(i % 10 = 0, (i * 3)::decimal(38,9), null) as value_high,
  ['exact', 'about', 'at_least'][1 + i % 3] as qualifier,
  ['CNY', 'USD', 'percent', null][1 + i % 4] as unit,
  -(i % 10)::bigint as decimals,
  (i % 500) || ',4 Milliarden Yuan' as as_printed,
  date '2020-01-01' + (i % 2000)::int as period_start,
  date '2021-01-01' + (i % 2000)::int as period_end,
  'group' as scope, if(i % 7 = 0, 'event ' || i % 300, null) as event,
  'chief executive & board' as attributed_to,
  'The group said on Monday that it will invest at least ' || (i % {quotes})
    || ' billion yuan over three years, more than it spent in the ten years before.' as quote,
  (hash(i) % 5000)::bigint as char_start, (hash(i) % 5000 + 130)::bigint as char_end,
  'en' as language, 'anna' as annotator
from range({rows}) t(i)
"""


def database(folder: Path, rows: int) -> Path:
    """A DuckDB file with the table `facts` of so many rows; made once."""
    import duckdb

    path = folder / f"facts-{rows}.duckdb"
    if not path.exists():
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with duckdb.connect(str(new)) as connection:
            connection.execute(FACTS.format(rows=rows, quotes=max(rows // 20, 1)))
        new.rename(path)
    return path


def arrow(folder: Path, rows: int) -> object:
    """The facts as an Arrow table, for the peers that take one."""
    import duckdb

    with duckdb.connect(str(database(folder, rows)), read_only=True) as connection:
        return connection.sql("from facts").to_arrow_table()


def tuples(folder: Path, rows: int, at_once: int = 10_000) -> object:
    """The facts as tuples of Python values, fetched piece by piece."""
    import duckdb

    with duckdb.connect(str(database(folder, rows)), read_only=True) as connection:
        cursor = connection.execute("from facts")
        while some := cursor.fetchmany(at_once):
            yield from some
